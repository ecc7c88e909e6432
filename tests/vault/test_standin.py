"""The vault and its stand-in keep one contract."""

from collective.eloket.vault.errors import SealTruncatedError
from collective.eloket.vault.errors import SealWrongContextError
from collective.eloket.vault.interfaces import IPersonVault
from collective.eloket.vault.interfaces import IVault
from collective.eloket.vault.standin import DevelopmentOnly
from collective.eloket.vault.standin import PlainVault
from zope.interface.verify import verifyObject

import pytest


NOOR = "citizen-noor"


@pytest.fixture
def plain():
    with pytest.warns(DevelopmentOnly, match="in the clear"):
        return PlainVault()


@pytest.fixture(params=["real", "plain"])
def either(request):
    if request.param == "real":
        return request.getfixturevalue("other_process")
    return request.getfixturevalue("plain")


def test_the_contract_is_kept(either):
    assert verifyObject(IVault, either)
    assert verifyObject(IPersonVault, either.for_person(NOOR))


def test_what_is_sealed_opens_in_its_context_only(either):
    either.new_person(NOOR)
    noor = either.for_person(NOOR)
    assert noor.person_id == NOOR
    assert noor.open_json(noor.seal_json({"a": "ë\0"}, "c"), "c") == {"a": "ë\0"}
    assert either.open_sealed(either.seal(b"\0x", "c"), "c") == b"\0x"
    for sealed, opened in (
        (noor.seal(b"", "c"), noor.open),
        (either.seal(b"", "c"), either.open_sealed),
    ):
        with pytest.raises(SealWrongContextError):
            opened(sealed, "other")
        with pytest.raises(SealTruncatedError):
            opened(b"", "c")
    either.forget_person(NOOR)


def test_hashes_and_keys_have_the_same_shape(either):
    assert either.blind("login", "noor") == either.blind("login", "noor")
    assert either.blind("login", "noor") != either.blind("email", "noor")
    hashed = either.index_keys("number", "85073003328")
    assert hashed == tuple(map(either.lifted, hashed))
    assert either.macs("audit", b"row 7") == [either.mac("audit", b"row 7")]
    made = either.mac("audit", b"row 7")
    assert made == either.mac("audit", b"row 7", either.mac_key_id("audit"))
    assert made != either.mac("audit", b"row 8")
    assert len(made) == len(either.session_key()) == 32
    assert either.session_key() in either.session_keys().values()


def test_the_stand_in_hides_nothing(plain):
    assert b"Noor" in plain.for_person(NOOR).seal_text("Noor", "c")
    assert b"Noor" in plain.seal(b"Noor", "c")
    assert "noor" in plain.blind("login", "noor")


def test_no_setting_turns_the_stand_in_on(vault):
    assert b"Noor" not in vault.seal(b"Noor", "c")


def test_a_test_can_use_the_stand_in_and_go_back(vault, plain):
    assert vault.use(plain) is plain
    assert vault.seal(b"Noor", "c") == b"c\0Noor"
    vault.use(None)
    assert b"Noor" not in vault.seal(b"Noor", "c")
