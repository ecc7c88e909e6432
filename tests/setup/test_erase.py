from collective.eloket.accounts import service as accounts
from collective.eloket.accounts.members import new_member
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.audit import service as audit
from collective.eloket.cases.errors import CasesStillExistError
from collective.eloket.ephemeral import service as ephemeral
from collective.eloket.ephemeral.errors import SideStoreError
from collective.eloket.ephemeral.service import run
from collective.eloket.interfaces import IRoomData
from collective.eloket.outbox import service as outbox
from collective.eloket.setup.erase import counts
from collective.eloket.setup.erase import rooms_with_data
from collective.eloket.setup.errors import ErasureUnfinishedError
from collective.eloket.vault import aside
from collective.eloket.vault import aside_rows
from collective.eloket.vault import service as vault
from collective.eloket.vault.errors import PersonForgottenError
from collective.eloket.vault.service import aside_key
from collective.eloket.vault.standin import PlainVault
from datetime import timedelta
from plone import api
from plone.base.utils import get_installer
from sqlalchemy import select
from tests.cases import house
from tests.setup.erasing import break_off
from tests.setup.erasing import DyingStore
from tests.setup.erasing import erase
from tests.setup.erasing import NOTHING
from tests.setup.erasing import reachable
from tests.setup.erasing import read
from tests.setup.erasing import write_beside
from tests.setup.snapshot import differences
from tests.setup.snapshot import snapshot
from zope.interface.verify import verifyObject

import pytest
import transaction


PRODUCT = "collective.eloket"


def is_forgotten(person_id):
    try:
        vault.for_person(person_id).seal(b"x", "test")
    except PersonForgottenError:
        return True
    return False


def test_every_room_that_keeps_citizens_hands_over(integration):
    rooms = rooms_with_data()
    assert [name for name, _room in rooms] == list(NOTHING)
    assert all(verifyObject(IRoomData, room) for _name, room in rooms)


def test_nothing_of_citizens_is_left(world, folder):
    people = [world.noor.id, world.jan.id]
    assert erase(world.portal, folder) == 0
    assert counts(world.portal) == NOTHING
    for person_id in people:
        assert accounts.find_citizen(person_id) is None
        assert is_forgotten(person_id)


def owners() -> set[str]:
    """Return who put something aside."""
    return {row.owner for row in run(select(aside_rows.ASIDE.c.owner), {})}


def test_nothing_that_is_stored_names_a_person_or_a_case(world, folder):
    """Whatever room keeps something of them: in the ZODB, and what was put aside."""
    for person in (world.noor, world.jan):
        aside.put(aside.person(person.id), "form", {"answers": b"x"}, timedelta(days=1))
    persons = {aside_key(world.noor.id), aside_key(world.jan.id)}
    assert owners() >= persons
    names = [world.noor.id, world.jan.id, world.reference, world.with_file]
    transaction.commit()
    before = reachable(world.portal)
    assert all(name.encode() in before for name in names)
    assert erase(world.portal, folder) == 0
    after = reachable(world.portal)
    assert [name for name in names if name.encode() in after] == []
    # browsers of other tests may still have something there, for half an hour
    assert not owners() & persons


def test_a_member_of_the_site_loses_a_link_and_nothing_else(world, folder):
    store = citizen_store()
    store.add_link(new_member("lieve"), ("subject", "burgerprofiel", 0, None))
    assert erase(world.portal, folder) == 0
    assert read(folder, "members.json") == [{"id": "lieve", "identities": 1}]
    assert api.user.get("lieve") is not None


def test_who_was_signed_in_is_so_no_more(world, folder):
    noor = world.browser(world.noor)
    assert noor.get(world.mine, allow_redirects=False).status_code == 200
    erase(world.portal, folder)
    assert noor.get(world.mine, allow_redirects=False).status_code == 302


def test_it_is_in_the_audit(world, folder):
    people = {world.noor.id, world.jan.id}
    erase(world.portal, folder)
    rows = [row.entry for row in audit.find() if row.entry.actor == "eloket-erase"]
    said = [(entry.action, entry.outcome) for entry in reversed(rows[:5])]
    assert said == [
        ("site.export", "done"),
        ("site.erase", "attempted"),
        ("site.erase", "done"),
        ("person.forget", "done"),
        ("person.forget", "done"),
    ]
    assert {entry.subject for entry in rows[:2]} == people
    assert rows[4].details["cases"] == 2


@pytest.mark.parametrize("again", [False, True], ids=["once", "twice"])
def test_then_the_site_becomes_as_it_was_before(functional_bare, folder, again):
    site = functional_bare
    with api.env.adopt_roles(["Manager"]):
        # Plone itself keeps a note from a site's first content on
        api.content.delete(api.content.create(site, "Document", "first"))
    before = snapshot(site)
    installer = get_installer(site, site.REQUEST)
    installer.install_product(PRODUCT)
    noor = house.make_citizen("Noor", "Voorbeeld", "noor-sub")
    house.submit(house.order(house.make_desk(site)["uittreksel"], noor))
    transaction.commit()
    with pytest.raises(CasesStillExistError):
        installer.uninstall_product(PRODUCT)
    transaction.abort()
    for _time in range(2 if again else 1):
        assert erase(site, folder) == 0
    # what editors made is theirs to delete
    with api.env.adopt_roles(["Manager"]):
        site.manage_delObjects(["e-loket"])
    assert installer.uninstall_product(PRODUCT)
    assert differences(before, snapshot(site)) == {}


# refusals leave everything as it was


def test_without_the_word_it_only_says_what_would_go(world, folder, caplog):
    before = counts(world.portal)
    assert erase(world.portal, folder, yes=False) == 1
    assert "cases: 2" in caplog.text
    assert not folder.exists()
    assert counts(world.portal) == before


def test_a_folder_that_is_there_is_left_alone(world, folder, caplog):
    folder.mkdir()
    before = counts(world.portal)
    assert erase(world.portal, folder) == 1
    assert "exists already" in caplog.text
    assert counts(world.portal) == before
    assert list(folder.iterdir()) == []


def test_a_folder_that_cannot_be_made_is_refused(world, tmp_path, caplog):
    before = counts(world.portal)
    assert erase(world.portal, tmp_path / "no" / "such" / "place") == 1
    assert "No such file or directory" in caplog.text
    assert counts(world.portal) == before


@pytest.mark.parametrize("site", ["/", "/nowhere", "/acl_users"])
def test_a_path_without_an_e_loket_is_refused(world, folder, site, caplog):
    assert erase(world.portal, folder, site=site) == 1
    assert "no site with an e-loket" in caplog.text
    assert not folder.exists()


def test_it_waits_until_no_worker_lives(world, folder, caplog):
    outbox.tell_alive("a worker")
    before = counts(world.portal)
    try:
        assert erase(world.portal, folder) == 1
    finally:
        ephemeral.side_store().delete("worker", "last")
    assert "stop all workers" in caplog.text
    assert not folder.exists()
    assert counts(world.portal) == before


def test_what_is_written_meanwhile_is_not_lost(world, folder, disturb, caplog):
    before = counts(world.portal)
    disturb(write_beside)
    assert erase(world.portal, folder) == 1
    assert "the database changed meanwhile" in caplog.text
    assert counts(world.portal) == before | {"disturber": 0}


def test_what_cannot_be_opened_is_not_erased(world, folder, caplog):
    """As with the key ring of another installation."""
    before = counts(world.portal)
    with pytest.warns(UserWarning):
        vault.use(PlainVault())
    try:
        assert erase(world.portal, folder) == 1
    finally:
        vault.use(None)
    assert "Seal" in caplog.text
    assert not (folder / "export.json").exists()
    assert counts(world.portal) == before


# broken off, and again


def test_twice_is_as_once(world, folder):
    assert erase(world.portal, folder) == 0
    whole = read(folder, "export.json")
    assert erase(world.portal, folder) == 0
    assert read(folder, "export.json") == whole


def test_broken_off_in_the_export_nothing_is_gone(world, folder, disturb):
    before = counts(world.portal)
    disturb(break_off)
    with pytest.raises(KeyboardInterrupt):
        erase(world.portal, folder)
    transaction.abort()
    disturb(lambda site: None)
    assert counts(world.portal) == before | {"disturber": 0}
    assert not (folder / "export.json").exists()
    # what was begun is left alone; a new one is whole
    assert erase(world.portal, folder) == 1
    assert erase(world.portal, folder.with_name("second")) == 0
    assert folder.with_name("second").joinpath("export.json").exists()


def test_broken_off_before_the_keys_it_is_finished_by_a_second_run(world, folder):
    people = [world.noor.id, world.jan.id]
    ephemeral.use(DyingStore(ephemeral.side_store()))
    try:
        with pytest.raises(SideStoreError):
            erase(world.portal, folder)
    finally:
        ephemeral.use(None)
    transaction.abort()
    assert counts(world.portal) == NOTHING
    assert not any(is_forgotten(person_id) for person_id in people)
    with pytest.raises(ErasureUnfinishedError):
        get_installer(world.portal, world.portal.REQUEST).uninstall_product(PRODUCT)
    transaction.abort()
    # the same line again: the export is there and whole, so it is not made again
    assert erase(world.portal, folder) == 0
    assert all(is_forgotten(person_id) for person_id in people)
