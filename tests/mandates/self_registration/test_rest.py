"""Requests for rights by REST: asked, seen, decided."""

from collective.eloket.audit import service as audit
from collective.eloket.clock import utcnow
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.mandates.enterprises import store as holdings
from collective.eloket.mandates.self_registration import store
from tests.mandates import house as families
from tests.mandates.enterprises import house as organisations
from tests.mandates.enterprises.house import BAKERY
from tests.mandates.enterprises.house import KAREL
from tests.mandates.enterprises.house import NOOR
from tests.mandates.enterprises.house import PLAIN
from tests.restcalls import call
from tests.restcalls import refusal

import pytest
import transaction


BODY = {
    "address": {"dg": "EA", "ec": PLAIN, "oc": BAKERY.code},
    "phone": "+32470123456",
    "email": "noor@proefmans.example",
    "reason": "Ik dien de subsidies in.",
}
PLACE = "access-requests"


@pytest.fixture
def served(world):
    """The same site; Bram is local manager of the bakery."""
    organisations.set_rights()
    with organisations.asked(organisations.Register()):
        world.karel = families.parent("Karel", KAREL)
        organisations.give(world.karel, families.BRAM, right=organisations.LOCAL)
        transaction.commit()
        yield world


@pytest.fixture
def noor(served):
    return served.program(served.noor)


@pytest.fixture
def bram(served):
    return served.program(served.bram)


def ask(client, served, **changes):
    return call(client, served.site_url, "POST", PLACE, BODY | changes)


def act(client, served, id, act, **body):
    sent = None if act == "withdraw" else body
    return call(client, served.site_url, "POST", f"{PLACE}/{id}/{act}", sent)


def held() -> list[str]:
    found = holdings.find_held(organisations.key(NOOR), BAKERY.code)
    return [one.right for one in found]


def test_one_asks_a_manager_sees_and_approves(served, noor, bram, recorded):
    asked = ask(noor, served)
    recorded("access-request-sent", asked)
    assert asked.status_code == 201
    id = asked.json()["id"]
    since = utcnow()
    listed = call(bram, served.site_url, "GET", PLACE)
    recorded("access-requests", listed)
    assert listed.json()["own"] == []
    (task,) = listed.json()["tasks"]
    assert (task["id"], task["name"]) == (id, "Noor Voorbeeld")
    assert NOOR not in listed.text
    shown = call(bram, served.site_url, "GET", f"{PLACE}/{id}")
    recorded("access-request", shown)
    assert shown.json()["has_work_relation"] is False
    looked = [
        row.entry.subject
        for row in audit.find(since=since)
        if row.entry.action == "access_request.view"
    ]
    assert looked == [served.noor.id, served.noor.id]
    approved = act(bram, served, id, "approve", reason="Begint maandag", along=True)
    recorded("access-request-approved", approved)
    assert (approved.status_code, approved.json()["state"]) == (200, "approved")
    assert held() == [PLAIN]
    own = call(noor, served.site_url, "GET", PLACE).json()["own"]
    assert [one["state"] for one in own] == ["approved"]


def test_a_manager_refuses(served, noor, bram, recorded):
    id = ask(noor, served).json()["id"]
    assert refusal(act(bram, served, id, "refuse")) == (400, "access_request_reason")
    refused = act(bram, served, id, "refuse", reason="Werkt hier niet")
    recorded("access-request-refused", refused)
    assert refused.json()["state"] == "refused"
    second = act(bram, served, id, "approve", reason="Toch wel")
    assert refusal(second) == (409, "access_request_decided")
    assert held() == []


def test_one_takes_it_back(served, noor, bram, recorded):
    id = ask(noor, served).json()["id"]
    gone = act(noor, served, id, "withdraw")
    recorded("access-request-withdrawn", gone)
    assert gone.json()["state"] == "withdrawn"
    late = act(bram, served, id, "approve", reason="Ja")
    assert refusal(late) == (409, "access_request_withdrawn")


def test_the_same_key_gives_the_same_request(served, noor):
    noor.headers["Idempotency-Key"] = "abc"
    first, second = ask(noor, served), ask(noor, served)
    assert first.json()["id"] == second.json()["id"]


def test_a_work_relation_is_asked_too(served, noor, bram):
    asked = ask(noor, served, kind="work_relation")
    assert (asked.json()["kind"], asked.json()["right"]) == ("work_relation", None)
    id = asked.json()["id"]
    assert act(bram, served, id, "approve", reason="Ja").status_code == 200
    assert held() == []


@pytest.mark.parametrize(
    ("changes", "status", "cause"),
    [
        ({"address": None}, 400, "address_odd"),
        ({"address": {}}, 400, "address_group_missing"),
        ({"address": {"dg": "EA", "an": 45}}, 400, "address_odd"),
        ({"address": {"dg": "EA", "an": "45", "x": "1"}}, 400, "address_odd"),
        ({"address": {"dg": "EA"}}, 400, "address_right_missing"),
        ({"address": {"dg": "EA", "an": "1", "ec": "x"}}, 400, "address_right_twice"),
        ({"address": {"dg": "EA", "ec": "weg"}}, 404, "no_rights_found"),
        ({"kind": "all"}, 400, "access_request_field"),
        ({"kind": ["right"]}, 400, "access_request_field"),
        ({"phone": "x"}, 400, "access_request_field"),
        (
            {"address": {"dg": "EA", "ec": PLAIN, "oc": organisations.PRINTER.code}},
            409,
            "no_local_manager",
        ),
    ],
)
def test_what_is_wrong_is_refused_and_leaves_nothing(
    served, noor, changes, status, cause
):
    assert refusal(ask(noor, served, **changes)) == (status, cause)
    assert not list(store.open_of(BAKERY.code))


def test_nobody_else_sees_or_decides(served, noor):
    id = ask(noor, served).json()["id"]
    jan = families.parent("Jan", families.JAN)
    transaction.commit()
    other = served.program(jan)
    for answer in (
        call(other, served.site_url, "GET", f"{PLACE}/{id}"),
        act(other, served, id, "approve", reason="Ja"),
        act(other, served, id, "withdraw"),
    ):
        assert refusal(answer) == (404, "access_request_unknown")
    assert call(other, served.site_url, "GET", PLACE).json() == {"own": [], "tasks": []}


def test_a_weak_sign_in_asks_and_decides_nothing(served, noor):
    id = ask(noor, served).json()["id"]
    weak = served.program(served.bram, AssuranceLevel.LOW)
    assert call(weak, served.site_url, "GET", PLACE).json() == {"own": [], "tasks": []}
    assert act(weak, served, id, "approve", reason="Ja").status_code == 403
    asks = served.program(served.noor, AssuranceLevel.LOW)
    assert refusal(ask(asks, served)) == (403, "applicant_level")


def test_nobody_decides_on_their_own(served):
    karel = served.program(served.karel)
    id = ask(karel, served).json()["id"]
    answer = act(karel, served, id, "approve", reason="Ja")
    assert refusal(answer) == (403, "access_request_own")


def test_who_asked_sees_it_and_a_call_of_no_name_does_nothing(served, noor):
    id = ask(noor, served).json()["id"]
    own = call(noor, served.site_url, "GET", f"{PLACE}/{id}").json()
    assert (own["id"], own["state"]) == (id, "open")
    # whether somebody works there is for the manager to know
    assert "has_work_relation" not in own
    assert act(noor, served, id, "forget").status_code == 404
    assert store.find(id).state == "open"
