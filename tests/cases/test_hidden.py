from collective.eloket.cases.dossier import Dossier
from collective.eloket.cases.hidden import hidden_answers

import pytest


NUMBER = "85073003328"


def dossier(**answers):
    """A dossier with these answers."""
    return Dossier("Noor", None, "Uittreksel", answers, [], {}, [])


@pytest.mark.parametrize(
    "answer, is_hidden",
    [
        (NUMBER, True),
        ("85.07.30-033.28", True),
        ("85 07 30 033 28", True),
        ("85073003329", False),
        ("8507300332", False),
        ("Mijn nummer is 85073003328", False),
        (85073003328, False),
        (None, False),
        (["a"], False),
        ("", False),
    ],
    ids=str,
)
def test_a_national_number_is_hidden_whatever_the_question(answer, is_hidden):
    assert ("partner" in hidden_answers(dossier(partner=answer))) == is_hidden


def test_what_is_filled_in_as_the_number_is_hidden_whatever_it_says():
    assert "national_number" in hidden_answers(dossier(national_number="?"))
