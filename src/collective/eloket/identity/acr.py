"""Which means was used, and how sure is it? Read from the provider's ``acr``."""

from collections.abc import Iterable
from collections.abc import Mapping
from collective.eloket.identity.errors import UnknownAssuranceError
from collective.eloket.identity.levels import AssuranceLevel
from dataclasses import dataclass
from types import MappingProxyType

import re


@dataclass(frozen=True, slots=True)
class MeansOfSignIn:
    """A means and its level; ``has_number`` when it always gives a national number."""

    name: str
    level: AssuranceLevel
    has_number: bool


#: Namespace of the URNs of ACM/IDM; older integrations have another one.
ACM_NAMESPACE = "urn:be:vlaanderen:authmech:"
#: Namespace of the levels of CSAM (FAS), as in Intracto's fas-open-id-bundle.
CSAM_NAMESPACE = "urn:be:fedict:iam:fas:"
#: Namespace of itsme's values, version 2 (belgianmobileid/doc, "Authentication").
ITSME_NAMESPACE = "http://itsme.services/v2/claim/"

#: What stands between the parts of a URN or of an address.
LAST_PART = re.compile(r"[:/]")

Table = Mapping[str, MeansOfSignIn]
#: Full ``acr`` → words of which one must stand in ``amr``.
Amr = Mapping[str, tuple[str, ...]]

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

#: Levels of CSAM; what they are in eIDAS stands on the same page of ACM/IDM, column
#: "CSAM level". Level400 is a code by app or by SMS, which CSAM does not tell apart.
#: Level350 is in use, but nowhere explained: it is not in the table.
CSAM_MEANS: Mapping[str, MeansOfSignIn] = MappingProxyType(
    {
        "Level500": MeansOfSignIn("eid", _HIGH, True),
        "Level450": MeansOfSignIn("itsme", _HIGH, True),
        "Level400": MeansOfSignIn("code", _SUBSTANTIAL, True),
        "Level200": MeansOfSignIn("csam_password", _LOW, True),
        "Level100": MeansOfSignIn("csam_selfreg", _LOW, False),
    }
)

#: itsme itself. ACM/IDM and CSAM say High of a sign-in by itsme; advanced asks for the
#: PIN code. Of basic, which takes a fingerprint too, no page says a level: it counts
#: as substantial until an installation says otherwise.
ITSME_MEANS: Mapping[str, MeansOfSignIn] = MappingProxyType(
    {
        "acr_advanced": MeansOfSignIn("itsme", _HIGH, True),
        "acr_basic": MeansOfSignIn("itsme", _SUBSTANTIAL, True),
    }
)


def means_by_acr(
    values: Iterable[str],
    known: Table = ACM_MEANS,
    namespace: str = ACM_NAMESPACE,
) -> dict[str, MeansOfSignIn]:
    """Return the full ``acr`` values of an installation, each with its means, in order.

    A value is a short name (``eid``), put in ``namespace``, or a whole one: a key of
    ``known``, or one of any namespace whose last part is a known name.

    :raises UnknownAssuranceError: a name is not in the table; it is never guessed.
    """
    table: dict[str, MeansOfSignIn] = {}
    for value in values:
        means = known.get(value, known.get(LAST_PART.split(value)[-1]))
        if means is None:
            raise UnknownAssuranceError
        table[full_acr(value, namespace)] = means
    return table


def full_acr(value: str, namespace: str) -> str:
    """Return a short name inside its namespace; a whole value stays as it is."""
    return value if ":" in value else f"{namespace}{value}"


def acr_from(claims: Mapping[str, object], places: Iterable[str], table: Table) -> str:
    """Return the one ``acr`` of ``table`` that the claims name in those places.

    A place is ``acr`` or ``amr``: CSAM puts its level into ``amr``, beside the means.

    :raises UnknownAssuranceError: there is none, or two, or one that is not in
        ``table`` where it must be.
    """
    found: set[str] = set()
    for place in places:
        if place not in claims:
            continue
        value = claims[place]
        if place == "acr":
            get_means(value, table)
        found.update(one for one in as_words(value) if one in table)
    if len(found) != 1:
        raise UnknownAssuranceError
    return found.pop()


def as_words(value: object) -> list[str]:
    """Return a claim that is one text or a list of them as a list.

    :raises UnknownAssuranceError: it is something else.
    """
    words = [value] if isinstance(value, str) else value
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        raise UnknownAssuranceError
    return words


def check_amr(claims: Mapping[str, object], acr: str, amr: Amr) -> None:
    """Check that ``amr`` (RFC 8176) confirms a level of which that is asked.

    :raises UnknownAssuranceError: it is absent, or names none of the words.
    """
    wanted = amr.get(acr)
    if wanted is not None and not set(wanted) & set(as_words(claims.get("amr", []))):
        raise UnknownAssuranceError


def get_means(acr: object, table: Table) -> MeansOfSignIn:
    """Return the means that a provider's ``acr`` names.

    :raises UnknownAssuranceError: it is absent, of another type or not in ``table``.
    """
    if not isinstance(acr, str) or acr not in table:
        raise UnknownAssuranceError
    return table[acr]
