"""What belongs together goes to one process, and the longest begins first."""

from pathlib import Path
from tests import sharing

import ast
import pytest


ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    "nodeid, group",
    [
        ("tests/vault/test_model.py::test_a", "tests/vault/test_model.py"),
        ("tests/vault/test_model.py::TestB::test_c[x::y]", "tests/vault/test_model.py"),
        ("tests/browser/test_axe.py::test_a", "started product"),
        ("tests/browser/test_panels.py::test_a", "started product"),
        ("tests/raw_storage/test_started.py::test_a", "started product"),
        ("tests/raw_storage/test_journey.py::t", "tests/raw_storage/test_journey.py"),
    ],
)
def test_a_file_stays_whole_and_those_of_one_product_go_together(nodeid, group):
    assert sharing.group_of(nodeid) == group


def arguments(file: Path) -> set[str]:
    """Return the names of the fixtures that the tests of a file ask for by name."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    functions = (one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef))
    return {argument.arg for one in functions for argument in one.args.args}


def test_whoever_looks_at_the_started_product_is_named():
    """Else it would be started once in each process."""
    files = [
        file
        for file in (ROOT / "tests").rglob("test_*.py")
        if {"started", "noors_case"} & arguments(file)
        and "def started(" not in file.read_text(encoding="utf-8")
    ]
    assert len(files) > 3
    names = [str(file.relative_to(ROOT)) for file in files]
    assert [name for name in names if sharing.group_of(name) == name] == []


def test_the_longest_begin_first():
    first, last = sharing.LONGEST[0], sharing.LONGEST[-1]
    nodeids = ["tests/vault/test_model.py::test_a", f"{last}::test_b", f"{first}::c"]
    assert sorted(nodeids, key=sharing.rank_of) == nodeids[::-1]


def test_every_place_that_is_named_is_there():
    paths = (*sharing.TOGETHER, *sharing.LONGEST)
    assert [path for path in paths if not (ROOT / path).exists()] == []
