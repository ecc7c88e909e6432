"""Which means was used, and how sure is it? Read from the provider's ``acr``."""

from collections.abc import Iterable
from collections.abc import Mapping
from collective.eloket.identity.errors import UnknownAssuranceError
from collective.eloket.identity.levels import AssuranceLevel
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class MeansOfSignIn:
    """A means and its level; ``has_number`` when it always gives a national number."""

    name: str
    level: AssuranceLevel
    has_number: bool


#: Namespace of the URNs of ACM/IDM; older integrations have another one.
ACM_NAMESPACE = "urn:be:vlaanderen:authmech:"

_HIGH = AssuranceLevel.HIGH
_SUBSTANTIAL = AssuranceLevel.SUBSTANTIAL
_LOW = AssuranceLevel.LOW
_NONE = AssuranceLevel.NONE

#: Last part of the URN → means and eIDAS level. Source: ACM/IDM, "Beveiligen van
#: toepassingen", page "authenticatiemiddelen" (OpenID Connect, technische info),
#: https://authenticatie.vlaanderen.be/docs/beveiligen-van-toepassingen/
#: Where that page gives no eIDAS level the means counts as none; it is never guessed.
#: Foreign means (eIDAS) may come without a Belgian number; csamselfreg never has one.
ACM_MEANS: Mapping[str, MeansOfSignIn] = MappingProxyType(
    {
        "eid": MeansOfSignIn("eid", _HIGH, True),
        "eidashigh": MeansOfSignIn("eidas", _HIGH, False),
        "itsme": MeansOfSignIn("itsme", _HIGH, True),
        "csamtotp": MeansOfSignIn("totp", _SUBSTANTIAL, True),
        "csamsms": MeansOfSignIn("sms", _SUBSTANTIAL, True),
        "eidassubstantial": MeansOfSignIn("eidas", _SUBSTANTIAL, False),
        "tlsclient": MeansOfSignIn("tls", _NONE, True),
        "kerberos": MeansOfSignIn("kerberos", _NONE, False),
        "password": MeansOfSignIn("acm_password", _NONE, False),
        "csampassword": MeansOfSignIn("csam_password", _LOW, True),
        "csamselfreg": MeansOfSignIn("csam_selfreg", _LOW, False),
    }
)


def means_by_acr(
    values: Iterable[str],
    known: Mapping[str, MeansOfSignIn] = ACM_MEANS,
    namespace: str = ACM_NAMESPACE,
) -> dict[str, MeansOfSignIn]:
    """Return the full ``acr`` values of an installation, each with its means, in order.

    A value is a short name (``eid``), put in ``namespace``, or a whole URN of any
    namespace whose last part is a known name.

    :raises UnknownAssuranceError: a name is not in the table; it is never guessed.
    """
    table: dict[str, MeansOfSignIn] = {}
    for value in values:
        name = value.rpartition(":")[2]
        if name not in known:
            raise UnknownAssuranceError
        table[value if ":" in value else f"{namespace}{value}"] = known[name]
    return table


def get_means(acr: object, table: Mapping[str, MeansOfSignIn]) -> MeansOfSignIn:
    """Return the means that a provider's ``acr`` names.

    :raises UnknownAssuranceError: it is absent, of another type or not in ``table``.
    """
    if not isinstance(acr, str) or acr not in table:
        raise UnknownAssuranceError
    return table[acr]
