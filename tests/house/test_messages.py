"""Every refusal says something to who meets it, and every cause has its own code."""

from collective.eloket.errors import EloketError
from collective.eloket.messages import MESSAGES
from tests.house.test_doors import modules
from tests.house.test_doors import SOURCE

import importlib


def refusals() -> list[type[EloketError]]:
    """Return all error classes of ours."""
    for name, _path in modules():
        if name.endswith("errors"):
            importlib.import_module(f"collective.eloket.{name}")
    found, left = [], [EloketError]
    while left:
        one = left.pop()
        found.append(one)
        left += one.__subclasses__()
    return [one for one in found if one.__module__.startswith("collective.eloket")]


def test_each_code_has_words():
    missing = {one.code for one in refusals()} - set(MESSAGES)
    assert missing == set()


def test_each_cause_has_a_code_of_its_own():
    first: dict[str, type[EloketError]] = {}
    for one in sorted(refusals(), key=lambda one: len(one.__mro__)):
        # a kind of the same cause may carry more, and says the same
        assert issubclass(one, first.setdefault(one.code, one)), one


def test_there_are_no_words_without_a_cause():
    assert set(MESSAGES) - {one.code for one in refusals()} == set()


def test_yes_and_no_are_said_in_one_place():
    """Else one of them is changed, and a letter says otherwise than its page."""
    source = SOURCE
    saying = [
        path.relative_to(source).as_posix()
        for path in source.rglob("*.py")
        if '_("answer_yes"' in path.read_text() or '_("answer_no"' in path.read_text()
    ]
    assert saying == ["catalogue/words.py"]
