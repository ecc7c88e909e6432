from collective.eloket.accounts.ids import new_citizen_id
from collective.eloket.identity.eid.errors import CardAgeUnknownError
from collective.eloket.identity.eid.errors import CardKindUnknownError
from collective.eloket.identity.eid.errors import CardTooYoungError
from collective.eloket.parameters import service
from collective.eloket.parameters.age import check_not_too_young
from collective.eloket.parameters.age import check_old_enough
from collective.eloket.parameters.age import is_too_young
from collective.eloket.vault import service as vault
from datetime import date
from datetime import datetime
from datetime import UTC
from tests.accounts.people import evidence as proven
from tests.cases.house import evidence
from tests.identity.eid.test_age import number as filed

import pytest


TODAY = date(2026, 11, 27)


@pytest.fixture
def person(integration):
    someone = new_citizen_id()
    vault.new_person(someone)
    return someone


def born(person, text, **attributes):
    """Let a provider say when the person was born."""
    told = {"birth_date": text} | attributes
    service.remember(person, evidence("x", "y", "z", attributes=told))


@pytest.mark.parametrize(
    "text, young",
    [
        ("2008-11-28", True),
        ("2008-11-27", False),
        ("2008-11-26", False),
        ("28/11/2008", True),
        ("27.11.2008", False),
        ("2008", True),
        ("2007", False),
    ],
    ids=[
        "a day too young",
        "eighteen today",
        "a day older",
        "in Belgian order, too young",
        "in Belgian order, old enough",
        "a year that may be too young",
        "a year that is old enough",
    ],
)
def test_an_age_is_reckoned_to_the_day(person, text, young):
    born(person, text)
    assert is_too_young(person, 18, TODAY) is young


@pytest.mark.parametrize("text", ["somewhere in May", "2008-13-41", "08"])
def test_what_cannot_be_read_is_left_to_who_decides(person, text):
    born(person, text)
    assert not is_too_young(person, 18, TODAY)


def test_the_national_number_says_nothing_of_an_age(person):
    """12.05.15 could be a birth date, of a child."""
    service.set_own(person, {"national_number": "12051500159"})
    assert not is_too_young(person, 18, TODAY)


CHILD, DARK, TEEN = filed("240601011"), filed("000001005"), filed("130601011")
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)


@pytest.mark.parametrize("check", [check_old_enough, check_not_too_young])
def test_a_child_is_told_by_the_number_whoever_proves_it(check):
    for proof in ("webeid", "tls", "oidc"):
        with pytest.raises(CardTooYoungError):
            check(proven(number=CHILD, attributes={}, proof=proof), NOW)


@pytest.mark.parametrize("proof", ["webeid", "tls"])
@pytest.mark.parametrize(
    "number, refusal",
    [(DARK, CardAgeUnknownError), (TEEN, CardKindUnknownError)],
    ids=["no age", "an age at which it may be a child's"],
)
def test_a_card_that_leaves_it_open_registers_nobody(proof, number, refusal):
    shown = proven(number=number, attributes={}, proof=proof)
    with pytest.raises(refusal):
        check_old_enough(shown, NOW)
    check_not_too_young(shown, NOW)


def test_a_provider_is_believed_where_the_number_tells_nothing():
    for number in (DARK, TEEN, None):
        check_old_enough(proven(number=number, attributes={}, proof="oidc"), NOW)


def test_files_that_say_twelve_are_those_of_no_childs_card():
    said = {"birth_date": "2013-06-01"}
    check_old_enough(proven(number=TEEN, attributes=said, proof="webeid"), NOW)


def test_a_birth_date_goes_before_the_number():
    said = {"birth_date": "1985-07-30"}
    check_old_enough(proven(number=CHILD, attributes=said, proof="webeid"), NOW)


def test_of_who_was_erased_nothing_is_known(person):
    born(person, "2015-01-01")
    vault.forget_person(person)
    assert not is_too_young(person, 18, TODAY)
