"""Values of the OIDC door: one sign-in on its way."""

from collections.abc import Mapping
from collective.eloket.identity.evidence import OIDC
from collective.eloket.identity.evidence import OIDC_FRESH
from collective.eloket.identity.evidence import OIDC_LOGOUT_FIRST
from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from enum import StrEnum
from typing import Any

import json
import secrets


#: A sign-in that takes longer is refused; the cookie lives as long.
LIFETIME = timedelta(minutes=10)
#: How far a provider's clock may be off.
SKEW = timedelta(seconds=60)


class Purpose(StrEnum):
    """Why somebody is sent to a provider."""

    LOGIN = "login"
    REGISTER = "register"
    LINK = "link"
    STEPUP = "stepup"
    READ = "read"


class Stage(StrEnum):
    """Where a browser is on its way."""

    SIGN_IN = "sign-in"
    SIGN_OUT = "sign-out"


@dataclass(frozen=True, slots=True)
class Ask:
    """What a page wants of a sign-in.

    ``means``: only this one, None for all of the provider; ``user`` and ``session``:
    whose account is concerned, in which session; ``return_to``: local path, relative to
    the site; ``max_age``: how long ago the means may have been used, zero for anew;
    ``aside``: handle of what the browser put aside, given to who signs in; ``hint``: a
    capacity, see ``hints``; None: what the settings say; ``read``: id of the reading of
    a card whose question the sign-in answers.
    """

    purpose: Purpose = Purpose.LOGIN
    means: str | None = None
    user: str | None = None
    session: str | None = field(default=None, repr=False)
    return_to: str | None = None
    prompt: str | None = None
    max_age: timedelta | None = None
    language: str | None = None
    aside: str | None = field(default=None, repr=False)
    hint: Mapping[str, Any] | None = None
    read: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class Transaction:
    """One sign-in between leaving and coming back; lives sealed in a cookie.

    ``logged_out``: the browser was led past the provider's sign-out before.
    """

    state: str = field(repr=False)
    nonce: str = field(repr=False)
    verifier: str = field(repr=False)
    provider: str
    redirect_uri: str
    purpose: Purpose
    user: str | None
    session: str | None = field(repr=False)
    return_to: str | None
    acr: tuple[str, ...]
    max_age: timedelta | None
    prompt: str | None
    language: str | None
    hint: Mapping[str, Any] | None
    stage: Stage
    logged_out: bool
    started: datetime
    aside: str | None = field(default=None, repr=False)
    read: str | None = field(default=None, repr=False)

    @classmethod
    def begin(
        cls,
        provider: str,
        redirect_uri: str,
        ask: Ask,
        acr: tuple[str, ...],
        now: datetime,
    ) -> "Transaction":
        """Return a new one, with 256 random bits for state, nonce and verifier each."""
        return cls(
            **secrets_of_one(),
            provider=provider,
            redirect_uri=redirect_uri,
            purpose=ask.purpose,
            user=ask.user,
            session=ask.session,
            return_to=ask.return_to,
            acr=acr,
            max_age=ask.max_age,
            prompt=ask.prompt,
            language=ask.language,
            hint=ask.hint,
            stage=Stage.SIGN_IN,
            logged_out=False,
            started=now.replace(microsecond=0),
            aside=ask.aside,
            read=ask.read,
        )

    @property
    def proof(self) -> str:
        """How its evidence will be proven."""
        if self.logged_out:
            return OIDC_LOGOUT_FIRST
        return OIDC_FRESH if self.max_age == timedelta(0) else OIDC

    def signing_out(self) -> "Transaction":
        """Return it as it leaves for the provider's sign-out.

        ``auth_time`` is not waited for: it is for providers that do not say it.
        """
        return replace(self, stage=Stage.SIGN_OUT, max_age=None, prompt=None)

    def signed_out(self, now: datetime) -> "Transaction":
        """Return a new one for the sign-in that follows."""
        return replace(
            self,
            **secrets_of_one(),
            stage=Stage.SIGN_IN,
            logged_out=True,
            started=now.replace(microsecond=0),
        )

    def asking_more(self, purpose: Purpose, now: datetime) -> "Transaction":
        """Return a new one for another purpose, for the same citizen and goal.

        The means was used a moment ago, so it need not be used again.
        """
        return replace(
            self,
            **secrets_of_one(),
            purpose=purpose,
            prompt=None,
            max_age=None,
            started=now.replace(microsecond=0),
        )

    def to_bytes(self) -> bytes:
        """Return the form that is sealed."""
        age = self.max_age
        values = {name: getattr(self, name) for name in self.__slots__}
        values["max_age"] = None if age is None else int(age.total_seconds())
        values["started"] = int(self.started.timestamp())
        return json.dumps(values).encode()

    @classmethod
    def from_bytes(cls, data: bytes) -> "Transaction":
        """Read what ``to_bytes`` wrote; only for bytes that our seal vouches for."""
        values = json.loads(data)
        age = values["max_age"]
        values["max_age"] = None if age is None else timedelta(seconds=age)
        values["started"] = datetime.fromtimestamp(values["started"], UTC)
        values["purpose"] = Purpose(values["purpose"])
        values["stage"] = Stage(values["stage"])
        values["acr"] = tuple(values["acr"])
        return cls(**values)


def secrets_of_one() -> dict[str, str]:
    """Return what nobody may guess of one sign-in."""
    names = ("state", "nonce", "verifier")
    return {name: secrets.token_urlsafe(32) for name in names}


@dataclass(frozen=True, slots=True)
class Tokens:
    """What the provider gave for the code."""

    access_token: str = field(repr=False)
    id_token: str = field(repr=False)
