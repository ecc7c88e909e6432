"""Does the runner tell a check that is missed from one that is not?"""

from pathlib import Path
from tests.mutants.runner import stage_in
from tests.mutants.runner import try_all
from tests.mutants.table import Mutant
from tests.mutants.tree import Tree

import pytest


DOOR = """
def may_enter(name):
    if name != "noor":
        return False
    return True
"""
TESTS = """
from door import may_enter

import pytest


def test_noor_may():
    assert may_enter("noor")


@pytest.mark.parametrize("name", ["jan", "noor x"], ids=["jan", "noor and more"])
def test_others_may_not(name):
    assert not may_enter(name)


def test_that_says_nothing():
    pass


def test_that_fails_anyway():
    assert False


@pytest.fixture
def broken():
    raise RuntimeError


def test_that_cannot_begin(broken):
    pass


@pytest.fixture
def tidy():
    yield
    assert not may_enter("jan")


def test_that_leaves_a_mess_when_it_fails(tidy):
    assert not may_enter("jan")
"""
SHUT = "tests/test_door.py::test_others_may_not"


@pytest.fixture(scope="module")
def tree(tmp_path_factory) -> Tree:
    """A house of one door, copied as the real one is; with the real stage."""
    house = tmp_path_factory.mktemp("house") / "house"
    for name in ("src", "tests/mutants"):
        (house / name).mkdir(parents=True)
    (house / "src/door.py").write_text(DOOR)
    (house / "tests/test_door.py").write_text(TESTS)
    (house / "tests/__init__.py").touch()
    (house / "pyproject.toml").write_text("[tool.pytest.ini_options]\n")
    here = Path(__file__).parent
    for name in ("__init__.py", "stage.py"):
        (house / "tests/mutants" / name).write_text((here / name).read_text())
    return Tree(house.parent / "copy", house)


@pytest.fixture(scope="module")
def stage(tree):
    """The process that runs tests in the copy."""
    with stage_in(tree.path) as stage:
        yield stage


def mutant(**changes) -> Mutant:
    """Make a mutant of the door that its test notices."""
    good = {
        "area": "house",
        "name": "door-open",
        "why": "anybody comes in",
        "file": "src/door.py",
        "source": "        return False\n",
        "replacement": "        pass\n",
        "red": (SHUT,),
    }
    return Mutant(**(good | changes))


def faults(tree, stage, **changes) -> list[str]:
    """Return what is wrong with one mutant, and with the tests without it."""
    tries = dict(try_all(tree, stage, [mutant(**changes)]))
    return [line for lines in tries.values() for line in lines]


def test_a_check_that_is_missed_is_no_fault(tree, stage):
    assert faults(tree, stage) == []


def test_who_fails_and_cannot_clean_up_has_noticed(tree, stage):
    red = ("tests/test_door.py::test_that_leaves_a_mess_when_it_fails",)
    assert faults(tree, stage, red=red) == []


def test_the_case_that_is_named_must_go_red(tree, stage):
    assert faults(tree, stage, red=(f"{SHUT}[noor and more]",)) == []
    lax = {"source": "name !=", "replacement": "name[:4] !="}
    found = faults(tree, stage, red=(f"{SHUT}[jan]",), **lax)
    assert found[0] == f"house/door-open: stays green: {SHUT}[jan]"


@pytest.mark.parametrize(
    "changes, said",
    [
        ({"red": ("tests/test_door.py::test_that_says_nothing",)}, "stays green"),
        ({"red": (SHUT, "tests/test_door.py::test_noor_may")}, "stays green"),
        ({"source": "return None"}, "stands 0 times"),
        ({"replacement": "        nothing\n"}, "replacement is broken (NameError)"),
        ({"replacement": "        (\n"}, "leaves no Python"),
        ({"red": ("tests/test_door.py::test_no_such",)}, "not there, or not green"),
        (
            {"red": ("tests/test_door.py::test_that_fails_anyway",)},
            "not there, or not green",
        ),
        (
            {"red": ("tests/test_door.py::test_that_cannot_begin",)},
            "not there, or not green",
        ),
    ],
    ids=[
        "nobody notices",
        "one of two tests does not notice",
        "text is gone",
        "a name that is not there",
        "no Python",
        "no such test",
        "red anyway",
        "cannot begin",
    ],
)
def test_a_fault_is_told(tree, stage, changes, said):
    assert any(said in line for line in faults(tree, stage, **changes))


def test_tests_that_do_not_end_are_a_fault(tree, stage, monkeypatch):
    monkeypatch.setattr("tests.mutants.runner.SECONDS", 3)
    endless = {"replacement": "        while True: pass\n"}
    assert any("did not end" in line for line in faults(tree, stage, **endless))


def test_the_copy_is_as_it_was_afterwards(tree, stage):
    faults(tree, stage)
    assert (tree.path / "src/door.py").read_text() == DOOR
