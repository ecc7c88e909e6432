"""What stands in the forms of the panel comes back as it was."""

from collective.eloket.http.fields import Choice
from collective.eloket.mandates.rights import forms
from collective.eloket.mandates.rights.checking import problems_of
from collective.eloket.mandates.rights.groups import USUAL
from tests.mandates.rights import house

import pytest


RICH = house.application(
    claim="dimona",
    rights=(house.right(representative=True, contexts=(house.context(),)),),
)


CHOICES = tuple(Choice(one.code, one.names["nl"]) for one in USUAL)


def right_fields(right, problems=()):
    return forms.right_fields(right, CHOICES, problems)


def sent(fields) -> dict[str, object]:
    """Return what a browser sends of these fields."""
    return {
        field.name: field.value.split() if field.choices else field.value
        for field in fields
    }


def test_an_application_comes_back():
    form = sent(forms.application_fields(RICH))
    assert forms.typed_application(form, RICH) == RICH


def test_a_right_comes_back():
    (right,) = RICH.rights
    assert forms.typed_right(sent(right_fields(right))) == right


def test_a_box_that_is_not_ticked_is_not_sent():
    form = sent(right_fields(RICH.rights[0]))
    del form["representative"]
    assert forms.typed_right(form).representative is False


@pytest.mark.parametrize(
    "line", ["zorg", "zorg | Zorg", "zorg | a | b | c | d | e", "| a | b | c | d"]
)
def test_a_context_has_a_value_and_four_names(line):
    form = sent(right_fields(house.right())) | {"contexts": line}
    right = forms.typed_right(form)
    (problem,) = problems_of([house.application(rights=(right,))])
    assert problem.name == "contexts"
    (field,) = [one for one in right_fields(right, [problem]) if one.words]
    assert field.name == "contexts"


def test_empty_lines_are_no_contexts():
    form = sent(right_fields(house.right())) | {"contexts": "\r\n \r\n"}
    assert forms.typed_right(form).contexts == ()


def test_words_stand_at_their_field():
    empty = forms.NEW_APPLICATION
    wrong = [
        field.name
        for field in forms.application_fields(empty, problems_of([empty]))
        if field.words
    ]
    assert wrong == ["number", "name_nl", "name_fr", "name_de", "name_en"]
    right = forms.NEW_RIGHT
    problems = problems_of([house.application(rights=(right,))])
    wrong = [field.name for field in right_fields(right, problems) if field.words]
    assert wrong == ["code", "name_nl", "name_fr", "name_de", "name_en", "groups"]


def test_a_target_group_comes_back_and_keeps_its_code():
    group = house.group(public=True)
    form = sent(forms.group_fields(group, is_new=True))
    assert forms.typed_group(form, "") == group
    form = sent(forms.group_fields(group, is_new=False)) | {"code": "YY"}
    assert forms.typed_group(form, "XX") == group


def test_words_stand_at_the_field_of_a_target_group():
    problems = problems_of([], [forms.NEW_GROUP])
    fields = forms.group_fields(forms.NEW_GROUP, True, problems)
    wrong = [field.name for field in fields if field.words]
    assert wrong == ["code", "name_nl", "name_fr", "name_de", "name_en"]
