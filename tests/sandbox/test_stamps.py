"""The sandbox's own seal, and its authority for time-stamps."""

from asn1crypto import tsp
from asn1crypto import x509
from collective.eloket.documents.seal.keys import read_key_file
from collective.eloket.documents.seal.signing import sealed
from collective.eloket.wires.service import ANYWHERE
from collective.eloket.wires.stamps.asking import Authority
from collective.eloket.wires.stamps.asking import CheckedStamper
from collective.eloket.wires.stamps.trust import read_anchors
from cryptography.x509 import ExtendedKeyUsage
from cryptography.x509.oid import ExtendedKeyUsageOID
from eloket_sandbox.sealing import authorities
from tests.documents.seal import house
from tests.documents.seal.test_signing import validated

import pytest
import stat


@pytest.fixture
def folder(sandbox):
    authorities.write_seal_files(sandbox["folder"])
    return sandbox["folder"]


def test_a_letter_is_sealed_and_stamped_by_what_a_start_writes(sandbox, folder):
    word = (folder / authorities.PASSPHRASE).read_text().strip()
    key = read_key_file(folder / authorities.KEY, word)
    anchors = read_anchors(folder / authorities.TRUST)
    stamper = CheckedStamper(
        Authority(f"{sandbox['address']}/tsa", 5, anchors, ANYWHERE)
    )
    data = sealed(house.pdf(), key, house.TITLE, stamper)
    verdict = validated(data, authorities.seal_pki_of(folder).root)
    assert verdict.trusted
    assert verdict.timestamp_validity.trusted


def test_what_is_secret_is_for_the_owner_only(folder):
    for name in (authorities.KEY, authorities.PASSPHRASE, authorities.FILE):
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600


def test_the_seal_lasts_from_one_start_to_the_next(folder):
    before = authorities.seal_pki_of(folder).seal.der
    authorities.write_seal_files(folder)
    assert authorities.seal_pki_of(folder).seal.der == before
    key = folder / authorities.KEY
    word = (folder / authorities.PASSPHRASE).read_text().strip()
    found = read_key_file(key, word).certificate
    assert x509.Certificate.load(before).serial_number == found.serial_number


def test_the_authority_may_give_time_stamps_and_nothing_else(folder):
    """RFC 3161, section 2.3: one purpose, and critical."""
    found = authorities.seal_pki_of(folder).stamps.certificate
    purposes = found.extensions.get_extension_for_class(ExtendedKeyUsage)
    assert purposes.critical
    assert list(purposes.value) == [ExtendedKeyUsageOID.TIME_STAMPING]


@pytest.mark.parametrize(
    "body, status",
    [(b"", 400), (b"hello", 400), (b"x" * 4097, 413)],
    ids=["nothing", "text", "too large"],
)
def test_what_is_no_question_is_refused(sandbox, web, body, status):
    assert web.post(f"{sandbox['address']}/tsa", data=body).status_code == status


def test_an_answer_has_its_type(sandbox, web):
    imprint = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": b"x" * 32}
    question = tsp.TimeStampReq({"version": 1, "message_imprint": imprint}).dump()
    answer = web.post(f"{sandbox['address']}/tsa", data=question)
    assert answer.headers["Content-Type"] == "application/timestamp-reply"
    assert (
        tsp.TimeStampResp.load(answer.content)["status"]["status"].native == "granted"
    )
