"""Is this logout token true, ours, and new? OpenID Connect Back-Channel Logout 1.0."""

from collections.abc import Callable
from collections.abc import Mapping
from collective.eloket.accounts.oidc import idtoken
from collective.eloket.accounts.oidc import jose
from collective.eloket.accounts.oidc.idtoken_errors import AudienceError
from collective.eloket.accounts.oidc.idtoken_errors import LogoutEventError
from collective.eloket.accounts.oidc.idtoken_errors import LogoutNonceError
from collective.eloket.accounts.oidc.idtoken_errors import LogoutRepeatedError
from collective.eloket.accounts.oidc.idtoken_errors import LogoutTargetError
from collective.eloket.accounts.oidc.idtoken_errors import TokenExpiredError
from collective.eloket.accounts.oidc.idtoken_errors import TokenIssuerError
from collective.eloket.accounts.oidc.idtoken_errors import TokenStaleError
from collective.eloket.accounts.oidc.idtoken_errors import TokenTooEarlyError
from collective.eloket.accounts.oidc.model import SKEW
from collective.eloket.accounts.oidc.provider import Provider
from collective.eloket.ephemeral.service import side_store
from collective.eloket.identity.claims import LONGEST_SUB
from collective.eloket.identity.claims import text_claim
from collective.eloket.identity.claims import time_claim
from collective.eloket.vault.service import blind
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from datetime import timedelta
from typing import Any


#: Section 2.4; the member of ``events`` that makes it a logout token.
EVENT = "http://schemas.openid.net/event/backchannel-logout"
#: Section 2.4 recommends ``logout+jwt``; providers of before it say JWT.
TYPES = frozenset({"logout+jwt", "jwt"})
#: Section 2.4 recommends a life of two minutes, but some providers give a day. What was
#: made longer ago than this is not believed, however long it says it lives.
OLDEST = timedelta(minutes=10)
JTI = "oidc-logout-jti"
#: Unknown keys may be fetched this often for logout tokens, which anybody may send;
#: the rest of ``published.KEY_FETCHES`` is left for signing in.
KEY_FETCHES = 5


@dataclass(frozen=True, slots=True)
class Logout:
    """Whose session ended at the provider: by its name there, or all of a person."""

    issuer: str
    sid: str | None = field(repr=False)
    sub: str | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class Case:
    """A token whose signature is right, and what it is measured against."""

    claims: Mapping[str, Any]
    provider: Provider
    now: datetime


def verified_logout(token: str, provider: Provider, now: datetime) -> Logout:
    """Return what a logout token says, after every check (section 2.6); once.

    May call the network for keys. Writes the side store.
    """
    claims = jose.signed_claims(token, provider, types=TYPES, fetches=KEY_FETCHES)
    case = Case(claims, provider, now)
    for check in CHECKS:
        check(case)
    return Logout(provider.issuer, idtoken.sid_of(claims), sub_of(claims))


def sub_of(claims: Mapping[str, Any]) -> str | None:
    """Return the person that is meant, or None."""
    return text_claim(claims, "sub", LONGEST_SUB) if "sub" in claims else None


def check_issuer(case: Case) -> None:
    """:raises TokenIssuerError: it is another issuer's."""
    if case.claims.get("iss") != case.provider.issuer:
        raise TokenIssuerError


def check_audience(case: Case) -> None:
    """:raises AudienceError: it is not meant for us."""
    if case.provider.client_id not in idtoken.audience_of(case.claims):
        raise AudienceError


def check_times(case: Case) -> None:
    """:raises TokenExpiredError: too late; TokenStaleError: made too long ago."""
    made = time_claim(case.claims, "iat")
    ends = time_claim(case.claims, "exp")
    if case.now - SKEW >= ends:
        raise TokenExpiredError
    if made > case.now + SKEW:
        raise TokenTooEarlyError
    if case.now - made > OLDEST:
        raise TokenStaleError


def check_event(case: Case) -> None:
    """:raises LogoutEventError: it does not say that a session ended."""
    events = case.claims.get("events")
    if not isinstance(events, dict) or not isinstance(events.get(EVENT), dict):
        raise LogoutEventError


def check_no_nonce(case: Case) -> None:
    """:raises LogoutNonceError: it may be an ID token (section 2.4)."""
    if "nonce" in case.claims:
        raise LogoutNonceError


def check_target(case: Case) -> None:
    """:raises LogoutTargetError: it names neither a session nor a person."""
    if not {"sid", "sub"} & case.claims.keys():
        raise LogoutTargetError
    idtoken.sid_of(case.claims)
    sub_of(case.claims)


def check_first_use(case: Case) -> None:
    """:raises LogoutRepeatedError: it came before (section 2.6, step 8).

    The last one: what fails above is not remembered.
    """
    jti = text_claim(case.claims, "jti", LONGEST_SUB)
    key = blind(JTI, f"{case.provider.issuer}\n{jti}")
    life = OLDEST + 2 * SKEW
    if not side_store().put_if_absent(JTI, key, b"", life, case.now):
        raise LogoutRepeatedError


Check = Callable[[Case], None]

CHECKS: tuple[Check, ...] = (
    check_issuer,
    check_audience,
    check_times,
    check_event,
    check_no_nonce,
    check_target,
    check_first_use,
)
