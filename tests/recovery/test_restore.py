"""A backup comes back, without what was taken back since; it never holds the keys."""

from collections import Counter
from collective.eloket.audit import service as audit
from collective.eloket.ephemeral.service import side_store
from collective.eloket.recovery import backup
from collective.eloket.recovery import commands
from collective.eloket.recovery import databases
from collective.eloket.recovery import errors
from collective.eloket.recovery import journal
from collective.eloket.recovery import manifest
from collective.eloket.recovery import marker
from collective.eloket.recovery import model
from collective.eloket.recovery import person_keys
from collective.eloket.recovery import restore
from collective.eloket.recovery.databases import Database
from collective.eloket.recovery.subscribers import refuse_half_a_restore
from collective.eloket.vault import duties
from collective.eloket.vault import service as vault
from collective.eloket.vault.commands import write_new_ring
from tests.raw_storage.places import folder_places
from tests.raw_storage.places import sqlite_places
from tests.raw_storage.scanner import find
from tests.recovery.machine import DAY
from tests.recovery.machine import fact
from tests.recovery.machine import JAN
from tests.recovery.machine import NAMES
from tests.recovery.machine import NOOR
from tests.recovery.machine import NOW

import base64
import json
import pytest
import shutil
import stat


def nothing(facts):
    return Counter(fact.kind for fact in facts)


def test_everything_comes_back(machine):
    folder = machine.backup()
    machine.burn()
    restore.put_back(folder, machine.database)
    restore.finish(nothing)
    assert machine.read() == NAMES
    assert len(audit.find(NOOR)) == 1
    assert audit.find(NOOR)[0].entry.details == {"name": NAMES[NOOR]}


def test_what_ends_by_itself_does_not_come_back(machine):
    folder = machine.backup()
    assert side_store().get("nonce", "taken")
    machine.burn()
    restore.put_back(folder, machine.database)
    assert side_store().get("nonce", "taken") is None


def test_who_was_erased_since_stays_erased(machine):
    folder = machine.backup()
    machine.erase_noor()
    machine.burn()
    plan = restore.put_back(folder, machine.database)
    assert plan.erased == {NOOR}
    assert machine.read() == {JAN: NAMES[JAN]}


def test_of_who_was_erased_nothing_is_found_in_any_backup(machine):
    """Their key goes out of the part for keys; the rest was sealed with it."""
    first, second = machine.backup(), machine.backup(NOW + DAY / 2)
    key = vault.for_person(NOOR)._find_key(NOOR).key
    wrapped = side_store().kept("person-key", NOOR)
    machine.erase_noor()
    assert backup.tidy(machine.root, 30 * DAY, NOW + 2 * DAY) == 2
    planted = {"name": NAMES[NOOR], "key": key, "wrapped key": wrapped}
    for folder in (first, second):
        places = [*folder_places(folder)]
        for name in ("persons.sqlite", "side.sqlite"):
            places += sqlite_places(folder / name)
        assert find(places, planted) == []
        assert person_keys.ids(folder) == {JAN, "installation"}


def test_the_scanner_would_find_the_key_that_was_not_taken_out(machine):
    folder = machine.backup()
    wrapped = side_store().kept("person-key", NOOR)
    assert find(sqlite_places(folder / "persons.sqlite"), {"wrapped key": wrapped})


def test_no_key_of_the_ring_is_in_a_backup(machine):
    folder = machine.backup()
    rings = json.loads(machine.keys.read_text())["rings"]
    texts = [text for ring in rings.values() for text in ring["keys"].values()]
    planted = {text[:4]: text for text in texts}
    planted |= {f"raw {text[:4]}": base64.b64decode(text) for text in texts}
    assert find([*folder_places(folder)], planted) == []


def test_only_its_owner_reads_a_backup(machine):
    folder = machine.backup()
    for path in (folder, folder / "persons.sqlite", folder / "side.sqlite"):
        assert not stat.S_IMODE(path.stat().st_mode) & 0o077


def test_keys_of_persons_end_before_the_backup(machine):
    folder = machine.backup()
    backup.tidy(machine.root, 30 * DAY, NOW + 30 * DAY)
    assert restore.look(folder)
    backup.tidy(machine.root, 30 * DAY, NOW + 31 * DAY)
    assert not (folder / "persons.sqlite").exists()
    with pytest.raises(errors.PersonKeysOverError):
        restore.look(folder)
    assert backup.tidy(machine.root, 30 * DAY, NOW + 31 * DAY) == 0
    assert person_keys.take_out(folder, [NOOR]) == 0


def test_keys_in_a_backup_that_was_broken_off_go_too(machine):
    folder = machine.backup()
    (folder / "manifest.json").unlink()
    assert backup.backups(machine.root) == []
    machine.erase_noor()
    assert backup.tidy(machine.root, 30 * DAY, NOW + 2 * DAY) == 1
    assert backup.tidy(machine.root, 30 * DAY, NOW + 31 * DAY) == 2
    assert not (folder / "persons.sqlite").exists()


def test_looking_changes_nothing(machine):
    folder = machine.backup()
    journal.append(fact(), NOW + DAY)
    before = machine.keys.read_text()
    plan = restore.look(folder)
    assert (plan.persons, plan.counts) == (3, {model.ERASED: 1})
    assert machine.keys.read_text() == before
    assert marker.marked() is None
    assert machine.read() == NAMES


@pytest.mark.parametrize("hours, found", [(-2, 0), (-0.5, 1), (3, 1)])
def test_facts_since_shortly_before_the_backup_count(machine, hours, found):
    folder = machine.backup()
    journal.append(fact(at=NOW + DAY * hours / 24), NOW)
    assert len(restore.look(folder).facts) == found


def test_everybody_is_signed_out_and_the_audit_says_so(machine):
    folder = machine.backup()
    before = vault.session_key()
    journal.append(fact(), NOW + DAY)
    machine.burn()
    restore.put_back(folder, machine.database)
    assert restore.finish(nothing) == {model.ERASED: 1}
    assert before not in vault.session_keys().values()
    row = audit.find()[0].entry
    assert (row.action, row.object) == ("site.restore", folder.name)
    assert row.details == {"facts": 1, "applied": {"erased": 1}}


def test_no_process_starts_on_half_a_restore(machine, monkeypatch):
    folder = machine.backup()
    assert refuse_half_a_restore(None) is None
    machine.burn()
    restore.put_back(folder, machine.database)
    with pytest.raises(errors.RestoreUnfinishedError, match="eloket-restore facts"):
        refuse_half_a_restore(None)
    with monkeypatch.context() as finishing:
        finishing.setenv(marker.FINISHING, "1")
        assert refuse_half_a_restore(None) is None
    restore.finish(nothing)
    assert refuse_half_a_restore(None) is None
    assert restore.finish(nothing) == {}


def test_what_fails_in_the_middle_is_finished_by_the_next_run(machine):
    folder = machine.backup()
    machine.burn()
    restore.put_back(folder, machine.database)

    def breaks(_facts):
        raise KeyError("broken off")

    with pytest.raises(KeyError):
        restore.finish(breaks)
    assert marker.marked() == folder.name
    restore.finish(nothing)
    assert marker.marked() is None


def other_key(machine, folder, ring):
    rings = json.loads(machine.keys.read_text())
    new = rings["rings"][ring]
    (key_id,) = new["keys"]
    new["keys"][key_id] = base64.b64encode(bytes(32)).decode()
    machine.keys.write_text(json.dumps(rings))


def other_ring(machine, folder):
    machine.keys.unlink()
    write_new_ring(machine.keys)


def changed(name):
    def change(machine, folder):
        path = folder / name
        path.write_bytes(path.read_bytes().replace(b"filestorage", b"postgresql1"))
        if name != "manifest.json":
            path.write_bytes(path.read_bytes() + b"x")

    return change


#: What is wrong → what is said.
REFUSED = {
    "data key": (
        lambda m, f: other_key(m, f, "data"),
        errors.KeysMissingError,
        "ring data",
    ),
    "blind key": (
        lambda m, f: other_key(m, f, "blind"),
        errors.KeysMissingError,
        "ring blind",
    ),
    "audit key": (
        lambda m, f: other_key(m, f, "audit"),
        errors.BackupBrokenError,
        "changed",
    ),
    "ring of another": (other_ring, errors.BackupBrokenError, "another installation"),
    "manifest changed": (changed("manifest.json"), errors.BackupBrokenError, "changed"),
    "side store changed": (
        changed("side.sqlite"),
        errors.BackupBrokenError,
        "side.sqlite",
    ),
    "side store gone": (
        lambda m, f: (f / "side.sqlite").unlink(),
        errors.BackupBrokenError,
        "side.sqlite",
    ),
    "no manifest": (
        lambda m, f: (f / "manifest.json").unlink(),
        errors.BackupBrokenError,
        "no whole backup",
    ),
    "other format": (
        lambda m, f: (f / "manifest.json").write_text("[]"),
        errors.BackupBrokenError,
        "no whole backup",
    ),
    "no journal": (
        lambda m, f: shutil.rmtree(m.folder / "journal"),
        errors.JournalTooYoungError,
        "does not know backup",
    ),
    "journal cut": (
        lambda m, f: next((m.folder / "journal").iterdir()).write_text("x\n"),
        errors.JournalBrokenError,
        "line 1",
    ),
}


@pytest.mark.parametrize("what", REFUSED)
def test_is_refused_and_nothing_is_done(machine, what):
    change, error, said = REFUSED[what]
    folder = machine.backup()
    machine.burn()
    change(machine, folder)
    with pytest.raises(error, match=said):
        restore.put_back(folder, machine.database)
    assert not (machine.folder / "Data.fs").exists()
    assert not (machine.folder / "side.sqlite").exists()


@pytest.mark.parametrize("what", ["Data.fs", "side.sqlite", "blobs/one"])
def test_nothing_is_written_over(machine, what):
    folder = machine.backup()
    machine.burn()
    path = machine.folder / what
    path.parent.mkdir(exist_ok=True)
    path.write_text("of somebody")
    with pytest.raises(errors.TargetExistsError):
        restore.put_back(folder, machine.database)
    assert path.read_text() == "of somebody"


def test_an_empty_folder_for_blobs_is_taken(machine):
    folder = machine.backup()
    machine.burn()
    machine.database.blobs.mkdir()
    restore.put_back(folder, machine.database)
    assert machine.read() == NAMES


def test_a_backup_of_files_does_not_go_into_postgresql(machine):
    folder = machine.backup()
    with pytest.raises(errors.BackupBrokenError, match="filestorage"):
        restore.put_back(folder, Database("postgresql://localhost/x", None))


def test_a_second_backup_links_to_the_blobs_of_the_first(machine):
    first, second = machine.backup(), machine.backup(NOW + DAY)
    blobs = list((first / "blobs").rglob("*.blob"))
    assert len(blobs) == 2
    for path in blobs:
        assert (second / path.relative_to(first)).stat().st_ino == path.stat().st_ino


def test_a_blob_that_is_packed_away_meanwhile_is_left_out(machine, monkeypatch):
    real = databases.os.walk

    def walk(source):
        for folder, folders, names in real(source):
            yield folder, folders, [*names, "gone.blob"]

    monkeypatch.setattr(databases.os, "walk", walk)
    folder = machine.backup()
    assert len(list((folder / "blobs").rglob("*.blob"))) == 2


def test_the_same_folder_is_not_used_twice(machine, monkeypatch):
    monkeypatch.setattr(backup.secrets, "token_hex", lambda _bytes: "same")
    machine.backup()
    with pytest.raises(errors.TargetExistsError):
        machine.backup()


def test_what_cannot_be_copied_leaves_no_manifest(machine):
    broken = Database(str(machine.folder / "none" / "Data.fs"), None)
    with pytest.raises(errors.ProgramFailedError, match="repozo"):
        backup.make(machine.root, broken, NOW)
    assert backup.backups(machine.root) == []


def test_a_side_store_that_is_not_there_is_told(tmp_path):
    with pytest.raises(errors.ProgramFailedError, match="side store"):
        databases.copy_side_store(f"sqlite:///{tmp_path / 'none.sqlite'}", tmp_path)


def command(machine, *words):
    database = [
        "--zodb",
        machine.database.address,
        "--blobs",
        str(machine.database.blobs),
    ]
    if words[0] == "backup":
        return commands.backup(["--to", str(machine.root), *database])
    given = database if words[0] == "files" else []
    return commands.restore([*words, *given])


def test_by_the_commands(machine, capsys):
    assert command(machine, "backup") == 0
    (folder,) = backup.backups(machine.root)
    machine.erase_noor(at=manifest.read(folder).moment + DAY)
    assert command(machine, "look", str(folder)) == 0
    told = capsys.readouterr().out
    assert "the key ring is not in it" in told
    assert "keys of 3 persons; all keys of the ring fit" in told
    assert "erased: 1" in told
    assert NOOR not in told
    assert command(machine, "files", str(folder)) == 1
    assert "move it away first" in capsys.readouterr().err
    machine.burn()
    assert command(machine, "files", str(folder)) == 0
    assert "eloket-restore facts" in capsys.readouterr().out
    assert machine.read() == {JAN: NAMES[JAN]}


def test_a_full_disk_is_told(machine, capsys, monkeypatch):
    def full(*_arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(databases.shutil, "copyfile", full)
    assert command(machine, "backup") == 1
    assert "No space left" in capsys.readouterr().err
    assert backup.backups(machine.root) == []


def test_without_a_journal_no_backup_is_made(machine, monkeypatch, capsys):
    monkeypatch.delenv("ELOKET_JOURNAL")
    assert command(machine, "backup") == 1
    assert "ELOKET_JOURNAL" in capsys.readouterr().err
    assert not machine.root.exists()


def test_keys_that_were_replaced_since_open_the_backup_still(machine):
    folder = machine.backup()
    for ring in ("data", "blind", "audit", "seal", "session"):
        duties.rotate(ring)
    list(duties.rewrap())
    machine.burn()
    restore.put_back(folder, machine.database)
    assert machine.read() == NAMES
