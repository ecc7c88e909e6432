"""An amount in euro means the same in every language of the page, or is refused."""

from collective.eloket.catalogue.euro import Euro
from collective.eloket.catalogue.euro import EuroConverter
from collective.eloket.catalogue.euro import WrongAmount
from decimal import Decimal
from types import SimpleNamespace
from z3c.form.converter import FormatterValidationError
from zope.i18n.locales import locales
from zope.schema.interfaces import TooSmall

import pytest


FIELD = Euro(title="Fee", required=False)


def converter(language: str = "nl") -> EuroConverter:
    request = SimpleNamespace(locale=locales.getLocale(language))
    return EuroConverter(FIELD, SimpleNamespace(request=request))


READ = {
    "12,50": "12.50",
    "12.50": "12.50",
    "12.5": "12.5",
    "12,5": "12.5",
    "12": "12",
    "0": "0",
    " 7 ": "7",
    "1250": "1250",
}


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
@pytest.mark.parametrize("written", READ, ids=str)
def test_a_comma_and_a_point_are_the_same_in_every_language(written, language):
    assert converter(language).toFieldValue(written) == Decimal(READ[written])


@pytest.mark.parametrize("written", ["", "   "])
def test_nothing_is_free(written):
    assert converter().toFieldValue(written) is None


@pytest.mark.parametrize(
    "written",
    [
        *("1.250", "1.250,00", "1,250.00", "12,505", "-1", "veel", "€ 5", "1e3"),
        *("1 250", "NaN", ",5", "5,", "\u0661\u0662", "1234567"),
    ],
)
def test_what_might_be_two_amounts_is_refused(written):
    with pytest.raises(FormatterValidationError):
        converter().toFieldValue(written)


@pytest.mark.parametrize(
    "language, shown",
    [("nl", "12,50"), ("fr", "12,50"), ("de", "12,50"), ("en", "12.50")],
)
def test_a_form_shows_what_it_reads_again(language, shown):
    asked = converter(language)
    assert asked.toWidgetValue(Decimal("12.5")) == shown
    assert asked.toFieldValue(shown) == Decimal("12.50")
    assert asked.toWidgetValue(None) == ""


@pytest.mark.parametrize(
    "value, error",
    [
        ("12.505", WrongAmount),
        ("-1", TooSmall),
        ("NaN", WrongAmount),
        ("Infinity", WrongAmount),
    ],
)
def test_a_program_sets_whole_cents_too(value, error):
    with pytest.raises(error):
        FIELD.validate(Decimal(value))


def test_an_amount_and_none_are_fine():
    FIELD.validate(Decimal("12.50"))
    FIELD.validate(None)
