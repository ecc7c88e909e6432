"""What do we know beforehand of a kind of provider? Data only.

Every value of ``defaults`` is a setting; its names and kinds stand in ``options``.
A further kind of provider is one more line in PRESETS.
"""

from collections.abc import Mapping
from collective.eloket.accounts.oidc.errors import ProviderSettingsError
from collective.eloket.identity.acr import ACM_MEANS
from collective.eloket.identity.acr import ACM_NAMESPACE
from collective.eloket.identity.acr import CSAM_MEANS
from collective.eloket.identity.acr import CSAM_NAMESPACE
from collective.eloket.identity.acr import ITSME_MEANS
from collective.eloket.identity.acr import ITSME_NAMESPACE
from collective.eloket.identity.acr import MeansOfSignIn
from collective.eloket.messages.providers import NO_PRESET
from dataclasses import dataclass
from types import MappingProxyType


#: What holds for a provider of which nothing else is known: OpenID Connect Core 1.0
#: with the strictest choice wherever there is one.
PLAIN: Mapping[str, object] = MappingProxyType(
    {
        "purpose_scopes": {},
        "purpose_claims": {},
        "acr_table": {},
        "level_claims": ["acr"],
        "amr": {},
        "number_scope": "",
        "token_auth": "client_secret_basic",
        "assertion_audience": "token_endpoint",
        "algorithms": ["RS256"],
        "id_token": "signed",
        "userinfo": "json",
        "userinfo_method": "GET",
        "userinfo_without_kid": False,
        "key_algorithms": ["RSA-OAEP-256", "RSA-OAEP"],
        "content_algorithms": ["A128CBC-HS256"],
        "discovery_url": "",
        "endpoints": {},
        "iss_required": False,
        "freshness": "auth_time",
        "login_hint": {},
        # whoever may say it can make people act for any organisation
        "states_capacity": False,
        "logout_by": "browser",
        "id_token_hint": False,
        "backchannel_logout": False,
        "allow_private": False,
    }
)


@dataclass(frozen=True, slots=True)
class Preset:
    """One kind of provider.

    ``issuers``: environment → published issuer; ``defaults``: every setting;
    ``service_scope``: a scope ``service:<code>`` of the installation is needed.
    """

    id: str
    issuers: Mapping[str, str]
    acr_namespace: str
    known_means: Mapping[str, MeansOfSignIn]
    defaults: Mapping[str, object]
    service_scope: bool = False

    @property
    def title(self) -> str:
        """What the provider is called unless an installation says otherwise."""
        return str(self.defaults["title"])


#: *Mijn Burgerprofiel*, that is ACM/IDM of Flanders. Source: ACM/IDM, "Beveiligen van
#: toepassingen", pages "discovery-url", "scope-claims", "client-authenticatie",
#: "authenticatiemiddelen", "afmelden",
#: https://authenticatie.vlaanderen.be/docs/beveiligen-van-toepassingen/
#: csamselfreg gives no national number, so it is asked for only when it is listed.
#: It tells no other application of a logout, and takes no ``id_token_hint``.
BURGERPROFIEL = Preset(
    id="burgerprofiel",
    issuers=MappingProxyType(
        {
            "production": "https://authenticatie.vlaanderen.be/op",
            "acceptance": "https://authenticatie-ti.vlaanderen.be/op",
        }
    ),
    acr_namespace=ACM_NAMESPACE,
    known_means=ACM_MEANS,
    defaults=MappingProxyType(
        {
            **PLAIN,
            "title": "Mijn Burgerprofiel",
            "scopes": ["openid", "profile", "rrn", "vo"],
            "acr_values": ["eid", "itsme", "csamtotp", "csamsms"],
            "number_scope": "rrn",
            "number_claims": ["rrn"],
            "attribute_claims": {
                "given_names": "given_name",
                "family_name": "family_name",
            },
        }
    ),
)

#: CSAM, that is the Federal Authentication Service. Source: Intracto's
#: fas-open-id-bundle (Service/FasOpenIdOAuthClient.php, Util/UserInfoMapper) and
#: CitizenLab's client; no page gives the address of a discovery document, so the
#: addresses stand here, below the issuer. The level comes back in ``amr``.
CSAM = Preset(
    id="csam",
    issuers=MappingProxyType(
        {
            "production": "https://idp.iamfas.belgium.be/fas/oauth2",
            "acceptance": "https://idp.iamfas.int.belgium.be/fas/oauth2",
        }
    ),
    acr_namespace=CSAM_NAMESPACE,
    known_means=CSAM_MEANS,
    defaults=MappingProxyType(
        {
            **PLAIN,
            "title": "CSAM",
            "scopes": ["openid", "profile", "egovnrn"],
            "purpose_scopes": {"login": ["openid"], "stepup": ["openid", "egovnrn"]},
            "acr_values": ["Level500", "Level450", "Level400"],
            "level_claims": ["acr", "amr"],
            "amr": {"Level500": ["eid", f"{CSAM_NAMESPACE}Level500"]},
            "number_scope": "egovnrn",
            "number_claims": ["egovNRN"],
            "attribute_claims": {"given_names": "givenName", "family_name": "surname"},
            "userinfo": "signed",
            "userinfo_without_kid": True,
            "endpoints": {
                "authorization_endpoint": "/authorize",
                "token_endpoint": "/access_token",
                "userinfo_endpoint": "/userinfo",
                "jwks_uri": "/connect/jwk_uri",
                "end_session_endpoint": "/connect/endSession",
            },
            "id_token_hint": True,
        }
    ),
)

_NUMBER = f"{ITSME_NAMESPACE}BENationalNumber"
_NAMES = {"given_name": None, "family_name": None}

#: itsme itself, version 2. Source: belgianmobileid/doc, "Authentication" and
#: "Claims"; and slate, "login": tokens and userinfo are signed and encrypted, and what
#: is not encrypted is refused. It has no page to sign out and ends no sessions.
#: The scope ``service:<code>`` is the municipality's own, so it must be given.
ITSME = Preset(
    id="itsme",
    issuers=MappingProxyType(
        {
            "production": "https://idp.prd.itsme.services/v2",
            "acceptance": "https://idp.e2e.itsme.services/v2",
        }
    ),
    acr_namespace=ITSME_NAMESPACE,
    known_means=ITSME_MEANS,
    defaults=MappingProxyType(
        {
            **PLAIN,
            "title": "itsme",
            "scopes": ["openid"],
            "purpose_claims": {
                "register": {"userinfo": {_NUMBER: None, **_NAMES}},
                "link": {"userinfo": {_NUMBER: None, **_NAMES}},
                "stepup": {"userinfo": {_NUMBER: None}},
            },
            "acr_values": ["acr_advanced"],
            "number_claims": [_NUMBER],
            "attribute_claims": {
                "given_names": "given_name",
                "family_name": "family_name",
            },
            "token_auth": "private_key_jwt",
            "id_token": "nested",
            "userinfo": "nested",
            "logout_by": "none",
        }
    ),
    service_scope=True,
)

PRESETS: Mapping[str, Preset] = MappingProxyType(
    {preset.id: preset for preset in (BURGERPROFIEL, CSAM, ITSME)}
)


def get_preset(name: object) -> Preset:
    """Return the preset of that name.

    :raises ProviderSettingsError: there is none.
    """
    if not isinstance(name, str) or name not in PRESETS:
        raise ProviderSettingsError("preset", NO_PRESET)
    return PRESETS[name]
