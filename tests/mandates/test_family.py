"""*Gezinsprofiel*: what a citizen may register, and what is kept of it."""

from collective.eloket.audit import service as audit
from collective.eloket.identity.errors import InvalidNationalNumberError
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.mandates import deciding
from collective.eloket.mandates import errors
from collective.eloket.mandates import family
from collective.eloket.mandates import store
from collective.eloket.vault import service as vault
from plone import api
from tests.mandates import house
from zope.annotation.interfaces import IAnnotations

import pytest


def states(citizen):
    return [mandate.state for mandate in family.own(citizen.id)]


def test_a_child_waits_for_a_clerk(noor):
    id = house.add(noor)
    (mandate,) = family.own(noor.id)
    assert (mandate.id, mandate.state, mandate.source) == (id, "waiting", "self")
    assert mandate.child.name == "Sam Voorbeeld"
    assert deciding.count() == 1


def test_the_citizens_act_stands_in_the_audit(noor):
    id = house.add(noor)
    entries = [row.entry for row in audit.find(noor.id)]
    assert ("family.add", id) in [(one.action, one.object) for one in entries]


def test_nothing_that_is_kept_can_be_read(noor):
    id = house.add(noor)
    kept = store.find(noor.id, id)
    written = repr(sorted(vars(kept).items())) + repr(
        [list(store.tree(name)) for name in store.TREES]
    )
    for secret in ("Sam", "Voorbeeld", house.SAM, "2014"):
        assert secret not in written


def test_numbers_may_be_typed_as_people_do(noor):
    house.add(
        noor, number="14.03.05-995.72", birth_date="5/3/2014", given_names="\u00a0Sam "
    )
    assert family.own(noor.id)[0].child == house.child()


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"number": "14030599571"}, InvalidNationalNumberError),
        ({"number": ""}, InvalidNationalNumberError),
        ({"number": None}, InvalidNationalNumberError),
        ({"number": house.NOOR}, errors.OwnNumberError),
        ({"given_names": " "}, errors.FamilyFieldError),
        ({"given_names": "S\x00m"}, errors.FamilyFieldError),
        ({"given_names": ["Sam"]}, errors.FamilyFieldError),
        ({"family_name": "x" * 201}, errors.FamilyFieldError),
        ({"birth_date": ""}, errors.FamilyFieldError),
        ({"birth_date": "2014"}, errors.FamilyFieldError),
        ({"birth_date": "2014-02-30"}, errors.FamilyFieldError),
        ({"birth_date": "2999-01-01"}, errors.FamilyFieldError),
        ({"birth_date": "2001-01-19"}, errors.ChildOfAgeError),
        ({"birth_date": "2015-03-05"}, errors.BirthDateDiffersError),
    ],
    ids=[
        "wrong check digits",
        "no number",
        "number is no text",
        "own number",
        "no name",
        "a name with a zero byte",
        "name is a list",
        "a name without end",
        "no birth date",
        "a year only",
        "no such day",
        "not born yet",
        "an adult",
        "a year later than the number tells",
    ],
)
def test_is_refused(noor, changes, refusal):
    with pytest.raises(refusal):
        house.add(noor, **changes)
    assert states(noor) == []
    assert deciding.count() == 0


@pytest.mark.parametrize("level", [AssuranceLevel.NONE, AssuranceLevel.LOW])
def test_a_weak_sign_in_registers_nobody(noor, level):
    with pytest.raises(errors.OnBehalfRefusedError):
        family.add(house.session(noor, level=level), house.TYPED)


def test_who_has_no_number_registers_nobody(portal):
    with pytest.raises(errors.FamilyNumberNeededError):
        house.add(house.parent("Liv", None))


def test_a_child_is_registered_once(noor):
    id = house.add(noor)
    with pytest.raises(errors.FamilyKnownError):
        house.add(noor)
    deciding.decide("lieve", store.key_of(noor.id, id), True, "")
    with pytest.raises(errors.FamilyKnownError):
        house.add(noor)


def test_what_was_refused_may_be_sent_again(noor):
    key = store.key_of(noor.id, house.add(noor))
    deciding.decide("lieve", key, False, house.REASON)
    house.add(noor, given_names="Sam Jan")
    assert states(noor) == ["waiting"]
    assert family.own(noor.id)[0].child.given_names == "Sam Jan"


def test_who_was_shut_out_registers_the_child_no_more(noor):
    deciding.shut_out("lieve", house.pair(), house.REASON)
    with pytest.raises(errors.ParentShutOutError):
        house.add(noor)


def test_there_is_an_end_to_it(noor, monkeypatch):
    monkeypatch.setattr(family, "MOST", 1)
    house.add(noor)
    with pytest.raises(errors.FamilyFullError):
        house.add(noor, number="15061799149")


def test_what_waits_can_be_taken_back(noor):
    id = house.add(noor)
    family.take_back(house.session(noor), id)
    assert states(noor) == []
    assert deciding.count() == 0
    assert list(store.tree(store.HOLDERS)) == []
    entries = [row.entry for row in audit.find(noor.id)]
    assert ("family.take_back", id) in [(one.action, one.object) for one in entries]


@pytest.mark.parametrize("id", ["cx", None, 7, ["c"]])
def test_what_is_not_there_cannot(noor, id):
    with pytest.raises(errors.FamilyUnknownError):
        family.take_back(house.session(noor), id)


def test_neither_can_what_was_verified_nor_what_is_somebody_elses(noor, bram):
    verified, others = house.verified(noor), house.add(bram)
    for id in (verified, others):
        with pytest.raises(errors.FamilyUnknownError):
            family.take_back(house.session(noor), id)


def test_letting_go_of_what_is_gone_does_nothing(noor):
    store.remove(noor.id, "cx")


def test_of_who_was_erased_there_is_nothing(noor):
    id = house.add(noor)
    vault.forget_person(noor.id)
    assert family.find_opened(noor.id, id) is None
    assert deciding.waiting() == []


def test_trees_that_were_never_made_are_empty_until_one_writes(noor):
    annotations = IAnnotations(api.portal.get())
    for name in store.TREES:
        del annotations[name]
    assert states(noor) == []
    assert deciding.count() == 0
    assert store.MANDATES not in annotations
    house.add(noor)
    assert states(noor) == ["waiting"]
