from collective.eloket.identity.organisations import OrganisationNumber
from collective.eloket.mandates import model
from datetime import date
from tests.mandates import house

import pytest


@pytest.mark.parametrize(
    ("born", "today", "age", "of_age"),
    [
        (date(2014, 3, 5), date(2026, 11, 26), 12, False),
        (date(2008, 11, 27), date(2026, 11, 26), 17, False),
        (date(2008, 11, 26), date(2026, 11, 26), 18, True),
        (date(2008, 2, 29), date(2026, 2, 28), 17, False),
        (date(2008, 2, 29), date(2026, 3, 1), 18, True),
        (date(2026, 11, 26), date(2026, 11, 26), 0, False),
    ],
    ids=["twelve", "a day before", "the day", "leap before", "leap after", "newborn"],
)
def test_the_eighteenth_birthday_ends_it(born, today, age, of_age):
    child = house.child(birth_date=born)
    assert child.age(today) == age
    assert child.is_of_age(today) is of_age


@pytest.mark.parametrize(
    ("capacity", "mandate"),
    [
        (None, None),
        ("citizen", None),
        ("child:cX", "cX"),
        ("child:c:X", "c:X"),
        ("enterprise:0999999922", "o0999999922"),
        ("association:V0001234", "oV0001234"),
    ],
)
def test_a_word_of_the_session_names_a_mandate_or_oneself(capacity, mandate):
    assert model.mandate_of(capacity) == mandate


@pytest.mark.parametrize(
    "capacity",
    [
        "child",
        "child:",
        "child:o0999999922",
        "enterprise",
        "enterprise:",
        "enterprise:x",
        "enterprise:0999999923",
        "enterprise:0999.999.922",
        "enterprise:BE0999999922",
        "enterprise:V0001234",
        "association:0999999922",
        "association:v0001234",
        "citizen:x",
        "x",
        ":",
        ":x",
        "",
    ],
)
def test_other_words_are_refused(capacity):
    with pytest.raises(ValueError, match=r".*"):
        model.mandate_of(capacity)


def test_word_and_mandate_go_there_and_back():
    for mandate in ("cAbc-_", "o0999999922", "oV0001234"):
        assert model.mandate_of(model.capacity_of(mandate)) == mandate


def test_a_mandate_of_an_organisation_says_whom_it_is_for():
    number = OrganisationNumber("0999999922")
    mandate = model.OrganisationMandate(number, "Bakkerij Proefmans bv")
    acting = model.Acting(mandate.kind, mandate.subject, mandate)
    assert (acting.kind, acting.mandate_id) == ("enterprise", "o0999999922")
    assert acting.subject == "organisation-0999999922"
    assert acting.subject_name == "Bakkerij Proefmans bv"
    assert acting.organisation == "0999999922"
    assert mandate.capacity == "enterprise:0999999922"
    association = model.OrganisationMandate(OrganisationNumber("V0001234"), "Kring")
    assert association.capacity == "association:V0001234"
    assert model.Acting(model.CITIZEN, "citizen-x").organisation is None


def test_a_child_does_not_print_who_it_is():
    shown = repr(house.child())
    for secret in ("Sam", "Voorbeeld", "2014", house.SAM):
        assert secret not in shown


def test_acting_for_oneself_names_nobody_else():
    acting = model.Acting(model.CITIZEN, "citizen-x")
    assert (acting.mandate_id, acting.subject_name) == (None, "")
