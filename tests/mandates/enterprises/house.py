"""Organisations for tests: a register, managers, rights; changes to them."""

from collective.eloket.accounts.keys import number_key
from collective.eloket.identity.numbers import NationalNumber
from collective.eloket.identity.organisations import OrganisationNumber
from collective.eloket.mandates.enterprises import giving
from collective.eloket.mandates.enterprises import managing
from collective.eloket.mandates.enterprises.errors import EnterpriseRegisterSilentError
from collective.eloket.mandates.enterprises.interfaces import IEnterpriseNames
from collective.eloket.mandates.enterprises.interfaces import IEnterpriseRegister
from collective.eloket.mandates.enterprises.model import Holding
from collective.eloket.mandates.enterprises.model import Organisation
from collective.eloket.mandates.enterprises.typed import Grant
from collective.eloket.mandates.enterprises.typed import Period
from collective.eloket.mandates.enterprises.typed import Person
from collective.eloket.mandates.rights import service as rights
from collective.eloket.mandates.rights.builtin import HEAD_LOCAL_MANAGER
from collective.eloket.mandates.rights.builtin import LOCAL_MANAGER
from collective.eloket.mandates.rights.builtin import MAIN_ACCESS_MANAGER
from contextlib import contextmanager
from datetime import date
from tests.mandates import house as families
from tests.mandates.rights import house as book
from zope.component import getGlobalSiteManager
from zope.interface import implementer


KAREL, NOOR, JAN = "71020899774", families.NOOR, families.JAN
BAKERY = OrganisationNumber("0999999922")
PRINTER = OrganisationNumber("0999999823")
STOPPED = OrganisationNumber("0999999724")
MAIN, HEAD, LOCAL = MAIN_ACCESS_MANAGER, HEAD_LOCAL_MANAGER, LOCAL_MANAGER
#: Rights of the site: with contexts, without, by law, for local authorities only.
WITH, PLAIN, BY_LAW, OTHERS = "medewerker", "lezer", "ondernemer", "bestuur"
TODAY = date(2026, 11, 26)


def organisation(**changes) -> Organisation:
    """Make the bakery, which Karel represents."""
    good = {
        "number": BAKERY,
        "name": "Bakkerij Proefmans bv",
        "group": "EA",
        "representatives": frozenset({NationalNumber(KAREL)}),
    }
    return Organisation(**(good | changes))


@implementer(IEnterpriseRegister)
class Register:
    """A register in memory."""

    def __init__(self, *found: Organisation) -> None:
        jan = frozenset({NationalNumber(JAN)})
        self.found = found or (
            organisation(),
            organisation(number=PRINTER, name="Drukkerij nv", representatives=jan),
            organisation(number=STOPPED, name="Gestopt bv", active=False),
        )
        self.silent = False
        self.asked = 0

    def find(self, number):
        self.asked += 1
        if self.silent:
            raise EnterpriseRegisterSilentError
        named = (one for one in self.found if one.number == number)
        return next(named, None)

    def represented_by(self, number):
        if self.silent:
            raise EnterpriseRegisterSilentError
        return [one.number for one in self.found if number in one.representatives]


@implementer(IEnterpriseNames)
class NamedRegister(Register):
    """One that finds by name too; it may tell more than is asked for."""

    def named(self, text, group, most):
        if self.silent:
            raise EnterpriseRegisterSilentError
        return [
            one
            for one in self.found
            if text.casefold() in one.name.casefold() and one.group == group
            if one.active
        ]


@contextmanager
def asked(register: Register):
    """Let a register be asked."""
    sites = getGlobalSiteManager()
    sites.registerUtility(register, IEnterpriseRegister)
    try:
        yield register
    finally:
        sites.unregisterUtility(register, IEnterpriseRegister)


def set_rights() -> None:
    """Give the site its rights."""
    rights.set_all(
        [
            book.application(
                rights=(
                    book.right(
                        WITH, contexts=(book.context("zorg"), book.context("economie"))
                    ),
                    book.right(PLAIN),
                    book.right(BY_LAW, representative=True),
                    book.right(OTHERS, groups=("LB",)),
                )
            )
        ]
    )


def holding(**changes) -> Holding:
    """Make a right that goes on."""
    good = {"id": "h1", "right": PLAIN, "contexts": (), "begin": TODAY}
    return Holding(**(good | changes))


def person(digits: str = NOOR, **changes) -> Person:
    """Name somebody, as a manager types them."""
    good = {
        "number": NationalNumber(digits),
        "given_names": "Noor",
        "family_name": "Voorbeeld",
        "email": "noor@bakkerij.example",
    }
    return Person(**(good | changes))


def grant(*digits: str, right: str = PLAIN, **changes) -> Grant:
    """Make a grant from today on."""
    persons = tuple(person(one) for one in digits or (NOOR,))
    good = {"persons": persons, "right": right, "period": Period(TODAY)}
    return Grant(**(good | changes))


def manager(citizen, number: OrganisationNumber = BAKERY):
    """Return a citizen as manager."""
    return managing.get_manager(families.session(citizen), number)


def give(by, *digits: str, number: OrganisationNumber = BAKERY, **changes):
    """Let a citizen give a right; return member and holding of the first."""
    (first, *_others) = giving.give(manager(by, number), grant(*digits, **changes))
    return tuple(first.split("."))


def key(digits: str) -> str:
    """Return the keyed hash of a number."""
    return number_key(NationalNumber(digits))
