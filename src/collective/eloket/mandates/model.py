"""As what one acts: for oneself, a child or an organisation; plain values."""

from collective.eloket.identity.errors import InvalidOrganisationNumberError
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.identity.numbers import NationalNumber
from collective.eloket.identity.organisations import OrganisationNumber
from collective.eloket.interfaces import ICurrentSession
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import datetime


#: What one acts as. The session says ``citizen``, ``child:<mandate>``,
#: ``enterprise:<number>`` or ``association:<number>``; a case has the word before the
#: colon, and the mandate in a field of its own.
CITIZEN = "citizen"
CHILD = "child"
ENTERPRISE = "enterprise"
ASSOCIATION = "association"

#: From this birthday on a child acts alone: old Civil Code, article 388; Civil Code of
#: 1804, article 372 (parental authority lasts until majority).
MAJORITY = 18
#: So sure a sign-in must be to act for somebody else, and so sure is what we then know.
LEAST_LEVEL = AssuranceLevel.SUBSTANTIAL

#: Where a mandate for a child stands.
WAITING = "waiting"
VERIFIED = "verified"
REFUSED = "refused"
SHUT_OUT = "shut-out"

#: First letter of a mandate's id: where it can be looked up.
OF_REGISTER = "r"
OF_CITIZEN = "c"
OF_ORGANISATION = "o"
#: How what stands for an organisation begins, in the place of a person's id.
ORGANISATION = "organisation-"


@dataclass(frozen=True, slots=True)
class Child:
    """A child, as a register or a clerk vouches for; ``number`` is never shown.

    ``lives_with_parent``: only then is the parent's address the child's too. The
    address of a child who lives elsewhere is not here, and is nobody's to see.
    """

    number: NationalNumber
    given_names: str = field(repr=False)
    family_name: str = field(repr=False)
    birth_date: date = field(repr=False)
    lives_with_parent: bool = False

    @property
    def name(self) -> str:
        """Given names and family name."""
        return f"{self.given_names} {self.family_name}"

    def age(self, today: date) -> int:
        """Return how many birthdays there were.

        Who was born on 29 February has the birthday on 1 March in other years.
        """
        born = self.birth_date
        had_none = (today.month, today.day) < (born.month, born.day)
        return today.year - born.year - had_none

    def is_of_age(self, today: date) -> bool:
        """Does the child act alone? ``today`` is the day in Belgium."""
        return self.age(today) >= MAJORITY


@dataclass(frozen=True, slots=True)
class Mandate:
    """May ``holder`` act for this child? ``subject`` is the child's person id, if kept.

    ``source`` says who vouches (``parameters.model``); ``at`` (aware, UTC) since when.
    """

    id: str
    holder: str
    subject: str | None
    child: Child
    state: str
    source: str
    at: datetime
    reason: str = field(default="", repr=False)

    @property
    def name(self) -> str:
        """Name of whom it is for."""
        return self.child.name

    @property
    def capacity(self) -> str:
        """What a session says that acts by it."""
        return capacity_of(self.id)

    def is_live(self, today: date) -> bool:
        """May one act by it on that day in Belgium?"""
        return self.state == VERIFIED and not self.child.is_of_age(today)


@dataclass(frozen=True, slots=True)
class OrganisationMandate:
    """Somebody may act for an organisation now, by law or by a right."""

    number: OrganisationNumber
    name: str

    @property
    def id(self) -> str:
        """What a case keeps, and what a call names."""
        return f"{OF_ORGANISATION}{self.number.code}"

    @property
    def kind(self) -> str:
        """As what one acts by it."""
        return ASSOCIATION if self.number.is_association else ENTERPRISE

    @property
    def capacity(self) -> str:
        """What a session says that acts by it."""
        return capacity_of(self.id)

    @property
    def subject(self) -> str:
        """Whom it is for, in the place of a person's id."""
        return f"{ORGANISATION}{self.number.code}"


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts for whom: what a request, a draft or a case is made as."""

    kind: str
    subject: str
    mandate: Mandate | OrganisationMandate | None = None

    @property
    def mandate_id(self) -> str | None:
        """The id of the mandate; None for oneself."""
        return None if self.mandate is None else self.mandate.id

    @property
    def subject_name(self) -> str:
        """Name of whom it is for; empty for oneself."""
        return "" if self.mandate is None else self.mandate.name

    @property
    def organisation(self) -> str | None:
        """The number of the organisation that it is for; None for a person."""
        is_for_one = isinstance(self.mandate, OrganisationMandate)
        return self.mandate.number.code if is_for_one else None


@dataclass(frozen=True, slots=True)
class As:
    """Somebody's session, as if it acted in another capacity; for one request."""

    user_id: str
    level: AssuranceLevel
    means: str | None
    capacity: str
    #: The session itself, by which its provider can be asked; None: nobody's.
    source: ICurrentSession | None = None

    @classmethod
    def nobody(cls, person_id: str, level: AssuranceLevel) -> "As":
        """Return a citizen without a session, as far as mandates look at it."""
        return cls(person_id, level, None, CITIZEN)


def capacity_of(mandate_id: str) -> str:
    """Return what a session says that acts by this mandate."""
    if not mandate_id.startswith(OF_ORGANISATION):
        return f"{CHILD}:{mandate_id}"
    return OrganisationNumber(mandate_id.removeprefix(OF_ORGANISATION)).capacity


def mandate_of(capacity: str | None) -> str | None:
    """Return the mandate that a session's word names; None for oneself.

    :raises ValueError: there is no such word.
    """
    word = CITIZEN if capacity is None else capacity
    kind, colon, mandate_id = word.partition(":")
    if kind == CITIZEN and not colon:
        return None
    if kind in (ENTERPRISE, ASSOCIATION):
        return f"{OF_ORGANISATION}{_code_of(kind, mandate_id)}"
    if kind != CHILD or not mandate_id or mandate_id.startswith(OF_ORGANISATION):
        raise ValueError(kind)
    return mandate_id


def organisation_of(subject: str | None) -> OrganisationNumber | None:
    """Return the organisation that a case is for; None: it is for a person."""
    if subject is None or not subject.startswith(ORGANISATION):
        return None
    return OrganisationNumber(subject.removeprefix(ORGANISATION))


def number_of(mandate_id: str | None) -> OrganisationNumber | None:
    """Return the organisation that a mandate is for; None: it is for a person.

    :raises InvalidOrganisationNumberError: it is no number in its one form.
    """
    if mandate_id is None or not mandate_id.startswith(OF_ORGANISATION):
        return None
    text = mandate_id.removeprefix(OF_ORGANISATION)
    number = OrganisationNumber.parse(text)
    if number.code != text:
        raise InvalidOrganisationNumberError
    return number


def _code_of(kind: str, text: str) -> str:
    """Return the number of an organisation, which stands there in its one form."""
    try:
        number = number_of(f"{OF_ORGANISATION}{text}")
    except InvalidOrganisationNumberError:
        raise ValueError(kind) from None
    if number is None or number.is_association != (kind == ASSOCIATION):
        raise ValueError(kind)
    return text
