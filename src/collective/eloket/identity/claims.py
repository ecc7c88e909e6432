"""What do a provider's claims prove? Read once, into Evidence."""

from collections.abc import Iterable
from collections.abc import Mapping
from collective.eloket.identity.acr import acr_from
from collective.eloket.identity.acr import Amr
from collective.eloket.identity.acr import check_amr
from collective.eloket.identity.acr import get_means
from collective.eloket.identity.acr import ITSME_NAMESPACE
from collective.eloket.identity.acr import MeansOfSignIn
from collective.eloket.identity.acr import Table
from collective.eloket.identity.errors import ClaimedNumberError
from collective.eloket.identity.errors import ContradictingClaimsError
from collective.eloket.identity.errors import InvalidNationalNumberError
from collective.eloket.identity.errors import MalformedClaimError
from collective.eloket.identity.errors import MissingClaimError
from collective.eloket.identity.evidence import Evidence
from collective.eloket.identity.evidence import OIDC
from collective.eloket.identity.evidence import Subject
from collective.eloket.identity.numbers import NationalNumber
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from datetime import UTC

import re


Claims = Mapping[str, object]

#: Longest ``sub`` (OpenID Connect Core 1.0, section 2) and longest name we keep.
LONGEST_SUB = 255
LONGEST_NAME = 200

NUMBER = re.compile(r"[0-9]{11}")
#: What providers call the national number: ACM/IDM, CSAM, itsme 2 and itsme 1.
NUMBER_CLAIMS = (
    "rrn",
    "egovNRN",
    f"{ITSME_NAMESPACE}BENationalNumber",
    "national_number",
)


@dataclass(frozen=True, slots=True)
class ClaimNames:
    """How a provider calls what we want to know.

    ``numbers``: every claim that may hold the national number; ``attributes``: our
    name (as in ``parameters``) → claim.
    """

    numbers: tuple[str, ...]
    attributes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ClaimRules:
    """What we asked of the provider, so what may be believed of its answer.

    ``means``: every ``acr`` that was asked for, looked for in ``level_claims``;
    ``amr``: what must confirm it; ``number_asked``: the national number was asked for,
    so a means that has one must give it; ``proof``: how it is proven.
    """

    provider: str
    names: ClaimNames
    means: Table
    number_asked: bool
    level_claims: tuple[str, ...] = ("acr",)
    amr: Amr = field(default_factory=dict)
    proof: str = OIDC


def evidence_from_claims(
    id_token: Claims,
    userinfo: Claims,
    rules: ClaimRules,
    read_at: datetime,
) -> Evidence:
    """Read the claims of a verified ID token and of the userinfo that belongs to it.

    Names may stand in either, the ID token goes first; the number must be the same
    everywhere. ``acr`` and the times are believed from the ID token only.

    :raises MissingClaimError: a claim we cannot work without is absent.
    :raises MalformedClaimError: a claim has another type or size than it should.
    :raises ContradictingClaimsError: two claims disagree.
    :raises ClaimedNumberError: a number has wrong check digits.
    :raises UnknownAssuranceError: ``acr`` is not one that was asked for.
    """
    acr, means = means_from(id_token, rules)
    check_same_acr(acr, userinfo)
    number = number_from((id_token, userinfo), rules.names)
    if number is None and rules.number_asked and means.has_number:
        raise MissingClaimError("number")
    return Evidence(
        means=means.name,
        provider=rules.provider,
        level=means.level,
        subject=subject_from(id_token, userinfo),
        number=number,
        attributes=attributes_from((id_token, userinfo), rules.names),
        authenticated_at=authenticated_at(id_token),
        read_at=read_at,
        proof=rules.proof,
        is_timed="auth_time" in id_token,
    )


def means_from(id_token: Claims, rules: ClaimRules) -> tuple[str, MeansOfSignIn]:
    """Return the ``acr`` of an ID token, and the means that it names.

    :raises UnknownAssuranceError: it is not one that was asked for, or unconfirmed.
    """
    acr = acr_from(id_token, rules.level_claims, rules.means)
    check_amr(id_token, acr, rules.amr)
    return acr, get_means(acr, rules.means)


def check_same_acr(acr: str, userinfo: Claims) -> None:
    """:raises ContradictingClaimsError: userinfo names another means."""
    if "acr" in userinfo and userinfo["acr"] != acr:
        raise ContradictingClaimsError("acr")


def subject_from(id_token: Claims, userinfo: Claims) -> Subject:
    """Return who this is for the provider.

    :raises ContradictingClaimsError: userinfo is about somebody else.
    """
    sub = text_claim(id_token, "sub", LONGEST_SUB)
    issuer = text_claim(id_token, "iss", LONGEST_SUB)
    if not sub.isascii():
        raise MalformedClaimError("sub")
    if userinfo and text_claim(userinfo, "sub", LONGEST_SUB) != sub:
        raise ContradictingClaimsError("sub")
    return Subject(issuer=issuer, sub=sub)


def number_from(
    sources: tuple[Claims, ...], names: ClaimNames
) -> NationalNumber | None:
    """Return the one national number in all claims, or None when there is none.

    What other providers call a number must not say another one either.

    :raises MalformedClaimError: a number is no text of eleven digits.
    :raises ClaimedNumberError: a number has wrong check digits.
    :raises ContradictingClaimsError: there are two.
    """
    found = numbers_in(sources, names.numbers)
    if not found:
        return None
    if len(found | numbers_in(sources, NUMBER_CLAIMS)) > 1:
        raise ContradictingClaimsError("number")
    return found.pop()


def numbers_in(
    sources: tuple[Claims, ...], names: Iterable[str]
) -> set[NationalNumber]:
    """Return every number that stands under one of the names."""
    return {
        parse_number(source[name])
        for source in sources
        for name in names
        if name in source
    }


def parse_number(value: object) -> NationalNumber:
    """Read one claim that holds a national number; providers send bare digits."""
    if not isinstance(value, str) or not NUMBER.fullmatch(value):
        raise MalformedClaimError("number")
    try:
        return NationalNumber.parse(value)
    except InvalidNationalNumberError:
        raise ClaimedNumberError from None


def attributes_from(sources: tuple[Claims, ...], names: ClaimNames) -> dict[str, str]:
    """Return what the claims vouch for, under our names; what is absent stays out."""
    attributes = {}
    for ours, claim in names.attributes.items():
        for source in sources:
            if claim in source:
                attributes[ours] = text_claim(source, claim, LONGEST_NAME)
                break
    return attributes


def text_claim(claims: Claims, name: str, longest: int) -> str:
    """Return a claim that is a text of one line, without blanks around it.

    :raises MissingClaimError: it is absent.
    :raises MalformedClaimError: it is no text, empty, too long or not printable.
    """
    if name not in claims:
        raise MissingClaimError(name)
    value = claims[name]
    if not isinstance(value, str):
        raise MalformedClaimError(name)
    text = value.strip()
    if not text or len(text) > longest or not text.isprintable():
        raise MalformedClaimError(name)
    return text


def time_claim(claims: Claims, name: str) -> datetime:
    """Return a claim that is a moment (RFC 7519, NumericDate); aware, in UTC.

    :raises MissingClaimError: it is absent.
    :raises MalformedClaimError: it is no number, or no moment.
    """
    if name not in claims:
        raise MissingClaimError(name)
    value = claims[name]
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise MalformedClaimError(name)
    try:
        return datetime.fromtimestamp(value, UTC)
    except (OverflowError, ValueError, OSError):
        raise MalformedClaimError(name) from None


def authenticated_at(id_token: Claims) -> datetime:
    """Return when the means was used as far as the provider says.

    ACM/IDM's published tokens have no ``auth_time``; then it is when the token was
    made, which says nothing about freshness.
    """
    name = "auth_time" if "auth_time" in id_token else "iat"
    return time_claim(id_token, name)
