from collective.eloket.accounts.errors import CitizensStillExistError
from collective.eloket.accounts.ids import new_citizen_id
from collective.eloket.cases.errors import CasesStillExistError
from collective.eloket.catalogue.errors import DesksStillExistError
from collective.eloket.outbox import service as outbox
from collective.eloket.outbox.errors import JobsWaitingError
from collective.eloket.parameters import service as parameters
from collective.eloket.parameters.errors import PersonsStillKnownError
from collective.eloket.vault import service as vault
from plone import api
from plone.app.testing import applyProfile
from plone.base.utils import get_installer
from tests.cases import house
from tests.setup.snapshot import differences
from tests.setup.snapshot import snapshot

import pytest


PRODUCT = "collective.eloket"


def installer(site):
    return get_installer(site, site.REQUEST)


def test_installing_twice_is_safe(portal, integration):
    # the layer of the tests lowers it
    portal.portal_registry["collective.eloket.cases.clerk_level"] = "substantial"
    before = snapshot(portal)
    applyProfile(portal, f"{PRODUCT}:default")
    assert differences(before, snapshot(portal)) == {}


def test_afterwards_the_site_is_as_before(bare):
    before = snapshot(bare)
    assert installer(bare).install_product(PRODUCT)
    assert {"registry", "types", "layers", "annotations", "roles"} <= set(
        differences(before, snapshot(bare))
    )
    assert installer(bare).uninstall_product(PRODUCT)
    assert differences(before, snapshot(bare)) == {}
    assert not installer(bare).is_product_installed(PRODUCT)


def test_what_a_site_had_by_our_names_it_keeps(bare):
    bare._addRole("Citizen")
    bare.manage_permission("List portal members", ["Editor"], acquire=0)
    bare.portal_registry["plone.many_users"] = True
    before = snapshot(bare)
    installer(bare).install_product(PRODUCT)
    applyProfile(bare, f"{PRODUCT}:default")
    installer(bare).uninstall_product(PRODUCT)
    assert differences(before, snapshot(bare)) == {}


def test_who_had_a_role_of_ours_has_it_no_more(bare):
    installer(bare).install_product(PRODUCT)
    clerk = house.make_clerk("lieve", "Lieve Balie", "bevolking")
    installer(bare).uninstall_product(PRODUCT)
    assert "Eloket Clerk" not in api.user.get_roles(user=clerk)


def test_it_can_come_again(bare):
    installer(bare).install_product(PRODUCT)
    installed = snapshot(bare)
    installer(bare).uninstall_product(PRODUCT)
    installer(bare).install_product(PRODUCT)
    assert differences(installed, snapshot(bare)) == {}


def desk(site):
    house.make_desk(site)


def case(site):
    noor = house.make_citizen("Noor", "Voorbeeld", "noor-sub")
    house.submit(house.order(house.make_desk(site)["uittreksel"], noor))


def citizen(_site):
    house.make_citizen("Noor", "Voorbeeld", "noor-sub")


def person(_site):
    someone = new_citizen_id()
    vault.new_person(someone)
    parameters.remember(someone, house.evidence("Noor", "Voorbeeld", "noor-sub"))


def news(_site):
    outbox.put("mail", {"to": "noor@voorbeeld.example", "subject": "s", "body": "b"})


IN_USE = {
    CasesStillExistError: case,
    DesksStillExistError: desk,
    CitizensStillExistError: citizen,
    PersonsStillKnownError: person,
    JobsWaitingError: news,
}


@pytest.mark.parametrize(
    "refusal, use", IN_USE.items(), ids=lambda value: value.__name__
)
def test_it_does_not_leave_while_it_is_in_use(portal, integration, refusal, use):
    use(portal)
    before = snapshot(portal)
    with pytest.raises(refusal):
        installer(portal).uninstall_product(PRODUCT)
    assert differences(before, snapshot(portal)) == {}
