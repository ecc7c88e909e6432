"""What a manager typed is read once, and refused where it is not right."""

from collective.eloket.mandates.enterprises import typed
from collective.eloket.mandates.enterprises.errors import PeriodError
from collective.eloket.mandates.enterprises.errors import TooManyAtOnceError
from collective.eloket.mandates.enterprises.errors import WorkRelationFieldError
from datetime import date
from tests.mandates.enterprises.house import NOOR
from tests.mandates.enterprises.house import TODAY

import pytest


PERSON = {
    "number": "85.07.30-033.28",
    "given_names": " Noor  Elisa ",
    "family_name": "Voorbeeld",
    "email": "noor@bakkerij.example",
    "phone": "012 34 56 78",
}


def sent(**changes) -> dict:
    good = {
        "persons": [PERSON],
        "right": "lezer",
        "contexts": ["zorg"],
        "begin": "2026-12-01",
        "end": "31/12/2026",
        "reason": " Vervangt Jan ",
    }
    return good | changes


def read(**changes) -> typed.Grant:
    return typed.read_grant(sent(**changes), TODAY)


def test_a_grant_is_read():
    grant = read()
    (person,) = grant.persons
    assert person.number.digits == NOOR
    assert (person.given_names, person.phone) == ("Noor Elisa", "+3212345678")
    assert person.is_named
    assert (grant.right, grant.contexts) == ("lezer", ("zorg",))
    assert grant.period == typed.Period(date(2026, 12, 1), date(2026, 12, 31))
    assert grant.reason == "Vervangt Jan"


def test_only_a_number_and_a_right_are_needed():
    grant = typed.read_grant({"persons": [{"number": NOOR}], "right": "x"}, TODAY)
    (person,) = grant.persons
    assert not person.is_named
    assert (person.email, person.phone, grant.reason) == ("", "", "")
    assert grant.period == typed.Period(TODAY, None)
    assert grant.contexts == ()


def test_what_is_no_text_is_no_right_and_no_context():
    grant = read(right=7, contexts=[7, "zorg", None])
    assert (grant.right, grant.contexts) == ("", ("zorg",))
    assert read(contexts="zorg").contexts == ()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("number", "85073003329"),
        ("number", None),
        ("number", 85073003328),
        ("given_names", "x" * 201),
        ("family_name", "a\x07b"),
        ("family_name", 7),
        ("email", "no address"),
        ("email", None),
        ("phone", "12"),
        ("phone", 12),
    ],
)
def test_a_field_is_refused_by_its_name(field, value):
    with pytest.raises(WorkRelationFieldError) as raised:
        read(persons=[PERSON | {field: value}])
    assert raised.value.field == field
    assert str(value) not in str(raised.value) or value is None


@pytest.mark.parametrize("person", [None, "85073003328", 7])
def test_a_person_has_fields(person):
    with pytest.raises(WorkRelationFieldError):
        read(persons=[person])


@pytest.mark.parametrize("reason", ["x" * 1001, 7, ["x"]])
def test_a_reason_is_a_text(reason):
    with pytest.raises(WorkRelationFieldError) as raised:
        read(reason=reason)
    assert raised.value.field == "reason"


@pytest.mark.parametrize(
    "persons", [None, [], {}, "x", [PERSON] * 51], ids=["none", "empty", "o", "t", "51"]
)
def test_some_persons_are_named_and_not_too_many(persons):
    with pytest.raises(TooManyAtOnceError):
        read(persons=persons)


@pytest.mark.parametrize(
    "days",
    [
        {"begin": "2026-11-25"},
        {"begin": "no day"},
        {"begin": 7},
        {"end": "2026-02-30"},
        {"begin": "2026-12-02", "end": "2026-12-01"},
        {"begin": None, "end": "2026-11-25"},
    ],
    ids=["past", "no day", "number", "no such day", "end first", "end past"],
)
def test_days_are_refused(days):
    with pytest.raises(PeriodError):
        read(**days)


def test_a_right_of_one_day_is_possible():
    period = read(begin="2026-11-26", end="2026-11-26").period
    assert period == typed.Period(TODAY, TODAY)


def test_rights_to_take_are_named_with_their_member():
    assert typed.read_holdings({"holdings": ["m.h", "m2"]}) == [("m", "h"), ("m2", "")]
    for wrong in (None, [], "m.h", ["m.h"] * 51):
        with pytest.raises(TooManyAtOnceError):
            typed.read_holdings({"holdings": wrong})
