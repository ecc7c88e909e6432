"""How does a provider write what it tells? As JSON, signed, or encrypted too."""

from joserfc import jwe
from joserfc import jwt
from joserfc.jwk import RSAKey
from typing import Any


KEY_ALGORITHM = "RSA-OAEP-256"
CONTENT_ALGORITHM = "A128CBC-HS256"


def signed(claims: dict[str, Any], key: RSAKey) -> str:
    """Return a signed token."""
    return jwt.encode({"alg": "RS256", "kid": key.kid, "typ": "JWT"}, claims, key)


def encrypted(token: str, key: RSAKey) -> str:
    """Return a token that only the owner of the key can read (RFC 7519, 11.2)."""
    header = {
        "alg": KEY_ALGORITHM,
        "enc": CONTENT_ALGORITHM,
        "cty": "JWT",
        "kid": key.kid,
    }
    algorithms = [KEY_ALGORITHM, CONTENT_ALGORITHM]
    return jwe.encrypt_compact(header, token.encode(), key, algorithms=algorithms)
