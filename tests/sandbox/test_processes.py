from eloket_sandbox.start import processes
from eloket_sandbox.start.commands import obituary
from eloket_sandbox.start.folder import DataFolder
from eloket_sandbox.start.processes import Family
from eloket_sandbox.start.processes import ProcessEndedError

import os
import pytest
import signal
import sys


STUBBORN = "import signal, time; signal.signal(15, signal.SIG_IGN); time.sleep(60)"
PARENT = "import subprocess,sys,time; subprocess.Popen(['sleep','60']); time.sleep(60)"


@pytest.fixture
def family(tmp_path, monkeypatch):
    """Processes with logs of their own; signals of the test run stay as they were."""
    monkeypatch.setattr(processes, "STOP_SIGNALS", (signal.SIGHUP,))
    monkeypatch.setattr(processes, "PATIENCE_SECONDS", 0.5)
    before = signal.getsignal(signal.SIGHUP)
    folder = DataFolder(tmp_path)
    folder.make()
    made = Family(folder, dict(os.environ))
    yield made
    made.stop()
    signal.signal(signal.SIGHUP, before)


def python(code):
    return [sys.executable, "-c", code]


def test_all_are_stopped_even_the_stubborn_and_their_children(family):
    children = [
        family.start("stubborn", python(STUBBORN)),
        family.start("parent", python(PARENT)),
    ]
    family.stop()
    assert family.children == []
    assert all(child.is_gone() for child in children)


def test_a_death_is_noticed_and_told_with_its_log(family):
    family.start("lasting", python("import time; time.sleep(60)"))
    family.start("short", python("print('no key'); raise SystemExit(3)"))
    with pytest.raises(ProcessEndedError) as error:
        family.watch()
    assert (error.value.name, error.value.status) == ("short", 3)
    told = obituary(family.folder, error.value)
    assert "'short' ended" in told
    assert str(family.folder.log("short")) in told
    assert "no key" in told


def test_an_ending_without_error_is_a_death_too(family):
    family.start("short", python("pass"))
    with pytest.raises(ProcessEndedError):
        family.watch()


def test_a_step_runs_to_its_end(family):
    family.run("step", python("print('done')"))
    assert family.folder.log("step").read_text() == "done\n"
    assert family.children == []


def test_a_step_that_fails_is_told(family):
    with pytest.raises(ProcessEndedError) as error:
        family.run("step", python("raise SystemExit(2)"))
    assert (error.value.name, error.value.status) == ("step", 2)


def test_a_step_ends_when_another_process_dies(family):
    family.start("short", python("raise SystemExit(4)"))
    with pytest.raises(ProcessEndedError) as error:
        family.run("step", python("import time; time.sleep(60)"))
    assert error.value.name == "short"


def test_what_processes_write_is_for_the_owner_only(family, tmp_path):
    family.run("step", python("open('made', 'w').close()"))
    assert (tmp_path / "made").stat().st_mode & 0o077 == 0
