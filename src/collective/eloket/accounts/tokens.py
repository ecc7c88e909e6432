"""The signed session token, in the cookie or as Bearer (RFC 7519, RFC 6750)."""

from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.vault import service as vault
from dataclasses import dataclass
from dataclasses import replace
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import OctKey
from typing import Self

import functools


#: No other token of ours, and no other's token, has this type.
TYPE = "eloket-session+jwt"
#: Beside Plone's ticket of a member of the site; signs nobody in.
MEMBER_TYPE = "eloket-member+jwt"
ALGORITHMS = ["HS256"]
#: Ours have some 400 characters.
LONGEST = 2000
#: As what a session acts at first.
ONESELF = "citizen"


@dataclass(frozen=True, slots=True)
class SessionToken:
    """Who signed in, by what, when; all times aware, UTC, to the second."""

    sid: str
    user: str
    means: str
    level: AssuranceLevel
    provider: str
    authenticated_at: datetime
    started: datetime
    last: datetime
    capacity: str = ONESELF
    #: Does ``authenticated_at`` say when the means was used, and not when we heard?
    timed: bool = False
    #: Was there more than oneself to act for, when the session began?
    choice: bool = False
    #: Did the provider state an organisation? What, is kept beside: ``stated``.
    stated: bool = False

    def seen(self, now: datetime) -> Self:
        """Return the token of a session that was used now."""
        return replace(self, last=now)

    def expires(self, idle: timedelta, absolute: timedelta) -> datetime:
        """Return when the session ends if nothing more happens."""
        return min(self.last + idle, self.started + absolute)


def write_token(token: SessionToken, kind: str = TYPE) -> str:
    """Return the token, signed with the current key of the session ring."""
    keys = vault.session_keys()
    current = vault.session_key()
    key_id = next(id for id, key in keys.items() if key == current)
    claims = {
        "sid": token.sid,
        "sub": token.user,
        "means": token.means,
        "level": token.level.label,
        "provider": token.provider,
        "auth_time": int(token.authenticated_at.timestamp()),
        "cap": token.capacity,
        "started": int(token.started.timestamp()),
        "last": int(token.last.timestamp()),
        "timed": token.timed,
        "choice": token.choice,
        "stated": token.stated,
    }
    header = {"alg": "HS256", "typ": kind, "kid": key_id}
    return jwt.encode(header, claims, _key(current), algorithms=ALGORITHMS)


def read_token(text: str, kind: str = TYPE) -> SessionToken | None:
    """Return what a token says, None when it is not one of the kind that we signed.

    Whether the session is over or revoked is not looked at here.
    """
    if len(text) > LONGEST:
        return None
    return _read(text, kind, tuple(vault.session_keys().items()))


@functools.lru_cache(maxsize=2048)
def _read(
    text: str, kind: str, keys: tuple[tuple[str, bytes], ...]
) -> SessionToken | None:
    """Return what the token says by these keys: with other keys it is read again."""

    def find_key(found) -> OctKey:
        return _key(dict(keys)[found.headers()["kid"]])

    try:
        found = jwt.decode(text, find_key, algorithms=ALGORITHMS)
        if found.header.get("typ") != kind:
            return None
        return _token_of(found.claims)
    except (JoseError, ValueError, KeyError, TypeError):
        return None


@functools.lru_cache(maxsize=8)
def _key(key: bytes) -> OctKey:
    return OctKey.import_key(key)


def _token_of(claims: dict) -> SessionToken:
    return SessionToken(
        sid=claims["sid"],
        user=claims["sub"],
        means=claims["means"],
        level=AssuranceLevel.from_label(claims["level"]),
        provider=claims["provider"],
        authenticated_at=_moment(claims["auth_time"]),
        started=_moment(claims["started"]),
        last=_moment(claims["last"]),
        capacity=claims["cap"],
        timed=claims.get("timed") is True,
        choice=claims.get("choice") is True,
        stated=claims.get("stated") is True,
    )


def _moment(seconds: int) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
