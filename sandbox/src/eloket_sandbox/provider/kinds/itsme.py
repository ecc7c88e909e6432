"""itsme itself, version 2.

Source: belgianmobileid/doc ("Authentication", "Claims", "JWK set") and slate. An
application proves itself by its own key; ID token and userinfo are signed, then
encrypted for it. No site shares a sign-in, and there is nowhere to sign out.
"""

from eloket_sandbox.provider.kinds.kind import digest
from eloket_sandbox.provider.kinds.kind import Kind
from eloket_sandbox.provider.kinds.kind import Means
from eloket_sandbox.provider.kinds.kind import NESTED
from eloket_sandbox.provider.state import Asked
from eloket_sandbox.provider.state import SignIn
from typing import Any

import uuid


NAMESPACE = "http://itsme.services/v2/claim/"
NUMBER = f"{NAMESPACE}BENationalNumber"
#: Each application has a service of its own.
SERVICE = "service:TESTEGEM"

MEANS = (
    Means(
        "advanced",
        f"{NAMESPACE}acr_advanced",
        "itsme®",
        "U bevestigt in de app met uw itsme®-code. Niveau hoog.",
    ),
    Means(
        "basic",
        f"{NAMESPACE}acr_basic",
        "itsme®",
        "U bevestigt in de app met uw vingerafdruk of gezicht.",
    ),
)


def in_token(sign_in: SignIn, asked: Asked) -> dict[str, Any]:
    """Return what the ID token tells, and what was asked one by one for it."""
    return {
        "sub": sub_of(sign_in),
        "acr": sign_in.means,
        **chosen(sign_in, asked.token_claims),
    }


def in_userinfo(sign_in: SignIn, asked: Asked) -> dict[str, Any]:
    """Return what was asked one by one; without that nobody is told a name."""
    return {"sub": sub_of(sign_in), **chosen(sign_in, asked.userinfo_claims)}


def chosen(sign_in: SignIn, names: frozenset[str]) -> dict[str, Any]:
    """Return those claims that it knows."""
    person = sign_in.person
    known = {
        "name": person.name,
        "given_name": person.given_name,
        "family_name": person.family_name,
        NUMBER: person.number,
    }
    return {name: value for name, value in known.items() if name in names}


def sub_of(sign_in: SignIn) -> str:
    """Return the person's id there, of 36 characters."""
    return str(uuid.UUID(digest("itsme", sign_in.person.id)[:32]))


ITSME = Kind(
    id="itsme",
    title="itsme",
    path="/itsme/v2",
    brand="itsme®",
    who="Op wiens gsm wordt in de app bevestigd?",
    roads={
        "authorization_endpoint": "/authorization",
        "token_endpoint": "/token",
        "jwks_uri": "/jwkSet",
        "userinfo_endpoint": "/userinfo",
    },
    scopes=("openid", SERVICE),
    means=MEANS,
    in_token=in_token,
    in_userinfo=in_userinfo,
    methods=("client_assertion_jwt",),
    published={
        "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        "token_endpoint_auth_signing_alg_values_supported": ["RS256"],
        "id_token_encryption_alg_values_supported": ["RSA-OAEP-256"],
        "id_token_encryption_enc_values_supported": ["A128CBC-HS256"],
        "userinfo_signing_alg_values_supported": ["RS256"],
        "userinfo_encryption_alg_values_supported": ["RSA-OAEP-256"],
        "userinfo_encryption_enc_values_supported": ["A128CBC-HS256"],
        "claims_parameter_supported": True,
        "claims_supported": ["sub", "name", "given_name", "family_name", NUMBER],
    },
    id_token=NESTED,
    userinfo=NESTED,
    shares=False,
    asks_means=False,
    code_seconds=180,
    own_scope="service:",
)
