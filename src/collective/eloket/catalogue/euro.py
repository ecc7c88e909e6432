"""An amount of money as an editor writes it: 12,50 and 12.50 are the same.

z3c.form reads by the language of the page: in Dutch the point parts thousands there, so
that 12.5 became 125 without a word.
"""

from collective.eloket import _
from decimal import Decimal
from z3c.form.converter import BaseDataConverter
from z3c.form.converter import FormatterValidationError
from z3c.form.interfaces import IWidget
from zope import schema
from zope.component import adapter
from zope.interface import implementer
from zope.schema.interfaces import IDecimal

import re


#: Euros, and perhaps cents; nothing that parts thousands.
WRITTEN = re.compile(r"(\d{1,6})(?:[.,](\d{1,2}))?", re.ASCII)
WRONG = _(
    "wrong_amount",
    default="Write the amount in euro with a comma, for instance 12,50. Without points "
    "between thousands.",
)


class IEuro(IDecimal):
    """An amount in euro."""


class WrongAmount(schema.ValidationError):
    """No amount in euro and whole cents."""

    def doc(self) -> str:
        """Return what an editor reads."""
        return WRONG


@implementer(IEuro)
class Euro(schema.Decimal):
    """An amount in euro: whole cents, none below zero."""

    def __init__(self, **named) -> None:
        super().__init__(min=Decimal(0), **named)

    def _validate(self, value: Decimal) -> None:
        is_none = isinstance(value, Decimal) and not value.is_finite()
        if is_none:
            raise WrongAmount(value).with_field_and_value(self, value)
        super()._validate(value)
        if value != round(value, 2):
            raise WrongAmount(value).with_field_and_value(self, value)


@adapter(IEuro, IWidget)
class EuroConverter(BaseDataConverter):
    """Between an amount and what stands in the form."""

    def toWidgetValue(self, value: Decimal | None) -> str:
        """Return the amount with the comma or point of the page's language."""
        if value is None:
            return ""
        symbols = self.widget.request.locale.numbers.symbols
        return f"{value:.2f}".replace(".", symbols["decimal"])

    def toFieldValue(self, value: str) -> Decimal | None:
        """Return the amount that was written; None: nothing was.

        :raises FormatterValidationError: it is no amount, or might be two.
        """
        text = value.strip()
        if not text:
            return None
        found = WRITTEN.fullmatch(text)
        if found is None:
            raise FormatterValidationError(WRONG, value)
        return Decimal(f"{found[1]}.{found[2] or 0}")
