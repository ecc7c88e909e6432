from collective.eloket.audit import service as audit
from collective.eloket.cases.index import ANNOTATION as INDEX
from collective.eloket.catalogue.interfaces import IVirusScanner
from collective.eloket.catalogue.scanning import Clamd
from collective.eloket.catalogue.scanning import scanner_of_environment
from collective.eloket.clock import utcnow
from collective.eloket.documents.interfaces import ISealer
from collective.eloket.documents.seal.sealer import KeySealer
from collective.eloket.documents.seal.standin import SandboxSealer
from collective.eloket.ephemeral import service as ephemeral
from collective.eloket.ephemeral.service import side_store
from collective.eloket.ephemeral.store import SideStore
from collective.eloket.interfaces import IStandIn
from collective.eloket.outbox.anchoring import LEFT
from collective.eloket.outbox.anchoring import left_key
from collective.eloket.outbox.destinations import MAIL
from collective.eloket.outbox.destinations import SETTINGS
from collective.eloket.outbox.heartbeat import HEARTBEAT
from collective.eloket.outbox.heartbeat import tell_alive
from collective.eloket.outbox.store import ANNOTATION as OUTBOX
from collective.eloket.setup.readiness import readiness
from collective.eloket.vault import service as vault
from collective.eloket.vault.standin import DevelopmentOnly
from collective.eloket.vault.standin import PlainVault
from datetime import timedelta
from plone import api
from sqlalchemy import create_engine
from tests.documents.seal import house
from tests.identity.eid.house import pki
from tests.identity.eid.test_folder import toml
from zope.annotation.interfaces import IAnnotations
from zope.component import getGlobalSiteManager
from zope.component import getUtility
from zope.interface import implementer
from zope.interface import Interface

import pytest


ELSEWHERE = "anker@elders.example"

pytestmark = pytest.mark.usefixtures("integration")


@pytest.fixture
def site(portal, monkeypatch, tmp_path):
    """A site as in production, with a worker, a seal and a scanner for viruses."""
    monkeypatch.setenv("ELOKET_SANDBOX", "")
    monkeypatch.setenv("ELOKET_JOURNAL", str(tmp_path / "journal"))
    # the layer of the tests lowers it
    portal.portal_registry["collective.eloket.cases.clerk_level"] = "substantial"
    tell_alive("test")
    audit.record(audit.AuditEntry("test", "machine", None, "test"))
    while audit.seal_new_rows():
        continue
    api.portal.set_registry_record(SETTINGS[MAIL], ELSEWHERE)
    side_store().put(LEFT, left_key(MAIL, ELSEWHERE), b"", timedelta(hours=1))
    registry, before = getGlobalSiteManager(), getUtility(IVirusScanner)
    registry.registerUtility(Clamd("unix:/run/clamav/clamd.ctl"), IVirusScanner)
    path = house.write(tmp_path / "seal.pem", house.as_pem(house.pki().seal))
    monkeypatch.setenv("ELOKET_SEAL_KEY", str(path))
    monkeypatch.setenv("ELOKET_SEAL_PASSPHRASE", house.WORD)
    sealer = getUtility(ISealer)
    registry.registerUtility(KeySealer(), ISealer)
    yield portal
    registry.registerUtility(sealer, ISealer)
    registry.registerUtility(before, IVirusScanner)


def red(site) -> set[str]:
    return {name for name, holds in readiness(site).items() if not holds}


def test_a_good_site_is_ready(site):
    assert red(site) == set()


def test_an_anchor_that_did_not_arrive_is_red(site):
    side_store().delete(LEFT, left_key(MAIL, ELSEWHERE))
    assert red(site) == {"anchors_leave"}


def test_anchors_that_go_nowhere_are_red(site):
    api.portal.get_tool("portal_registry")[SETTINGS[MAIL]] = None
    assert red(site) == {"anchors_leave"}


def test_a_sandbox_needs_no_anchors(site, monkeypatch):
    side_store().delete(LEFT, left_key(MAIL, ELSEWHERE))
    monkeypatch.setenv("ELOKET_SANDBOX", "1")
    assert red(site) == set()


def test_without_a_journal_a_site_is_red(site, monkeypatch):
    monkeypatch.delenv("ELOKET_JOURNAL")
    assert red(site) == {"journal_kept"}
    monkeypatch.setenv("ELOKET_SANDBOX", "1")
    assert red(site) == set()


@pytest.mark.parametrize("minutes, found", [(14, set()), (16, {"audit_sealed"})])
def test_rows_that_wait_for_their_seal_are_red(site, minutes, found):
    entry = audit.AuditEntry("test", "machine", None, "test")
    audit.record(entry, utcnow() - timedelta(minutes=minutes))
    assert red(site) == found
    audit.seal_new_rows()
    assert red(site) == set()


def test_a_side_store_that_is_gone_is_red(site):
    engine = create_engine("sqlite:////nowhere/at/all.sqlite")
    ephemeral.use(SideStore(lambda: engine))
    try:
        assert red(site) == {"side_store", "worker", "anchors_leave"}
    finally:
        ephemeral.use(None)


def test_keys_that_are_gone_are_red(site, monkeypatch):
    monkeypatch.setenv("ELOKET_KEYS", "/nowhere/keys.json")
    assert "keys" in red(site)


def test_keys_that_others_may_read_are_red(site, monkeypatch, tmp_path):
    from collective.eloket.vault.commands import write_new_ring

    ring = tmp_path / "keys.json"
    write_new_ring(ring)
    ring.chmod(0o644)
    monkeypatch.setenv("ELOKET_KEYS", str(ring))
    assert "keys" in red(site)


def test_a_silent_worker_is_red(site):
    ephemeral.side_store().delete(HEARTBEAT, "last")
    assert red(site) == {"worker"}


@pytest.fixture
def plain_vault():
    with pytest.warns(DevelopmentOnly):
        vault.use(PlainVault())
    yield
    vault.use(None)


@pytest.mark.usefixtures("plain_vault")
def test_a_vault_that_hides_nothing_is_red(site):
    assert red(site) == {"no_stand_in"}


def test_a_site_that_looks_for_no_viruses_is_red(site, monkeypatch):
    monkeypatch.delenv("ELOKET_CLAMD", raising=False)
    scanner = scanner_of_environment()
    getGlobalSiteManager().registerUtility(scanner, IVirusScanner)
    assert red(site) == {"no_stand_in"}


def test_a_site_that_seals_with_a_key_of_nobody_is_red(site):
    getGlobalSiteManager().registerUtility(SandboxSealer(), ISealer)
    assert red(site) == {"no_stand_in"}


def test_a_key_of_the_seal_that_is_gone_is_red(site, monkeypatch):
    monkeypatch.setenv("ELOKET_SEAL_KEY", "/nowhere/seal.pem")
    assert red(site) == {"letters_are_sealed"}


class ISomething(Interface):
    """A seam."""


@implementer(ISomething, IStandIn)
class Something:
    """Its stand-in."""


@pytest.fixture
def stand_in():
    registry = getGlobalSiteManager()
    found = Something()
    registry.registerUtility(found, ISomething)
    yield
    registry.unregisterUtility(found, ISomething)


@pytest.mark.usefixtures("stand_in")
def test_any_utility_that_stands_in_is_red(site):
    assert red(site) == {"no_stand_in"}


@pytest.mark.usefixtures("plain_vault", "stand_in")
def test_the_sandbox_may_have_stand_ins(site, monkeypatch):
    monkeypatch.setenv("ELOKET_SANDBOX", "1")
    assert red(site) == set()


@pytest.fixture
def root_without_revocation(tmp_path, monkeypatch):
    """A folder of roots whose cards nobody is asked about."""
    (tmp_path / "root.der").write_bytes(pki("ec").root.der)
    profile = toml(revocation='"off"')
    (tmp_path / "root.toml").write_text(profile)
    monkeypatch.setenv("ELOKET_TRUST_DIR", str(tmp_path))


@pytest.mark.usefixtures("root_without_revocation")
def test_lost_cards_that_are_accepted_are_red_and_logged(site, caplog):
    assert red(site) == {"lost_cards_refused"}
    assert "lost and stolen cards are accepted" in caplog.text


@pytest.mark.usefixtures("root_without_revocation")
def test_the_sandbox_may_accept_lost_cards(site, monkeypatch, caplog):
    monkeypatch.setenv("ELOKET_SANDBOX", "1")
    assert red(site) == set()
    assert "stolen" not in caplog.text


def test_a_folder_of_roots_that_cannot_be_read_is_red(site, monkeypatch):
    monkeypatch.setenv("ELOKET_TRUST_DIR", "/nowhere/at/all")
    assert red(site) == {"lost_cards_refused"}


@pytest.mark.parametrize(
    "annotation, name", [(OUTBOX, "outbox"), (INDEX, "case_index")]
)
def test_a_root_that_is_missing_is_red(site, annotation, name):
    del IAnnotations(site)[annotation]
    assert red(site) == {name}
