"""Is this ID token true, ours, and for this sign-in?"""

from collections.abc import Callable
from collections.abc import Mapping
from collective.eloket.accounts.oidc import discovery
from collective.eloket.accounts.oidc.errors import AnswerMalformedError
from collective.eloket.accounts.oidc.idtoken_errors import AccessTokenHashError
from collective.eloket.accounts.oidc.idtoken_errors import AlgorithmRefusedError
from collective.eloket.accounts.oidc.idtoken_errors import AudienceError
from collective.eloket.accounts.oidc.idtoken_errors import CriticalHeaderError
from collective.eloket.accounts.oidc.idtoken_errors import IdTokenMalformedError
from collective.eloket.accounts.oidc.idtoken_errors import NonceMismatchError
from collective.eloket.accounts.oidc.idtoken_errors import NotFreshError
from collective.eloket.accounts.oidc.idtoken_errors import SignatureError
from collective.eloket.accounts.oidc.idtoken_errors import TokenExpiredError
from collective.eloket.accounts.oidc.idtoken_errors import TokenIssuerError
from collective.eloket.accounts.oidc.idtoken_errors import TokenStaleError
from collective.eloket.accounts.oidc.idtoken_errors import TokenTooEarlyError
from collective.eloket.accounts.oidc.model import SKEW
from collective.eloket.accounts.oidc.model import Tokens
from collective.eloket.accounts.oidc.model import Transaction
from collective.eloket.accounts.oidc.provider import Provider
from collective.eloket.accounts.oidc.transport import parse
from collective.eloket.identity.acr import get_means
from collective.eloket.identity.claims import time_claim
from dataclasses import dataclass
from datetime import datetime
from joserfc import jws
from joserfc.errors import JoseError
from typing import Any

import base64
import hashlib
import hmac


#: Never ``none``, never HMAC: a provider's word is worth what its private key is.
ALGORITHMS = ("RS256", "PS256", "ES256")
#: Longest part of a token; a provider's claims are far shorter.
LONGEST_PART_BYTES = 64 * 1024


class TokenRegistry(jws.JWSRegistry):
    """joserfc's rules with our algorithms and sizes."""

    max_payload_length = LONGEST_PART_BYTES


REGISTRY = TokenRegistry(algorithms=list(ALGORITHMS), strict_check_header=False)


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
    claims = signed_claims(tokens.id_token, provider)
    case = Case(claims, tokens, transaction, provider, now)
    for check in CHECKS:
        check(case)
    return claims


def signed_claims(id_token: str, provider: Provider) -> Mapping[str, Any]:
    """Return the claims under the provider's signature.

    :raises IdTokenMalformedError: it is no signed token.
    :raises AlgorithmRefusedError: it is signed in another way than we accept.
    :raises CriticalHeaderError: it demands an extension.
    :raises SignatureError: the signature is wrong.
    """
    header = header_of(id_token)
    if header.get("alg") not in ALGORITHMS:
        raise AlgorithmRefusedError
    if "crit" in header:
        raise CriticalHeaderError
    kid = header.get("kid")
    if not isinstance(kid, str | None):
        raise IdTokenMalformedError("kid")
    key = discovery.key_for(provider, header["alg"], kid)
    try:
        token = jws.deserialize_compact(id_token, key, registry=REGISTRY)
        return parse(token.payload)
    except JoseError:
        raise SignatureError from None
    except (AnswerMalformedError, ValueError):
        raise IdTokenMalformedError("payload") from None


def header_of(id_token: str) -> Mapping[str, Any]:
    """Return the header of a compact token, unverified; only to choose the key."""
    parts = id_token.split(".")
    if len(parts) != 3 or not id_token.isascii():
        raise IdTokenMalformedError("parts")
    try:
        padded = parts[0] + "=" * (-len(parts[0]) % 4)
        return parse(base64.b64decode(padded, altchars=b"-_", validate=True))
    except (AnswerMalformedError, ValueError):
        raise IdTokenMalformedError("header") from None


def check_issuer(case: Case) -> None:
    """:raises TokenIssuerError: it is another issuer's."""
    if case.claims.get("iss") != case.provider.issuer:
        raise TokenIssuerError


def check_audience(case: Case) -> None:
    """:raises AudienceError: it is not meant for us (OpenID Connect Core, 3.1.3.7)."""
    audience = case.claims.get("aud")
    meant_for = [audience] if isinstance(audience, str) else audience
    if not isinstance(meant_for, list) or case.provider.client_id not in meant_for:
        raise AudienceError
    party = case.claims.get("azp", case.provider.client_id)
    if len(meant_for) > 1 and "azp" not in case.claims:
        raise AudienceError
    if party != case.provider.client_id:
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
    asked = case.transaction.acr
    get_means(
        case.claims.get("acr"),
        {acr: means for acr, means in case.provider.means.items() if acr in asked},
    )


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
