"""Every line of the table names code and tests that are there."""

from tests.mutants.table import Mutant
from tests.mutants.table import read_table
from tests.mutants.table import ROOT

import ast
import pytest


MUTANTS = read_table()


def test_the_text_of_each_mutant_stands_in_its_file_once():
    assert [mutant.id for mutant in MUTANTS if not mutant.is_there()] == []


def ids_in(file: str) -> set[str]:
    """Return the ids of the tests in a file, without running it."""
    path = ROOT / file
    if not path.exists():
        return set()
    found = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        inner = node.body if isinstance(node, ast.ClassDef) else []
        found |= {f"{file}::{node.name}" for node in [node] if is_test(node)}
        found |= {f"{file}::{node.name}::{one.name}" for one in inner if is_test(one)}
    return found


def is_test(node: ast.stmt) -> bool:
    """Is this a function that pytest collects?"""
    return isinstance(node, ast.FunctionDef) and node.name.startswith("test_")


def test_every_test_that_must_go_red_is_there():
    named = {test.partition("[")[0] for mutant in MUTANTS for test in mutant.red}
    there = set().union(*(ids_in(test.partition("::")[0]) for test in named))
    assert named - there == set()


def test_no_two_mutants_have_the_same_name():
    names = [mutant.id for mutant in MUTANTS]
    assert len(names) == len(set(names))


def test_every_mutant_says_why_and_names_a_test():
    assert [mutant.id for mutant in MUTANTS if not mutant.why or not mutant.red] == []


def mutant(**changes) -> Mutant:
    """Make a good line of the table."""
    good = {
        "area": "house",
        "name": "door-open",
        "why": "anybody comes in",
        "file": "src/door.py",
        "source": "    check()\n",
        "replacement": "",
        "red": ("tests/test_door.py::test_is_shut",),
    }
    return Mutant(**(good | changes))


def test_a_mutant_takes_its_text_out():
    assert mutant().applied_to("def go():\n    check()\n    pass\n") == (
        "def go():\n    pass\n"
    )


@pytest.mark.parametrize(
    "text", ["def go():\n    pass\n", "    check()\n    check()\n"], ids=["0", "2"]
)
def test_a_text_that_is_not_there_once_is_told(text):
    with pytest.raises(ValueError, match="house/door-open: its text stands"):
        mutant().applied_to(text)


@pytest.mark.parametrize(
    "text, there",
    [("    check()\n", True), ("", False), ("    check()\n    check()\n", False)],
    ids=["once", "gone", "twice"],
)
def test_lint_can_tell_whether_the_text_is_there(tmp_path, text, there):
    (tmp_path / "src").mkdir()
    assert not mutant().is_there(tmp_path)
    (tmp_path / "src/door.py").write_text(text)
    assert mutant().is_there(tmp_path) is there
