"""Families for tests: parents with numbers, a child, a register; changes to them."""

from collective.eloket.accounts import service as accounts
from collective.eloket.accounts.model import Registration
from collective.eloket.identity.evidence import Evidence
from collective.eloket.identity.evidence import Subject
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.identity.numbers import NationalNumber
from collective.eloket.mandates import deciding
from collective.eloket.mandates import family
from collective.eloket.mandates import store
from collective.eloket.mandates.errors import HouseholdSilentError
from collective.eloket.mandates.interfaces import IHouseholdSource
from collective.eloket.mandates.model import Child
from collective.eloket.mandates.service import As
from contextlib import contextmanager
from datetime import date
from datetime import datetime
from datetime import UTC
from zope.component import getGlobalSiteManager
from zope.interface import implementer


NOOR, BRAM, JAN = "85073003328", "83041299528", "79111499728"
SAM, LIV = "14030599572", "01011999742"
#: Numbers that Sam and Noor had before: bis numbers.
SAM_BEFORE, NOOR_BEFORE = "14430599561", "85473003317"
NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
#: What a parent types about Sam.
TYPED = {
    "given_names": "Sam",
    "family_name": "Voorbeeld",
    "birth_date": "2014-03-05",
    "number": SAM,
}
REASON = "Volgens het vonnis van de familierechtbank."


def number(digits: str) -> NationalNumber:
    """Make a national number."""
    return NationalNumber.parse(digits)


def child(**changes) -> Child:
    """Make Sam, who is twelve."""
    good = {
        "number": number(SAM),
        "given_names": "Sam",
        "family_name": "Voorbeeld",
        "birth_date": date(2014, 3, 5),
    }
    return Child(**(good | changes))


def evidence(given: str, family_name: str, digits: str | None, **changes) -> Evidence:
    """Make what itsme says of a person."""
    good = {
        "means": "itsme",
        "provider": "burgerprofiel",
        "level": AssuranceLevel.HIGH,
        "subject": Subject("https://idp.example", f"sub-{given}"),
        "number": number(digits) if digits else None,
        "attributes": {
            "given_names": given,
            "family_name": family_name,
            "street": f"{given}straat 1",
            "postal_code": "9999",
            "municipality": "Testegem",
        },
        "authenticated_at": NOW,
        "read_at": NOW,
        "proof": "oidc",
    }
    return Evidence(**(good | changes))


def parent(given: str = "Noor", digits: str | None = NOOR, **changes):
    """Register a citizen; returns the account."""
    proof = evidence(given, "Voorbeeld", digits, **changes)
    email = f"{given.lower()}@voorbeeld.example"
    return accounts.register(Registration(evidence=proof, email=email))


def session(citizen, **changes) -> As:
    """Make a citizen's session, as far as mandates look at it."""
    good = {
        "user_id": citizen.id,
        "level": AssuranceLevel.HIGH,
        "means": "itsme",
        "capacity": "citizen",
    }
    return As(**(good | changes))


def add(citizen, **changes) -> str:
    """Let a citizen register Sam; returns the mandate's id."""
    return family.add(session(citizen), TYPED | changes)


def verified(citizen, **changes) -> str:
    """Let a citizen register Sam, and a clerk verify it; returns the mandate's id."""
    id = add(citizen, **changes)
    deciding.decide("lieve", store.key_of(citizen.id, id), True, "")
    return id


def pair(parent_digits: str = NOOR, child_digits: str = SAM) -> deciding.Pair:
    """Name a child and a parent by their numbers."""
    return deciding.Pair(number(child_digits), number(parent_digits))


@implementer(IHouseholdSource)
class Register:
    """A register in memory: parent → children, and who lives with whom."""

    def __init__(self, children=None, together=()):
        self.found = children or {NOOR: [child(lives_with_parent=True)]}
        self.together = together
        self.silent = False

    def children(self, number):
        if self.silent:
            raise HouseholdSilentError
        return self.found.get(number.digits, [])

    def household(self, number):
        if self.silent:
            raise HouseholdSilentError
        for group in self.together:
            if number.digits in group:
                return [NationalNumber(one) for one in group if one != number.digits]
        return []


@contextmanager
def asked(register: Register):
    """Let a register be asked."""
    sites = getGlobalSiteManager()
    sites.registerUtility(register, IHouseholdSource)
    try:
        yield register
    finally:
        sites.unregisterUtility(register, IHouseholdSource)
