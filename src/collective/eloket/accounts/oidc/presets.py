"""What do we know beforehand of a kind of provider? Data only; see ``docs``.

A further kind (CSAM, itsme without ACM/IDM) is one more line in PRESETS.
"""

from collections.abc import Mapping
from collective.eloket.accounts.oidc.errors import ProviderSettingsError
from collective.eloket.identity.acr import ACM_MEANS
from collective.eloket.identity.acr import ACM_NAMESPACE
from collective.eloket.identity.acr import MeansOfSignIn
from collective.eloket.identity.claims import ClaimNames
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Preset:
    """The defaults of one kind of provider, and how it names things.

    ``number_scope``: the scope that gives the national number.
    """

    id: str
    title: str
    scopes: tuple[str, ...]
    acr_values: tuple[str, ...]
    acr_namespace: str
    token_auth: str
    known_means: Mapping[str, MeansOfSignIn]
    names: ClaimNames
    number_scope: str


#: *Mijn Burgerprofiel*, that is ACM/IDM of Flanders. Source: ACM/IDM, "Beveiligen van
#: toepassingen", pages "scope-claims", "client-authenticatie", "authenticatiemiddelen",
#: https://authenticatie.vlaanderen.be/docs/beveiligen-van-toepassingen/
#: csamselfreg gives no national number, so it is asked for only when it is listed.
BURGERPROFIEL = Preset(
    id="burgerprofiel",
    title="Mijn Burgerprofiel",
    scopes=("openid", "profile", "rrn", "vo"),
    acr_values=("eid", "itsme", "csamtotp", "csamsms"),
    acr_namespace=ACM_NAMESPACE,
    token_auth="client_secret_basic",  # noqa: S106 - the name of a method
    known_means=ACM_MEANS,
    names=ClaimNames(
        numbers=("rrn",),
        attributes=MappingProxyType(
            {"given_names": "given_name", "family_name": "family_name"}
        ),
    ),
    number_scope="rrn",
)

PRESETS: Mapping[str, Preset] = MappingProxyType({BURGERPROFIEL.id: BURGERPROFIEL})


def get_preset(name: object) -> Preset:
    """Return the preset of that name.

    :raises ProviderSettingsError: there is none.
    """
    if not isinstance(name, str) or name not in PRESETS:
        raise ProviderSettingsError("preset")
    return PRESETS[name]
