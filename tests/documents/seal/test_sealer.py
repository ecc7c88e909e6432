"""The seal of a site: its key, the stand-in, and what happens when it is in trouble."""

from collective.eloket.cases import service as cases
from collective.eloket.clock import utcnow
from collective.eloket.documents import stuck
from collective.eloket.documents.interfaces import ISealer
from collective.eloket.documents.seal import sealer
from collective.eloket.documents.seal.errors import SealKeyExpiredError
from collective.eloket.documents.seal.errors import SealKeyInvalidError
from collective.eloket.documents.seal.errors import SealKeyUnreadableError
from collective.eloket.documents.seal.sealer import KeySealer
from collective.eloket.documents.seal.sealer import sealer_of_environment
from collective.eloket.documents.seal.standin import NOBODY
from collective.eloket.documents.seal.standin import SandboxSealer
from collective.eloket.ephemeral.service import side_store
from collective.eloket.interfaces import IStandIn
from collective.eloket.outbox import private
from collective.eloket.outbox import service as outbox
from collective.eloket.outbox.interfaces import IChore
from collective.eloket.outbox.jobs import find_outbox
from collective.eloket.setup.readiness import readiness
from collective.eloket.wires.stamps.errors import StampTrustError
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from eloket_sandbox.cards.trusting import pem
from plone import api
from tests.cases import house as cases_house
from tests.documents.jobs import jobs
from tests.documents.seal import house
from tests.documents.seal.test_signing import pdfsig
from tests.documents.seal.test_signing import validated
from unittest.mock import patch
from ZODB.POSException import ConflictError
from zope.component import getGlobalSiteManager
from zope.component import getUtility
from zope.interface.verify import verifyObject

import pytest
import subprocess
import sys
import transaction


ENDED = {
    "begins": datetime(2020, 1, 1, tzinfo=UTC),
    "ends": datetime(2021, 1, 1, tzinfo=UTC),
}


@pytest.fixture
def key_file(tmp_path, monkeypatch):
    """The sandbox's key, for this process."""
    path = house.write(tmp_path / "seal.p12", house.as_pkcs12(house.pki().seal))
    trust = tmp_path / "trust.pem"
    trust.write_text(pem(house.pki().root))
    monkeypatch.setenv("ELOKET_SEAL_KEY", str(path))
    monkeypatch.setenv("ELOKET_SEAL_PASSPHRASE", house.WORD)
    monkeypatch.setenv("ELOKET_STAMP_TRUST", str(trust))
    sealer._anchors_of.cache_clear()
    return path


def set_authority(address: str) -> None:
    api.portal.set_registry_record(sealer.AUTHORITY_RECORD, address)
    api.portal.set_registry_record(private.HOSTS, ("127.0.0.1",))
    api.portal.set_registry_record(sealer.SECONDS_RECORD, 1)


@pytest.fixture
def real_seal(key_file):
    """A process that seals with it."""
    registry, before = getGlobalSiteManager(), getUtility(ISealer)
    registry.registerUtility(KeySealer(), ISealer)
    yield key_file
    registry.registerUtility(before, ISealer)


@pytest.mark.parametrize("one", [KeySealer, SandboxSealer])
def test_sealers_keep_the_contract(one):
    assert verifyObject(ISealer, one())


def test_the_environment_chooses(monkeypatch, key_file):
    assert isinstance(sealer_of_environment(), KeySealer)
    monkeypatch.delenv("ELOKET_SEAL_KEY")
    assert IStandIn.providedBy(sealer_of_environment())


def test_the_stand_in_says_that_it_is_nobody(caplog, tmp_path):
    data = SandboxSealer().seal(house.pdf(), house.TITLE)
    assert NOBODY in pdfsig(data, tmp_path)
    assert "ELOKET_SEAL_KEY" in caplog.text
    assert not validated(data).trusted


def test_a_web_process_does_not_load_the_library():
    code = (
        "import sys\n"
        "import collective.eloket.documents.seal.sealer\n"
        "import collective.eloket.documents.handler\n"
        "sys.exit(any(name.startswith('pyhanko') for name in sys.modules))"
    )
    subprocess.run([sys.executable, "-W", "ignore", "-c", code], check=True)


class TestReady:
    pytestmark = pytest.mark.usefixtures("integration")

    @pytest.fixture(autouse=True)
    def site(self, portal, real_seal):
        self.portal, self.path = portal, real_seal
        set_authority("http://127.0.0.1:1/tsa")

    def is_ready(self) -> bool:
        return readiness(self.portal)["letters_are_sealed"]

    def test_a_good_key_is_well(self):
        assert self.is_ready()

    def test_a_damaged_key_is_red(self):
        house.write(self.path, b"damaged")
        assert not self.is_ready()
        with pytest.raises(SealKeyInvalidError):
            getUtility(ISealer).check()

    def test_an_ended_certificate_is_red(self):
        ended = house.holder(**ENDED)
        house.write(self.path, house.as_pkcs12(ended))
        assert not self.is_ready()
        with pytest.raises(SealKeyExpiredError):
            getUtility(ISealer).seal(house.pdf(), house.TITLE)

    def test_a_key_that_is_gone_is_red(self, monkeypatch):
        self.path.unlink()
        assert not self.is_ready()
        monkeypatch.delenv("ELOKET_SEAL_KEY")
        assert not self.is_ready()
        with pytest.raises(SealKeyUnreadableError):
            getUtility(ISealer).check()

    def test_an_authority_that_nobody_vouches_for_is_red(self, monkeypatch):
        monkeypatch.delenv("ELOKET_STAMP_TRUST")
        assert not self.is_ready()
        with pytest.raises(StampTrustError):
            getUtility(ISealer).check()

    def test_without_an_authority_no_anchors_are_needed(self, monkeypatch):
        monkeypatch.delenv("ELOKET_STAMP_TRUST")
        set_authority("")
        assert self.is_ready()
        data = getUtility(ISealer).seal(house.pdf(), house.TITLE)
        assert validated(data).timestamp_validity is None


@pytest.fixture
def world(functional_portal, real_seal):
    """A site with a request that was approved; its letter is to be made."""
    found = cases_house.World(functional_portal)
    found.case = cases_house.submit(
        cases_house.order(found.desk["uittreksel"], found.noor)
    )
    cases_house.act_as(functional_portal, "lieve")
    cases.decide(found.case, "approve", "", "lieve")
    transaction.commit()
    return found


def letters(world) -> list:
    return [
        job for _id, job in find_outbox(world.portal).items() if job.kind == "letter"
    ]


def work(world, **later) -> None:
    outbox.run_due(world.portal, utcnow() + timedelta(**later))


def test_a_letter_waits_for_a_dead_authority_and_then_leaves(world):
    set_authority("http://127.0.0.1:1/tsa")
    work(world)
    (job,) = letters(world)
    assert (job.attempts, job.failure) == (1, "StampSilentError")
    assert (world.case.state, cases.open_letter(world.case)) == ("approved", None)
    # the citizen reads that it was approved; there is nothing to download yet
    own = f"{world.mine}/{world.case.getId()}"
    page = world.browser(world.noor).get(own)
    assert page.ok and "Goedgekeurd" in page.text
    assert ".pdf" not in page.text
    transaction.begin()
    with house.stamp_authority() as address:
        set_authority(address)
        work(world, hours=1)
    assert letters(world) == []
    assert world.case.state == "delivered"
    verdict = validated(cases.open_letter(world.case).data)
    assert verdict.trusted
    assert verdict.timestamp_validity.trusted


def test_a_letter_waits_for_a_damaged_key_and_then_leaves(world, real_seal):
    good = real_seal.read_bytes()
    house.write(real_seal, good[:-50])
    work(world)
    (job,) = letters(world)
    assert (job.attempts, job.failure) == (1, "SealKeyInvalidError")
    house.write(real_seal, good)
    work(world, hours=1)
    assert world.case.state == "delivered"
    assert validated(cases.open_letter(world.case).data).trusted


def nobody_was_told(world):
    side_store().delete(stuck.TOLD, "/".join(world.portal.getPhysicalPath()))


def test_managers_are_told_once_when_letters_wait_for_long(world):
    nobody_was_told(world)
    cases_house.make_manager("mia")
    set_authority("http://127.0.0.1:1/tsa")
    (job,) = letters(world)
    assert verifyObject(IChore, stuck.StuckLetters())
    job.attempts, job.failure = stuck.TRIES - 1, "StampSilentError"
    assert stuck.tell_stuck(world.portal) == 0
    job.attempts = stuck.TRIES
    assert stuck.tell_stuck(world.portal) == 1
    assert stuck.tell_stuck(world.portal) == 0
    (mail,) = [one for one in jobs(world.portal, "mail") if "Brieven" in one["subject"]]
    assert mail["to"] == "mia@testegem.example"
    assert "StampSilentError" in mail["body"]
    assert "$" not in mail["body"]


def test_managers_whom_no_mail_reached_are_told_at_the_next_look(world):
    nobody_was_told(world)
    cases_house.make_manager("mia")
    (job,) = letters(world)
    job.attempts, job.failure = stuck.TRIES, "StampSilentError"
    transaction.commit()
    with (
        patch.object(stuck.transaction, "commit", side_effect=ConflictError),
        pytest.raises(ConflictError),
    ):
        stuck.tell_stuck(world.portal)
    transaction.abort()
    assert stuck.tell_stuck(world.portal) == 1
