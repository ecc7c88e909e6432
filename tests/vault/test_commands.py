from collective.eloket.vault import commands
from collective.eloket.vault.errors import KeysExistError
from collective.eloket.vault.keyring import FileKeyRing

import os
import pytest
import stat


def test_a_new_ring_is_for_its_owner_only(tmp_path):
    before = os.umask(0)
    try:
        commands.write_new_ring(tmp_path / "keys.json")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "keys.json").stat().st_mode) == 0o600


def test_a_new_ring_can_be_used(tmp_path):
    commands.write_new_ring(tmp_path / "keys.json")
    assert FileKeyRing(tmp_path / "keys.json").current("data")


def test_no_two_rings_are_alike(tmp_path):
    for name in ("a", "b"):
        commands.write_new_ring(tmp_path / name)
    assert (tmp_path / "a").read_text() != (tmp_path / "b").read_text()


def test_an_old_ring_is_never_written_over(ring_file):
    before = ring_file.read_text()
    with pytest.raises(KeysExistError):
        commands.write_new_ring(ring_file)
    assert ring_file.read_text() == before


def test_the_command_tells_what_to_set(tmp_path, capsys):
    path = tmp_path / "keys.json"
    assert commands.main([str(path)]) == 0
    assert f"ELOKET_KEYS={path}" in capsys.readouterr().out
    secrets = FileKeyRing(path)
    assert secrets.keys("blind")


def test_the_command_refuses_to_write_over(ring_file, capsys):
    assert commands.main([str(ring_file)]) == 1
    assert "exists already" in capsys.readouterr().err


def test_a_new_ring_by_its_own_word(tmp_path, capsys):
    assert commands.main(["new", str(tmp_path / "keys.json")]) == 0
    assert "written" in capsys.readouterr().out


def test_the_command_rotates_rewraps_and_retires(vault, ring_file, capsys):
    vault.new_person("noor")
    old = vault.key_ring().current("data")[0]
    assert commands.main(["rotate", "data"]) == 0
    assert commands.main(["rewrap"]) == 0
    assert commands.main(["retire", "data", old]) == 1
    assert "backups" in capsys.readouterr().err
    assert commands.main(["retire", "data", old, "--after", "0"]) == 0
    assert commands.main(["status"]) == 0
    told = capsys.readouterr().out
    assert f"{old} is gone" in told
    assert "wraps 1 keys" in told


def test_the_command_prepares(vault, ring_file, capsys):
    before = vault.key_ring().current("audit")
    assert commands.main(["rotate", "audit", "--prepare"]) == 0
    assert "is prepared" in capsys.readouterr().out
    assert vault.key_ring().current("audit") == before


def test_with_nobody_there_is_nothing_to_wrap(vault, capsys):
    assert commands.main(["rewrap"]) == 0
    assert capsys.readouterr().out == "all are wrapped with the current data key\n"


def test_what_is_on_the_command_line_is_read(monkeypatch, ring_file, capsys):
    monkeypatch.setattr("sys.argv", ["eloket-keys", str(ring_file)])
    assert commands.main() == 1


@pytest.mark.parametrize("given", [[], ["--help"]])
def test_the_command_explains_itself(given, capsys):
    with pytest.raises(SystemExit):
        commands.main(given)
