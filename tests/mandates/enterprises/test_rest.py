"""Organisations by REST: a manager gives rights, and takes them away."""

from collective.eloket.audit import service as audit
from collective.eloket.clock import utcnow
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.mandates.enterprises import store
from tests.mandates import house as families
from tests.mandates.enterprises import house
from tests.mandates.enterprises.house import BAKERY
from tests.mandates.enterprises.house import HEAD
from tests.mandates.enterprises.house import JAN
from tests.mandates.enterprises.house import KAREL
from tests.mandates.enterprises.house import MAIN
from tests.mandates.enterprises.house import NOOR
from tests.mandates.enterprises.house import PLAIN
from tests.mandates.enterprises.house import PRINTER
from tests.restcalls import call
from tests.restcalls import refusal

import pytest
import transaction


UNKNOWN = "17073003384"
NAMED = {"number": NOOR, "given_names": "Noor", "family_name": "Voorbeeld"}
JAN_NAMED = {
    "number": JAN,
    "given_names": "Jan",
    "family_name": "Proefman",
    "email": "jan@bakkerij.example",
}
PLACE = f"organisations/{BAKERY.code}"


@pytest.fixture
def served(world):
    """The same site, with a register, rights and Karel, who represents the bakery."""
    house.set_rights()
    with house.asked(house.Register()):
        world.karel = families.parent("Karel", KAREL)
        transaction.commit()
        yield world


@pytest.fixture
def karel(served):
    return served.program(served.karel)


def held(digits: str) -> list[str]:
    found = store.find_held(house.key(digits), BAKERY.code)
    return [one.right for one in found if not one.revoked]


def give(client, served, *persons, **changes):
    body = {"persons": list(persons or (NAMED,)), "right": PLAIN} | changes
    return call(client, served.site_url, "POST", f"{PLACE}/rights", body)


def test_a_manager_sees_what_they_manage(served, karel, recorded):
    listed = call(karel, served.site_url, "GET", "organisations")
    recorded("organisations", listed)
    (item,) = listed.json()["items"]
    assert (item["number"], item["role"]) == (BAKERY.code, "representative")
    assert item["needs_backup"] is True
    noor = served.program(served.noor)
    empty = call(noor, served.site_url, "GET", "organisations")
    assert empty.json() == {"items": []}


def test_a_right_is_given_seen_and_taken(served, karel, recorded):
    given = give(karel, served, end="2099-12-31", reason="Vervangt Jan")
    recorded("right-given", given)
    assert given.status_code == 201
    (holding,) = given.json()["holdings"]
    assert held(NOOR) == [PLAIN]
    shown = call(karel, served.site_url, "GET", PLACE)
    recorded("organisation", shown)
    assert NOOR not in shown.text
    assert {right["code"] for right in shown.json()["rights"]} >= {PLAIN, MAIN}
    (member,) = shown.json()["members"]
    assert (member["name"], shown.json()["after"]) == ("Noor Voorbeeld", None)
    (right,) = member["rights"]
    assert (right["id"], right["active"]) == (holding, True)
    assert right["end"] == "2099-12-31"
    gone = call(karel, served.site_url, "DELETE", f"{PLACE}/rights/{holding}")
    recorded("right-taken", gone)
    assert gone.status_code == 204
    assert held(NOOR) == []
    again = call(karel, served.site_url, "DELETE", f"{PLACE}/rights/{holding}")
    assert refusal(again) == (404, "holding_unknown")


def test_the_answer_is_the_same_for_somebody_unknown(served, karel):
    for digits in (NOOR, UNKNOWN):
        answer = give(karel, served, NAMED | {"number": digits})
        assert answer.status_code == 201
        assert set(answer.json()) == {"holdings", "needs_backup"}
        assert held(digits) == [PLAIN]


def test_several_are_given_and_taken_at_once(served, karel, recorded):
    given = give(karel, served, NAMED, JAN_NAMED)
    holdings = given.json()["holdings"]
    assert len(holdings) == 2
    body = {"holdings": [*holdings, "x.y"], "reason": "Uit dienst"}
    wrong = call(karel, served.site_url, "POST", f"{PLACE}/revoke", body)
    assert refusal(wrong) == (404, "holding_unknown")
    assert held(NOOR) == held(JAN) == [PLAIN]
    body["holdings"] = holdings
    gone = call(karel, served.site_url, "POST", f"{PLACE}/revoke", body)
    recorded("rights-taken", gone)
    assert gone.json() == {"revoked": 2}
    assert held(NOOR) == held(JAN) == []


def test_nobody_is_given_it_when_one_may_not(served, karel):
    answer = give(karel, served, NAMED, {"number": JAN})
    assert refusal(answer) == (400, "work_relation_needed")
    assert held(NOOR) == []
    assert store.find_relation(BAKERY.code, "") is None


def test_somebody_is_looked_up_by_number_and_that_is_recorded(served, karel, recorded):
    give(karel, served)
    since = utcnow()
    body = {"number": NOOR}
    found = call(karel, served.site_url, "POST", f"{PLACE}/search", body)
    recorded("member", found)
    assert found.json()["name"] == "Noor Voorbeeld"
    assert NOOR not in found.text
    body["number"] = UNKNOWN
    missing = call(karel, served.site_url, "POST", f"{PLACE}/search", body)
    assert refusal(missing) == (404, "member_unknown")
    rows = audit.find(since=since)
    assert [row.entry.action for row in rows] == ["organisation.view"]
    assert rows[0].entry.actor == served.karel.id


def test_a_new_manager_takes_over(served, karel, recorded):
    give(karel, served, NAMED | {"email": "noor@bakkerij.example"}, right=HEAD)
    give(karel, served, JAN_NAMED, right=MAIN)
    new = families.parent("Jan", JAN)
    transaction.commit()
    jan = served.program(new)
    body = {"former": NOOR, "person": JAN_NAMED}
    answer = call(jan, served.site_url, "POST", f"{PLACE}/take-over", body)
    recorded("taken-over", answer)
    assert answer.json()["role"] == "main"
    assert held(NOOR) == []
    assert held(JAN) == [MAIN, HEAD]


@pytest.mark.parametrize(
    ("method", "name", "body", "expected"),
    [
        ("GET", f"organisations/{PRINTER.code}", None, (403, "not_manager")),
        ("GET", "organisations/x", None, (400, "invalid_organisation_number")),
        ("GET", f"{PLACE}/rights", None, (404, "not_found")),
        ("POST", PLACE, {}, (404, "not_found")),
        ("POST", f"{PLACE}/unknown", {}, (404, "not_found")),
        ("POST", f"{PLACE}/rights", {}, (400, "too_many_at_once")),
        ("POST", f"{PLACE}/revoke", {}, (400, "too_many_at_once")),
        ("POST", f"{PLACE}/search", {}, (400, "work_relation_field")),
        ("POST", f"{PLACE}/take-over", {}, (400, "work_relation_field")),
        ("DELETE", PLACE, None, (404, "not_found")),
        ("DELETE", f"{PLACE}/rights/x", None, (404, "holding_unknown")),
    ],
)
def test_is_refused(served, karel, method, name, body, expected):
    assert refusal(call(karel, served.site_url, method, name, body)) == expected


def test_a_manager_of_another_organisation_is_refused(served, karel):
    body = {"persons": [NAMED], "right": PLAIN}
    place = f"organisations/{PRINTER.code}/rights"
    answer = call(karel, served.site_url, "POST", place, body)
    assert refusal(answer) == (403, "not_manager")


def test_a_weak_sign_in_manages_nothing(served):
    weak = served.program(served.karel, AssuranceLevel.LOW)
    answer = call(weak, served.site_url, "GET", "organisations")
    assert refusal(answer) == (403, "on_behalf_refused")


def test_one_pages_through_the_people(served, karel, monkeypatch):
    give(karel, served, NAMED, JAN_NAMED)
    monkeypatch.setattr("collective.eloket.mandates.enterprises.members.MOST_SHOWN", 1)
    first = call(karel, served.site_url, "GET", PLACE).json()
    assert first["after"] == first["members"][0]["id"]
    second = call(karel, served.site_url, "GET", f"{PLACE}?after={first['after']}")
    assert second.json()["members"][0]["id"] != first["after"]


def test_one_sees_for_which_organisations_one_may_act(served, karel, recorded):
    give(karel, served, end="2099-12-31")
    noor = served.program(served.noor)
    answer = call(noor, served.site_url, "GET", "mandates")
    recorded("mandates-organisation", answer)
    (item,) = [one for one in answer.json()["items"] if one["kind"] == "enterprise"]
    assert (item["number"], item["represents"]) == (BAKERY.code, False)
    assert [right["right"] for right in item["rights"]] == [PLAIN]
