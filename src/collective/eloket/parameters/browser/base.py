"""What the pages of *Mijn parameters* share: values in words, rows of tables."""

from collections.abc import Mapping
from collective.eloket import _
from collective.eloket.http.dates import local_time
from collective.eloket.http.dates import plain_day
from collective.eloket.http.view import EloketView
from collective.eloket.parameters.model import Value
from collective.eloket.parameters.words import DELIVERIES
from collective.eloket.parameters.words import known_ending
from collective.eloket.parameters.words import LANGUAGE_NAMES
from collective.eloket.parameters.words import TITLES
from datetime import date
from datetime import datetime
from zope.i18nmessageid import Message


PAGE = "mijn-parameters"
EDIT = "mijn-parameters-wijzigen"
READ = "mijn-parameters-lezen"

#: Values that are shown together, as one.
TOGETHER = {"address": ("street", "postal_code", "municipality")}
#: What a card says, in the order of the page.
CARD_ROWS = ("given_names", "family_name", "address", "birth_date", "national_number")
#: What citizens fill in by hand until the first proof.
BY_HAND = ("given_names", "family_name", "address")


class ParametersView(EloketView):
    """Base of these pages."""

    page_title = _("heading_parameters", default="My parameters")

    @property
    def page_url(self) -> str:
        """Address of *Mijn parameters*."""
        return f"{self.desk_url}/{PAGE}"

    @property
    def read_url(self) -> str:
        """Address of the page that reads a card."""
        return f"{self.desk_url}/{READ}"

    @property
    def edit_url(self) -> str:
        """Address of the page on which citizens change what is their own."""
        return f"{self.desk_url}/{EDIT}"

    def day(self, moment: datetime) -> str:
        """Return a moment's day in words, on the calendar of the municipality."""
        return plain_day(local_time(moment).date(), self.request["LANGUAGE"])

    def lines(self, name: str, texts: Mapping[str, str | None]) -> list[str | Message]:
        """Return what a row shows, line by line; empty when nothing is known.

        ``texts``: our names → what is known; a row may be several of them.
        """
        if name == "address":
            place = " ".join(
                texts[part] for part in TOGETHER[name][1:] if texts.get(part)
            )
            return [line for line in (texts.get("street"), place) if line]
        text = texts.get(name)
        return [self.in_words(name, text)] if text else []

    def in_words(self, name: str, text: str) -> str | Message:
        """Return one value as people say it; never a whole national number."""
        if name == "national_number":
            return known_ending(text)
        if name == "language":
            return LANGUAGE_NAMES.get(text, text)
        if name == "delivery":
            return DELIVERIES.get(text, text)
        return self.born(text) if name == "birth_date" else text

    def born(self, text: str) -> str:
        """Return a birth date in words, or a year, or what is written there."""
        try:
            return plain_day(date.fromisoformat(text), self.request["LANGUAGE"])
        except ValueError:
            return text


def parts_of(name: str) -> tuple[str, ...]:
    """Return the values that a row is made of."""
    return TOGETHER.get(name, (name,))


def values_of(name: str, known: Mapping[str, Value]) -> list[Value]:
    """Return the values of a row that are known."""
    return [known[part] for part in parts_of(name) if part in known]


def title_of(name: str) -> Message:
    """Return what a row is called."""
    return TITLES[name]
