"""People of an organisation, as its managers see them."""

from collective.eloket.audit import service as audit
from collective.eloket.mandates.enterprises import errors
from collective.eloket.mandates.enterprises import giving
from collective.eloket.mandates.enterprises import members
from collective.eloket.mandates.enterprises import relations
from collective.eloket.mandates.enterprises import store
from dataclasses import replace
from datetime import timedelta
from tests.mandates import house as families
from tests.mandates.enterprises import house
from tests.mandates.enterprises.house import BAKERY
from tests.mandates.enterprises.house import HEAD
from tests.mandates.enterprises.house import JAN
from tests.mandates.enterprises.house import LOCAL
from tests.mandates.enterprises.house import NOOR
from tests.mandates.enterprises.house import PLAIN
from tests.mandates.enterprises.house import PRINTER
from tests.mandates.enterprises.house import TODAY
from tests.mandates.enterprises.house import WITH

import pytest


UNKNOWN = "17073003384"


@pytest.fixture
def manager(karel):
    house.give(karel, NOOR)
    house.give(karel, JAN)
    return house.manager(karel)


def by_number(manager, digits):
    return members.find_member(manager, families.number(digits))


def actions() -> list[str]:
    return [row.entry.action for row in audit.find()]


def test_all_are_listed_a_few_at_a_time(manager, monkeypatch):
    assert len(members.members(manager)) == 2
    monkeypatch.setattr(members, "MOST_SHOWN", 1)
    (first,) = members.members(manager)
    (second,) = members.members(manager, first.id)
    assert first.id != second.id
    assert members.members(manager, second.id) == []


def test_somebody_is_found_by_number(manager):
    found = by_number(manager, NOOR)
    assert found.relation.name == "Noor Voorbeeld"
    assert [one.right for one in found.held] == [PLAIN]
    assert members.get_member(manager, found.id) == found


def test_nobody_of_another_organisation_is_found(manager, jan):
    house.give(jan, UNKNOWN, number=PRINTER)
    with pytest.raises(errors.MemberUnknownError):
        by_number(manager, UNKNOWN)
    elsewhere = store.member_of(PRINTER.code, house.key(UNKNOWN))
    for id in (elsewhere, "", None, 7):
        with pytest.raises(errors.MemberUnknownError):
            members.get_member(manager, id)


def test_one_is_called_otherwise_in_each_organisation(portal):
    key = house.key(NOOR)
    ids = {store.member_of(one.code, key) for one in (BAKERY, PRINTER)}
    assert len(ids) == 2
    assert key not in ids


def test_persons_are_compared_by_what_they_have_today(manager, karel):
    house.give(karel, right=WITH, contexts=("zorg",))
    both = [by_number(manager, NOOR), by_number(manager, JAN)]
    assert members.compared(both) == [(PLAIN, [True, True]), (WITH, [True, False])]
    assert members.compared([]) == []


def test_what_is_kept_of_somebody_changes(manager, noor):
    id = by_number(manager, NOOR).id
    members.change(manager, id, house.person(given_names="", email="", phone="+3212"))
    relation = by_number(manager, NOOR).relation
    assert (relation.name, relation.email) == ("Noor Voorbeeld", "")
    assert relation.phone == "+3212"
    assert relation.given
    assert "work_relation.change" in actions()


@pytest.mark.parametrize("right", [HEAD, LOCAL])
def test_who_handles_requests_keeps_an_address(manager, karel, right):
    house.give(karel, right=right)
    id = by_number(manager, NOOR).id
    with pytest.raises(errors.ManagerEmailNeededError):
        members.change(manager, id, house.person(email=""))
    members.change(manager, id, house.person(email="nieuw@bakkerij.example"))
    assert by_number(manager, NOOR).relation.email == "nieuw@bakkerij.example"


def test_who_leaves_has_no_right_any_more(manager):
    id = by_number(manager, NOOR).id
    members.let_go(manager, id, "Uit dienst")
    found = by_number(manager, NOOR)
    assert found.relation.end == TODAY
    assert not any(one.holds(TODAY) for one in found.held)
    assert [note.reason for note in found.relation.taken.values()] == ["Uit dienst"]
    assert {"right.take", "work_relation.end"} <= set(actions())
    members.let_go(manager, id)


def test_who_comes_back_works_there_again(manager, karel, day):
    id = by_number(manager, NOOR).id
    members.let_go(manager, id)
    day(TODAY + timedelta(days=9))
    house.give(karel)
    relation = by_number(manager, NOOR).relation
    assert (relation.begin, relation.end) == (TODAY, None)


def test_a_lower_manager_lets_no_higher_one_go(manager, karel, noor):
    house.give(karel, right=LOCAL)
    house.give(karel, JAN, right=HEAD)
    own = house.manager(noor)
    with pytest.raises(errors.RightNotYoursToGiveError):
        members.let_go(own, by_number(own, JAN).id)


def test_a_lower_manager_does_not_redirect_the_mail_of_a_higher_one(
    manager, karel, noor
):
    house.give(karel, right=LOCAL)
    house.give(karel, JAN, right=HEAD)
    own, other = house.manager(noor), "noor@elders.example"
    moved = house.person(JAN, email=other)
    with pytest.raises(errors.RightNotYoursToGiveError):
        members.change(own, by_number(own, JAN).id, moved)
    zorg = house.grant(right=WITH, contexts=("zorg",), persons=(moved,))
    with pytest.raises(errors.RightNotYoursToGiveError):
        giving.give(own, zorg)
    assert by_number(own, JAN).relation.email == "noor@bakkerij.example"
    same = house.person(JAN)
    giving.give(own, replace(zorg, persons=(same,)))
    members.change(own, by_number(own, NOOR).id, house.person(email=other))
    assert by_number(own, NOOR).relation.email == other


def test_nothing_of_a_person_is_kept_open(manager):
    kept = store.find_relation(
        BAKERY.code, store.member_of(BAKERY.code, house.key(NOOR))
    )
    assert b"Noor" not in kept.sealed
    assert relations.opened(BAKERY.code, kept).family_name == "Voorbeeld"
    for key, rows in store.tree(store.HELD).items():
        assert NOOR not in f"{key}{rows}"
        assert "Voorbeeld" not in f"{key}{rows}"


def test_nobody_is_added_without_a_whole_name(manager):
    for nameless in ({"given_names": ""}, {"family_name": ""}):
        with pytest.raises(errors.WorkRelationNeededError):
            members.add(manager, house.person(UNKNOWN, **nameless), TODAY)
    with pytest.raises(errors.MemberUnknownError):
        by_number(manager, UNKNOWN)
