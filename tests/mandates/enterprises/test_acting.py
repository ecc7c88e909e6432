"""Who acts for an organisation: asked anew each time, by a right where needed."""

from collective.eloket.accounts.registry import citizen_store
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.mandates import service
from collective.eloket.mandates.capacities import Capacities
from collective.eloket.mandates.enterprises import giving
from collective.eloket.mandates.enterprises.errors import EnterpriseRegisterSilentError
from collective.eloket.mandates.enterprises.errors import ForOrganisationsError
from collective.eloket.mandates.enterprises.errors import NotForOrganisationsError
from collective.eloket.mandates.enterprises.errors import OrganisationEndedError
from collective.eloket.mandates.enterprises.errors import RightMissingError
from collective.eloket.mandates.errors import OnBehalfRefusedError
from collective.eloket.mandates.model import As
from collective.eloket.mandates.rights import service as rights
from tests.mandates import house as families
from tests.mandates.enterprises import house
from tests.mandates.enterprises.house import BAKERY
from tests.mandates.enterprises.house import BY_LAW
from tests.mandates.enterprises.house import PLAIN
from tests.mandates.enterprises.house import WITH

import pytest
import transaction


CAPACITY = f"enterprise:{BAKERY.code}"
MANDATE = f"o{BAKERY.code}"
HIGH = AssuranceLevel.HIGH


def session(citizen, capacity=CAPACITY, **changes):
    return families.session(citizen, capacity=capacity, **changes)


def test_a_representative_acts_for_the_organisation(karel):
    acting = service.acting(session(karel))
    assert (acting.kind, acting.mandate_id) == ("enterprise", MANDATE)
    assert acting.subject_name == "Bakkerij Proefmans bv"
    assert acting.organisation == BAKERY.code


def test_who_was_given_a_right_acts_too_until_it_is_taken(karel, noor):
    with pytest.raises(RightMissingError):
        service.acting(session(noor))
    held = house.give(karel)
    assert service.acting(session(noor)).mandate_id == MANDATE
    giving.take(house.manager(karel), [held])
    with pytest.raises(RightMissingError):
        service.acting(session(noor))
    assert not service.may_act(session(noor))


@pytest.mark.parametrize("hold", [True, False])
def test_by_the_right_that_is_needed_and_no_other(karel, noor, hold):
    house.give(karel)
    assert service.acting(session(noor), hold, PLAIN).mandate_id == MANDATE
    with pytest.raises(RightMissingError):
        service.acting(session(noor), hold, WITH)


def test_the_law_gives_a_representative_only_what_it_says(karel):
    assert service.acting(session(karel), right=BY_LAW).mandate_id == MANDATE
    with pytest.raises(RightMissingError):
        service.acting(session(karel), right=PLAIN)


@pytest.mark.parametrize("right", ["", BY_LAW])
def test_a_sending_fails_when_somebody_ends_it_meanwhile(functional_portal, day, right):
    house.set_rights()
    karel = families.parent("Karel", house.KAREL)
    transaction.commit()
    with house.asked(house.Register()):
        service.acting(session(karel), hold=True, right=right)
    account = citizen_store().account(karel.id)
    assert account._p_oid in account._p_jar._readCurrent


def test_where_it_ended_nobody_acts(karel, register):
    register.found = (house.organisation(active=False),)
    with pytest.raises(RightMissingError):
        service.acting(session(karel))
    with pytest.raises(OrganisationEndedError):
        service.acting(session(karel), right=BY_LAW)


def test_without_a_register_nobody_knows_for_whom(portal, day):
    house.set_rights()
    with house.asked(house.Register()):
        house.give(families.parent("Karel", house.KAREL))
    for right in ("", PLAIN):
        with pytest.raises(RightMissingError):
            service.acting(session(families.parent()), right=right)


def test_a_silent_register_is_an_error_of_its_own(karel, register):
    register.silent = True
    with pytest.raises(EnterpriseRegisterSilentError):
        service.acting(session(karel))
    assert not service.may_act(session(karel))
    assert service.names_by_subject(As.nobody(karel.id, HIGH)) == {}
    assert not Capacities().has_choice(karel.id, HIGH)
    assert not service.is_live(karel.id, MANDATE)


@pytest.mark.parametrize(
    "capacity", ["enterprise:0999999823", "association:V0001234", "enterprise:x"]
)
def test_not_for_another_one(karel, capacity):
    with pytest.raises(OnBehalfRefusedError):
        service.acting(session(karel, capacity))


def test_no_mandate_is_made_up(karel):
    for mandate in ("o", "o0999.999.922", "ox"):
        with pytest.raises(OnBehalfRefusedError):
            service.live_mandate(As.nobody(karel.id, HIGH), mandate)


def test_a_weak_sign_in_acts_for_none(karel):
    with pytest.raises(OnBehalfRefusedError):
        service.acting(session(karel, level=AssuranceLevel.LOW))
    assert service.live_organisations(As.nobody(karel.id, AssuranceLevel.LOW)) == []


def test_a_call_names_it_by_its_mandate(karel):
    acts = service.acting_as(families.session(karel), MANDATE)
    assert acts.capacity == CAPACITY
    assert service.acting(acts).organisation == BAKERY.code


def test_names_and_choices_know_organisations(karel, noor):
    assert Capacities().has_choice(karel.id, HIGH)
    assert not Capacities().has_choice(noor.id, HIGH)
    names = service.names_by_subject(As.nobody(karel.id, HIGH))
    assert names == {f"organisation-{BAKERY.code}": "Bakkerij Proefmans bv"}
    assert Capacities().check(families.session(karel), CAPACITY) in names
    assert Capacities().name(session(karel)) == "Bakkerij Proefmans bv"


def test_what_was_asked_by_a_right_is_live_while_that_holds(karel, noor):
    held = house.give(karel)
    house.give(karel, right=WITH, contexts=("zorg",))
    assert service.is_live(noor.id, MANDATE, PLAIN)
    giving.take(house.manager(karel), [held])
    assert not service.is_live(noor.id, MANDATE, PLAIN)
    assert service.is_live(noor.id, MANDATE, WITH)
    assert service.is_live(noor.id, MANDATE)


def test_what_needs_a_right_is_for_organisations_and_nothing_else_is(karel, noor):
    service.check_right(families.session(noor), "")
    service.check_right(session(karel), BY_LAW)
    with pytest.raises(ForOrganisationsError):
        service.check_right(families.session(karel), BY_LAW)
    with pytest.raises(NotForOrganisationsError):
        service.check_right(session(karel), "")
    with pytest.raises(RightMissingError):
        service.check_right(session(karel), PLAIN)
    with pytest.raises(OnBehalfRefusedError) as raised:
        service.check_right(session(karel, "nonsense"), BY_LAW)
    assert raised.type is OnBehalfRefusedError


def test_a_right_that_is_no_more_is_nobodys(karel):
    rights.delete_right(BY_LAW)
    with pytest.raises(RightMissingError):
        service.check_right(session(karel), BY_LAW)


def test_who_acts_for_one_fills_in_who_they_are(karel):
    own = {"given_names": object()}
    assert service.known_to(session(karel), own) == own
