"""Where the key of the seal comes from, and which ones are refused."""

from collective.eloket.documents.seal import keys
from collective.eloket.documents.seal.errors import SealKeyExpiredError
from collective.eloket.documents.seal.errors import SealKeyInvalidError
from collective.eloket.documents.seal.errors import SealKeyOpenToOthersError
from collective.eloket.documents.seal.errors import SealKeyUnfitError
from collective.eloket.documents.seal.errors import SealKeyUnreadableError
from collective.eloket.documents.seal.keys import configured_key
from collective.eloket.documents.seal.keys import read_key_file
from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization import NoEncryption
from cryptography.hazmat.primitives.serialization import PrivateFormat
from datetime import timedelta
from eloket_sandbox.cards.trusting import pem
from tests.documents.seal import house

import pytest


@pytest.fixture
def path(tmp_path):
    return tmp_path / "seal"


@pytest.fixture
def configured(path, monkeypatch):
    """A process that is told of a key."""
    house.write(path, house.as_pem(house.pki().seal))
    monkeypatch.setenv("ELOKET_SEAL_KEY", str(path))
    monkeypatch.setenv("ELOKET_SEAL_PASSPHRASE", house.WORD)
    return path


@pytest.mark.parametrize("word", [house.WORD, None], ids=["sealed", "open"])
@pytest.mark.parametrize("form", [house.as_pem, house.as_pkcs12])
@pytest.mark.parametrize("kind", ["rsa", "ec"])
def test_a_key_is_read_with_its_certificates(path, form, kind, word):
    holder = house.holder(kind)
    found = read_key_file(house.write(path, form(holder, word)), word)
    assert found.certificate == holder.certificate
    assert found.private.public_key() == holder.key.public_key()
    assert found.chain == (house.pki().authority.certificate,)


def test_the_order_of_certificates_does_not_matter(path):
    content = house.as_pem(house.holder())
    house.write(path, pem(house.pki().authority).encode() + content)
    assert read_key_file(path, house.WORD).certificate == house.holder().certificate


def ed25519_key() -> bytes:
    key = ed25519.Ed25519PrivateKey.generate()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


GOOD = house.as_pem(house.holder())
REFUSED = {
    "nothing": (b"", SealKeyInvalidError),
    "no key file": (b"MZ\x90\x00 something else", SealKeyInvalidError),
    "another passphrase": (
        house.as_pem(house.holder(), "another"),
        SealKeyInvalidError,
    ),
    "another passphrase of PKCS#12": (
        house.as_pkcs12(house.holder(), "another"),
        SealKeyInvalidError,
    ),
    "cut off": (GOOD[: len(GOOD) // 4], SealKeyInvalidError),
    "damaged PKCS#12": (house.as_pkcs12(house.holder())[:-40], SealKeyInvalidError),
    "key only": (GOOD.partition(b"-----BEGIN CERT")[0], SealKeyInvalidError),
    "certificate only": (pem(house.pki().seal).encode(), SealKeyInvalidError),
    "certificate of another key": (
        GOOD.partition(b"-----BEGIN CERT")[0] + pem(house.pki().seal).encode(),
        SealKeyUnfitError,
    ),
    "RSA of 1024 bits": (
        house.as_pem(house.holder("rsa", 1024)),
        SealKeyUnfitError,
    ),
    "certificate of an authority": (
        house.as_pem(house.holder(usages=frozenset({"key_cert_sign"}))),
        SealKeyUnfitError,
    ),
    "key of another kind": (
        ed25519_key() + pem(house.pki().seal).encode(),
        (SealKeyInvalidError, SealKeyUnfitError),
    ),
}


@pytest.mark.parametrize("content, refusal", REFUSED.values(), ids=REFUSED.keys())
def test_a_key_is_refused_and_not_told(path, content, refusal):
    with pytest.raises(refusal) as refused:
        read_key_file(house.write(path, content), house.WORD)
    assert house.WORD not in str(refused.value)


def test_a_weak_curve_is_refused():
    from cryptography.hazmat.primitives.asymmetric import ec
    from eloket_sandbox.cards.authorities import issue
    from eloket_sandbox.sealing.authorities import seal_wish

    weak = ec.generate_private_key(ec.SECP224R1())
    with pytest.raises(SealKeyUnfitError, match="secp224r1"):
        keys.check_fit(house.key(issue(seal_wish(), weak, house.pki().authority)))


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660])
def test_a_file_that_others_may_read_is_refused(path, mode):
    house.write(path, GOOD, mode)
    with pytest.raises(SealKeyOpenToOthersError):
        read_key_file(path, house.WORD)


def test_a_file_that_is_gone_is_refused(path, monkeypatch):
    with pytest.raises(SealKeyUnreadableError):
        read_key_file(path, None)
    monkeypatch.setenv("ELOKET_SEAL_KEY", str(path))
    with pytest.raises(SealKeyUnreadableError):
        configured_key()


def test_it_is_in_force_for_as_long_as_its_certificate_says():
    key = house.key()
    begins = key.certificate.not_valid_before_utc
    ends = key.certificate.not_valid_after_utc
    second = timedelta(seconds=1)
    key.check_in_force(begins)
    key.check_in_force(ends - second)
    for moment in (begins - second, ends):
        with pytest.raises(SealKeyExpiredError):
            key.check_in_force(moment)


def test_without_a_file_there_is_no_key(monkeypatch):
    monkeypatch.delenv("ELOKET_SEAL_KEY", raising=False)
    assert configured_key() is None


def test_it_is_read_once_and_again_when_the_file_changes(configured):
    first = configured_key()
    assert configured_key() is first
    house.write(configured, house.as_pkcs12(house.holder()))
    assert configured_key().certificate == house.holder().certificate
    configured.chmod(0o644)
    with pytest.raises(SealKeyOpenToOthersError):
        configured_key()


def test_it_does_not_show_itself():
    assert "private" not in repr(house.key())
