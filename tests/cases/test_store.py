from collective.eloket.cases.access import store_of
from collective.eloket.cases.errors import CasesStillExistError
from collective.eloket.cases.errors import StoreNotEmptyError
from collective.eloket.cases.handover import CasesData
from collective.eloket.cases.index import find_index
from collective.eloket.cases.install import CasesInstaller
from collective.eloket.cases.interfaces import ICaseIndex
from collective.eloket.cases.model import WORKFLOW_ID
from collective.eloket.interfaces import ICase
from collective.eloket.interfaces import ICaseStore
from collective.eloket.interfaces import IRoomInstaller
from plone import api
from Products.CMFCore.interfaces import IContentish
from tests.cases import house
from zExceptions import Forbidden
from zope.interface.verify import verifyObject

import pytest
import transaction


@pytest.fixture
def store(desk):
    return store_of(desk)


def test_a_new_desk_has_a_store_that_stock_tools_take_for_content(store):
    assert ICaseStore.providedBy(store)
    assert IContentish.providedBy(store)
    assert store.getId() == "dossiers"
    assert store.is_empty()


def test_a_case_is_found_by_every_road_stock_code_takes(store, case):
    reference = case.getId()
    assert reference in store
    assert store.has_key(reference)
    for found in (
        store[reference],
        store.get(reference),
        store._getOb(reference),
        getattr(store, reference),
    ):
        assert found.getPhysicalPath() == (*store.getPhysicalPath(), reference)
        assert ICase.providedBy(found)


def test_what_is_not_there_is_not_acquired(store):
    assert store.get("2026-0000-0000") is None
    assert store._getOb("2026-0000-0000", None) is None
    with pytest.raises(KeyError):
        store._getOb("2026-0000-0000")
    with pytest.raises(AttributeError):
        getattr(store, "2026-0000-0000")
    with pytest.raises(AttributeError):
        store.no_such_name  # noqa: B018


def test_stock_tools_see_an_empty_place(store, case):
    assert store.objectIds() == store.objectValues() == store.objectItems() == ()
    assert not store.is_empty()


def test_a_new_case_writes_nothing_on_the_store(portal, document, noor, store):
    house.submit(house.order(document, noor))
    transaction.savepoint()
    before = store._p_changed
    house.submit(house.order(document, noor, idempotency_key="key-2"))
    assert store._p_changed == before or not store._p_changed


@pytest.mark.parametrize(
    "method",
    [
        "manage_delObjects",
        "manage_copyObjects",
        "manage_cutObjects",
        "manage_pasteObjects",
        "manage_renameObject",
        "manage_renameObjects",
        "manage_clone",
    ],
)
def test_is_refused_on_the_store_itself(store, case, method):
    with pytest.raises(Forbidden):
        getattr(store, method)([case.getId()])
    assert case.getId() in store


def test_a_store_with_cases_cannot_be_deleted(desk, case):
    with api.env.adopt_roles(["Manager"]), pytest.raises(StoreNotEmptyError):
        desk.manage_delObjects(["dossiers"])


def test_a_desk_with_cases_cannot_be_deleted(portal, case):
    with api.env.adopt_roles(["Manager"]), pytest.raises(StoreNotEmptyError):
        portal.manage_delObjects(["e-loket"])
    assert "e-loket" in portal


def test_an_empty_desk_can_be_deleted(portal, desk):
    with api.env.adopt_roles(["Manager"]):
        portal.manage_delObjects(["e-loket"])
    assert "e-loket" not in portal


def test_a_copy_of_a_desk_has_no_cases(portal, desk, case):
    with api.env.adopt_roles(["Manager"]):
        copy = api.content.copy(desk, portal, id="copy")
    assert store_of(copy).is_empty()
    assert not store_of(desk).is_empty()


def test_the_room_is_installed_twice_without_harm(portal, case):
    installer = CasesInstaller()
    assert verifyObject(IRoomInstaller, installer)
    index = find_index()
    installer.install(portal)
    assert find_index() is index
    assert verifyObject(ICaseIndex, index)
    assert not store_of(portal["e-loket"]).is_empty()


def test_the_room_stays_while_cases_exist_and_leaves_when_they_are_erased(portal, case):
    installer = CasesInstaller()
    with pytest.raises(CasesStillExistError):
        installer.check_may_leave(portal)
    data = CasesData()
    assert data.count(portal) == 1
    data.erase(portal)
    assert data.count(portal) == 0
    installer.check_may_leave(portal)
    installer.uninstall(portal)
    assert find_index() is None
    assert store_of(portal["e-loket"]) is None
    assert "DocumentRequest" not in portal.portal_types
    assert WORKFLOW_ID not in portal.portal_workflow
    assert "DocumentRequest" not in portal.portal_workflow._chains_by_type
    records = portal.portal_registry.records
    assert not [name for name in records if name.startswith("collective.eloket.cases")]
    installer.uninstall(portal)
    data.erase(portal)
    assert data.count(portal) == 0
