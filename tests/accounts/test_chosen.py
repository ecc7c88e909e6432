"""Whom an officer chose: for that officer, and for half an hour."""

from collective.eloket.accounts.chosen import choice_of
from collective.eloket.accounts.chosen import Chosen
from collective.eloket.accounts.chosen import LIFE
from collective.eloket.accounts.chosen import read_choice
from collective.eloket.accounts.search_errors import ChoiceOverError
from collective.eloket.accounts.search_model import Purpose
from collective.eloket.clock import utcnow
from datetime import timedelta
from unittest.mock import patch

import pytest


def test_says_who_and_why(portal):
    sent = choice_of("mia", "person-1", Purpose("contact", "belt zelf"))
    assert read_choice("mia", sent) == Chosen("person-1", "contact", "belt zelf")
    assert "person-1" not in sent


@pytest.mark.parametrize("sent", [None, "", "x", "é", "AAAA", ["a"]], ids=repr)
def test_anything_else_is_refused(portal, sent):
    with pytest.raises(ChoiceOverError):
        read_choice("mia", sent)


def test_another_officer_is_refused(portal):
    sent = choice_of("mia", "person-1", Purpose("contact", ""))
    with pytest.raises(ChoiceOverError):
        read_choice("max", sent)


@pytest.mark.parametrize(
    "age, over", [(LIFE - timedelta(seconds=2), False), (LIFE, True)]
)
def test_is_over_after_half_an_hour(portal, age, over):
    sent = choice_of("mia", "person-1", Purpose("contact", ""))
    later = utcnow() + age
    with patch("collective.eloket.accounts.chosen.utcnow", return_value=later):
        if over:
            with pytest.raises(ChoiceOverError):
                read_choice("mia", sent)
        else:
            assert read_choice("mia", sent).person_id == "person-1"
