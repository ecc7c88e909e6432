"""Keys of a ring are replaced; the file is good at every moment."""

from collective.eloket.vault import duties
from collective.eloket.vault import ringfile
from collective.eloket.vault.errors import KeysChangeRefusedError
from collective.eloket.vault.errors import KeysInvalidError
from collective.eloket.vault.keyring import FileKeyRing
from collective.eloket.vault.model import RINGS
from datetime import datetime
from datetime import timedelta
from datetime import UTC

import json
import pytest
import stat


NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)


def ring(path, name):
    return json.loads(path.read_text())["rings"][name]


@pytest.mark.parametrize("name", [name for name in RINGS if name != "session"])
def test_a_new_key_is_current_and_the_old_one_stays(vault, ring_file, name):
    old, old_key = vault.key_ring().current(name)
    new = duties.rotate(name)
    assert vault.key_ring().current(name)[0] == new != old
    assert vault.key_ring().key(name, old) == old_key
    assert list(vault.key_ring().keys(name)) == [old, new]


def test_of_the_session_ring_only_the_new_key_is_left(vault, ring_file):
    new = duties.rotate("session")
    assert list(vault.key_ring().keys("session")) == [new]
    assert ring(ring_file, "session")["replaced"] == {}


@pytest.mark.parametrize("name", RINGS)
def test_a_prepared_key_waits_until_it_is_used(vault, ring_file, name):
    old = vault.key_ring().current(name)[0]
    new = duties.rotate(name, prepare=True)
    assert vault.key_ring().current(name)[0] == old
    assert new in vault.key_ring().keys(name)
    with pytest.raises(KeysChangeRefusedError, match="waits already"):
        duties.rotate(name, prepare=True)
    assert duties.rotate(name) == new


def test_other_rings_stay_as_they_were(vault, ring_file):
    before = json.loads(ring_file.read_text())["rings"]
    duties.rotate("data")
    after = json.loads(ring_file.read_text())["rings"]
    assert {name for name in RINGS if before[name] != after[name]} == {"data"}


def test_the_blind_ring_waits_until_all_is_indexed(vault, ring_file):
    old = vault.key_ring().current("blind")[0]
    new = duties.rotate("blind")
    assert vault.key_ring().indexed() == old
    with pytest.raises(KeysChangeRefusedError, match="eloket-reindex"):
        duties.rotate("blind")
    assert duties.note_indexed() == new
    assert vault.key_ring().indexed() == new
    assert duties.rotate("blind") != new
    assert vault.key_ring().indexed() == new


def test_when_a_ring_was_rotated_is_known(vault, ring_file):
    assert duties.rotated_at("blind") is None
    duties.rotate("blind", now=NOW)
    assert duties.rotated_at("blind") == NOW


@pytest.mark.parametrize("name", ["blind", "audit", "seal"])
def test_keys_that_prove_or_build_are_never_taken_off(vault, ring_file, name):
    old = vault.key_ring().current(name)[0]
    duties.rotate(name)
    with pytest.raises(KeysChangeRefusedError, match=f"ring {name}: "):
        duties.retire(name, old, timedelta(0))
    assert old in vault.key_ring().keys(name)


def test_an_old_data_key_goes_once_nothing_uses_it(vault, ring_file):
    vault.new_person("noor")
    sealed = vault.for_person("noor").seal(b"Noor", "c")
    old = vault.key_ring().current("data")[0]
    duties.rotate("data", now=NOW)
    with pytest.raises(KeysChangeRefusedError, match="1 persons' keys"):
        duties.retire("data", old, 30 * DAY, NOW + 30 * DAY)
    assert [each.wrapped for each in duties.rewrap()] == [1]
    duties.retire("data", old, 30 * DAY, NOW + 30 * DAY)
    assert old not in ring_file.read_text()
    assert vault.for_person("noor").open(sealed, "c") == b"Noor"


def refusals(vault):
    """Return id, how many days after the rotation, and what is said."""
    return {
        "current": (vault.key_ring().current("data")[0], 31, "is the current key"),
        "unknown": ("0000", 31, "has no key 0000"),
        "too soon": (next(iter(vault.key_ring().keys("data"))), 29, "backups"),
    }


@pytest.mark.parametrize("which", ["current", "unknown", "too soon"])
def test_a_data_key_is_not_taken_off(vault, ring_file, which):
    duties.rotate("data", now=NOW)
    before = ring_file.read_text()
    key_id, days, said = refusals(vault)[which]
    with pytest.raises(KeysChangeRefusedError, match=said):
        duties.retire("data", key_id, 30 * DAY, NOW + days * DAY)
    assert ring_file.read_text() == before


def test_a_data_key_of_an_early_version_is_kept(vault, ring_file):
    """It sealed values itself, and nobody knows where they are."""
    data = json.loads(ring_file.read_text())
    del data["rings"]["data"]["made"]
    ring_file.write_text(json.dumps(data))
    old = vault.key_ring().current("data")[0]
    duties.rotate("data", now=NOW)
    with pytest.raises(KeysChangeRefusedError, match="early version"):
        duties.retire("data", old, 30 * DAY, NOW + 31 * DAY)


def test_a_session_key_that_waits_can_be_taken_off(vault, ring_file):
    new = duties.rotate("session", prepare=True)
    duties.retire("session", new, timedelta(0))
    assert new not in vault.key_ring().keys("session")


def test_the_file_stays_its_owners_and_others_leave_no_trace(vault, ring_file):
    ring_file.with_name("keys.json.new").write_text("of one who was killed")
    duties.rotate("data")
    assert stat.S_IMODE(ring_file.stat().st_mode) == 0o600
    assert not ring_file.with_name("keys.json.new").exists()
    assert FileKeyRing(ring_file)


def test_nothing_is_written_when_it_would_not_be_good(ring_file):
    before = ring_file.read_text()
    with pytest.raises(KeysInvalidError):
        ringfile.change(ring_file, lambda rings: rings.pop("audit"))
    assert ring_file.read_text() == before


def test_a_broken_file_is_not_changed(ring_file):
    ring_file.write_text("{")
    with pytest.raises(KeysInvalidError):
        ringfile.change(ring_file, lambda rings: None)
    assert ring_file.read_text() == "{"


def test_the_status_tells_ids_and_no_keys(vault, ring_file):
    vault.new_person("noor")
    old = vault.key_ring().current("data")[0]
    duties.rotate("data", now=NOW)
    vault.new_person("jan")
    waiting = duties.rotate("audit", prepare=True)
    duties.rotate("blind", now=NOW)
    told = "\n".join(duties.status())
    assert f"data {old} old, replaced {NOW.isoformat()}, wraps 1 keys" in told
    assert f"audit {waiting} prepared" in told
    assert "eloket-reindex" in told
    keys = [key for name in RINGS for key in ring(ring_file, name)["keys"].values()]
    assert not [key for key in keys if key in told]


def test_what_proves_a_key_is_another_for_each_and_tells_nothing(vault, ring_file):
    vault.new_person("noor")
    duties.rotate("data")
    checks = duties.key_checks()
    assert {name: set(found) for name, found in checks.items()} == {
        name: set(vault.key_ring().keys(name)) for name in RINGS
    }
    told = [check for found in checks.values() for check in found.values()]
    assert len(set(told)) == len(told) == 6
    assert not [check for check in told if check in ring_file.read_text()]


def test_data_keys_in_use_are_the_current_and_those_that_wrap(vault, ring_file):
    first = vault.key_ring().current("data")[0]
    unused = duties.rotate("data")
    vault.new_person("noor")
    current = duties.rotate("data")
    assert duties.data_keys_in_use() == {unused, current}
    assert first not in duties.data_keys_in_use()
