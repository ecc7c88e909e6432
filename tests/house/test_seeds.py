"""The table of what was asked and the marks of the tests say the same."""

from pathlib import Path

import ast
import pytest
import re


ROOT = Path(__file__).parents[2]
TABLE = ROOT / "docs" / "seeds.md"
ROW = re.compile(r"\| (?P<number>\d{3}-\d{2}) \|.*\| (?P<proof>[^|]+) \|")


def rows() -> list[tuple[str, str]]:
    """Return number and last column of each row."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    found = [ROW.fullmatch(line) for line in lines]
    return [(row["number"], row["proof"]) for row in found if row]


def named() -> set[tuple[str, str]]:
    """Return number and test id for every proof that the table names."""
    return {(number, test) for number, proof in rows() for test in proof.split(", ")}


def functions_of(path: Path) -> dict[str, ast.FunctionDef]:
    """Return test id → function for a file, without running it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    file = path.relative_to(ROOT).as_posix()
    found = {}
    for node in tree.body:
        inner = node.body if isinstance(node, ast.ClassDef) else []
        prefix = f"{file}::{node.name}" if inner else file
        for function in inner or [node]:
            is_function = isinstance(function, ast.FunctionDef)
            if is_function and function.name.startswith("test_"):
                found[f"{prefix}::{function.name}"] = function
    return found


def marks_of(function: ast.FunctionDef) -> list[str]:
    """Return the numbers that a test is marked with."""
    return [
        argument.value
        for decorator in function.decorator_list
        if isinstance(decorator, ast.Call)
        and ast.unparse(decorator.func) == "pytest.mark.seed"
        for argument in decorator.args
    ]


@pytest.fixture(scope="module")
def all_tests() -> dict[str, ast.FunctionDef]:
    """All tests, wherever they are."""
    paths = sorted((ROOT / "tests").rglob("test_*.py"))
    return {name: node for path in paths for name, node in functions_of(path).items()}


def test_every_line_with_a_number_is_read():
    text = TABLE.read_text(encoding="utf-8")
    assert len(rows()) == len(re.findall(r"(?m)^\| *\d{3}-", text))


def test_numbers_run_without_a_gap():
    numbers = [number for number, _proof in rows()]
    for seed in ("000", "001", "002", "003", "004"):
        own = [number for number in numbers if number.startswith(seed)]
        assert own == [f"{seed}-{count:02}" for count in range(1, len(own) + 1)]
        assert own


def test_every_named_test_exists(all_tests):
    assert {test for _number, test in named()} - set(all_tests) == set()


def test_table_and_marks_say_the_same(all_tests):
    marked = {
        (number, name)
        for name, function in all_tests.items()
        for number in marks_of(function)
    }
    assert marked == named()
