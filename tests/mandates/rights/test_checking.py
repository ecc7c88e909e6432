"""A book of rights is checked as a whole; all that is wrong is told at once."""

from collective.eloket.mandates.rights import checking
from collective.eloket.mandates.rights.builtin import LOCAL_MANAGER
from collective.eloket.mandates.rights.checking import problems_of
from collective.eloket.mandates.rights.groups import USUAL
from tests.mandates.rights import house

import pytest


def wrong(*applications) -> set[tuple[str | None, str]]:
    """Return right and field of each problem."""
    return {(one.right, one.name) for one in problems_of(applications)}


def with_right(**changes):
    return house.application(rights=(house.right(**changes),))


def test_good_ones_have_no_problem():
    other = house.application("46", claim="dimona", rights=(house.right("lezer"),))
    assert problems_of([house.application(claim="other"), other]) == []
    assert problems_of([]) == []


@pytest.mark.parametrize(
    "number", ["", "0", "012", "1234567", "a", "4 5", "45\n", "٤٥", "-1"]
)
def test_a_number_has_one_to_six_digits(number):
    assert wrong(house.application(number)) == {(None, "number")}


@pytest.mark.parametrize("claim", ["a-b", "a b", "a:b", "x" * 65, "a\n"])
def test_a_claim_is_a_word(claim):
    assert wrong(house.application(claim=claim)) == {(None, "claim")}


@pytest.mark.parametrize(
    "name",
    ["", "  ", "x" * 121, "two\nlines", "bell\x07"],
    ids=["empty", "blank", "long", "lines", "control sign"],
)
@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_names_are_needed_in_four_languages(language, name):
    names = house.names("Dimona") | {language: name}
    assert wrong(house.application(names=names)) == {(None, f"names.{language}")}
    found = wrong(with_right(names=names))
    assert found == {("medewerker", f"names.{language}")}


def test_a_missing_name_is_told():
    names = {"nl": "Dimona"}
    assert wrong(house.application(names=names)) == {
        (None, "names.fr"),
        (None, "names.de"),
        (None, "names.en"),
    }


@pytest.mark.parametrize("code", ["", "-a", "a:b", "a b", "x" * 65, "é", "a\n"])
def test_a_code_is_a_word(code):
    assert wrong(with_right(code=code)) == {(code, "code")}


@pytest.mark.parametrize("groups", [(), ("XX",), ("EA", "ea")])
def test_a_right_is_for_known_groups(groups):
    assert wrong(with_right(groups=groups)) == {("medewerker", "groups")}


@pytest.mark.parametrize(
    "contexts",
    [
        (house.context(), house.context()),
        (house.context("a:b"),),
        (house.context(""),),
        (house.context(names={"nl": "Economie"}),),
        tuple(house.context(f"c{count}") for count in range(101)),
    ],
    ids=["twice", "colon", "empty", "names missing", "too many"],
)
def test_contexts_are_words_of_their_own_with_names(contexts):
    assert wrong(with_right(contexts=contexts)) == {("medewerker", "contexts")}


def test_a_number_stands_there_once():
    both = (house.application(), house.application(rights=()))
    assert wrong(*both) == {(None, "number")}


def test_a_claim_stands_there_once():
    both = (
        house.application(claim="dimona"),
        house.application("46", claim="dimona", rights=()),
    )
    assert wrong(*both) == {(None, "claim")}


def test_a_code_stands_there_once_in_all_applications():
    both = (house.application(), house.application("46"))
    assert wrong(*both) == {("medewerker", "code")}


def test_a_code_of_the_built_in_application_is_taken():
    assert wrong(with_right(code=LOCAL_MANAGER)) == {(LOCAL_MANAGER, "code")}


def test_two_rights_must_be_told_apart_in_a_claim():
    rights = (
        house.right("lezer", contexts=(house.context("hoofd"),)),
        house.right("lezer-hoofd"),
    )
    assert wrong(house.application(rights=rights)) == {("lezer", "contexts")}


def test_there_are_not_too_many(monkeypatch):
    monkeypatch.setattr(checking, "MOST_APPLICATIONS", 1)
    monkeypatch.setattr(checking, "MOST_RIGHTS", 1)
    other = house.application("46", rights=(house.right("lezer"),))
    assert wrong(house.application(), other) == {(None, "number"), ("lezer", "code")}


def wrong_groups(*groups) -> set[tuple[str | None, str]]:
    return {(one.group, one.name) for one in problems_of([], groups)}


@pytest.mark.parametrize("code", ["", "ea", "1A", "E A", "ABCDEFGHIJK", "É", "EA\n"])
def test_the_code_of_a_target_group_is_in_capitals(code):
    assert wrong_groups(*USUAL, house.group(code)) == {(code, "code")}


def test_a_target_group_stands_there_once_and_has_its_names():
    assert wrong_groups(*USUAL, house.group()) == set()
    assert wrong_groups(house.group(), house.group()) == {("XX", "code")}
    nameless = house.group(names={"nl": "Ziekenhuizen", "fr": "x", "de": "x"})
    assert wrong_groups(nameless) == {("XX", "names.en")}


def test_there_are_not_too_many_target_groups(monkeypatch):
    monkeypatch.setattr(checking, "MOST_GROUPS", 1)
    assert wrong_groups(house.group("AA"), house.group()) == {("XX", "code")}


def test_a_right_is_for_target_groups_of_the_site():
    application = with_right(groups=("XX",))
    assert problems_of([application], [house.group()]) == []
    (problem,) = problems_of([application], USUAL)
    assert (problem.right, problem.name) == ("medewerker", "groups")
