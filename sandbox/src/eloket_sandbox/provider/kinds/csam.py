"""CSAM, that is the Federal Authentication Service (FAS).

Source: Intracto's fas-open-id-bundle (FasOpenIdOAuthClient.php, UserInfoMapper). The
level comes back in ``amr``, names and number in a signed userinfo only; there is no
discovery document whose address is published.
"""

from eloket_sandbox.provider.kinds.kind import digest
from eloket_sandbox.provider.kinds.kind import Kind
from eloket_sandbox.provider.kinds.kind import Means
from eloket_sandbox.provider.kinds.kind import SIGNED
from eloket_sandbox.provider.state import Asked
from eloket_sandbox.provider.state import SignIn
from typing import Any


NAMESPACE = "urn:be:fedict:iam:fas:"
#: What stands in ``amr`` beside the level, where it is known.
AMR = {f"{NAMESPACE}Level500": "eid", f"{NAMESPACE}Level450": "bmid"}

MEANS = (
    Means(
        "eid",
        f"{NAMESPACE}Level500",
        "Aanmelden met eID-kaartlezer",
        "U steekt uw identiteitskaart in een kaartlezer en tikt uw PIN-code in. "
        "Niveau 500, dat is hoog.",
    ),
    Means(
        "itsme",
        f"{NAMESPACE}Level450",
        "Aanmelden via itsme®",
        "U bevestigt op uw gsm met de app itsme®. Niveau 450, dat is hoog.",
    ),
    Means(
        "code",
        f"{NAMESPACE}Level400",
        "Beveiligingscode via mobiele app of sms",
        "U tikt een code over van uw gsm. Niveau 400, dat is substantieel.",
    ),
)


def in_token(sign_in: SignIn, asked: Asked) -> dict[str, Any]:
    """Return what the ID token tells: who, and by which level."""
    words = [AMR.get(sign_in.means), sign_in.means]
    return {"sub": sub_of(sign_in), "amr": [word for word in words if word]}


def in_userinfo(sign_in: SignIn, asked: Asked) -> dict[str, Any]:
    """Return what userinfo tells for a scope."""
    person = sign_in.person
    claims: dict[str, Any] = {"sub": sub_of(sign_in)}
    if "profile" in asked.scopes:
        claims |= {"givenName": person.given_name, "surname": person.family_name}
        claims["prefLanguage"] = "nl"
    if "egovnrn" in asked.scopes:
        claims["egovNRN"] = person.number
    return claims


def sub_of(sign_in: SignIn) -> str:
    """Return the person's id there; another one than at other providers."""
    return digest("csam", sign_in.person.id)[:32]


CSAM = Kind(
    id="csam",
    title="CSAM",
    path="/fas/oauth2",
    brand="CSAM",
    who="Wie meldt zich aan met een digitale sleutel?",
    roads={
        "authorization_endpoint": "/authorize",
        "token_endpoint": "/access_token",
        "jwks_uri": "/connect/jwk_uri",
        "userinfo_endpoint": "/userinfo",
        "end_session_endpoint": "/connect/endSession",
    },
    scopes=("openid", "profile", "egovnrn"),
    means=MEANS,
    in_token=in_token,
    in_userinfo=in_userinfo,
    methods=("client_secret_basic",),
    userinfo=SIGNED,
    by_hint=True,
)
