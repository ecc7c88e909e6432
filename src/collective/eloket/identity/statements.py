"""For which organisation does a provider say that somebody acts, and by which roles?

Read strictly: what is not exactly as it should be is refused, never guessed.

Source: ACM/IDM, "Beveiligen van toepassingen", pages "scope-claims" and "doelgroepen",
https://authenticatie.vlaanderen.be/docs/beveiligen-van-toepassingen/
"""

from collections.abc import Container
from collective.eloket.identity.claims import Claims
from collective.eloket.identity.claims import LONGEST_NAME
from collective.eloket.identity.claims import text_claim
from collective.eloket.identity.errors import ClaimedOrganisationError
from collective.eloket.identity.errors import ContradictingClaimsError
from collective.eloket.identity.errors import InvalidOrganisationNumberError
from collective.eloket.identity.errors import MalformedClaimError
from collective.eloket.identity.errors import OtherOrganisationClaimedError
from collective.eloket.identity.errors import UnknownTargetGroupError
from collective.eloket.identity.organisations import OrganisationNumber
from dataclasses import dataclass
from dataclasses import field

import re


GROUP = "vo_doelgroepcode"
ORGANISATION = "vo_orgcode"
NAME = "vo_orgnaam"
#: Of which organisation one is the legal representative, and who gave a mandate.
REPRESENTED = "wv_orgcode"
MANDATE_GIVER = "ssm_mandaatgever"
TEXTS = (GROUP, ORGANISATION, NAME, REPRESENTED, MANDATE_GIVER)

#: Target group of who acts for nobody but oneself.
CITIZENS = "BUR"
#: The published target groups ("doelgroepen"); a site may have more.
GROUPS = frozenset({CITIZENS, "GID", "LB", "OV", "EA", "VER"})

#: ``<scope>_rol_3d``; some applications write a capital D.
_ROLE_CLAIM = re.compile(r"([A-Za-z0-9_]{1,64})_rol_3[dD]")
#: ``<role>[-<context>]:<organisation>``. Which part is the context, only the
#: application's own rights tell: a role may have dashes itself.
_ROLE = re.compile(r"([A-Za-z0-9][A-Za-z0-9_.-]{0,128}):([A-Za-z0-9]{1,20})")
#: As providers write a number: bare.
_NUMBER = re.compile(r"[0-9]{10}|V[0-9]{7}")
LONGEST_TEXT = 400
MOST_ROLES = 200


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody acts for an organisation, in the words of their sign-in's provider.

    ``represents``: as its legal representative. ``roles``: scope of the application,
    and role with context as one text, all of this organisation. ``name`` may be empty.
    """

    group: str
    organisation: OrganisationNumber
    name: str = field(default="", repr=False)
    represents: bool = False
    roles: frozenset[tuple[str, str]] = frozenset()

    def roles_of(self, scope: str) -> frozenset[str]:
        """Return the roles of the application that has this scope."""
        return frozenset(role for claim, role in self.roles if claim == scope)


def said_of_organisations(id_token: Claims, userinfo: Claims) -> dict[str, object]:
    """Return the claims about organisations, of verified claims, as values of JSON.

    Only their size and kind are looked at here; ``read_statement`` reads them.

    :raises MalformedClaimError: one is of another kind or size than it should.
    :raises ContradictingClaimsError: ID token and userinfo differ.
    """
    found: dict[str, object] = {}
    for source in (id_token, userinfo):
        for name, value in source.items():
            if name not in TEXTS and not _ROLE_CLAIM.fullmatch(name):
                continue
            _check_size(name, value)
            if found.setdefault(name, value) != value:
                raise ContradictingClaimsError(name)
    return found


def is_of_organisation(said: Claims) -> bool:
    """Does it say more than that somebody is a citizen?"""
    return bool(said) and dict(said) != {GROUP: CITIZENS}


def read_statement(said: Claims, groups: Container[str] = GROUPS) -> Statement | None:
    """Return what is stated; None when somebody is a citizen, or nothing is said.

    ``said``: what ``said_of_organisations`` found. ``groups``: the target groups that
    there are.

    :raises MissingClaimError: group or organisation is absent beside the other claims.
    :raises MalformedClaimError: a claim is not written as it should be.
    :raises UnknownTargetGroupError: there is no such target group.
    :raises ClaimedOrganisationError: a number of an organisation is none, or its check
        digits are wrong.
    :raises ContradictingClaimsError: a citizen, and an organisation beside.
    :raises OtherOrganisationClaimedError: a role or another claim is of another
        organisation than the one acted for.
    """
    if not is_of_organisation(said):
        return None
    group = text_claim(said, GROUP, LONGEST_NAME)
    if group not in groups:
        raise UnknownTargetGroupError
    if group == CITIZENS:
        raise ContradictingClaimsError(GROUP)
    organisation = _number_claim(said, ORGANISATION)
    for name in (REPRESENTED, MANDATE_GIVER):
        if name in said and _number_claim(said, name) != organisation:
            raise OtherOrganisationClaimedError(name)
    return Statement(
        group=group,
        organisation=organisation,
        name=text_claim(said, NAME, LONGEST_NAME) if NAME in said else "",
        represents=REPRESENTED in said,
        roles=_roles(said, organisation),
    )


def _roles(
    said: Claims, organisation: OrganisationNumber
) -> frozenset[tuple[str, str]]:
    found: dict[str, frozenset[str]] = {}
    for name, values in said.items():
        claim = _ROLE_CLAIM.fullmatch(name)
        if claim is None:
            continue
        roles = frozenset(
            read_role(value, organisation) for value in _texts(name, values)
        )
        if found.setdefault(claim[1], roles) != roles:
            # written with a small and a capital D
            raise ContradictingClaimsError(name)
    return frozenset((scope, role) for scope, roles in found.items() for role in roles)


def read_role(value: str, organisation: OrganisationNumber) -> str:
    """Return the role of ``Role[-context]:ORGANISATION``, context included.

    :raises MalformedClaimError: it is not written like this.
    :raises ClaimedOrganisationError: the number is none.
    :raises OtherOrganisationClaimedError: it is of another organisation.
    """
    found = _ROLE.fullmatch(value)
    if found is None:
        raise MalformedClaimError("role")
    if _number(found[2]) != organisation:
        raise OtherOrganisationClaimedError("role")
    return found[1]


def _number_claim(said: Claims, name: str) -> OrganisationNumber:
    return _number(text_claim(said, name, LONGEST_NAME))


def _number(text: str) -> OrganisationNumber:
    if not _NUMBER.fullmatch(text):
        raise ClaimedOrganisationError
    try:
        return OrganisationNumber.parse(text)
    except InvalidOrganisationNumberError:
        raise ClaimedOrganisationError from None


def _texts(name: str, values: object) -> list[str]:
    if not isinstance(values, list) or not all(isinstance(one, str) for one in values):
        raise MalformedClaimError(name)
    return values


def _check_size(name: str, value: object) -> None:
    values = [value] if name in TEXTS else _texts(name, value)
    if len(values) > MOST_ROLES:
        raise MalformedClaimError(name)
    if not all(isinstance(one, str) and len(one) <= LONGEST_TEXT for one in values):
        raise MalformedClaimError(name)
