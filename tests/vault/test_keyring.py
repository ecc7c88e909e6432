from collective.eloket.errors import MisconfiguredError
from collective.eloket.vault import service
from collective.eloket.vault.errors import KeysInvalidError
from collective.eloket.vault.errors import KeysNotGivenError
from collective.eloket.vault.errors import KeysOpenToOthersError
from collective.eloket.vault.errors import KeysUnreadableError
from collective.eloket.vault.interfaces import IKeyRing
from collective.eloket.vault.keyring import FileKeyRing
from collective.eloket.vault.keyring import new_ring
from collective.eloket.vault.keyring import new_rings
from collective.eloket.vault.keyring import Ring
from collective.eloket.vault.model import RINGS
from zope.interface.verify import verifyObject

import json
import os
import pytest


KEY_TEXT = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="


def written(path, content):
    path.write_text(content if isinstance(content, str) else json.dumps(content))
    path.chmod(0o600)
    return path


def with_ring(**changes):
    """Return good rings with the data ring changed; None takes a part away."""
    rings = new_rings()
    data = rings["rings"]["data"] | changes
    rings["rings"]["data"] = {name: part for name, part in data.items() if part}
    return rings


def test_keeps_the_contract(ring_file):
    assert verifyObject(IKeyRing, FileKeyRing(ring_file))


@pytest.mark.parametrize("name", RINGS)
def test_each_ring_has_a_current_key_of_32_bytes(ring_file, name):
    ring = FileKeyRing(ring_file)
    key_id, key = ring.current(name)
    assert len(key) == 32
    assert ring.key(name, key_id) == key
    assert ring.keys(name) == {key_id: key}
    assert ring.key(name, "other") is None


def test_no_two_rings_share_a_key(ring_file):
    ring = FileKeyRing(ring_file)
    assert len({ring.current(name)[1] for name in RINGS}) == len(RINGS)


def test_an_unknown_ring_is_a_defect_of_the_caller(ring_file):
    with pytest.raises(KeyError):
        FileKeyRing(ring_file).current("gold")


def test_keys_are_not_printed():
    assert "x" * 32 not in repr(Ring("k1", {"k1": b"x" * 32}))


def test_the_environment_must_name_a_file():
    with pytest.raises(KeysNotGivenError):
        FileKeyRing(None)


def test_the_file_must_be_there(tmp_path):
    with pytest.raises(KeysUnreadableError, match="No such file"):
        FileKeyRing(tmp_path / "none.json")


def test_a_folder_is_no_ring(tmp_path):
    with pytest.raises(KeysUnreadableError):
        FileKeyRing(tmp_path)


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o601], ids=oct)
def test_nobody_else_may_have_rights_on_the_file(ring_file, mode):
    ring_file.chmod(mode)
    with pytest.raises(KeysOpenToOthersError):
        FileKeyRing(ring_file)


@pytest.mark.parametrize(
    "content",
    [
        f"{{{KEY_TEXT}",
        [],
        {"version": 2, "rings": new_rings()["rings"]},
        {"version": 1},
        {"version": 1, "rings": {}},
        with_ring(keys=None),
        with_ring(current=None),
        with_ring(current="other"),
        with_ring(current="K 1", keys={"K 1": KEY_TEXT}),
        with_ring(current="k1", keys={"k1": "*"}),
        with_ring(current="k1", keys={"k1": 7}),
        with_ring(current="k1", keys={"k1": KEY_TEXT[4:]}),
        with_ring(indexed="other"),
    ],
    ids=[
        "not JSON",
        "no mapping",
        "other version",
        "no rings",
        "ring missing",
        "ring without keys",
        "no current key",
        "current key missing",
        "malformed id",
        "not base64",
        "no text",
        "too short",
        "indexed by a key it does not have",
    ],
)
def test_a_malformed_file_is_refused_without_showing_it(tmp_path, content):
    with pytest.raises(KeysInvalidError) as refused:
        FileKeyRing(written(tmp_path / "keys.json", content))
    assert isinstance(refused.value, MisconfiguredError)
    assert KEY_TEXT not in str(refused.value)
    assert str(tmp_path / "keys.json") in str(refused.value)
    assert "put your copy" in str(refused.value)
    assert refused.value.__cause__ is None


def test_the_file_is_read_once(vault, ring_file):
    assert service.key_ring() is service.key_ring()


def test_the_file_is_read_again_when_it_changes(vault, ring_file):
    before = service.session_key()
    rings = json.loads(ring_file.read_text())
    rings["rings"]["session"] = new_ring()
    written(ring_file, rings)
    os.utime(ring_file, ns=(1, 1))
    assert service.session_key() != before


def test_the_file_is_refused_once_it_is_open_to_others(vault, ring_file):
    service.key_ring()
    ring_file.chmod(0o644)
    with pytest.raises(KeysOpenToOthersError):
        service.key_ring()


def test_the_service_needs_a_file(monkeypatch, tmp_path):
    monkeypatch.delenv("ELOKET_KEYS", raising=False)
    with pytest.raises(KeysNotGivenError):
        service.key_ring()
    monkeypatch.setenv("ELOKET_KEYS", str(tmp_path / "none.json"))
    with pytest.raises(KeysUnreadableError):
        service.key_ring()
