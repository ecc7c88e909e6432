from collective.eloket.errors import MisconfiguredError
from collective.eloket.identity.eid.folder import read_trust
from cryptography.hazmat.primitives.serialization import Encoding
from eloket_sandbox.cards import authorities
from tests.identity.eid.house import card
from tests.identity.eid.house import of
from tests.identity.eid.house import pki
from tests.identity.eid.house import profile
from tests.identity.eid.house import shown
from tests.identity.eid.house import verifier

import pytest


GOOD = {
    "rrn_name": '"CN=RRN,O=Testegem,C=BE"',
    "citizen_authentication": f'["{authorities.CITIZEN_AUTHENTICATION}"]',
    "foreigner_authentication": f'["{authorities.FOREIGNER_AUTHENTICATION}"]',
    "rrn": f'["{authorities.REGISTER}"]',
    "signing": f'["{authorities.CITIZEN_SIGNING}"]',
    "revocation_hosts": '["ocsp.example", "crl.example"]',
    "revocation": '"required"',
}


def toml(**changes) -> str:
    """Return a good profile, with changes; None takes a line away."""
    lines = {**GOOD, **changes}
    return "".join(f"{key} = {value}\n" for key, value in lines.items() if value)


@pytest.fixture
def folder(tmp_path):
    """Return a folder with a root in DER, its profile, and an authority in PEM."""
    made = pki("ec")
    (tmp_path / "root.der").write_bytes(made.root.der)
    (tmp_path / "root.toml").write_text(toml())
    pem = made.citizens.certificate.public_bytes(Encoding.PEM)
    (tmp_path / "citizens.crt").write_bytes(b"Citizen CA\n" + pem)
    (tmp_path / "README").write_text("not a certificate")
    return tmp_path


def test_a_root_with_its_profile_is_trusted(folder):
    trust = read_trust(folder, production=False)
    assert trust.profiles == {of(pki("ec").root).fingerprint: profile()}
    assert set(trust.known) == {of(pki("ec").root), of(pki("ec").citizens)}
    assert not trust.production
    shown(card("ec"), "ec", checks=verifier("ec", trust=trust))


def test_a_root_without_a_profile_is_only_known(folder):
    (folder / "root.toml").unlink()
    trust = read_trust(folder, production=True)
    assert trust.profiles == {}
    assert len(trust.known) == 2


def test_without_a_folder_only_pinned_roots_count():
    trust = read_trust(None, production=True)
    assert trust.production
    assert (trust.profiles, trust.known) == ({}, ())


def test_revocation_may_be_off(folder):
    (folder / "root.toml").write_text(toml(revocation='"off"', revocation_hosts=None))
    (found,) = read_trust(folder, production=False).profiles.values()
    assert not found.revocation_required
    assert found.revocation_hosts == frozenset()


@pytest.mark.parametrize(
    "changes",
    [
        {"rrn_name": None},
        {"rrn": None},
        {"citizen_authentication": None},
        {"revocation": None},
        {"more": "1"},
        {"rrn_name": "7"},
        {"rrn_name": '""'},
        {"rrn": '"2.999"'},
        {"rrn": '["2,999"]'},
        {"rrn": "[7]"},
        {"revocation": '"sometimes"'},
        {"revocation_hosts": '["http://ocsp.example"]'},
        {"revocation_hosts": '["OCSP.example"]'},
        {"rrn_name": "no toml"},
    ],
)
def test_a_wrong_profile_is_said_and_not_used(folder, changes):
    (folder / "root.toml").write_text(toml(**changes))
    with pytest.raises(MisconfiguredError, match=r"root\.toml"):
        read_trust(folder, production=True)


def test_a_profile_that_is_no_text_is_said(folder):
    (folder / "root.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(MisconfiguredError, match=r"root\.toml"):
        read_trust(folder, production=True)


@pytest.mark.parametrize("name", ["alone.toml", "citizens.toml"])
def test_a_profile_without_a_root_is_said(folder, name):
    (folder / name).write_text(toml())
    with pytest.raises(MisconfiguredError, match=name):
        read_trust(folder, production=True)


@pytest.mark.parametrize(
    "data",
    [b"", b"text", b"-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"],
    ids=["empty", "text", "broken PEM"],
)
def test_a_file_that_is_no_certificate_is_said(folder, data):
    (folder / "odd.pem").write_bytes(data)
    with pytest.raises(MisconfiguredError, match=r"odd\.pem"):
        read_trust(folder, production=True)


def test_a_weak_root_is_said(folder):
    weak = authorities.issue(
        authorities.root_wish("weak"), authorities.new_key("rsa", bits=1024)
    )
    (folder / "weak.der").write_bytes(weak.der)
    with pytest.raises(MisconfiguredError, match="WeakAlgorithmError"):
        read_trust(folder, production=True)


def test_a_folder_that_is_not_there_is_said(tmp_path):
    with pytest.raises(MisconfiguredError, match="absent"):
        read_trust(tmp_path / "absent", production=True)
