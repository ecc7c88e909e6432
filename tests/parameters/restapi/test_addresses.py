"""A clerk's program decides on addresses that were replaced before, by REST."""

from collective.eloket.audit import service as audit
from collective.eloket.clock import utcnow
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.parameters import address_tasks
from collective.eloket.parameters import service as parameters
from collective.eloket.parameters.address_tasks import LONGEST_REASON
from tests import restcalls
from tests.accounts.people import mailed
from tests.identity.eid.house import card
from tests.parameters.browser.reader import CardReader
from tests.parameters.browser.test_addresses import READ
from tests.parameters.browser.test_addresses import REASON
from tests.parameters.browser.test_read import MOVED
from tests.restcalls import refusal

import pytest
import transaction


@pytest.fixture
def task(noor, signed_in):
    """A card whose address was replaced by a newer one before waits for a clerk."""
    reader = CardReader(signed_in(noor), READ)
    for one in (card("ec"), MOVED):
        reader.read(one)
        reader.confirm()
    reader.read(card("ec"))
    transaction.begin()
    (found,) = address_tasks.waiting()
    return found


def call(someone, method: str, name: str = "", body: dict | None = None):
    return restcalls.call(
        someone.client, someone.site, method, f"addresses{name}", body
    )


def town(user_id: str) -> str:
    transaction.begin()
    known = parameters.known(user_id, AssuranceLevel.HIGH)
    return known["municipality"].value


def test_the_list_and_the_task_say_whose_it_is_and_are_recorded(
    clerk, task, noor, recorded
):
    since = utcnow()
    listed = call(clerk, "GET")
    recorded("addresses", listed)
    assert listed.json()["items_total"] == 1
    (item,) = listed.json()["items"]
    assert (item["id"], item["name"]) == (task.id, "Noor Elisa Voorbeeld")
    shown = call(clerk, "GET", f"/{task.id}")
    recorded("address", shown)
    found = {one["field"]: one for one in shown.json()["differences"]}
    assert set(found) == {"street", "postal_code", "municipality"}
    assert (found["municipality"]["old"], found["municipality"]["new"]) == (
        "Elders",
        "Testegem",
    )
    rows = audit.find(since=since)
    assert [row.entry.action for row in rows] == ["address.view", "addresses.list"]
    assert [row.entry.actor for row in audit.find(noor, since)] == ["tom"]


@pytest.mark.parametrize(
    "decision, where, subject",
    [
        ("accept", "Testegem", "Het adres van uw kaart geldt opnieuw"),
        ("refuse", "Elders", None),
    ],
)
def test_a_decision_is_done_once_and_told(
    clerk, task, noor, functional, recorded, decision, where, subject
):
    answer = call(clerk, "POST", f"/{task.id}/{decision}", {"reason": REASON})
    if decision == "accept":
        recorded("address-accepted", answer)
    else:
        recorded("address-refused", answer)
    assert answer.json() == {"id": task.id, "decision": decision}
    assert town(noor) == where
    mail = mailed(functional["portal"])[-1]
    assert REASON in mail["body"]
    assert subject in (None, mail["subject"])
    again = call(clerk, "POST", f"/{task.id}/{decision}", {"reason": REASON})
    assert refusal(again) == (404, "address_task_unknown")
    assert call(clerk, "GET", f"/{task.id}").status_code == 404


@pytest.mark.parametrize(
    "reason", [None, "", "ja", 7, "x" * (LONGEST_REASON + 1)], ids=repr
)
def test_without_a_reason_nothing_is_decided(clerk, task, noor, reason):
    answer = call(clerk, "POST", f"/{task.id}/accept", {"reason": reason})
    assert refusal(answer) == (400, "reason_too_short")
    assert address_tasks.count() == 1
    assert town(noor) == "Elders"


@pytest.mark.parametrize(
    "method, name",
    [
        ("GET", "/unknown"),
        ("GET", "/a/b"),
        ("POST", ""),
        ("POST", "/a"),
        ("POST", "/a/perhaps"),
        ("POST", "/a/accept/b"),
    ],
)
def test_other_names_are_not_there(clerk, method, name):
    assert call(clerk, method, name, {"reason": REASON}).status_code == 404


def test_a_citizen_decides_on_no_address(task, noor, signed_in):
    browser = signed_in(noor)
    session = browser.client.headers.pop("Cookie").partition("=")[2]
    browser.client.headers["Authorization"] = f"Bearer {session}"
    for method, name in (("GET", ""), ("GET", f"/{task.id}")):
        assert refusal(call(browser, method, name)) == (403, "not_allowed")
    answer = call(browser, "POST", f"/{task.id}/accept", {"reason": REASON})
    assert refusal(answer) == (403, "not_allowed")
    assert address_tasks.count() == 1
