"""Who works here handles nothing of their own family, as far as numbers were proven."""

from collective.eloket.accounts.keys import number_key
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.accounts.store import Member
from collective.eloket.clock import utcnow
from collective.eloket.http.clerk_level import CLERK_LEVEL
from collective.eloket.mandates import closeness
from collective.eloket.mandates import deciding
from collective.eloket.mandates import errors
from collective.eloket.mandates import store
from plone import api
from tests.mandates import house

import pytest


@pytest.fixture
def tom(portal):
    """A clerk; ``is_person`` says whose number was proven of him."""

    def is_person(digits):
        member = Member("tom", utcnow())
        kept = citizen_store()
        kept.members["tom"] = member
        # a linked identity proves it; an account of the same person may have it too
        member.number_key = number_key(house.number(digits))

    return is_person


def is_near(citizen, subject=None):
    return closeness.is_family("tom", citizen.id, subject or citizen.id)


def test_of_a_clerk_without_proven_number_nobody_can_tell(noor):
    assert not is_near(noor)


@pytest.mark.parametrize("level", ["substantial", "high"])
def test_where_clerks_sign_in_surely_one_without_number_is_refused(noor, tom, level):
    api.portal.set_registry_record(CLERK_LEVEL, level)
    with pytest.raises(errors.ClerkUnprovenError):
        closeness.check_not_family("tom", noor.id)
    assert is_near(noor)
    tom(house.JAN)
    closeness.check_not_family("tom", noor.id)
    assert not is_near(noor)


@pytest.mark.parametrize(
    ("digits", "near"),
    [(house.NOOR, True), (house.SAM, True), (house.BRAM, True), (house.JAN, False)],
    ids=["the applicant", "the child", "the other parent", "a stranger"],
)
def test_the_family_that_parents_registered_is_near(noor, bram, tom, digits, near):
    house.verified(noor)
    house.verified(bram)
    tom(digits)
    assert is_near(noor) is near


@pytest.mark.parametrize(
    ("digits", "near"),
    [
        (house.SAM, True),
        (house.BRAM, True),
        (house.LIV, True),
        (house.JAN, False),
    ],
    ids=["the child", "who lives with the child", "who lives with both", "a stranger"],
)
def test_the_household_of_the_register_is_near(noor, tom, digits, near):
    together = [(house.NOOR, house.LIV), (house.SAM, house.BRAM)]
    tom(digits)
    with house.asked(house.Register(together=together)):
        assert is_near(noor) is near


def test_the_account_it_is_for_is_near(noor, bram, tom):
    tom(house.BRAM)
    assert is_near(noor, bram.id)
    assert not is_near(noor, "child-without-account")


def test_a_register_is_not_asked_without_a_number(portal, tom, register):
    nobody = house.parent("Liv", None)
    tom(house.JAN)
    assert not is_near(nobody)


def test_what_a_silent_register_cannot_tell_is_near(noor, tom, register):
    tom(house.JAN)
    register.silent = True
    assert is_near(noor)


@pytest.mark.parametrize(
    "digits", [house.NOOR, house.SAM], ids=["the parent", "the child"]
)
def test_no_clerk_looks_at_the_own_family(noor, bram, tom, digits):
    key = store.key_of(noor.id, house.add(noor))
    other = house.add(bram, number="12010100163", birth_date="2012-01-01")
    tom(digits)
    with pytest.raises(errors.OwnFamilyError):
        deciding.get(key, "tom")
    assert [one.id for one in deciding.waiting("tom")] == [other]
    assert deciding.get(key, "lieve").holder == noor.id
    assert len(deciding.waiting("lieve")) == 2


def test_no_clerk_verifies_the_own_child(noor, tom):
    key = store.key_of(noor.id, house.add(noor))
    tom(house.NOOR)
    with pytest.raises(errors.OwnFamilyError):
        deciding.decide("tom", key, True, "")
    assert deciding.count() == 1


@pytest.mark.parametrize(
    "digits",
    [house.BRAM, house.SAM, house.NOOR],
    ids=["the parent", "the child", "the other parent"],
)
def test_no_clerk_shuts_out_or_lets_in_the_own_family(noor, tom, digits):
    house.verified(noor)
    tom(digits)
    for act in (deciding.shut_out, deciding.let_in):
        with pytest.raises(errors.OwnFamilyError):
            act("tom", house.pair(house.BRAM), house.REASON)
    assert deciding.find_shut_out(house.pair(house.BRAM)) is None
