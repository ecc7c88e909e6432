"""Rights for organisations that were taken away are in the journal, and stay away."""

from collective.eloket.mandates.enterprises import again
from collective.eloket.mandates.enterprises import members
from collective.eloket.mandates.enterprises import relations
from collective.eloket.mandates.enterprises import store
from collective.eloket.mandates.enterprises.asking import today
from collective.eloket.mandates.enterprises.typed import Period
from collective.eloket.recovery import model
from collective.eloket.recovery import replaying
from collective.eloket.vault import duties
from collective.eloket.vault import service as vault
from dataclasses import replace
from datetime import timedelta
from tests.mandates import house as families
from tests.mandates.enterprises import house
from tests.recovery.test_replaying import fact
from tests.recovery.test_replaying import noted
from tests.setup.test_reindex import ring

import pytest


__all__ = ["ring"]

CODE = house.BAKERY.code
DAY = timedelta(days=1)

pytestmark = pytest.mark.usefixtures("integration", "journal")


@pytest.fixture
def karel(portal):
    """Karel, who represents the bakery by law, gives rights there."""
    house.set_rights()
    with house.asked(house.Register()):
        yield families.parent("Karel", house.KAREL)


@pytest.fixture
def given(karel):
    """Noor, who never signed in, works there: member, id of her right."""
    return house.give(karel, house.NOOR, period=Period(today()))


def held():
    (one,) = store.find_held(house.key(house.NOOR), CODE)
    return one


def about(**more):
    return {"organisation": CODE, "number": house.key(house.NOOR), **more}


def test_a_right_that_is_given_is_no_negative_fact(portal, given):
    assert noted(portal) == []


def test_a_right_that_is_taken_is_noted_by_ids_only(portal, karel, given):
    member, holding = given
    members.giving.take(house.manager(karel), [(member, holding)], "Fout")
    assert noted(portal) == [("right-taken", about(holding=holding))]
    assert house.NOOR not in repr(noted(portal))


def test_who_is_let_go_is_noted_with_all_rights(portal, karel, given):
    member, holding = given
    members.let_go(house.manager(karel), member, "Uit dienst")
    # jobs lie in no order
    assert dict(noted(portal)) == {
        "right-taken": about(holding=holding),
        "work-ended": about(day=today().isoformat()),
    }


def test_a_right_is_taken_again(portal, given):
    found = fact(portal, model.RIGHT_TAKEN, **about(holding=given[1]))
    assert replaying.apply(found)
    assert held().revoked
    assert not replaying.apply(found)


def test_another_right_stays(portal, given):
    found = fact(portal, model.RIGHT_TAKEN, **about(holding="another"))
    assert not replaying.apply(found)
    assert not held().revoked


def test_somebody_is_let_go_again(portal, given):
    found = fact(portal, model.WORK_ENDED, **about(day=today().isoformat()))
    assert replaying.apply(found)
    assert held().revoked
    assert relations.find(CODE, house.key(house.NOOR)).end == today()
    assert not replaying.apply(found)


def test_who_came_back_since_stays(portal, given):
    """The fact is of a day before the work relation that the backup has."""
    key = house.key(house.NOOR)
    relation = relations.find(CODE, key)
    relations.keep(CODE, key, replace(relation, begin=today()))
    yesterday = (today() - DAY).isoformat()
    found = fact(portal, model.WORK_ENDED, **about(day=yesterday))
    assert not replaying.apply(found)
    assert relations.find(CODE, key).end is None
    assert not held().revoked


def test_of_who_was_erased_rights_end_all_the_same(portal, given):
    vault.forget_person(store.holder_of(house.key(house.NOOR)))
    found = fact(portal, model.WORK_ENDED, **about(day=today().isoformat()))
    assert replaying.apply(found)
    assert held().revoked


def test_nobody_is_no_trouble(portal, karel):
    number = about(holding="h")
    assert not replaying.apply(fact(portal, model.RIGHT_TAKEN, **number))
    assert not again.end_again(CODE, number["number"], today())


def test_a_fact_by_a_later_key_finds_what_an_older_backup_has(portal, ring, given):
    """The ring ``blind`` was rotated after the backup, and before the fact."""
    older = house.key(house.NOOR)
    duties.rotate("blind")
    later = about() | {"number": vault.lifted(older), "holding": given[1]}
    assert later["number"] != older
    assert replaying.apply(fact(portal, model.RIGHT_TAKEN, **later))
    (one,) = store.find_held(older, CODE)
    assert one.revoked
