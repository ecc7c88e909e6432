"""*Mijn Burgerprofiel*, that is ACM/IDM of Flanders.

Source: "Beveiligen van toepassingen",
https://authenticatie.vlaanderen.be/docs/beveiligen-van-toepassingen/
"""

from eloket_sandbox.provider.kinds.kind import Kind
from eloket_sandbox.provider.kinds.kind import Means
from eloket_sandbox.provider.state import Asked
from eloket_sandbox.provider.state import SignIn
from typing import Any


#: Namespace of its values of ``acr_values`` and ``acr``.
NAMESPACE = "urn:be:vlaanderen:authmech:"
CLAIMS = (
    "sub given_name family_name rrn vo_id vo_doelgroepcode vo_orgcode vo_orgnaam "
    "wv_orgcode testegem_loket_rol_3d acr auth_time"
)

#: Scope of the e-loket's own application, as an *integratiedossier* names it.
OWN_SCOPE = "testegem_loket"

#: The federal token has no URN of its own any more: the codes of CSAM took its place.
#: Its row stands for ``csamsms``, the code that needs no app.
MEANS = (
    Means(
        "itsme",
        f"{NAMESPACE}itsme",
        "itsme®",
        "U bevestigt op uw gsm met de app itsme®. Niveau hoog.",
    ),
    Means(
        "eid",
        f"{NAMESPACE}eid",
        "eID en aangesloten kaartlezer",
        "U steekt uw identiteitskaart in een kaartlezer en tikt uw PIN-code in. "
        "Niveau hoog.",
        "Veiligste keuze",
    ),
    Means(
        "csamtotp",
        f"{NAMESPACE}csamtotp",
        "Beveiligingscode via mobiele app",
        "U tikt een code over uit een app op uw gsm. Niveau substantieel.",
    ),
    Means(
        "csamsms",
        f"{NAMESPACE}csamsms",
        "Federaal token (beveiligingscode via SMS)",
        "Het papieren token bestaat niet meer: u krijgt een code per SMS. "
        "Niveau substantieel.",
    ),
)


def claims_of(sign_in: SignIn, asked: Asked) -> dict[str, Any]:
    """Return what ACM/IDM tells of somebody for a scope; ``acr`` only when asked."""
    person, capacity = sign_in.person, sign_in.capacity
    claims: dict[str, Any] = {"sub": person.sub}
    if "profile" in asked.scopes:
        claims["given_name"] = person.given_name
        claims["family_name"] = person.family_name
    if "rrn" in asked.scopes:
        claims["rrn"] = person.number
    if "vo" in asked.scopes:
        claims["vo_id"] = person.vo_id
        claims["vo_doelgroepcode"] = capacity.group
        if capacity.code:
            claims["vo_orgcode"] = capacity.code
            claims["vo_orgnaam"] = capacity.title
    if "wettelijkvertegenwoordiger" in asked.scopes and capacity.represents:
        claims["wv_orgcode"] = capacity.code
    if OWN_SCOPE in asked.scopes and capacity.roles:
        roles = [f"{role}:{capacity.code}" for role in capacity.roles]
        claims[f"{OWN_SCOPE}_rol_3d"] = roles
    if asked.with_acr:
        claims["acr"] = sign_in.means
    return claims


BURGERPROFIEL = Kind(
    id="burgerprofiel",
    title="Mijn burgerprofiel",
    path="/op",
    brand="Vlaanderen",
    who="Wie meldt zich aan?",
    roads={
        "authorization_endpoint": "/v1/auth",
        "token_endpoint": "/v1/token",
        "jwks_uri": "/v1/keys",
        "userinfo_endpoint": "/v1/userinfo",
        "end_session_endpoint": "/v1/logout",
    },
    scopes=("openid", "profile", "rrn", "vo", "wettelijkvertegenwoordiger", OWN_SCOPE),
    means=MEANS,
    in_token=claims_of,
    in_userinfo=claims_of,
    methods=("client_secret_basic", "client_secret_post"),
    published={
        "token_endpoint_auth_methods_supported": [
            "client_secret_basic",
            "client_secret_post",
        ],
        "claims_supported": CLAIMS.split(),
    },
    asks_capacity=True,
)
