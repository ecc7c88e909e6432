"""A manager approves or refuses, once, with a reason, and never their own request."""

from collective.eloket.audit import service as audit
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.mandates.enterprises import giving
from collective.eloket.mandates.enterprises import members
from collective.eloket.mandates.enterprises import relations
from collective.eloket.mandates.enterprises import store as holdings
from collective.eloket.mandates.enterprises.errors import PeriodError
from collective.eloket.mandates.enterprises.errors import RightOtherGroupError
from collective.eloket.mandates.rights import service as rights
from collective.eloket.mandates.rights.errors import RightUnknownError
from collective.eloket.mandates.self_registration import deciding
from collective.eloket.mandates.self_registration import errors
from collective.eloket.mandates.self_registration import handover
from collective.eloket.mandates.self_registration import store
from collective.eloket.mandates.self_registration.install import (
    SelfRegistrationInstaller,
)
from collective.eloket.mandates.self_registration.model import State
from collective.eloket.vault import service as vault
from datetime import date
from plone import api
from tests.accounts.people import mailed
from tests.mandates import house as families
from tests.mandates.enterprises import house as organisations
from tests.mandates.enterprises.house import BAKERY
from tests.mandates.enterprises.house import NOOR
from tests.mandates.enterprises.house import PLAIN
from tests.mandates.enterprises.house import WITH
from tests.mandates.self_registration import house
from tests.mandates.self_registration.house import WORK_RELATION

import json
import pytest


def held(digits: str = NOOR):
    return holdings.find_held(organisations.key(digits), BAKERY.code)


def relation(digits: str = NOOR):
    return relations.find(BAKERY.code, organisations.key(digits))


def written(citizen) -> set[str]:
    """Return which actions the audit has of a citizen."""
    return {row.entry.action for row in audit.find(citizen.id)}


def listed(citizen) -> list[str]:
    found = deciding.tasks(families.session(citizen))
    return [request.id for _manager, request in found]


@pytest.mark.seed("003-25")
def test_what_waits_is_a_task_of_each_manager(bram, noor, karel, jan):
    id = house.ask(noor)
    assert listed(bram) == listed(karel) == [id]
    assert listed(jan) == listed(noor) == []


@pytest.mark.seed("003-30")
def test_approval_makes_the_work_relation_and_gives_the_right(bram, noor):
    id = house.ask(noor)
    assert relation() is None
    after = house.approve(bram, id)
    assert after.state == State.APPROVED
    (one,) = held()
    assert (one.right, one.begin, one.end) == (
        PLAIN,
        organisations.TODAY,
        date(2028, 11, 26),
    )
    assert relation().name == "Noor Voorbeeld"
    assert relation().email == "noor@proefmans.example"
    assert listed(bram) == []
    actions = {row.entry.action for row in audit.find(noor.id)}
    assert {"access_request.approve", "right.give"} <= actions


def test_what_is_kept_of_who_works_there_already_stays(bram, noor, karel):
    organisations.give(karel, right=WITH, contexts=("zorg",))
    house.approve(bram, house.ask(noor))
    assert relation().email == "noor@bakkerij.example"


def test_a_work_relation_alone_is_one(bram, noor):
    id = house.ask(noor, kind=WORK_RELATION)
    manager = organisations.manager(bram)
    _same, request = deciding.get_task(families.session(bram), id)
    assert not deciding.has_work_relation(manager, request)
    house.approve(bram, id)
    assert relation().name == "Noor Voorbeeld"
    assert relation().begin == organisations.TODAY
    assert held() == ()
    assert {"access_request.approve", "work_relation.make"} <= written(noor)
    assert deciding.has_work_relation(manager, request)


def test_who_left_comes_back(bram, noor, karel):
    member, _id = organisations.give(karel)
    members.let_go(organisations.manager(karel), member)
    assert relation().end == organisations.TODAY
    house.approve(bram, house.ask(noor))
    assert relation().end is None


def test_contexts_go_along(bram, noor):
    id = house.ask(noor, house.wish(right=WITH), contexts=["zorg"])
    house.approve(bram, id)
    assert held()[0].contexts == ("zorg",)


def test_a_manager_may_change_the_days(bram, noor):
    house.approve(bram, house.ask(noor), begin="2026-12-01", end="2026-12-31")
    assert (held()[0].begin, held()[0].end) == (date(2026, 12, 1), date(2026, 12, 31))


def test_but_not_into_nonsense(bram, noor):
    id = house.ask(noor)
    with pytest.raises(PeriodError):
        house.approve(bram, id, begin="2026-12-01", end="2026-11-30")
    assert held() == ()
    assert store.find(id).state == State.OPEN


@pytest.mark.seed("003-29")
@pytest.mark.parametrize("decide", [house.approve, house.refuse])
@pytest.mark.parametrize("reason", ["", "  ", None, 1, "x" * 1001])
def test_a_decision_needs_a_reason(bram, noor, decide, reason):
    id = house.ask(noor)
    with pytest.raises(errors.DecisionReasonError):
        decide(bram, id, reason=reason)
    assert store.find(id).state == State.OPEN
    assert held() == ()


@pytest.mark.seed("003-31")
@pytest.mark.seed("003-32")
@pytest.mark.parametrize("along", [True, False, None])
def test_the_outcome_is_mailed_and_the_reason_where_it_goes_along(bram, noor, along):
    house.refuse(bram, house.ask(noor), along=along)
    mail = mailed(api.portal.get())[-1]
    assert mail["to"] == "noor@proefmans.example"
    assert "afgekeurd door een lokale beheerder" in mail["body"]
    assert "Bakkerij Proefmans bv" in mail["body"]
    assert "Neem rechtstreeks contact op" in mail["body"]
    assert ("Noor begint maandag." in mail["body"]) is (along is True)
    assert held() == ()


def test_an_approval_is_mailed_too(bram, noor):
    house.approve(bram, house.ask(noor))
    assert (
        "goedgekeurd door een lokale beheerder" in mailed(api.portal.get())[-1]["body"]
    )


def test_the_first_of_two_managers_wins_and_the_second_is_told(bram, noor, karel):
    id = house.ask(noor)
    house.refuse(karel, id)
    for decide in (house.approve, house.refuse):
        with pytest.raises(errors.RequestDecidedError):
            decide(bram, id)
    assert held() == ()


def test_what_was_taken_back_is_not_approved(bram, noor):
    id = house.ask(noor)
    house.withdraw(noor, id)
    house.withdraw(noor, id)
    assert "access_request.withdraw" in written(noor)
    assert listed(bram) == []
    for decide in (house.approve, house.refuse):
        with pytest.raises(errors.RequestWithdrawnError):
            decide(bram, id)
    assert held() == ()


def test_what_is_decided_is_not_taken_back(bram, noor):
    id = house.ask(noor)
    house.refuse(bram, id)
    assert "access_request.refuse" in written(noor)
    with pytest.raises(errors.RequestDecidedError):
        house.withdraw(noor, id)


def test_nobody_decides_on_their_own_request(bram, noor, karel):
    id = house.ask(karel)
    assert listed(karel) == []
    for decide in (house.approve, house.refuse):
        with pytest.raises(errors.OwnRequestError):
            decide(karel, id)
    assert store.find(id).state == State.OPEN
    assert listed(bram) == [id]


def test_a_manager_of_another_organisation_finds_nothing(bram, noor, jan):
    id = house.ask(noor)
    for decide in (house.approve, house.refuse):
        for who, named in ((jan, id), (noor, id), (bram, "unknown"), (bram, None)):
            with pytest.raises(errors.RequestUnknownError):
                decide(who, named)


def test_nobody_takes_back_what_is_not_theirs(bram, noor):
    id = house.ask(noor)
    for who, named in ((bram, id), (noor, "unknown")):
        with pytest.raises(errors.RequestUnknownError):
            house.withdraw(who, named)
    assert deciding.own_request(families.session(noor), id).id == id


def test_who_is_manager_no_more_decides_no_more(bram, noor, karel):
    id = house.ask(noor)
    (role,) = held(families.BRAM)
    member = holdings.member_of(BAKERY.code, organisations.key(families.BRAM))
    giving.take(organisations.manager(karel), [(member, role.id)])
    with pytest.raises(errors.RequestUnknownError):
        house.approve(bram, id)


def test_a_right_that_is_no_more_is_not_given(bram, noor):
    id = house.ask(noor)
    rights.delete_right(PLAIN)
    with pytest.raises(RightUnknownError):
        house.approve(bram, id)


def test_nor_one_for_another_group(bram, noor, register):
    id = house.ask(noor)
    register.found = (organisations.organisation(group="LB"),)
    with pytest.raises(RightOtherGroupError):
        house.approve(bram, id)
    assert store.find(id).state == State.OPEN


def test_a_weak_sign_in_decides_nothing(bram, noor):
    id = house.ask(noor)
    weak = families.session(bram, level=AssuranceLevel.LOW)
    with pytest.raises(Exception, match=r"^$") as raised:
        deciding.approve(weak, id, house.DECIDED)
    assert raised.value.status == 403


class TestHandover:
    """What is handed over, and erased."""

    def test_one_gets_what_one_asked_and_what_was_decided(self, bram, noor):
        house.refuse(bram, house.ask(noor))
        room = handover.SelfRegistrationOfPerson()
        assert room.level(noor.id) == AssuranceLevel.SUBSTANTIAL
        assert room.level(bram.id) == AssuranceLevel.NONE
        ((_path, found),) = room.export(noor.id)
        text = json.dumps(found)
        for said in ("refused", "Noor begint maandag.", "+32470123456", PLAIN):
            assert said in text

    def test_erasing_lets_go_of_all_of_one_person(self, bram, noor, karel):
        house.ask(noor)
        house.ask(karel)
        handover.SelfRegistrationOfPerson().erase(noor.id)
        assert not list(store.of_person(noor.id))
        assert len(listed(bram)) == 1

    def test_a_room_hands_over_counts_and_erases(self, portal, bram, noor):
        id = house.ask(noor)
        room, installer = handover.SelfRegistrationData(), SelfRegistrationInstaller()
        assert room.count(portal) == 1
        assert list(room.person_ids(portal)) == [noor.id]
        ((path, found),) = room.export(portal)
        assert (path, found["id"]) == (f"access-requests/{id}.json", id)
        with pytest.raises(errors.RequestsStillKnownError):
            installer.check_may_leave(portal)
        room.erase(portal)
        assert room.count(portal) == 0
        installer.check_may_leave(portal)
        installer.uninstall(portal)
        assert store.find(id) is None
        installer.install(portal)

    def test_of_who_was_erased_nothing_opens_for_anybody(self, portal, bram, noor):
        id = house.ask(noor)
        vault.forget_person(noor.id)
        assert listed(bram) == []
        with pytest.raises(errors.RequestUnknownError):
            house.approve(bram, id)
        ((_path, found),) = handover.SelfRegistrationData().export(portal)
        assert found == {
            "id": id,
            "organisation": BAKERY.code,
            "state": "open",
            "erased": True,
        }
        assert held() == ()

    def test_letting_go_twice_is_safe(self, bram, noor):
        id = house.ask(noor)
        store.remove(id)
        store.remove(id)
        assert not any(store.tree(name) for name in store.TREES)
