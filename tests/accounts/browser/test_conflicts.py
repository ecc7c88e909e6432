"""Zope publishes a request again when another one was faster: nothing may be lost."""

from collective.eloket.accounts import device_rows
from collective.eloket.accounts import devices
from collective.eloket.accounts.ids import new_sid
from collective.eloket.accounts.session import is_ended
from collective.eloket.accounts.tokens import read_token
from collective.eloket.clock import utcnow
from collective.eloket.identity.levels import AssuranceLevel
from tests.accounts.people import Browser
from tests.accounts.people import citizen
from tests.accounts.people import PASSWORD
from tests.accounts.people import session_token
from tests.accounts.people import token
from tests.accounts.people import web_request
from tests.audit.failing import FailingVote
from zope.component import getGlobalSiteManager
from ZPublisher.interfaces import IPubBeforeCommit

import pytest
import transaction


TAB = "/e-loket/mijn-profiel-login"
CHANGE = "/e-loket/wachtwoord-wijzigen"
OTHER = "een andere goede zin"


@pytest.fixture
def noor(site):
    made = citizen(username="noor.v1", password=PASSWORD)
    transaction.commit()
    return made


@pytest.fixture
def conflict():
    """The next POST loses against another transaction, as often as is said here."""
    left = []

    def lose(event):
        if event.request["REQUEST_METHOD"] == "POST" and left:
            left.pop()
            transaction.get().join(FailingVote())

    manager = getGlobalSiteManager()
    manager.registerHandler(lose, (IPubBeforeCommit,))
    yield left
    manager.unregisterHandler(lose, (IPubBeforeCommit,))
    assert left == []


def staying(noor):
    """Return the token of a session in a browser that stays signed in."""
    devices.stay(web_request(method="POST"), noor)
    (row,) = device_rows.of_person(noor.id, 0)
    found = session_token(noor.id, sid=new_sid(row.series), level=AssuranceLevel.NONE)
    return token(noor.id, sid=found.sid, level=found.level, means="device")


@pytest.mark.parametrize("make", [lambda noor: token(noor.id), staying])
@pytest.mark.parametrize(
    "page, form",
    [
        (TAB, {"end_others": "1"}),
        (CHANGE, {"old": PASSWORD, "password": OTHER}),
    ],
    ids=["sign out elsewhere", "another password"],
)
def test_who_ends_all_other_sessions_goes_on(
    functional, browser, noor, conflict, page, form, make
):
    old = make(noor)
    browser.carry(old)
    conflict.append(1)
    answer = browser.post(page, form)
    assert answer.status_code == 303, answer.text
    assert "aanmelden" not in answer.headers["Location"]
    new = answer.cookies["eloket-session"]
    assert Browser(functional).carry(new).session()["user_id"] == noor.id
    assert Browser(functional).carry(old).session()["user_id"] is None
    assert device_rows.of_person(noor.id, 0) == []
    assert is_ended(read_token(old).sid, utcnow())


def test_a_try_that_fails_for_good_ends_nothing(functional, browser, noor, conflict):
    old = staying(noor)
    browser.carry(old)
    # Zope gives up after three tries more
    conflict += [1] * 4
    assert browser.post(TAB, {"end_others": "1"}).status_code >= 500
    assert Browser(functional).carry(old).session()["user_id"] == noor.id
    assert len(device_rows.of_person(noor.id, 0)) == 1


def test_another_sign_in_ends_the_one_before(functional, browser, noor, conflict):
    old = token(noor.id)
    browser.carry(old)
    conflict.append(1)
    form = {"username": "noor.v1", "password": PASSWORD}
    answer = browser.post("/e-loket/aanmelden", form)
    assert answer.status_code == 303, answer.text
    new = answer.cookies["eloket-session"]
    assert Browser(functional).carry(new).session()["user_id"] == noor.id
    assert Browser(functional).carry(old).session()["user_id"] is None
