"""For which organisations may somebody do anything now?"""

from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.mandates.enterprises import giving
from collective.eloket.mandates.enterprises.choosing import choices
from collective.eloket.mandates.enterprises.errors import EnterpriseRegisterSilentError
from collective.eloket.mandates.enterprises.typed import Period
from collective.eloket.mandates.errors import OnBehalfRefusedError
from collective.eloket.mandates.rights import service as rights
from datetime import timedelta
from tests.mandates import house as families
from tests.mandates.enterprises import house
from tests.mandates.enterprises.house import BAKERY
from tests.mandates.enterprises.house import KAREL
from tests.mandates.enterprises.house import NOOR
from tests.mandates.enterprises.house import PLAIN
from tests.mandates.enterprises.house import PRINTER

import pytest


def chosen(citizen, **changes) -> list[tuple]:
    found = choices(families.session(citizen, **changes))
    return [
        (one.organisation.number, [each.right for each in one.held], one.represents)
        for one in found
    ]


def test_one_represents_some_and_has_rights_for_others(karel, jan, noor):
    house.give(jan, KAREL, number=PRINTER)
    assert chosen(karel) == [(PRINTER, [PLAIN], False), (BAKERY, [], True)]
    assert chosen(noor) == []


def test_what_does_not_hold_today_is_no_choice(karel, noor, day):
    tomorrow = house.TODAY + timedelta(days=1)
    held = house.give(karel, period=Period(tomorrow))
    assert chosen(noor) == []
    day(tomorrow)
    assert chosen(noor) == [(BAKERY, [PLAIN], False)]
    giving.take(house.manager(karel), [held])
    assert chosen(noor) == []


def test_a_right_that_is_no_more_is_no_choice(karel, noor):
    house.give(karel)
    rights.delete_right(PLAIN)
    assert chosen(noor) == []


def test_nor_one_for_another_target_group(karel, noor, register):
    house.give(karel)
    register.found = (house.organisation(group="LB"),)
    assert chosen(noor) == []


def test_nor_an_organisation_that_ended(karel, noor, register):
    house.give(karel)
    register.found = (house.organisation(active=False),)
    assert chosen(noor) == chosen(karel) == []


def test_without_a_register_there_is_no_choice(portal, day):
    house.set_rights()
    with house.asked(house.Register()):
        house.give(families.parent("Karel", KAREL), NOOR)
    assert chosen(families.parent()) == []


def test_a_silent_register_is_an_error_of_its_own(karel, register):
    register.silent = True
    with pytest.raises(EnterpriseRegisterSilentError):
        chosen(karel)


def test_a_weak_sign_in_has_none(karel):
    with pytest.raises(OnBehalfRefusedError):
        chosen(karel, level=AssuranceLevel.LOW)
