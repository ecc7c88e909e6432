"""Moments and days in the words of the site's place and the reader's language."""

from collective.eloket import _
from collective.eloket.clock import utcnow
from datetime import date
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo
from zope.i18n.locales import LoadLocaleError
from zope.i18n.locales import locales
from zope.i18nmessageid import Message


#: Municipalities of Belgium live in one time zone.
PLACE = ZoneInfo("Europe/Brussels")
FALLBACK = "nl"
#: Without a country English dates are American: "November 27, 2026".
COUNTRIES = {"en": "GB"}


def local_time(moment: datetime) -> datetime:
    """Return the moment on the clocks of the municipality."""
    return moment.astimezone(PLACE)


def long_day(day: date, language: str) -> str:
    """Return ``vrijdag 27 november 2026`` in that language."""
    return _formatter("full", language).format(day)


@lru_cache(maxsize=4096)
def plain_day(day: date, language: str) -> str:
    """Return ``27 november 2026`` in that language; lists say the same days often."""
    return _formatter("long", language).format(day)


def plain_month(month: str, language: str) -> str:
    """Return ``november 2026`` of ``2026-11``, in that language."""
    first = date.fromisoformat(f"{month}-01")
    return _formatter("long", language).format(first, "MMMM yyyy")


def clock_time(moment: datetime) -> str:
    """Return ``11.06``, on the clocks of the municipality."""
    there = local_time(moment)
    return f"{there.hour}.{there.minute:02}"


def moment_of(moment: datetime, language: str) -> Message:
    """Return the time, and the day before it when that is not today."""
    there = local_time(moment)
    time = clock_time(moment)
    if there.date() == local_time(utcnow()).date():
        return _("moment_today", default="at ${time}", mapping={"time": time})
    return _(
        "moment_before",
        default="on ${day} at ${time}",
        mapping={"day": plain_day(there.date(), language), "time": time},
    )


def _formatter(length: str, language: str):
    code = language[:2] or FALLBACK
    try:
        locale = locales.getLocale(code, COUNTRIES.get(code))
    except LoadLocaleError:
        locale = locales.getLocale(FALLBACK)
    return locale.dates.getFormatter("date", length)
