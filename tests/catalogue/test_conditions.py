from collective.eloket.catalogue.conditions import asked_of
from collective.eloket.catalogue.conditions import check_condition
from collective.eloket.catalogue.conditions import Condition
from collective.eloket.catalogue.conditions import ConditionError
from pathlib import Path
from types import SimpleNamespace

import json
import pytest


#: The browser is asked the same: tests/browser/test_form_steps.py.
TABLE = json.loads((Path(__file__).parent / "rules.json").read_text())


def question(name, when=None, kind="choice", choices=("x", "y")):
    return SimpleNamespace(
        name=name,
        kind=kind,
        choices=tuple((token, token) for token in choices),
        when=Condition.parse(when) if when else None,
    )


def names(questions):
    return [one.name for one in questions]


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row['rule']} {row['given']}")
def test_a_rule_holds_as_the_table_says(row):
    assert Condition.parse(row["rule"]).holds(row["given"]) is row["holds"]


@pytest.mark.parametrize(
    "given, holds",
    [
        ("x", True),
        (["x"], True),
        ("y", False),
        (True, False),
        (None, False),
        (7, False),
    ],
)
def test_answers_are_read_as_forms_and_programs_send_them(given, holds):
    assert Condition.parse("a=x").holds({"a": given}) is holds


@pytest.mark.parametrize("given, holds", [(True, True), ("yes", True), (False, False)])
def test_yes_and_no_are_words(given, holds):
    assert Condition.parse("a=yes").holds({"a": given}) is holds


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "=x",
        "a=",
        "a=|",
        "a=x|",
        "a==x & ",
        "&",
        "python: 1",
        "a=x &" * 6,
        "1=x",
    ],
)
def test_what_is_no_rule_is_refused(text):
    with pytest.raises(ConditionError):
        Condition.parse(text)


def test_a_question_is_asked_when_its_rule_holds():
    form = [question("a"), question("b", "a=x"), question("c")]
    assert names(asked_of(form, {"a": "x"})) == ["a", "b", "c"]
    assert names(asked_of(form, {"a": "y", "b": "x"})) == ["a", "c"]


def test_an_answer_to_what_is_not_asked_counts_for_nothing():
    form = [question("a"), question("b", "a=x"), question("c", "b=x")]
    assert names(asked_of(form, {"a": "y", "b": "x"})) == ["a"]
    assert names(asked_of(form, {"a": "x", "b": "x"})) == ["a", "b", "c"]


@pytest.mark.parametrize(
    "rule",
    ["z=x", "text=x", "a=other", "a=x|other", "a=x & z=y", "sure=maybe"],
    ids=[
        "no such question",
        "no fixed answers",
        "not on offer",
        "one not on offer",
        "second clause",
        "yes or no",
    ],
)
def test_a_rule_that_cannot_be_judged_is_refused(rule):
    earlier = [
        question("a"),
        question("text", kind="line"),
        question("sure", kind="yes_no"),
    ]
    with pytest.raises(ConditionError):
        check_condition(Condition.parse(rule), earlier)


def test_a_rule_on_earlier_fixed_answers_can_be_judged():
    earlier = [question("a"), question("sure", kind="yes_no", choices=())]
    check_condition(Condition.parse("a=x|y & sure!=no"), earlier)
