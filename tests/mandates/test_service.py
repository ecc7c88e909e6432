"""Who may act for whom: asked anew each time, refused rather than guessed."""

from collective.eloket.accounts.keys import number_key
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.mandates import deciding
from collective.eloket.mandates import errors
from collective.eloket.mandates import family
from collective.eloket.mandates import household
from collective.eloket.mandates import live
from collective.eloket.mandates import service
from collective.eloket.mandates import store
from collective.eloket.mandates.capacities import Capacities
from collective.eloket.mandates.model import As
from collective.eloket.mandates.model import capacity_of
from collective.eloket.mandates.model import OF_REGISTER
from collective.eloket.parameters import service as parameters
from datetime import date
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from tests.mandates import house

import pytest
import transaction


HIGH = AssuranceLevel.HIGH


def acting_for(citizen, mandate_id, **changes):
    capacity = capacity_of(mandate_id)
    return service.acting(house.session(citizen, capacity=capacity, **changes))


def test_one_acts_for_oneself_without_any_mandate(noor):
    acting = service.acting(house.session(noor))
    assert (acting.kind, acting.subject, acting.mandate_id) == (
        "citizen",
        noor.id,
        None,
    )


def test_a_verified_parent_acts_for_the_child(noor):
    id = house.verified(noor)
    acting = acting_for(noor, id)
    assert (acting.kind, acting.mandate_id) == ("child", id)
    assert acting.subject_name == "Sam Voorbeeld"
    assert acting.subject != noor.id
    assert house.SAM not in acting.subject


def test_both_parents_act_for_one_subject_by_two_mandates(noor, bram):
    by_noor, by_bram = house.verified(noor), house.verified(bram)
    assert by_noor != by_bram
    subjects = {acting_for(noor, by_noor).subject, acting_for(bram, by_bram).subject}
    assert len(subjects) == 1


def test_a_child_with_an_account_is_its_own_subject(noor):
    sam = house.parent("Sam", house.SAM)
    assert acting_for(noor, house.verified(noor)).subject == sam.id


def waiting(noor, bram):
    return house.add(noor)


def refused(noor, bram):
    id = house.add(noor)
    key = store.key_of(noor.id, id)
    deciding.decide("lieve", key, False, house.REASON)
    return id


def shut_out(noor, bram):
    id = house.verified(noor)
    deciding.shut_out("lieve", house.pair(), house.REASON)
    return id


def let_in_again(noor, bram):
    id = shut_out(noor, bram)
    deciding.let_in("lieve", house.pair(), house.REASON)
    return id


def taken_back(noor, bram):
    id = house.add(noor)
    family.take_back(house.session(noor), id)
    return id


@pytest.mark.parametrize(
    ("made", "refusal"),
    [
        (lambda noor, bram: "cforged", errors.OnBehalfRefusedError),
        (lambda noor, bram: "rforged", errors.OnBehalfRefusedError),
        (lambda noor, bram: "", errors.OnBehalfRefusedError),
        (lambda noor, bram: house.verified(bram), errors.OnBehalfRefusedError),
        (waiting, errors.MandateWaitingError),
        (refused, errors.MandateEndedError),
        (shut_out, errors.ParentShutOutError),
        (let_in_again, errors.MandateEndedError),
        (taken_back, errors.OnBehalfRefusedError),
    ],
    ids=[
        "forged",
        "forged for the register",
        "empty",
        "other's child",
        "waits",
        "refused",
        "shut-out",
        "let in, not verified again",
        "taken back",
    ],
)
def test_nobody_else_acts_for_a_child(noor, bram, made, refusal):
    id = made(noor, bram)
    with pytest.raises(refusal) as raised:
        acting_for(noor, id)
    assert raised.type is refusal


@pytest.mark.parametrize("level", [AssuranceLevel.NONE, AssuranceLevel.LOW])
def test_a_weak_sign_in_acts_for_nobody(noor, level):
    id = house.verified(noor)
    with pytest.raises(errors.OnBehalfRefusedError):
        acting_for(noor, id, level=level)
    assert service.live_children(As.nobody(noor.id, level)) == []


def test_the_birthday_ends_it_at_midnight_in_brussels(noor, monkeypatch):
    id = house.verified(noor, birth_date="2014-11-27", number="14112700174")
    # in Brussels it is an hour later than in London
    last = datetime(2032, 11, 26, 22, 59, 59, tzinfo=UTC)
    monkeypatch.setattr(live, "utcnow", lambda: last)
    assert acting_for(noor, id).mandate_id == id
    monkeypatch.setattr(live, "utcnow", lambda: last + timedelta(seconds=1))
    with pytest.raises(errors.ChildOfAgeError):
        acting_for(noor, id)
    assert service.live_children(As.nobody(noor.id, HIGH)) == []


def test_a_shut_out_of_one_parent_leaves_the_other(noor, bram):
    by_noor, by_bram = house.verified(noor), house.verified(bram)
    deciding.shut_out("lieve", house.pair(house.BRAM), house.REASON)
    assert acting_for(noor, by_noor).mandate_id == by_noor
    with pytest.raises(errors.ParentShutOutError):
        acting_for(bram, by_bram)


@pytest.mark.parametrize("word", ["enterprise:x", "child", "citizen:x"])
def test_a_word_that_no_session_has_is_refused(noor, word):
    with pytest.raises(errors.OnBehalfRefusedError):
        service.acting(house.session(noor, capacity=word))


@pytest.mark.parametrize("named", [{}, 7, True, ["c"]])
def test_a_call_may_name_only_texts(noor, named):
    with pytest.raises(errors.OnBehalfRefusedError):
        service.acting_as(house.session(noor), named)


def test_a_call_names_oneself_a_mandate_or_nobody(noor):
    session = house.session(noor, capacity="child:c1")
    assert service.acting_as(session, None) is session
    assert service.acting_as(session, "") is session
    assert service.acting_as(session, noor.id).capacity == "citizen"
    assert service.acting_as(session, "c2").capacity == "child:c2"


class TestRegister:
    """What a register of households says."""

    def mandate(self, citizen):
        (found,) = service.all_mandates(citizen.id)
        return found

    def test_vouches_without_a_clerk(self, noor, register):
        mandate = self.mandate(noor)
        assert acting_for(noor, mandate.id).subject_name == "Sam Voorbeeld"

    def test_is_asked_each_time(self, noor, register):
        id = self.mandate(noor).id
        register.found = {}
        with pytest.raises(errors.OnBehalfRefusedError):
            acting_for(noor, id)

    def test_says_nothing_of_other_people(self, noor, bram, register):
        id = self.mandate(noor).id
        with pytest.raises(errors.OnBehalfRefusedError):
            acting_for(bram, id)

    def test_a_shut_out_counts_more(self, noor, register):
        id = self.mandate(noor).id
        deciding.shut_out("lieve", house.pair(), house.REASON)
        with pytest.raises(errors.ParentShutOutError):
            acting_for(noor, id)
        deciding.let_in("lieve", house.pair(), house.REASON)
        assert acting_for(noor, id).mandate_id == id

    def test_a_new_number_brings_nobody_back(self, noor, register):
        deciding.shut_out("lieve", house.pair(), house.REASON)
        new = house.number(house.JAN)
        citizen_store().add_number(noor, number_key(new))
        parameters.change_number(noor.id, new, "population-register")
        register.found = {house.JAN: [house.child()]}
        with pytest.raises(errors.ParentShutOutError):
            acting_for(noor, self.mandate(noor).id)

    def test_an_adult_is_told_and_not_acted_for(self, noor, register):
        adult = house.child(birth_date=date(2001, 1, 19))
        register.found = {house.NOOR: [adult]}
        with pytest.raises(errors.ChildOfAgeError):
            acting_for(noor, self.mandate(noor).id)
        assert service.live_children(As.nobody(noor.id, HIGH)) == []

    def test_a_silent_one_lets_nobody_act(self, noor, register):
        id = self.mandate(noor).id
        register.silent = True
        with pytest.raises(errors.HouseholdSilentError):
            acting_for(noor, id)
        assert service.is_live(noor.id, id) is False
        assert service.names_by_subject(As.nobody(noor.id, HIGH)) == {}

    def test_is_not_asked_for_who_has_no_number(self, portal, register):
        nobody = house.parent("Liv", None)
        assert service.all_mandates(nobody.id) == []

    def test_a_child_that_it_knows_is_told_once(self, noor, register):
        house.verified(noor)
        assert self.mandate(noor).source == "population-register"

    def test_gone_nobody_acts_by_it(self, noor):
        with house.asked(house.Register()):
            id = self.mandate(noor).id
        with pytest.raises(errors.OnBehalfRefusedError):
            acting_for(noor, id)


class TestKnown:
    """What may stand in a form for a child."""

    def known(self, citizen, mandate_id):
        session = house.session(citizen, capacity=capacity_of(mandate_id))
        own = parameters.known(citizen.id, HIGH)
        return {name: one.value for name, one in service.known_to(session, own).items()}

    def test_is_the_childs_and_the_parents_contact(self, noor):
        known = self.known(noor, house.verified(noor))
        assert known["given_names"] == "Sam"
        assert known["birth_date"] == "2014-03-05"
        assert known["national_number"] == house.SAM
        assert known["email"] == "noor@voorbeeld.example"

    def test_has_no_address_unless_they_live_together(self, noor, register):
        own = self.known(noor, house.verified(noor))
        assert not {"street", "postal_code", "municipality"} & set(own)
        (mandate,) = service.all_mandates(noor.id)
        assert self.known(noor, mandate.id)["street"] == "Noorstraat 1"
        register.found = {house.NOOR: [house.child()]}
        assert "street" not in self.known(noor, mandate.id)

    def test_never_what_the_childs_own_account_knows(self, noor):
        house.parent("Sam", house.SAM)
        known = self.known(noor, house.verified(noor))
        assert "Samstraat 1" not in known.values()

    def test_tells_who_vouches(self, noor, register):
        by_clerk = house.verified(noor)
        session = house.session(noor, capacity=capacity_of(by_clerk))
        assert service.known_to(session, {})["given_names"].source == "clerk"
        (mandate,) = service.all_mandates(noor.id)
        session = house.session(noor, capacity=mandate.capacity)
        value = service.known_to(session, {})["given_names"]
        assert (value.source, value.level) == (
            "population-register",
            AssuranceLevel.SUBSTANTIAL,
        )


class TestSeam:
    """What the rooms below ask."""

    def test_there_is_a_choice_only_when_one_may_act(self, noor):
        seam = Capacities()
        assert seam.has_choice(noor.id, HIGH) is False
        house.add(noor)
        assert seam.has_choice(noor.id, HIGH) is False
        deciding.decide("lieve", next(iter(store.tree(store.WAITING_ONES))), True, "")
        assert seam.has_choice(noor.id, HIGH) is True
        assert seam.has_choice(noor.id, AssuranceLevel.LOW) is False

    def test_a_silent_register_stops_no_sign_in(self, noor, register):
        register.silent = True
        assert Capacities().has_choice(noor.id, HIGH) is False

    def test_names_whom_one_acts_for_until_it_ends(self, noor):
        id = house.verified(noor)
        session = house.session(noor, capacity=capacity_of(id))
        assert Capacities().name(session) == "Sam Voorbeeld"
        assert Capacities().name(house.session(noor)) == ""
        deciding.shut_out("lieve", house.pair(), house.REASON)
        assert Capacities().name(session) is None

    @pytest.mark.parametrize("word", [None, 7, {}, "child:x", "?"])
    def test_checks_what_somebody_chooses(self, noor, word):
        with pytest.raises(errors.OnBehalfRefusedError):
            Capacities().check(house.session(noor), word)


def test_names_by_subject_know_old_cases_of_a_child_that_registered_since(noor):
    id = house.verified(noor)
    before = acting_for(noor, id).subject
    assert service.names_by_subject(As.nobody(noor.id, HIGH)) == {
        before: "Sam Voorbeeld"
    }
    sam = house.parent("Sam", house.SAM)
    names = service.names_by_subject(As.nobody(noor.id, HIGH))
    assert names == {before: "Sam Voorbeeld", sam.id: "Sam Voorbeeld"}


def test_names_by_subject_know_children_of_the_register(noor, register):
    names = service.names_by_subject(As.nobody(noor.id, HIGH))
    assert list(names.values()) == ["Sam Voorbeeld"]


def test_another_id_than_those_of_the_register_is_refused(noor, register):
    with pytest.raises(errors.OnBehalfRefusedError):
        service.live_mandate(As.nobody(noor.id, HIGH), f"{OF_REGISTER}another")


def test_is_live_says_no_in_place_of_a_refusal(noor):
    id = house.verified(noor)
    assert service.is_live(noor.id, None)
    assert service.is_live(noor.id, id)
    assert not service.is_live(noor.id, "cx")


def test_one_question_costs_three_objects_and_no_write(functional_portal):
    noor = house.parent()
    id = house.verified(noor)
    mandates = store.tree(store.MANDATES)
    for count in range(3000):
        mandates[f"citizen-{count:026}~c"] = store.KeptMandate("s", "k", "waiting", b"")
    transaction.commit()
    jar = api.portal.get()._p_jar
    jar.cacheMinimize()
    # what every request of a signed-in citizen has loaded already
    store.tree(store.MANDATES), parameters.known(noor.id, HIGH)
    assert citizen_store().find(noor.id).closed is None
    store.tree(store.MANDATES)._p_deactivate()
    jar.getTransferCounts(True)
    service.live_mandate(As.nobody(noor.id, HIGH), id, hold=True)
    loads, stores = jar.getTransferCounts(True)
    assert loads <= 3
    assert stores == 0
    assert not jar._registered_objects


def test_whoever_ends_it_meanwhile_stops_what_is_sent(functional_portal):
    noor = house.parent()
    id = house.verified(noor)
    transaction.commit()
    held = store.find(noor.id, id)
    service.live_mandate(As.nobody(noor.id, HIGH), id, hold=True)
    assert held._p_oid in held._p_jar._readCurrent


def test_a_shut_out_meanwhile_stops_what_is_sent_by_a_registers_word(functional_portal):
    noor = house.parent()
    transaction.commit()
    with house.asked(house.Register()):
        (mandate,) = household.registered(noor.id)
        service.live_mandate(As.nobody(noor.id, HIGH), mandate.id, hold=True)
    account = citizen_store().account(noor.id)
    assert account._p_oid in account._p_jar._readCurrent
    transaction.abort()
    deciding.shut_out("lieve", house.pair(), house.REASON)
    assert account._p_changed


def test_ids_tell_nothing_and_are_the_same_each_time(noor):
    child = house.child()
    first = household.mandate_id("c", noor.id, child)
    assert first == household.mandate_id("c", noor.id, child)
    assert len(first) == 23
    assert house.SAM not in first


def test_what_nobody_else_can_see_yet_need_not_be_held():
    store.hold(store.KeptMandate("s", "k", "waiting", b""))
