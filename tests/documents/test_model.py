from collective.eloket.documents.model import answer_lines

import pytest


@pytest.mark.parametrize(
    "answer, line",
    [
        ("Om te huren", "Om te huren"),
        (2, "2"),
        (True, "ja"),
        (False, "nee"),
        (["a", "b"], "a, b"),
        ([True, 3], "ja, 3"),
    ],
    ids=["text", "number", "ticked", "not ticked", "several", "mixed"],
)
def test_answers_are_written_out(answer, line):
    lines = answer_lines([["q", "Vraag"]], {"q": answer}, "ja", "nee")
    assert lines == (("Vraag", line),)


@pytest.mark.parametrize("answer", [None, "", []], ids=["none", "empty", "no choice"])
def test_what_was_not_answered_is_left_out(answer):
    assert answer_lines([["q", "Vraag"]], {"q": answer}, "ja", "nee") == ()


def test_a_question_that_never_came_is_left_out():
    assert answer_lines([["q", "Vraag"]], {}, "ja", "nee") == ()


def test_the_order_is_that_of_the_form():
    lines = answer_lines([["b", "B"], ["a", "A"]], {"a": 1, "b": 2}, "ja", "nee")
    assert [title for title, _text in lines] == ["B", "A"]
