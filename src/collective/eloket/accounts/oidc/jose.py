"""Did that provider sign this token, for us to read? What it claims is not judged."""

from collections.abc import Mapping
from collections.abc import Sequence
from collective.eloket.accounts.oidc import published
from collective.eloket.accounts.oidc.idtoken_errors import AlgorithmRefusedError
from collective.eloket.accounts.oidc.idtoken_errors import CriticalHeaderError
from collective.eloket.accounts.oidc.idtoken_errors import DecryptionError
from collective.eloket.accounts.oidc.idtoken_errors import IdTokenMalformedError
from collective.eloket.accounts.oidc.idtoken_errors import KeyUnknownError
from collective.eloket.accounts.oidc.idtoken_errors import SignatureError
from collective.eloket.accounts.oidc.idtoken_errors import TokenKindError
from collective.eloket.accounts.oidc.idtoken_errors import TokenNotEncryptedError
from collective.eloket.accounts.oidc.provider import Provider
from collective.eloket.accounts.oidc.provider_errors import AnswerMalformedError
from collective.eloket.accounts.oidc.transport import parse
from joserfc import jwe
from joserfc import jws
from joserfc.errors import JoseError
from joserfc.jwk import Key
from typing import Any

import base64
import functools


#: Longest token, and longest part of one; a provider's claims are far shorter.
LONGEST_TOKEN = 256 * 1024
LONGEST_PART_BYTES = 64 * 1024
#: RFC 7515, section 4.1.9: how a plain JWT may call itself.
PLAIN_TYPES = frozenset({"jwt"})


class SignedRules(jws.JWSRegistry):
    """joserfc's rules with our sizes."""

    max_payload_length = LONGEST_PART_BYTES


class EncryptedRules(jwe.JWERegistry):
    """joserfc's rules with our sizes."""

    max_ciphertext_length = 2 * LONGEST_PART_BYTES


@functools.cache
def signed_rules(algorithm: str) -> SignedRules:
    """Return rules that take this one algorithm."""
    return SignedRules(algorithms=[algorithm], strict_check_header=False)


@functools.cache
def encrypted_rules(algorithm: str, content: str) -> EncryptedRules:
    """Return rules that take this one pair of algorithms, and no compression."""
    return EncryptedRules(algorithms=[algorithm, content], strict_check_header=False)


def signed_claims(
    token: str,
    provider: Provider,
    *,
    types: frozenset[str] = PLAIN_TYPES,
    any_key: bool = False,
    fetches: int = published.KEY_FETCHES,
) -> Mapping[str, Any]:
    """Return the claims under the provider's signature.

    ``types``: what ``typ`` may say, in small letters, if it says anything (RFC 8725,
    section 3.11); ``any_key``: without ``kid`` any key that fits may have signed;
    ``fetches``: see ``published.keys_for``. May call the network for keys.

    :raises IdTokenMalformedError: it is no signed token.
    :raises AlgorithmRefusedError: it is signed in another way than is set.
    :raises CriticalHeaderError: it demands an extension.
    :raises TokenKindError: it is a token for something else.
    :raises KeyUnknownError: the provider publishes no usable key for it.
    :raises SignatureError: the signature is wrong.
    """
    header = header_of(token, parts=3)
    if header.get("alg") not in provider.settings["algorithms"]:
        raise AlgorithmRefusedError
    check_header(header, types)
    kid = header.get("kid")
    keys = published.keys_for(provider, header["alg"], kid, fetches)
    if len(keys) > 1 and not any_key:
        raise KeyUnknownError
    return payload_of(token, header["alg"], keys)


def payload_of(token: str, algorithm: str, keys: Sequence[Key]) -> Mapping[str, Any]:
    """Return what the first key vouches for that does."""
    rules = signed_rules(algorithm)
    for key in keys:
        try:
            payload = jws.deserialize_compact(token, key, registry=rules).payload
        except JoseError:
            continue
        return parsed(payload, "payload")
    raise SignatureError


def decrypted(token: str, provider: Provider) -> str:
    """Return the signed token inside an encrypted one (RFC 7519, section 11.2).

    :raises TokenNotEncryptedError: it is signed only.
    :raises IdTokenMalformedError: it is no encrypted token.
    :raises AlgorithmRefusedError: it is encrypted in another way than is set.
    :raises CriticalHeaderError: it demands an extension.
    :raises TokenKindError: what is inside is no token.
    :raises DecryptionError: it is not for us, or was changed.
    """
    if token.count(".") == 2:
        raise TokenNotEncryptedError
    header = header_of(token, parts=5)
    content = header.get("enc")
    if header.get("alg") not in provider.settings["key_algorithms"]:
        raise AlgorithmRefusedError
    if content not in provider.settings["content_algorithms"] or "zip" in header:
        raise AlgorithmRefusedError
    check_header(header, PLAIN_TYPES)
    if str(header.get("cty", "")).lower() != "jwt":
        raise TokenKindError
    return opened(
        token, encrypted_rules(header["alg"], content), keys(provider, header)
    )


def keys(provider: Provider, header: Mapping[str, Any]) -> Sequence[Key]:
    """Return our keys that may open it: the one that is named, or all."""
    kid = header.get("kid")
    ours = provider.keys.decrypting if provider.keys is not None else ()
    return [key for key in ours if kid is None or key.kid == kid]


def opened(token: str, rules: EncryptedRules, ours: Sequence[Key]) -> str:
    """Return what is inside, with the first key that opens it."""
    for key in ours:
        try:
            plain = jwe.decrypt_compact(token, key, registry=rules).plaintext
            return (plain or b"").decode("ascii")
        except (JoseError, ValueError):
            # wrong key, changed text and bad padding must look alike
            continue
    raise DecryptionError


def check_header(header: Mapping[str, Any], types: frozenset[str]) -> None:
    """Check what a header demands of who reads it."""
    if "crit" in header:
        raise CriticalHeaderError
    if not isinstance(header.get("kid"), str | None):
        raise IdTokenMalformedError("kid")
    kind = header.get("typ")
    if kind is not None and str(kind).lower().removeprefix("application/") not in types:
        raise TokenKindError


def header_of(token: str, parts: int) -> Mapping[str, Any]:
    """Return the header of a compact token, unverified; only to choose the key."""
    found = token.split(".", parts)
    if len(found) != parts or not token.isascii() or len(token) > LONGEST_TOKEN:
        raise IdTokenMalformedError("parts")
    try:
        padded = found[0] + "=" * (-len(found[0]) % 4)
        return parsed(base64.b64decode(padded, altchars=b"-_", validate=True), "header")
    except ValueError:
        raise IdTokenMalformedError("header") from None


def parsed(data: bytes, part: str) -> Mapping[str, Any]:
    """Return the JSON object in a part of a token."""
    try:
        return parse(data)
    except AnswerMalformedError:
        raise IdTokenMalformedError(part) from None
