"""A register says who has died: closed in batches, resumed, and taken back for good."""

from collective.eloket.accounts import service as accounts
from collective.eloket.accounts.model import Registration
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.audit import service as audit
from collective.eloket.clock import utcnow
from collective.eloket.http.dates import local_time
from collective.eloket.identity.numbers import NationalNumber
from collective.eloket.outbox.interfaces import IChore
from collective.eloket.rights import deaths
from collective.eloket.rights import deceased
from collective.eloket.rights.errors import DeceasedSilentError
from collective.eloket.rights.interfaces import IDeceasedSource
from contextlib import contextmanager
from datetime import timedelta
from plone import api
from tests.cases import house
from tests.documents.jobs import jobs
from zope.component import getGlobalSiteManager
from zope.component import getUtility
from zope.interface import implementer
from zope.interface.verify import verifyObject

import pytest
import secrets


NUMBERS = ("85073003328", "40012510094", "58093000288")
TODAY = local_time(utcnow()).date()
DAY = timedelta(days=1)


@implementer(IDeceasedSource)
class Register:
    """Knows who died, and remembers what it was asked."""

    def __init__(self):
        self.dead, self.asked, self.silent = {}, [], False

    def died(self, numbers):
        if self.silent:
            raise DeceasedSilentError
        self.asked.append([number.digits for number in numbers])
        return {
            one: self.dead[one.digits] for one in numbers if one.digits in self.dead
        }


@pytest.fixture
def register():
    found = Register()
    manager = getGlobalSiteManager()
    manager.registerUtility(found, IDeceasedSource)
    yield found
    manager.unregisterUtility(found, IDeceasedSource)


@pytest.fixture
def people(portal, monkeypatch):
    """Three citizens with a proven number, by id; a fourth has none."""
    monkeypatch.setattr("transaction.commit", lambda: None)
    # the side store is of all tests
    place = secrets.token_hex(4)
    monkeypatch.setattr(deaths, "_key", lambda: place)
    found = [with_number(digits) for digits in NUMBERS]
    house.make_citizen("Jan", "Proefman", "jan-sub")
    return sorted(found, key=lambda one: one.id)


def with_number(digits):
    """Register a citizen whose national number was proven."""
    number = NationalNumber.parse(digits)
    proof = house.evidence("Noor", "Voorbeeld", f"sub-{digits}", number=number)
    return accounts.register(Registration(evidence=proof, email=house.EMAIL))


def digits_of(citizen):
    return deaths.own_number(citizen.id).digits


def test_who_has_died_is_closed_and_nobody_else(people, register):
    first, second, _third = people
    register.dead = {digits_of(second): TODAY - DAY}
    deaths.ask_on(utcnow())
    assert second.closed is not None
    assert first.closed is None
    (row,) = [one for one in audit.find(subject=second.id) if one.entry.details]
    assert (row.entry.actor, row.entry.role) == ("register", "register")
    assert str(TODAY - DAY) in row.entry.details["reason"]


def test_what_goes_on_becomes_a_task_of_the_clerks(
    portal, people, register, document, lieve
):
    dead = people[0]
    house.submit(house.order(document, dead))
    register.dead = {digits_of(dead): TODAY}
    deaths.ask_on(utcnow())
    assert any("lieve" in mail["to"] for mail in jobs(portal, "mail"))


def test_only_proven_numbers_are_asked_about_and_all_at_once(people, register):
    deaths.ask_on(utcnow())
    (asked,) = register.asked
    assert sorted(asked) == sorted(NUMBERS)


def test_it_is_asked_once_a_day(people, register):
    now = utcnow()
    deaths.ask_on(now)
    deaths.ask_on(now + timedelta(hours=23))
    assert len(register.asked) == 1
    deaths.ask_on(now + timedelta(hours=25))
    assert len(register.asked) == 2


def test_it_goes_on_where_it_was(people, register, monkeypatch):
    monkeypatch.setattr(deaths, "BATCH", 1)
    monkeypatch.setattr(deaths, "MOST_BATCHES", 2)
    deaths.ask_on(utcnow())
    deaths.ask_on(utcnow())
    assert register.asked == [[digits_of(one)] for one in people]


def test_while_the_register_is_silent_nobody_is_passed_over(
    people, register, monkeypatch
):
    monkeypatch.setattr(deaths, "BATCH", 2)
    monkeypatch.setattr(deaths, "MOST_BATCHES", 1)
    deaths.ask_on(utcnow())
    register.silent = True
    with pytest.raises(DeceasedSilentError):
        deaths.ask_on(utcnow())
    register.silent = False
    deaths.ask_on(utcnow())
    assert register.asked[1] == [digits_of(people[2])]


def test_a_round_that_was_never_begun_because_of_silence_is_begun_later(
    people, register
):
    register.silent = True
    with pytest.raises(DeceasedSilentError):
        deaths.ask_on(utcnow())
    register.silent = False
    deaths.ask_on(utcnow())
    assert len(register.asked) == 1


def test_who_is_closed_is_not_asked_about_again(people, register):
    deceased.close("mia", people[0].id, "Overlijdensakte gezien")
    number = digits_of(people[0])
    deaths.ask_on(utcnow())
    assert number not in register.asked[0]


def test_whom_nobody_asked_about_is_not_closed(people, register, monkeypatch):
    other = NationalNumber("17073003384")
    monkeypatch.setattr(register, "died", lambda _numbers: {other: TODAY})
    deaths.ask_on(utcnow())
    assert all(one.closed is None for one in people)


def test_a_day_to_come_closes_nobody(people, register, caplog):
    # midnight may come between
    register.dead = {digits_of(people[0]): TODAY + 2 * DAY}
    deaths.ask_on(utcnow())
    assert people[0].closed is None
    assert "a day to come" in caplog.text
    assert digits_of(people[0]) not in caplog.text


def test_one_that_fails_holds_up_no_others(people, register, monkeypatch, caplog):
    register.dead = {digits_of(one): TODAY for one in people}
    real = deceased.close_reported

    def failing(person_id, day):
        if person_id == people[0].id:
            raise RuntimeError(digits_of(people[0]))
        return real(person_id, day)

    monkeypatch.setattr("transaction.abort", lambda: None)
    monkeypatch.setattr(deceased, "close_reported", failing)
    deaths.ask_on(utcnow())
    assert [one.closed is None for one in people] == [True, False, False]
    assert "RuntimeError" in caplog.text
    assert digits_of(people[0]) not in caplog.text


def test_a_report_that_was_taken_back_closes_nobody_again(people, register):
    wrong = people[0]
    register.dead = {digits_of(wrong): TODAY - DAY}
    now = utcnow()
    deaths.ask_on(now)
    deceased.reopen("mia", wrong.id, "Naamgenoot")
    deaths.ask_on(now + timedelta(hours=25))
    assert len(register.asked) == 2
    assert wrong.closed is None


def test_a_later_death_closes_who_was_reported_wrongly_before(people, register):
    wrong = people[0]
    deceased.close("mia", wrong.id, "Overlijdensakte gezien")
    deceased.reopen("mia", wrong.id, "Naamgenoot")
    wrong.reopened -= timedelta(days=30)
    register.dead = {digits_of(wrong): TODAY}
    deaths.ask_on(utcnow())
    assert wrong.closed is not None


def test_without_a_register_nobody_is_asked_about(monkeypatch):
    monkeypatch.setattr(deaths, "open_sites", None)
    deaths.Deaths().do()


def test_the_chore_asks_in_all_sites(portal, people, register, monkeypatch):
    @contextmanager
    def sites():
        yield [portal]

    monkeypatch.setattr(deaths, "open_sites", sites)
    chore = getUtility(IChore, name="deceased")
    assert verifyObject(IChore, chore)
    chore.do()
    assert len(register.asked) == 1


def test_no_two_sites_share_a_place(portal):
    assert deaths._key() == "/".join(api.portal.get().getPhysicalPath())
    assert len(citizen_store().citizens) == 0
