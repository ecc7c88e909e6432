"""What clerks decide: with a reason, not about their own family; parents are told."""

from collective.eloket.accounts.interfaces import IdentityLinked
from collective.eloket.accounts.interfaces import NumberChanged
from collective.eloket.accounts.keys import number_key
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.audit import service as audit
from collective.eloket.mandates import deciding
from collective.eloket.mandates import errors
from collective.eloket.mandates import family
from collective.eloket.mandates import store
from collective.eloket.mandates.interfaces import IFamilyDecided
from collective.eloket.parameters.errors import ReasonTooShortError
from collective.eloket.parameters.interfaces import CardNumberProven
from tests.accounts.people import mailed
from tests.mandates import house
from unittest.mock import patch
from zope.component import getGlobalSiteManager
from zope.event import notify

import pytest
import transaction


def key(citizen, id):
    return store.key_of(citizen.id, id)


def rows(subject):
    return {row.entry.action: row.entry for row in audit.find(subject)}


def test_the_list_has_the_oldest_first(noor, bram):
    first, second = house.add(noor), house.add(bram)
    assert [mandate.id for mandate in deciding.waiting()] == [first, second]
    deciding.decide("lieve", key(noor, first), True, "")
    assert [mandate.id for mandate in deciding.waiting()] == [second]


def test_verified_once_it_holds(noor, portal):
    id = house.verified(noor)
    (mandate,) = family.own(noor.id)
    assert (mandate.state, mandate.source) == ("verified", "clerk")
    assert rows(noor.id)["family.verify"].actor == "lieve"
    assert rows(noor.id)["family.verify"].object == id
    (mail,) = mailed(portal)
    assert mail["to"] == "noor@voorbeeld.example"
    assert "Sam" not in mail["subject"] + mail["body"]


def test_a_refusal_has_a_reason_that_the_parent_reads(noor, portal):
    id = house.add(noor)
    deciding.decide("lieve", key(noor, id), False, house.REASON)
    (mandate,) = family.own(noor.id)
    assert (mandate.state, mandate.reason) == ("refused", house.REASON)
    assert rows(noor.id)["family.refuse"].details == {"reason": house.REASON}
    (mail,) = mailed(portal)
    assert house.REASON in mail["body"]


@pytest.mark.parametrize("reason", ["", "nee", "    ", None, "x" * 2001])
def test_without_a_reason_nothing_is_refused(noor, reason):
    id = house.add(noor)
    with pytest.raises(ReasonTooShortError):
        deciding.decide("lieve", key(noor, id), False, reason)
    with pytest.raises(ReasonTooShortError):
        deciding.shut_out("lieve", house.pair(), reason)
    with pytest.raises(ReasonTooShortError):
        deciding.let_in("lieve", house.pair(), reason)
    assert family.own(noor.id)[0].state == "waiting"


@pytest.mark.parametrize("named", [None, 7, "", "x", "x~y", "~"])
def test_what_does_not_wait_is_not_decided(noor, named):
    with pytest.raises(errors.FamilyUnknownError):
        deciding.decide("lieve", named, True, "")


def test_it_is_decided_once(noor):
    id = house.verified(noor)
    with pytest.raises(errors.FamilyUnknownError):
        deciding.decide("lieve", key(noor, id), False, house.REASON)


class TestShutOut:
    """A separated parent, whoever vouched before."""

    def test_ends_it_at_once_and_keeps_why(self, noor, portal):
        house.verified(noor)
        deciding.shut_out("lieve", house.pair(), house.REASON)
        assert family.own(noor.id)[0].state == "shut-out"
        found = deciding.find_shut_out(house.pair())
        assert (found.reason, found.clerk) == (house.REASON, "lieve")
        assert rows(noor.id)["family.shut_out"].details == {"reason": house.REASON}
        assert house.REASON in mailed(portal)[-1]["body"]

    def test_takes_what_waits_off_the_list(self, noor):
        house.add(noor)
        deciding.shut_out("lieve", house.pair(), house.REASON)
        assert deciding.count() == 0

    def test_needs_no_account_of_the_parent(self, portal):
        deciding.shut_out("lieve", house.pair(house.JAN), house.REASON)
        assert deciding.find_shut_out(house.pair(house.JAN)) is not None
        assert deciding.find_shut_out(house.pair(house.BRAM)) is None
        entry = next(
            row.entry
            for row in audit.find()
            if row.entry.object == house.pair(house.JAN).keys[0] and row.entry.details
        )
        assert (entry.subject, entry.details) == (None, {"reason": house.REASON})

    def test_needs_nothing_that_the_parent_registered(self, noor, portal):
        deciding.shut_out("lieve", house.pair(), house.REASON)
        assert family.own(noor.id) == []
        assert len(mailed(portal)) == 1

    def test_keeps_no_number_in_the_clear(self, noor):
        deciding.shut_out("lieve", house.pair(), house.REASON)
        written = repr(list(store.tree(store.SHUT_OUTS).items()))
        for secret in (house.NOOR, house.SAM, house.REASON):
            assert secret not in written

    def test_is_of_two_people(self, portal):
        with pytest.raises(errors.OwnNumberError):
            deciding.shut_out("lieve", house.pair(house.SAM), house.REASON)

    def test_can_be_undone_with_a_reason_but_must_be_verified_anew(self, noor):
        house.verified(noor)
        deciding.shut_out("lieve", house.pair(), house.REASON)
        deciding.let_in("tom", house.pair(), "De rechter besliste anders.")
        assert deciding.find_shut_out(house.pair()) is None
        assert family.own(noor.id)[0].state == "refused"
        assert rows(noor.id)["family.let_in"].actor == "tom"

    def test_is_not_undone_where_there_is_none(self, noor):
        with pytest.raises(errors.NotShutOutError):
            deciding.let_in("lieve", house.pair(), house.REASON)

    def test_of_a_parent_without_account_can_be_undone(self, portal):
        deciding.shut_out("lieve", house.pair(house.JAN), house.REASON)
        deciding.let_in("lieve", house.pair(house.JAN), house.REASON)
        assert deciding.find_shut_out(house.pair(house.JAN)) is None

    def test_reaches_a_child_that_was_registered_by_another_number(self, noor):
        sam = house.parent("Sam", house.SAM_BEFORE)
        citizen_store().add_number(sam, number_key(house.number(house.SAM)))
        house.verified(noor, number=house.SAM_BEFORE)
        assert deciding.shut_out("lieve", house.pair(), house.REASON) == 1
        assert family.own(noor.id)[0].state == "shut-out"
        with pytest.raises(errors.ParentShutOutError):
            house.add(noor, number=house.SAM_BEFORE)

    @pytest.mark.parametrize(
        ("whose", "event"),
        [
            ("child", lambda person: NumberChanged(person.id)),
            ("child", lambda person: IdentityLinked(person.id, "itsme")),
            ("parent", lambda person: NumberChanged(person.id)),
        ],
        ids=["the child's", "the child's, by a provider", "the parent's"],
    )
    def test_reaches_them_once_an_account_knows_the_other_number(
        self, portal, whose, event
    ):
        mine = house.NOOR if whose == "child" else house.NOOR_BEFORE
        childs = house.SAM_BEFORE if whose == "child" else house.SAM
        noor = house.parent("Noor", mine)
        sam = house.parent("Sam", childs)
        house.verified(noor, number=childs)
        assert deciding.shut_out("lieve", house.pair(), house.REASON) == 0
        assert family.own(noor.id)[0].state == "verified"
        person, number = (sam, house.SAM) if whose == "child" else (noor, house.NOOR)
        citizen_store().add_number(person, number_key(house.number(number)))
        notify(event(person))
        assert family.own(noor.id)[0].state == "shut-out"
        assert rows(noor.id)["family.shut_out"].details == {"reason": house.REASON}
        assert house.REASON in mailed(portal)[-1]["body"]

    def test_reaches_them_when_a_card_proves_the_other_number(self, noor):
        sam = house.parent("Sam", house.SAM_BEFORE)
        house.verified(noor, number=house.SAM_BEFORE)
        deciding.shut_out("lieve", house.pair(), house.REASON)
        notify(CardNumberProven(sam.id, house.SAM))
        assert family.own(noor.id)[0].state == "shut-out"

    def test_another_number_changes_nothing_for_others(self, noor, bram):
        house.verified(noor)
        house.verified(bram)
        deciding.shut_out("lieve", house.pair(house.BRAM), house.REASON)
        notify(NumberChanged(noor.id))
        assert family.own(noor.id)[0].state == "verified"

    def test_holds_for_what_was_added_at_the_same_moment(self, noor):
        with patch.object(family, "is_shut_out", return_value=False):
            deciding.shut_out("lieve", house.pair(), house.REASON)
            id = house.add(noor)
        with pytest.raises(errors.ParentStillOutError):
            deciding.decide("lieve", key(noor, id), True, "")
        assert family.own(noor.id)[0].state == "waiting"
        deciding.decide("lieve", key(noor, id), False, house.REASON)

    def test_and_what_is_added_or_decided_take_turns(self, functional_portal):
        noor = house.parent()
        transaction.commit()
        id = house.add(noor)
        assert noor._p_changed
        transaction.commit()
        deciding.decide("lieve", key(noor, id), True, "")
        assert noor._p_changed
        transaction.commit()
        deciding.shut_out("lieve", house.pair(), house.REASON)
        assert noor._p_changed

    def test_is_undone_by_another_number_of_the_child_too(self, noor):
        sam = house.parent("Sam", house.SAM_BEFORE)
        citizen_store().add_number(sam, number_key(house.number(house.SAM)))
        deciding.shut_out("lieve", house.pair(), house.REASON)
        by_before = house.pair(child_digits=house.SAM_BEFORE)
        deciding.let_in("lieve", by_before, house.REASON)
        assert deciding.find_shut_out(house.pair()) is None


def test_others_hear_of_it(noor):
    heard = []

    def note(event):
        heard.append((event.person_id, event.decision, event.reason))

    sites = getGlobalSiteManager()
    sites.registerHandler(note, [IFamilyDecided])
    try:
        house.verified(noor)
    finally:
        sites.unregisterHandler(note, [IFamilyDecided])
    assert heard == [(noor.id, "verified", "")]
