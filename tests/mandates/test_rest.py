"""Families by REST: a parent registers a child, a clerk's program decides."""

from collective.eloket.audit import service as audit
from collective.eloket.clock import utcnow
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.mandates import deciding
from collective.eloket.mandates import family
from collective.eloket.mandates import store
from tests.cases.house import prove_number
from tests.mandates import house
from tests.restcalls import call
from tests.restcalls import refusal

import pytest
import transaction


LIV = {
    "given_names": "Liv",
    "family_name": "Voorbeeld",
    "birth_date": "2019-02-04",
    "number": "19020400130",
}


@pytest.fixture
def waiting(world) -> str:
    """Noor registered Liv too."""
    id = house.add(world.noor, **LIV)
    transaction.commit()
    return store.key_of(world.noor.id, id)


def kept(world) -> dict[str, str]:
    return {one.id: one.state for one in family.own(world.noor.id)}


class TestParent:
    def test_registers_a_child_and_takes_it_back(self, world, recorded):
        noor = world.program(world.noor)
        answer = call(noor, world.site_url, "POST", "mandates", LIV)
        recorded("mandate-added", answer)
        assert (answer.json()["state"], answer.json()["active"]) == ("waiting", False)
        assert LIV["number"] not in answer.text
        id = answer.json()["id"]
        assert kept(world)[id] == "waiting"
        gone = call(noor, world.site_url, "DELETE", f"mandates/{id}")
        recorded("mandate-taken-back", gone)
        assert gone.status_code == 204
        assert id not in kept(world)

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({"number": "19020400131"}, (400, "invalid_national_number")),
            ({"number": 7}, (400, "invalid_national_number")),
            ({"family_name": ""}, (400, "family_field")),
            ({"birth_date": "2999-01-01"}, (400, "family_field")),
            ({"birth_date": "2001-01-01"}, (403, "child_of_age")),
            ({"number": house.NOOR}, (400, "family_own_number")),
            ({"number": house.SAM}, (409, "family_known")),
        ],
        ids=[
            "check digits",
            "no text",
            "no name",
            "not born",
            "of age",
            "own",
            "known",
        ],
    )
    def test_cannot_register_everything(self, world, changes, expected):
        before = kept(world)
        noor = world.program(world.noor)
        answer = call(noor, world.site_url, "POST", "mandates", LIV | changes)
        assert refusal(answer) == expected
        assert kept(world) == before

    def test_needs_a_sure_sign_in(self, world):
        weak = world.program(world.noor, AssuranceLevel.LOW)
        answer = call(weak, world.site_url, "POST", "mandates", LIV)
        assert refusal(answer) == (403, "on_behalf_refused")

    def test_cannot_take_back_what_a_clerk_verified_nor_that_of_another(
        self, world, waiting
    ):
        noor, bram = world.program(world.noor), world.program(world.bram)
        mine = waiting.partition(store.BETWEEN)[2]
        for client, id in ((noor, world.by_noor), (bram, mine)):
            answer = call(client, world.site_url, "DELETE", f"mandates/{id}")
            assert refusal(answer) == (404, "family_unknown")
        assert kept(world) == {world.by_noor: "verified", mine: "waiting"}


class TestClerk:
    def test_sees_who_waits_and_each_look_is_recorded(self, world, waiting, recorded):
        since = utcnow()
        lieve = world.staff()
        listed = call(lieve, world.site_url, "GET", "families")
        recorded("families", listed)
        assert listed.json()["items_total"] == 1
        (item,) = listed.json()["items"]
        assert (item["id"], item["child"]) == (waiting, "Liv Voorbeeld")
        assert LIV["number"] not in listed.text
        shown = call(lieve, world.site_url, "GET", f"families/{waiting}")
        recorded("family", shown)
        assert shown.json()["child_number"] == LIV["number"]
        assert shown.json()["parent_number"] == house.NOOR
        rows = audit.find(since=since)
        assert [row.entry.action for row in rows] == ["family.view", "families.list"]

    @pytest.mark.parametrize(
        ("decision", "state"), [("verify", "verified"), ("refuse", "refused")]
    )
    def test_decides_once(self, world, waiting, decision, state, recorded):
        lieve, address = world.staff(), f"families/{waiting}/{decision}"
        body = {"reason": house.REASON} if decision == "refuse" else None
        answer = call(lieve, world.site_url, "POST", address, body)
        if decision == "verify":
            recorded("family-verified", answer)
        else:
            recorded("family-refused", answer)
        assert answer.json() == {"id": waiting, "decision": decision}
        assert kept(world)[waiting.partition(store.BETWEEN)[2]] == state
        again = call(lieve, world.site_url, "POST", address, body)
        assert refusal(again) == (404, "family_unknown")

    def test_says_nothing_of_the_own_family(self, world, waiting):
        prove_number("lieve", house.NOOR)
        transaction.commit()
        lieve = world.staff()
        listed = call(lieve, world.site_url, "GET", "families")
        assert listed.json()["items"] == []
        shown = call(lieve, world.site_url, "GET", f"families/{waiting}")
        assert refusal(shown) == (403, "family_own")

    def test_refuses_with_a_reason_only(self, world, waiting):
        answer = call(
            world.staff(), world.site_url, "POST", f"families/{waiting}/refuse", {}
        )
        assert refusal(answer) == (400, "reason_too_short")
        assert kept(world)[waiting.partition(store.BETWEEN)[2]] == "waiting"

    def test_shuts_a_parent_out_and_lets_them_in_again(self, world, recorded):
        lieve = world.staff()
        pair = {"child": house.SAM, "parent": house.NOOR, "reason": house.REASON}
        out = call(lieve, world.site_url, "POST", "families/shut-out", pair)
        recorded("parent-shut-out", out)
        assert out.json() == {"decision": "shut-out"}
        assert kept(world)[world.by_noor] == "shut-out"
        back = call(lieve, world.site_url, "POST", "families/let-in", pair)
        recorded("parent-let-in", back)
        assert kept(world)[world.by_noor] == "refused"
        again = call(lieve, world.site_url, "POST", "families/let-in", pair)
        assert refusal(again) == (409, "family_not_shut_out")

    @pytest.mark.parametrize(
        ("changes", "expected"),
        [
            ({"child": "x"}, (400, "family_field")),
            ({"parent": None}, (400, "family_field")),
            ({"reason": ""}, (400, "reason_too_short")),
            ({"parent": house.SAM}, (400, "family_own_number")),
        ],
        ids=["no child", "no parent", "no reason", "the same"],
    )
    def test_shuts_nobody_out_by_a_wrong_call(self, world, changes, expected):
        pair = {"child": house.SAM, "parent": house.NOOR, "reason": house.REASON}
        answer = call(
            world.staff(), world.site_url, "POST", "families/shut-out", pair | changes
        )
        assert refusal(answer) == expected
        assert deciding.find_shut_out(house.pair()) is None

    @pytest.mark.parametrize(
        "name", ["shut-out/verify", "verify", "unknown/verify/more", "unknown/other"]
    )
    def test_calls_nothing_else(self, world, name):
        answer = call(world.staff(), world.site_url, "POST", f"families/{name}", {})
        assert answer.status_code == 404

    def test_is_asked_who_it_is_and_must_be_allowed(self, world, waiting):
        stranger = world.client()
        noor = world.program(world.noor)
        for name in ("families", f"families/{waiting}"):
            assert call(stranger, world.site_url, "GET", name).status_code == 401
            assert call(noor, world.site_url, "GET", name).status_code == 403
        answer = call(noor, world.site_url, "POST", f"families/{waiting}/verify", {})
        assert answer.status_code == 403
        assert kept(world)[waiting.partition(store.BETWEEN)[2]] == "waiting"
