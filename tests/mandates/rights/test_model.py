"""A book finds applications and rights; the built-in application is always in it."""

from collective.eloket.identity.statements import GROUPS
from collective.eloket.mandates.rights import builtin
from collective.eloket.mandates.rights.checking import problems_of
from collective.eloket.mandates.rights.groups import USUAL
from collective.eloket.mandates.rights.model import name_in
from collective.eloket.mandates.rights.written import as_text
from collective.eloket.mandates.rights.written import book_of
from dataclasses import replace
from tests.mandates.rights import house

import pytest


RICH = house.application(
    claim="dimona",
    rights=(
        house.right(representative=True, contexts=(house.context(),)),
        house.right("lezer"),
    ),
)


def test_what_is_kept_comes_back():
    book = book_of(as_text([RICH, house.application("46", rights=())]))
    assert book.applications[1:] == (RICH, house.application("46", rights=()))


@pytest.mark.parametrize("text", ["", "[]"])
def test_a_site_without_any_has_the_built_in_one(text):
    assert book_of(text).applications == (builtin.USER_MANAGEMENT,)


def test_the_built_in_one_is_not_kept():
    assert as_text([builtin.USER_MANAGEMENT]) == ""


def test_target_groups_are_kept_where_they_are_not_as_usual():
    assert book_of(as_text([RICH])).groups == USUAL
    groups = (*USUAL[:4], house.group(public=True))
    book = book_of(as_text([RICH], groups))
    assert (book.groups, book.applications[1:]) == (groups, (RICH,))
    assert book.group_codes == ("BUR", "GID", "LB", "OV", "XX")
    assert book.find_group("XX") == groups[-1]
    assert book.find_group("EA") is None


def test_people_manage_rights_of_every_target_group_but_citizens():
    book = book_of(as_text([], (USUAL[0], house.group())))
    for right in book.applications[0].rights:
        assert right.groups == ("XX",)


def test_the_usual_ones_are_those_that_are_published():
    assert {one.code for one in USUAL} == GROUPS
    assert [one.code for one in USUAL if one.public] == ["GID", "LB", "OV"]


def test_it_finds_by_number_and_code():
    book = book_of(as_text([RICH]))
    assert book.find("45") == RICH
    assert book.find("46") is None
    assert book.find_right("lezer") == RICH.rights[1]
    assert book.application_of("lezer") == RICH
    assert book.find_right("x") is None
    assert book.application_of("x") is None
    assert book.application_of(builtin.LOCAL_MANAGER) == builtin.USER_MANAGEMENT


def test_the_built_in_one_is_as_good_as_those_of_a_site():
    named = [
        replace(right, code=f"x-{right.code}")
        for right in builtin.USER_MANAGEMENT.rights
    ]
    one = replace(builtin.USER_MANAGEMENT, number="1", rights=tuple(named))
    assert problems_of([one]) == []
    assert sorted(builtin.CODES) == [
        "hoofd-lokale-beheerder",
        "hoofdtoegangsbeheerder",
        "lokale-beheerder",
    ]


def test_only_a_main_access_manager_is_a_representative_by_itself():
    by_itself = {
        right.code for right in builtin.USER_MANAGEMENT.rights if right.representative
    }
    assert by_itself == {builtin.MAIN_ACCESS_MANAGER}


def test_a_right_is_called_in_claims_with_and_without_context():
    roles = list(RICH.rights[0].roles())
    assert roles == [("medewerker", None), ("medewerker-economie", "economie")]


def test_a_name_falls_back_to_dutch():
    assert name_in({"nl": "Lezer", "fr": ""}, "fr") == "Lezer"
    assert name_in({"nl": "Lezer", "fr": "Lecteur"}, "fr") == "Lecteur"
    assert name_in({}, "fr") == ""
