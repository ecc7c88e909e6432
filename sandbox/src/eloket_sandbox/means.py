"""With what can one sign in at the look-alike provider?"""

from dataclasses import dataclass
from types import MappingProxyType


#: Namespace of ACM/IDM's values of ``acr_values`` and ``acr``.
NAMESPACE = "urn:be:vlaanderen:authmech:"


@dataclass(frozen=True, slots=True)
class Means:
    """A row of the chooser, in Dutch as the real one."""

    id: str
    title: str
    explanation: str
    badge: str = ""

    @property
    def acr(self) -> str:
        """The URN that stands in ``acr_values`` and ``acr``."""
        return NAMESPACE + self.id


#: The federal token has no URN of its own any more: the codes of CSAM took its place.
#: Its row stands for ``csamsms``, the code that needs no app.
_MEANS = (
    Means(
        "itsme",
        "itsme®",
        "U bevestigt op uw gsm met de app itsme®. Niveau hoog.",
    ),
    Means(
        "eid",
        "eID en aangesloten kaartlezer",
        "U steekt uw identiteitskaart in een kaartlezer en tikt uw PIN-code in. "
        "Niveau hoog.",
        "Veiligste keuze",
    ),
    Means(
        "csamtotp",
        "Beveiligingscode via mobiele app",
        "U tikt een code over uit een app op uw gsm. Niveau substantieel.",
    ),
    Means(
        "csamsms",
        "Federaal token (beveiligingscode via SMS)",
        "Het papieren token bestaat niet meer: u krijgt een code per SMS. "
        "Niveau substantieel.",
    ),
)

MEANS = MappingProxyType({means.id: means for means in _MEANS})


def asked_means(acr_values: str | None) -> list[Means]:
    """Return the means that a request allows; all of them when it names none.

    Values that we do not know are left out, so the list may be empty.
    """
    if not acr_values:
        return list(_MEANS)
    asked = acr_values.split()
    return [means for means in _MEANS if means.acr in asked]
