"""Values of the OIDC door: one sign-in on its way."""

from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from enum import StrEnum

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


@dataclass(frozen=True, slots=True)
class Ask:
    """What a page wants of a sign-in.

    ``means``: only this one, None for all of the provider; ``user`` and ``session``:
    whose account is concerned, in which session; ``return_to``: local path, relative to
    the site; ``max_age``: how long ago the means may have been used; ``aside``: handle
    of what the browser put aside, given to who signs in.
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


@dataclass(frozen=True, slots=True)
class Transaction:
    """One sign-in between leaving and coming back; lives sealed in a cookie."""

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
    started: datetime
    aside: str | None = field(default=None, repr=False)

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
            state=secrets.token_urlsafe(32),
            nonce=secrets.token_urlsafe(32),
            verifier=secrets.token_urlsafe(32),
            provider=provider,
            redirect_uri=redirect_uri,
            purpose=ask.purpose,
            user=ask.user,
            session=ask.session,
            return_to=ask.return_to,
            acr=acr,
            max_age=ask.max_age,
            started=now.replace(microsecond=0),
            aside=ask.aside,
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
        values["acr"] = tuple(values["acr"])
        return cls(**values)


@dataclass(frozen=True, slots=True)
class Tokens:
    """What the provider gave for the code."""

    access_token: str = field(repr=False)
    id_token: str = field(repr=False)
