"""What was typed and is not sent, in words; and how pages of a draft come together."""

from collective.eloket.catalogue.drafted import Draft
from collective.eloket.catalogue.drafted import KeptFile
from collective.eloket.catalogue.left_out import by_question
from collective.eloket.catalogue.left_out import left_out
from collective.eloket.catalogue.questions import Question
from collective.eloket.catalogue.versions import Asked
from collective.eloket.catalogue.versions import Version
from collective.eloket.clock import utcnow
from types import SimpleNamespace

import pytest


FILE = KeptFile("id", "huur.pdf", "application/pdf", 4)


def question(name, kind="line"):
    return Question(name, name.title(), "", kind, required=False, field=None)


def version(**kinds):
    asked = (Asked(name, name.title(), kind, False, ()) for name, kind in kinds.items())
    return Version(1, "v", utcnow(), tuple(asked))


NOW = [
    question("name"),
    question("day", "date"),
    question("proof", "file"),
    question("home", "address"),
    question("ways", "choices"),
]
LOCKED = {"name": SimpleNamespace(value="Noor")}
HOME = ["Proefstraat", "1", "", "9000", "Gent"]
#: What was typed, files, what was asked before, and what is told.
CASES = {
    "all fits": ({"day": "x", "home": HOME, "ways": "a"}, {"proof": FILE}, {}, {}),
    "gone": ({"pet": "cat"}, {}, {"pet": "line"}, {"pet": "left_out_gone"}),
    "gone file": ({}, {"pet": FILE}, {"pet": "file"}, {"pet": "left_out_gone"}),
    "gone, but empty": ({"pet": ["", ""]}, {}, {"pet": "address"}, {}),
    "never asked": ({"pet": "cat"}, {}, {}, {}),
    "proven": ({"name": "Wim"}, {}, {}, {"name": "left_out_proven"}),
    "proven file": ({}, {"name": FILE}, {}, {"name": "left_out_proven"}),
    "proven so": ({"name": "Noor"}, {}, {}, {}),
    "text for a file": (
        {"proof": "x"},
        {},
        {"proof": "line"},
        {"proof": "left_out_kind"},
    ),
    "file for a text": ({}, {"day": FILE}, {"day": "file"}, {"day": "left_out_kind"}),
    "parts for a day": (
        {"day": HOME},
        {},
        {"day": "address"},
        {"day": "left_out_kind"},
    ),
    "line for parts": ({"home": "x"}, {}, {"home": "line"}, {"home": "left_out_kind"}),
    "not right, unchanged": ({"day": HOME}, {}, {"day": "date"}, {}),
}


@pytest.mark.parametrize("answers, files, before, told", CASES.values(), ids=CASES)
def test_says_what_is_not_sent(answers, files, before, told):
    draft = Draft(key="k", answers=answers, files=files)
    asked = by_question([version(**before)])
    found = left_out(NOW, LOCKED, asked, draft)
    assert {name: str(why) for name, why in found.items()} == told
    assert all(why.mapping == {"title": n.title()} for n, why in found.items())


def test_a_page_of_a_form_that_was_one_page_writes_over_nothing_else():
    before = Draft("k", {"a": "1", "b": "2"}, form="old", files={"f": FILE})
    page = Draft("k", {"a": "3"}, form="new", step=1, shown=["a", "c"])
    merged = page.over(before)
    assert merged.answers == {"a": "3", "b": "2"} and merged.files == {"f": FILE}
    assert merged.shown == ["a", "b", "f"]


def test_what_was_moved_to_a_page_after_it_was_shown_stays():
    before = Draft("k", {"a": "1"}, form="old", step=1, shown=["a"])
    page = Draft("k", {"b": "2"}, form="new", step=2, shown=["a", "b"])
    assert page.over(before).answers == {"a": "1", "b": "2"}


def test_what_a_page_of_the_same_form_leaves_open_is_open():
    before = Draft("k", {"a": "1", "b": "2"}, form="v", step=1, shown=["a", "b"])
    page = Draft("k", {"b": "2"}, form="v", step=1, shown=["a", "b"])
    assert page.over(before).answers == {"b": "2"}
