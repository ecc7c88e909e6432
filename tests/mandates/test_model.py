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
    [(None, None), ("citizen", None), ("child:cX", "cX"), ("child:c:X", "c:X")],
)
def test_a_word_of_the_session_names_a_mandate_or_oneself(capacity, mandate):
    assert model.mandate_of(capacity) == mandate


@pytest.mark.parametrize(
    "capacity", ["child", "child:", "enterprise:x", "citizen:x", "x", ":", ":x", ""]
)
def test_other_words_are_refused(capacity):
    with pytest.raises(ValueError, match=r".*"):
        model.mandate_of(capacity)


def test_word_and_mandate_go_there_and_back():
    assert model.mandate_of(model.capacity_of("cAbc-_")) == "cAbc-_"


def test_a_child_does_not_print_who_it_is():
    shown = repr(house.child())
    for secret in ("Sam", "Voorbeeld", "2014", house.SAM):
        assert secret not in shown


def test_acting_for_oneself_names_nobody_else():
    acting = model.Acting(model.CITIZEN, "citizen-x")
    assert (acting.mandate_id, acting.subject_name) == (None, "")
