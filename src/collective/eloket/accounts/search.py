"""Officers look a citizen up: by whole values only, with a purpose, and on record."""

from collections.abc import Callable
from collective.eloket.accounts.interfaces import ICaseLookup
from collective.eloket.accounts.keys import login_key
from collective.eloket.accounts.lookups import find_by_number
from collective.eloket.accounts.lookups import find_citizen
from collective.eloket.accounts.names import full_name
from collective.eloket.accounts.officers import acting_officer
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.accounts.search_errors import BirthDateUnreadableError
from collective.eloket.accounts.search_errors import TooManySearchesError
from collective.eloket.accounts.search_model import Found
from collective.eloket.accounts.search_model import Purpose
from collective.eloket.accounts.search_model import Sought
from collective.eloket.accounts.store import Citizen
from collective.eloket.audit import service as audit
from collective.eloket.audit.model import AuditEntry
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.identity.numbers import NationalNumber
from collective.eloket.limits import service as limits
from collective.eloket.parameters import service as parameters
from collective.eloket.parameters.lookups import read_date
from collective.eloket.vault import service as vault
from collective.eloket.vault.errors import PersonForgottenError
from dataclasses import replace
from datetime import timedelta
from zope.component import queryUtility


PERMISSION = "collective.eloket: Search citizens"

#: Per officer, wherever they sit.
SEARCHES = limits.Limit(
    kind="citizen-searches",
    window=timedelta(minutes=10),
    record="collective.eloket.accounts.citizen_searches",
    error=TooManySearchesError,
)


def check_may_search() -> str:
    """Return the user id of the officer who acts.

    :raises NotSignedInError: nobody is signed in.
    :raises NotAllowedError: who is may not search.
    """
    return acting_officer(PERMISSION)


def search(purpose: Purpose, sought: Sought, means: str | None = None) -> list[Found]:
    """Return whom the officer who acts looks for; nobody is an empty list.

    ``means``: how the officer signed in, if a provider knows. Each person found has a
    row in the audit before this returns, and so has a search without a hit. Members of
    the site are no citizens, and not found.

    :raises NotSignedInError: nobody is signed in.
    :raises NotAllowedError: who is may not search.
    :raises PurposeMissingError: no purpose, or one that must be explained.
    :raises SearchUnclearError: nothing, or more than one thing, to look for.
    :raises InvalidAnswerError: no national number, or no day.
    :raises TooManySearchesError: too many by this officer.
    """
    officer = check_may_search()
    limits.spend_key(SEARCHES, vault.blind("officer", officer))
    purpose.check()
    way = sought.way
    found = LOOKS[way](sought)
    for person in found or [None]:
        details = {"words": purpose.words} if purpose.words else None
        _record(
            AuditEntry(
                officer,
                "clerk",
                person,
                "citizen.search",
                object=way,
                purpose=purpose.name,
                means=means,
                details=details,
            )
        )
    return [found_of(person) for person in found]


def found_of(person: str) -> Found:
    """Return what an officer sees of a person; next to nothing of who was erased."""
    citizen = find_citizen(person)
    try:
        vault.for_person(person).check_key()
    except PersonForgottenError:
        return Found("", None, (), closed=True, person_id=person)
    known = parameters.known(person, AssuranceLevel.HIGH)
    number = known.get("national_number")
    return Found(
        name=full_name(known),
        number_ending=number.value[-2:] if number is not None else None,
        means=means_of(citizen) if citizen is not None else (),
        closed=citizen is None,
        person_id=person,
    )


def means_of(citizen: Citizen) -> tuple[str, ...]:
    """Return by what a citizen can sign in: ids of providers, and ``password``."""
    providers = dict.fromkeys(link[1] for link in citizen.links)
    return (*providers, "password") if citizen.has_password else tuple(providers)


def by_number(sought: Sought) -> list[str]:
    """Return who has this number, or had it before."""
    citizen = find_by_number(NationalNumber.parse(sought.national_number))
    return [] if citizen is None else [citizen.id]


def by_reference(sought: Sought) -> list[str]:
    """Return who sent the request of that reference, and whom it is for."""
    cases = queryUtility(ICaseLookup)
    return [] if cases is None else list(cases.persons_of(sought.reference))


def by_email(sought: Sought) -> list[str]:
    """Return who gave this address; families share one."""
    return parameters.find_by_email(sought.email)


def by_username(sought: Sought) -> list[str]:
    """Return who has this user name."""
    found = citizen_store().by_login.get(login_key(sought.username.strip().lower()))
    return [] if found is None else [found]


def by_birth(sought: Sought) -> list[str]:
    """Return who has this family name and was born on that day.

    :raises BirthDateUnreadableError: no day.
    """
    born = read_date(sought.birth_date)
    if born is None:
        raise BirthDateUnreadableError
    return parameters.find_by_birth(sought.family_name, born)


LOOKS: dict[str, Callable[[Sought], list[str]]] = {
    "national_number": by_number,
    "reference": by_reference,
    "email": by_email,
    "username": by_username,
    "birth": by_birth,
}


def _record(entry: AuditEntry) -> None:
    try:
        audit.record(entry)
    except PersonForgottenError:
        # the key that would seal the words is gone
        audit.record(replace(entry, details=None))
