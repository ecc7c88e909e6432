"""Is this ID token true, ours, and for this sign-in?"""

from collections.abc import Callable
from collections.abc import Mapping
from collective.eloket.accounts.oidc import jose
from collective.eloket.accounts.oidc.idtoken_errors import AccessTokenHashError
from collective.eloket.accounts.oidc.idtoken_errors import AudienceError
from collective.eloket.accounts.oidc.idtoken_errors import NonceMismatchError
from collective.eloket.accounts.oidc.idtoken_errors import NotFreshError
from collective.eloket.accounts.oidc.idtoken_errors import TokenExpiredError
from collective.eloket.accounts.oidc.idtoken_errors import TokenIssuerError
from collective.eloket.accounts.oidc.idtoken_errors import TokenStaleError
from collective.eloket.accounts.oidc.idtoken_errors import TokenTooEarlyError
from collective.eloket.accounts.oidc.model import SKEW
from collective.eloket.accounts.oidc.model import Tokens
from collective.eloket.accounts.oidc.model import Transaction
from collective.eloket.accounts.oidc.provider import Provider
from collective.eloket.identity.claims import ClaimRules
from collective.eloket.identity.claims import means_from
from collective.eloket.identity.claims import text_claim
from collective.eloket.identity.claims import time_claim
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import base64
import hashlib
import hmac


#: Some providers encrypt their own id of a session into it.
LONGEST_SID = 1000


@dataclass(frozen=True, slots=True)
class Case:
    """A token whose signature is right, and what it is measured against."""

    claims: Mapping[str, Any]
    tokens: Tokens
    transaction: Transaction
    provider: Provider
    now: datetime


def verified_claims(
    tokens: Tokens, transaction: Transaction, provider: Provider, now: datetime
) -> Mapping[str, Any]:
    """Return the claims of an ID token that passes every check.

    May call the network for the provider's keys.
    """
    claims = jose.signed_claims(readable(tokens.id_token, provider), provider)
    case = Case(claims, tokens, transaction, provider, now)
    for check in CHECKS:
        check(case)
    return claims


def readable(id_token: str, provider: Provider) -> str:
    """Return the signed token; where it must be encrypted, out of its cover."""
    if provider.settings["id_token"] in ("nested",):
        return jose.decrypted(id_token, provider)
    return id_token


def rules_for(transaction: Transaction, provider: Provider) -> ClaimRules:
    """Return what we asked for, so what may be believed of the claims."""
    settings = provider.settings
    asked = transaction.acr
    return ClaimRules(
        provider=provider.id,
        names=settings.names,
        means={acr: one for acr, one in provider.means.items() if acr in asked},
        number_asked=settings.number_asked(transaction.purpose),
        level_claims=tuple(settings["level_claims"]),
        amr=settings.amr,
        proof=transaction.proof,
    )


def sid_of(claims: Mapping[str, Any]) -> str | None:
    """Return the provider's name for its session, or None.

    OpenID Connect Back-Channel Logout 1.0, section 2.1.

    :raises MalformedClaimError: it is no text of a usable length.
    """
    return text_claim(claims, "sid", LONGEST_SID) if "sid" in claims else None


def check_issuer(case: Case) -> None:
    """:raises TokenIssuerError: it is another issuer's."""
    if case.claims.get("iss") != case.provider.issuer:
        raise TokenIssuerError


def audience_of(claims: Mapping[str, Any]) -> list[str]:
    """Return for whom it is meant; ``aud`` is a text or a list of them.

    :raises AudienceError: it is something else, or absent.
    """
    audience = claims.get("aud")
    meant_for = [audience] if isinstance(audience, str) else audience
    if not isinstance(meant_for, list) or not all(
        isinstance(one, str) for one in meant_for
    ):
        raise AudienceError
    return meant_for


def check_audience(case: Case) -> None:
    """:raises AudienceError: it is not meant for us (OpenID Connect Core, 3.1.3.7)."""
    meant_for = audience_of(case.claims)
    ours = case.provider.client_id
    if ours not in meant_for:
        raise AudienceError
    if len(meant_for) > 1 and "azp" not in case.claims:
        raise AudienceError
    if case.claims.get("azp", ours) != ours:
        raise AudienceError


def check_times(case: Case) -> None:
    """:raises TokenExpiredError: too late, or TokenTooEarlyError: not yet."""
    # skew is taken off our time: a far moment of theirs must not overflow
    if case.now - SKEW >= time_claim(case.claims, "exp"):
        raise TokenExpiredError
    made = time_claim(case.claims, "iat")
    starts = [
        time_claim(case.claims, n) for n in ("nbf", "auth_time") if n in case.claims
    ]
    if any(moment > case.now + SKEW for moment in (made, *starts)):
        raise TokenTooEarlyError
    if made < case.transaction.started - SKEW:
        raise TokenStaleError


def check_nonce(case: Case) -> None:
    """:raises NonceMismatchError: it was made for another sign-in."""
    if not is_same(case.claims.get("nonce"), case.transaction.nonce):
        raise NonceMismatchError


def check_access_token_hash(case: Case) -> None:
    """:raises AccessTokenHashError: it belongs to another access token.

    OpenID Connect Core 1.0, 3.1.3.6; all our algorithms hash with SHA-256.
    """
    if "at_hash" not in case.claims:
        return
    digest = hashlib.sha256(case.tokens.access_token.encode()).digest()
    half = base64.urlsafe_b64encode(digest[:16]).rstrip(b"=").decode()
    if not is_same(case.claims["at_hash"], half):
        raise AccessTokenHashError


def check_means(case: Case) -> None:
    """:raises UnknownAssuranceError: ``acr`` is absent, or not asked for."""
    means_from(case.claims, rules_for(case.transaction, case.provider))


def check_fresh(case: Case) -> None:
    """:raises NotFreshError: the means was used too long ago, or nobody says when."""
    oldest = case.transaction.max_age
    if oldest is None:
        return
    if "auth_time" not in case.claims:
        raise NotFreshError
    used = time_claim(case.claims, "auth_time")
    if used < case.transaction.started - oldest - SKEW:
        raise NotFreshError


def is_same(sent: object, expected: str) -> bool:
    """Are they the same text? Takes the same time whatever differs."""
    if not isinstance(sent, str) or not sent:
        return False
    # a lone surrogate is possible in JSON, and is no reason for a defect
    return hmac.compare_digest(sent.encode(errors="replace"), expected.encode())


Check = Callable[[Case], None]

CHECKS: tuple[Check, ...] = (
    check_issuer,
    check_audience,
    check_times,
    check_nonce,
    check_access_token_hash,
    check_means,
    check_fresh,
)
