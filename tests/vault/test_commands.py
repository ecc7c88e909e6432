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
