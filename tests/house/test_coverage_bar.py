"""The build holds some rooms to their last branch, and says what is missing."""

from pathlib import Path
from tests import coverage_bar
from tests.coverage_bar import BARS
from tests.coverage_bar import wanted_bars
from types import SimpleNamespace

import os
import pytest
import subprocess
import sys


ROOT = Path(__file__).parents[2]
#: The rooms that STYLE, section 6, names.
ROOMS = {"identity", "parameters", "vault", "audit", "accounts", "mandates"}

MODULE = """\
def open_door(who):
    if who == "noor":
        return "open"
    for _one in who:
        print("knock")
    return "shut"
"""
#: Measures MODULE and prints the gaps.
MEASURE = """
from pathlib import Path
from tests import coverage_bar

import slipcover
import sys

coverage_bar.ROOT = Path(sys.argv[1])
sys.path.insert(0, sys.argv[1])
measuring = slipcover.Slipcover(branch=True)
folder = slipcover.FileMatcher(sources=[sys.argv[1]])
with slipcover.ImportManager(measuring, folder):
    import door
for who in sys.argv[2:]:
    door.open_door(who)
for file, lines in coverage_bar.gaps_of(measuring.get_coverage()).items():
    print(file, *lines, sep="\\n")
"""

#: Lets the bar hold a house of one room in a folder, in each process of a run.
HOUSE = """
from pathlib import Path
from tests import coverage_bar

coverage_bar.ROOT = Path(__file__).parent
coverage_bar.KNOWN = coverage_bar.ROOT / "known.txt"
coverage_bar.SOURCE = coverage_bar.ROOT / "house"
coverage_bar.BARS = ("hall",)
coverage_bar.MEASURED = "{measured}"
"""
#: Each comes alone to the door, in a file of its own; ``ending`` ends its process.
VISITS = {
    "noor": "def test_noor():\n    assert open_door('noor') == 'open'\n",
    "jan": "def test_jan():\n    assert open_door('jan') == 'shut'\n",
    "ending": "def test_ending():\n    import os\n    os._exit(1)\n",
    "red": "def test_red():\n    assert open_door('noor') == 'shut'\n",
}


def test_every_room_that_stands_is_held():
    rooms = ROOT / "src" / "collective" / "eloket"
    assert set(BARS) == {name for name in ROOMS if (rooms / name).is_dir()}


def options(**changes) -> SimpleNamespace:
    """Return the options of a run of all tests."""
    good = {
        "bars": "",
        "file_or_dir": [],
        "keyword": "",
        "markexpr": "",
        "deselect": None,
        "lf": False,
        "collectonly": False,
        "ignore": None,
        "ignore_glob": None,
    }
    return SimpleNamespace(**(good | changes))


def test_a_whole_run_is_held_to_all_rooms():
    assert wanted_bars(options()) == BARS


@pytest.mark.parametrize(
    "changes",
    [
        {"file_or_dir": ["tests/vault"]},
        {"keyword": "token"},
        {"markexpr": "not browser"},
        {"deselect": ["tests/vault/test_model.py"]},
        {"lf": True},
        {"collectonly": True},
        {"ignore": ["tests/browser"]},
        {"ignore_glob": ["tests/b*"]},
    ],
    ids=str,
)
def test_a_run_of_some_tests_is_held_to_nothing(changes):
    assert wanted_bars(options(**changes)) == ()


def test_a_room_can_be_named():
    assert wanted_bars(options(file_or_dir=["tests/vault"], bars="vault,audit")) == (
        "vault",
        "audit",
    )


def gaps(folder: Path, *who: str) -> list[str]:
    """Return what is said of the module when only these come to the door."""
    (folder / "door.py").write_text(MODULE)
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(folder), *who],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [line for line in done.stdout.splitlines() if line != "knock"]


def test_a_line_and_a_branch_that_no_test_reaches_are_named(tmp_path):
    assert gaps(tmp_path, "jan") == [
        "door.py",
        '3: return "open"  (not run)',
        '2: if who == "noor":  (never goes to line 3)',
    ]
    assert gaps(tmp_path, "noor", "") == [
        "door.py",
        '5: print("knock")  (not run)',
        "4: for _one in who:  (never goes to line 5)",
    ]


def test_nothing_is_said_when_all_is_tested(tmp_path):
    assert gaps(tmp_path, "noor", "jan") == []


def test_tests_of_the_rooms_come_first_and_alone_are_measured(tmp_path):
    """Of two tests that reach the same branch, one lies in a folder of no room."""
    status, said = shared_run(tmp_path, "noor", "jan", whole="test_jan.py")
    assert "never goes to line 3" in said and "(not run)" in said
    assert status == pytest.ExitCode.TESTS_FAILED
    status, said = shared_run(tmp_path / "b", "noor", "jan", whole="test_")
    assert "all tested" in said
    assert status == pytest.ExitCode.OK, said


def shared_run(
    folder: Path, *who: str, known: str = "", attic: bool = False, whole: str = ""
):
    """Run tests of a house in two processes; return the exit status and what is said.

    ``known`` is the list of known gaps; the attic is a file that nobody imports.
    ``whole``: all tests are run, and those whose path begins so are of the room.
    """
    room = folder / "house" / "hall"
    room.mkdir(parents=True)
    for package in (room.parent, room):
        (package / "__init__.py").touch()
    (room / "door.py").write_text(MODULE)
    if attic:
        (room / "attic.py").write_text("DUST = 1\n")
    (folder / "of_house.py").write_text(HOUSE.format(measured=whole))
    (folder / "known.txt").write_text(known)
    (folder / "pytest.ini").write_text("[pytest]\n")
    for name in who:
        text = f"from house.hall.door import open_door\n\n{VISITS[name]}"
        (folder / f"test_{name}.py").write_text(text)
    plugins = ("of_house", "tests.coverage_bar", "xdist", "no:cacheprovider")
    options = [part for plugin in plugins for part in ("-p", plugin)]
    options += ["-n", "2", "--dist", "loadfile", "--max-worker-restart", "0"]
    asked = () if whole else ("--bars", "hall", ".")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *asked],
        cwd=folder,
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}",
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        },
        capture_output=True,
        text=True,
    )
    return done.returncode, done.stdout + done.stderr


def test_what_two_processes_reached_is_added_up(tmp_path):
    status, said = shared_run(tmp_path, "noor", "jan")
    assert "all tested" in said
    assert status == pytest.ExitCode.OK, said


def test_what_none_of_two_processes_reached_fails_the_run(tmp_path):
    status, said = shared_run(tmp_path, "jan")
    assert 'return "open"  (not run)' in said
    assert '2: if who == "noor":  (never goes to line 3)' in said
    assert status == pytest.ExitCode.TESTS_FAILED


def test_a_known_gap_does_not_fail_a_run_of_two_processes(tmp_path):
    status, said = shared_run(tmp_path, "jan", known="house/hall/door.py 2\n")
    assert 'return "open"  (not run)' in said
    assert status == pytest.ExitCode.OK, said


def test_a_file_that_no_process_imported_fails_the_run(tmp_path):
    status, said = shared_run(tmp_path, "noor", "jan", attic=True)
    assert "house/hall/attic.py" in said
    assert status == pytest.ExitCode.TESTS_FAILED


def test_a_process_that_ended_without_a_word_is_named(tmp_path):
    status, said = shared_run(tmp_path, "noor", "jan", "ending")
    assert "ended without telling what it reached" in said
    assert status == pytest.ExitCode.TESTS_FAILED


def test_a_red_test_in_a_process_fails_the_run(tmp_path):
    status, said = shared_run(tmp_path, "noor", "jan", "red")
    assert "all tested" in said
    assert status == pytest.ExitCode.TESTS_FAILED


def test_known_gaps_may_fall_and_not_rise():
    gaps = {"a.py": ["1", "2"], "b.py": ["1"]}
    assert coverage_bar.beyond(gaps, {"a.py": 2, "b.py": 1}) == []
    assert coverage_bar.beyond(gaps, {"a.py": 1, "b.py": 3}) == ["a.py"]
    assert coverage_bar.beyond(gaps, {"a.py": 2}) == ["b.py"]


def test_known_gaps_are_read_without_remarks(tmp_path):
    path = tmp_path / "gaps.txt"
    path.write_text("# a remark\nsrc/a.py 2\n")
    assert coverage_bar.known(path) == {"src/a.py": 2}


def test_each_known_gap_is_of_a_file_that_stands():
    assert all((coverage_bar.ROOT / file).exists() for file in coverage_bar.known())
