from eloket_sandbox.start import commands
from eloket_sandbox.start.folder import AlreadyRunningError
from eloket_sandbox.start.folder import DataFolder
from eloket_sandbox.start.folder import OtherLayoutError

import os
import pytest
import subprocess
import sys


def test_nobody_else_may_look_into_it(tmp_path):
    DataFolder(tmp_path).make()
    assert {path.stat().st_mode & 0o077 for path in tmp_path.iterdir()} == {0}


def test_two_cannot_have_it_at_once(tmp_path):
    folder = DataFolder(tmp_path)
    with folder.locked():
        with pytest.raises(AlreadyRunningError, match=str(os.getpid())):
            folder.locked().__enter__()
        with pytest.raises(AlreadyRunningError):
            folder.drop()
    with folder.locked():
        pass


def test_dropping_takes_all_data_and_nothing_else(tmp_path):
    folder = DataFolder(tmp_path)
    folder.make()
    folder.database.touch()
    (tmp_path / "keys.json").touch()
    (tmp_path / "screenshots").mkdir()
    folder.drop()
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"start.lock", "screenshots"}


@pytest.mark.parametrize("noted", [None, "1", ""], ids=["nothing", "another", "empty"])
def test_data_of_another_version_are_left_alone_and_it_is_said(tmp_path, capsys, noted):
    folder = DataFolder(tmp_path)
    folder.make()
    folder.check_layout()
    folder.database.touch()
    folder.check_layout()
    layout = tmp_path / "filestorage" / "layout"
    if noted is None:
        layout.unlink()
    else:
        layout.write_text(noted)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(OtherLayoutError):
        folder.check_layout()
    ports = ("--port", "0", "--sandbox-port", "0")
    assert commands.main(["--data", str(tmp_path), *ports]) == 1
    assert "make clean-data" in capsys.readouterr().err
    assert sorted(tmp_path.rglob("*")) == sorted([*before, tmp_path / "start.lock"])


def test_cleaning_needs_nothing_installed(tmp_path):
    DataFolder(tmp_path).make()
    source = "sandbox/src"
    command = [sys.executable, "-S", "-m", "eloket_sandbox.start.clean", "--data"]
    env = {**os.environ, "PYTHONPATH": source}
    command.append(str(tmp_path))
    done = subprocess.run(command, env=env, capture_output=True)
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "filestorage").exists()
    with DataFolder(tmp_path).locked():
        refused = subprocess.run(command, env=env, capture_output=True)
    assert refused.returncode == 1
    assert b"stop it first" in refused.stderr
