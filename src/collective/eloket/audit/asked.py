"""What somebody asks of the log, read from an address: days, a kind, a place in it."""

from collections.abc import Mapping
from collective.eloket.audit.access_log import Wanted
from collective.eloket.audit.words import Kind
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.http.dates import PLACE
from datetime import date
from datetime import datetime
from datetime import time
from datetime import timedelta


#: Ids fit into the database's 64 bits.
LARGEST = 2**63 - 1


def wanted_of(form: Mapping[str, object], today: date) -> Wanted:
    """Return what the fields ``from``, ``to``, ``kind``, ``own`` and ``after`` say.

    Days are days of the municipality; the last one is in it. Without a first day it is
    a year ago.

    :raises InvalidAnswerError: a field says something else.
    """
    first = day_of(form, "from") or _year_before(today)
    last = day_of(form, "to")
    return Wanted(
        since=_begin(first),
        until=None if last is None else _begin(last + timedelta(days=1)),
        kind=kind_of(form),
        own_views=text_of(form, "own") == "1",
        before=place_of(form),
    )


def day_of(form: Mapping[str, object], name: str) -> date | None:
    """Return a day, None for none.

    :raises InvalidAnswerError: no day, or none that a calendar reaches.
    """
    text = text_of(form, name)
    try:
        found = date.fromisoformat(text) if text else None
    except ValueError:
        raise InvalidAnswerError(name) from None
    if found is not None and not 1900 <= found.year <= 2200:
        raise InvalidAnswerError(name)
    return found


def kind_of(form: Mapping[str, object]) -> Kind | None:
    """Return the kind that is chosen, None for all.

    :raises InvalidAnswerError: there is no such kind.
    """
    text = text_of(form, "kind")
    try:
        return Kind(text) if text else None
    except ValueError:
        raise InvalidAnswerError("kind") from None


def place_of(form: Mapping[str, object]) -> int | None:
    """Return after which line to go on, None at the beginning.

    :raises InvalidAnswerError: no number.
    """
    text = text_of(form, "after")
    if not text:
        return None
    if not (text.isascii() and text.isdigit()) or int(text[:20]) > LARGEST:
        raise InvalidAnswerError("after")
    return int(text)


def text_of(form: Mapping[str, object], name: str) -> str:
    """Return a text; absent is empty.

    :raises InvalidAnswerError: something else, or far too long.
    """
    value = form.get(name, "")
    if not isinstance(value, str) or len(value) > 100:
        raise InvalidAnswerError(name)
    return value.strip()


def _begin(day: date) -> datetime:
    return datetime.combine(day, time(), PLACE)


def _year_before(today: date) -> date:
    return today - timedelta(days=365)
