"""May this person do that for this organisation? Asked anew, refused rather than
guessed."""

from collective.eloket.accounts.keys import number_key
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.mandates.enterprises import asking
from collective.eloket.mandates.enterprises import errors
from collective.eloket.mandates.enterprises import giving
from collective.eloket.mandates.enterprises import service
from collective.eloket.mandates.enterprises import store
from collective.eloket.mandates.enterprises.typed import Period
from collective.eloket.mandates.errors import OnBehalfRefusedError
from collective.eloket.mandates.rights import service as rights
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from plone import api
from tests.mandates import house as families
from tests.mandates.enterprises import house
from tests.mandates.enterprises.house import BAKERY
from tests.mandates.enterprises.house import BY_LAW
from tests.mandates.enterprises.house import OTHERS
from tests.mandates.enterprises.house import PLAIN
from tests.mandates.enterprises.house import PRINTER
from tests.mandates.enterprises.house import STOPPED
from tests.mandates.enterprises.house import TODAY
from tests.mandates.enterprises.house import WITH

import pytest
import transaction


DAY = timedelta(days=1)


def ask(citizen, right=PLAIN, number=BAKERY, context=None, **changes):
    """Ask; raises why not."""
    session = families.session(citizen, **changes)
    return service.check_may_do(session, service.Question(number, right, context))


def may(citizen, right=PLAIN, number=BAKERY, context=None, **changes) -> bool:
    return service.may_do(families.session(citizen, **changes), number, right, context)


def test_who_was_given_a_right_may(karel, noor):
    assert not may(noor)
    house.give(karel)
    assert may(noor)
    assert ask(noor).name == "Bakkerij Proefmans bv"


def test_a_right_waits_for_whoever_first_signs_in_with_that_number(karel):
    house.give(karel)
    assert may(families.parent())


def test_it_holds_for_a_number_that_the_person_had_before(karel, noor):
    house.give(karel)
    citizen_store().add_number(noor, number_key(families.number(families.BRAM)))
    assert may(noor)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"right": "unknown"}, errors.RightMissingError),
        ({"right": ""}, errors.RightMissingError),
        ({"right": WITH}, errors.RightMissingError),
        ({"number": PRINTER}, errors.RightMissingError),
        ({"context": "zorg"}, errors.RightMissingError),
        ({"level": AssuranceLevel.LOW}, OnBehalfRefusedError),
        ({"level": AssuranceLevel.NONE}, OnBehalfRefusedError),
        ({"user_id": "unknown"}, OnBehalfRefusedError),
        ({"user_id": None}, OnBehalfRefusedError),
    ],
    ids=[
        "unknown right",
        "no right",
        "another right",
        "another organisation",
        "a context of another right",
        "weak",
        "none",
        "unknown",
        "nobody",
    ],
)
def test_it_is_refused(karel, noor, changes, refusal):
    house.give(karel)
    with pytest.raises(refusal) as raised:
        ask(noor, **changes)
    assert raised.type is refusal
    assert may(noor, **changes) is False


def test_a_right_holds_in_its_contexts_only(karel, noor):
    house.give(karel, right=WITH, contexts=("zorg",))
    assert may(noor, WITH)
    assert may(noor, WITH, context="zorg")
    assert not may(noor, WITH, context="economie")
    assert not may(noor, WITH, context="unknown")
    assert not may(noor, "unknown", context="zorg")


def test_it_holds_from_the_first_day_through_the_last(karel, noor, day):
    house.give(karel, period=Period(TODAY + DAY, TODAY + 2 * DAY))
    found = []
    for days in range(4):
        day(TODAY + days * DAY)
        found.append(may(noor))
    assert found == [False, True, True, False]


def test_days_are_belgian(monkeypatch):
    last = datetime(2026, 11, 26, 22, 59, 59, tzinfo=UTC)
    monkeypatch.setattr(asking, "utcnow", lambda: last)
    assert asking.today() == TODAY
    monkeypatch.setattr(asking, "utcnow", lambda: last + timedelta(seconds=1))
    assert asking.today() == TODAY + DAY


def test_a_right_that_was_taken_away_holds_no_more(karel, noor):
    held = house.give(karel)
    giving.take(house.manager(karel), [held])
    assert not may(noor)


def test_a_right_that_is_no_more_holds_no_more(karel, noor):
    house.give(karel)
    rights.delete_right(PLAIN)
    assert not may(noor)


def test_a_representative_has_some_rights_without_being_given_them(karel, noor):
    assert may(karel, BY_LAW)
    assert not may(noor, BY_LAW)
    assert not may(karel, BY_LAW, PRINTER)


def test_a_representative_needs_to_be_given_others(karel):
    assert not may(karel, PLAIN)
    house.give(karel, house.KAREL)
    assert may(karel, PLAIN)


def test_a_register_is_asked_each_time(karel, noor, register):
    house.give(karel)
    register.found = (house.organisation(representatives=frozenset()),)
    assert not may(karel, BY_LAW)
    assert may(noor)
    register.found = (house.organisation(active=False),)
    with pytest.raises(errors.OrganisationEndedError):
        ask(noor)
    register.found = ()
    with pytest.raises(errors.OrganisationEndedError):
        ask(noor)


def test_nobody_acts_for_an_organisation_that_ended(karel, register):
    assert not may(karel, BY_LAW, STOPPED)


def test_an_organisation_that_changed_its_group_loses_rights(karel, noor, register):
    house.give(karel)
    register.found = (house.organisation(group="LB"),)
    assert not may(noor)
    assert not may(karel, BY_LAW)
    assert not may(karel, OTHERS)


def test_a_silent_register_is_an_error_of_its_own(karel, noor, register):
    house.give(karel)
    register.silent = True
    with pytest.raises(errors.EnterpriseRegisterSilentError):
        may(noor)
    # what nobody gave needs no register
    assert not may(noor, WITH)


def test_without_a_register_what_was_given_holds(portal, day):
    house.set_rights()
    with house.asked(house.Register()):
        karel = families.parent("Karel", house.KAREL)
        house.give(karel)
    noor = families.parent()
    assert ask(noor) is None
    assert not may(karel, BY_LAW)


def test_nobody_acts_by_the_account_of_who_has_died(karel, noor):
    house.give(karel)
    noor.closed = datetime(2026, 11, 26, tzinfo=UTC)
    with pytest.raises(OnBehalfRefusedError):
        ask(noor)


def test_one_question_costs_three_objects_and_no_write(functional_portal, day):
    house.set_rights()
    with house.asked(house.Register()):
        karel = families.parent("Karel", house.KAREL)
        noor = families.parent()
        house.give(karel)
        held = store.tree(store.HELD)
        row = held[f"{noor.number_key}{store.BETWEEN}{BAKERY.code}"]
        # three levels, as a million has: more than 60 * 250 keys
        for count in range(40_000):
            held[f"{count * 7919 % 40_000:043}{store.BETWEEN}{BAKERY.code}"] = row
        transaction.commit()
        jar = api.portal.get()._p_jar
        jar.cacheMinimize()
        # what every request of a signed-in citizen has loaded already
        assert citizen_store().find(noor.id).closed is None
        rights.book()
        store.tree(store.HELD)._p_deactivate()
        jar.getTransferCounts(True)
        session = families.session(noor)
        assert service.may_do(session, BAKERY, PLAIN, hold=True)
        loads, stores = jar.getTransferCounts(True)
        assert loads == 3
        assert stores == 0
        assert not jar._registered_objects


def test_whoever_takes_a_right_meanwhile_stops_what_is_sent(functional_portal, day):
    house.set_rights()
    with house.asked(house.Register()):
        karel = families.parent("Karel", house.KAREL)
        noor = families.parent()
        taken = house.give(karel)
        transaction.commit()
        service.may_do(families.session(noor), BAKERY, PLAIN)
        assert noor._p_oid not in noor._p_jar._readCurrent
        service.may_do(families.session(noor), BAKERY, PLAIN, hold=True)
        assert noor._p_oid in noor._p_jar._readCurrent
        transaction.abort()
        giving.take(house.manager(karel), [taken])
        assert noor._p_changed
