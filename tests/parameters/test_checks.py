from collective.eloket.errors import InvalidAnswerError
from collective.eloket.identity.errors import InvalidNationalNumberError
from collective.eloket.messages import MESSAGES
from collective.eloket.parameters import errors
from collective.eloket.parameters.checks import CHECKS
from collective.eloket.parameters.errors import InvalidChoiceError
from collective.eloket.parameters.errors import InvalidEmailError
from collective.eloket.parameters.errors import InvalidPhoneError
from collective.eloket.parameters.model import CHOICES
from collective.eloket.parameters.model import IDENTITY
from collective.eloket.parameters.model import OWN

import pytest


@pytest.mark.parametrize(
    "name, text, kept",
    [
        ("email", " Noor@Voorbeeld.EXAMPLE ", "Noor@voorbeeld.example"),
        ("email", "zoë@müller.example", "zoë@müller.example"),
        ("email", "", ""),
        ("phone", "0470 12 34 56", "+32470123456"),
        ("phone", "+31 20 624 1111", "+31206241111"),
        ("phone", "03/338.22.11", "+3233382211"),
        ("phone", "", ""),
        ("language", "fr", "fr"),
        ("language", "", ""),
        ("delivery", "paper", "paper"),
        ("given_names", "  Noor   Maria ", "Noor Maria"),
        ("family_name", "Ŵ d'Hondt-Çelik", "Ŵ d'Hondt-Çelik"),
        ("national_number", "85.07.30-033.28", "85073003328"),
        ("national_number", "", ""),
    ],
)
def test_is_kept_in_one_form(name, text, kept):
    assert CHECKS[name](text) == kept


@pytest.mark.parametrize(
    "name, text, refusal",
    [
        ("email", "noor", InvalidEmailError),
        ("email", "noor@voorbeeld.example\nBcc: a@b.example", InvalidEmailError),
        ("email", ["noor@voorbeeld.example"], InvalidEmailError),
        ("email", None, InvalidEmailError),
        ("email", "n@" + "voorbeeld." * 30 + "example", InvalidEmailError),
        ("phone", "bel mij", InvalidPhoneError),
        ("phone", "123", InvalidPhoneError),
        ("phone", 470123456, InvalidPhoneError),
        ("language", "la", InvalidChoiceError),
        ("language", None, InvalidChoiceError),
        ("delivery", ["paper"], InvalidChoiceError),
        ("delivery", "pigeon", InvalidChoiceError),
        ("given_names", 7, InvalidChoiceError),
        ("given_names", "x" * 201, InvalidChoiceError),
        ("street", "Kerkstraat\0 1", InvalidChoiceError),
        ("street", "Kerk\u202estraat 1", InvalidChoiceError),
        ("national_number", "85.07.30-033.29", InvalidNationalNumberError),
        ("national_number", 85073003328, InvalidNationalNumberError),
    ],
)
def test_is_refused_without_repeating_it(name, text, refusal):
    with pytest.raises(refusal) as refused:
        CHECKS[name](text)
    assert isinstance(refused.value, InvalidAnswerError)
    assert str(refused.value) == ""
    assert refused.value.__suppress_context__ or refused.value.__context__ is None


def test_every_value_has_a_check():
    assert set(CHECKS) == {*IDENTITY, *OWN, *CHOICES}


def test_every_refusal_has_its_words():
    codes = [
        value.code
        for value in vars(errors).values()
        if isinstance(value, type) and value.__module__ == errors.__name__
    ]
    assert codes
    assert set(codes) <= set(MESSAGES)
