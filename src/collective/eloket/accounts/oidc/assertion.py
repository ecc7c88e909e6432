"""How do we prove to a provider who we are?"""

from collective.eloket.accounts.oidc.errors import OwnKeysError
from collective.eloket.accounts.oidc.provider import Provider
from datetime import datetime
from datetime import timedelta
from joserfc import jwt
from urllib.parse import quote_plus

import base64
import secrets


#: RFC 7523, section 2.2.
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
#: The provider takes it at once; its clock may be a little off.
LIFE = timedelta(minutes=2)


def credentials(
    provider: Provider, token_endpoint: str, now: datetime
) -> tuple[dict[str, str], dict[str, str]]:
    """Return the headers and form fields that prove who we are.

    RFC 6749, section 2.3.1: id and secret are form-encoded before Basic.

    :raises OwnKeysError: there is no key to prove it by.
    """
    name, secret = provider.client_id, provider.client_secret
    match provider.settings["token_auth"]:
        case "private_key_jwt":
            signed = client_assertion(provider, token_endpoint, now)
            kind = {"client_assertion_type": ASSERTION_TYPE}
            return {}, {"client_id": name, **kind, "client_assertion": signed}
        case "client_secret_post":
            return {}, {"client_id": name, "client_secret": secret}
    pair = f"{quote_plus(name)}:{quote_plus(secret)}".encode()
    return {"Authorization": f"Basic {base64.b64encode(pair).decode()}"}, {}


def client_assertion(provider: Provider, token_endpoint: str, now: datetime) -> str:
    """Return a token by which the provider knows us, once (RFC 7523, section 3)."""
    if provider.keys is None:
        raise OwnKeysError
    to_issuer = provider.settings["assertion_audience"] == "issuer"
    key = provider.keys.signing(now)
    claims = {
        "iss": provider.client_id,
        "sub": provider.client_id,
        "aud": provider.issuer if to_issuer else token_endpoint,
        "jti": secrets.token_urlsafe(32),
        "iat": int(now.timestamp()),
        "exp": int((now + LIFE).timestamp()),
    }
    header = {"alg": "RS256", "kid": key.kid, "typ": "JWT"}
    return jwt.encode(header, claims, key, algorithms=["RS256"])
