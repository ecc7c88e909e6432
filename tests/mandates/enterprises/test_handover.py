"""Rights for organisations come and go with the e-loket, and with the person."""

from collective.eloket.accounts.keys import number_key
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.interfaces import IRoomData
from collective.eloket.interfaces import IRoomInstaller
from collective.eloket.mandates.enterprises import relations
from collective.eloket.mandates.enterprises import service
from collective.eloket.mandates.enterprises import store
from collective.eloket.mandates.enterprises.errors import EnterprisesStillKnownError
from collective.eloket.mandates.rights import service as rights
from collective.eloket.mandates.rights.store import BOOK
from collective.eloket.vault import service as vault
from collective.eloket.vault.errors import PersonForgottenError
from collective.eloket.vault.interfaces import IPersonData
from tests.mandates import house as families
from tests.mandates.enterprises import house
from tests.mandates.enterprises.house import BAKERY
from tests.mandates.enterprises.house import JAN
from tests.mandates.enterprises.house import LOCAL
from tests.mandates.enterprises.house import NOOR
from tests.mandates.enterprises.house import PLAIN
from zope.annotation.interfaces import IAnnotations
from zope.component import getUtility
from zope.interface.verify import verifyObject

import pytest
import transaction


def room():
    return getUtility(IRoomData, name="enterprises")


def of_person():
    return getUtility(IPersonData, name="enterprises")


def installer():
    return getUtility(IRoomInstaller, name="mandates.enterprises")


def test_the_rooms_keep_their_contracts(portal):
    assert verifyObject(IRoomData, room())
    assert verifyObject(IPersonData, of_person())
    assert verifyObject(IRoomInstaller, installer())


def test_everything_is_handed_over_opened(portal, karel):
    house.give(karel, reason="Vervangt Jan")
    house.give(karel, JAN, right=LOCAL)
    assert room().count(portal) == 2
    member = store.member_of(BAKERY.code, house.key(NOOR))
    said = dict(room().export(portal))[f"organisations/{BAKERY.code}/{member}.json"]
    assert (said["given_names"], said["email"]) == ("Noor", "noor@bakkerij.example")
    assert said["end"] is None
    (right,) = said["rights"]
    assert (right["right"], right["reason"]) == (PLAIN, "Vervangt Jan")
    assert (right["begin"], right["end"]) == (house.TODAY.isoformat(), None)
    assert NOOR not in f"{said}"


def test_whoever_works_somewhere_has_a_key(portal, karel):
    house.give(karel, NOOR)
    (holder,) = room().person_ids(portal)
    vault.for_person(holder).check_key()
    vault.forget_person(holder)
    ((_path, said),) = room().export(portal)
    assert said["erased"] is True
    assert "given_names" not in said


def test_erased_there_is_nothing(portal, karel):
    house.give(karel)
    room().erase(portal)
    assert room().count(portal) == 0
    assert not any(store.tree(name) for name in store.TREES)


def test_the_eloket_cannot_leave_with_rights(portal, karel):
    installer().check_may_leave(portal)
    house.give(karel)
    with pytest.raises(EnterprisesStillKnownError):
        installer().check_may_leave(portal)


def test_it_comes_twice_and_leaves_once(portal, karel):
    house.give(karel)
    installer().install(portal)
    assert room().count(portal) == 1
    installer().uninstall(portal)
    assert not set(store.TREES) & set(IAnnotations(portal))


def test_the_applications_of_a_site_leave_too(portal, register):
    assert rights.own_applications()
    getUtility(IRoomInstaller, name="mandates").uninstall(portal)
    assert BOOK not in IAnnotations(portal)


def test_what_a_person_has_goes_along_and_goes_away(functional_portal, day):
    house.set_rights()
    with house.asked(house.Register()):
        karel, noor = families.parent("Karel", house.KAREL), families.parent()
        assert list(of_person().export(noor.id)) == []
        assert of_person().level(noor.id) is AssuranceLevel.NONE
        house.give(karel)
        house.give(karel, JAN)
        transaction.commit()
        ((path, said),) = of_person().export(noor.id)
        assert path == f"organisation-{BAKERY.code}-0.json"
        assert said["family_name"] == "Voorbeeld"
        assert karel.id not in f"{said}"
        assert of_person().level(noor.id) is AssuranceLevel.SUBSTANTIAL
        kept = store.find_relation(
            BAKERY.code, store.member_of(BAKERY.code, house.key(NOOR))
        )
        of_person().erase(noor.id)
        relations.opened(BAKERY.code, kept)
        transaction.commit()
        with pytest.raises(PersonForgottenError):
            relations.opened(BAKERY.code, kept)
        assert not service.may_do(families.session(noor), BAKERY, PLAIN)
        assert room().count(functional_portal) == 1
        of_person().erase(noor.id)


def test_erasing_takes_what_was_given_to_a_former_number_too(portal, karel, noor):
    house.give(karel)
    citizen_store().add_number(noor, number_key(families.number(families.BRAM)))
    of_person().erase(noor.id)
    assert store.find_held(house.key(NOOR), BAKERY.code) == ()


def test_letting_go_twice_is_safe(portal):
    store.remove(house.key(NOOR), BAKERY.code)
    assert relations.find(BAKERY.code, house.key(NOOR)) is None
