"""The only door to the records of letters: keep, take back, ask."""

from collective.eloket.clock import utcnow
from collective.eloket.documents.verification.codes import keys_of
from collective.eloket.documents.verification.codes import parse_code
from collective.eloket.documents.verification.interfaces import LetterWithdrawn
from collective.eloket.documents.verification.model import Record
from collective.eloket.documents.verification.model import Verdict
from collective.eloket.documents.verification.model import verdict_on
from collective.eloket.documents.verification.store import find_records
from collective.eloket.documents.verification.store import make_records
from collective.eloket.http.dates import local_time
from datetime import date
from datetime import timedelta
from plone import api
from zope.event import notify

import hashlib


#: Registry records: for how many years after the document itself it can be verified;
#: whether initials are told.
YEARS_RECORD = "collective.eloket.documents.verification_years"
INITIALS_RECORD = "collective.eloket.documents.verification_initials"
DEFAULT_YEARS = 10
#: A year and a quarter of a day: no term ends a day early.
YEAR = timedelta(days=366)


def today() -> date:
    """Return the day by the municipality's clocks."""
    return local_time(utcnow()).date()


def keep(code: str, pdf: bytes, title: str, until: date | None, initials: str) -> str:
    """Keep what anybody may learn of a letter; returns the key of its record.

    ``until``: the last day on which the case holds it. Runs in the caller's
    transaction.
    """
    issued = today()
    record = Record(
        digest=hashlib.sha256(pdf).digest(),
        title=title,
        issued=issued.toordinal(),
        last=((until or issued) + term()).toordinal(),
        initials=initials,
    )
    key = keys_of(code)[0]
    make_records(api.portal.get()).put(key, record)
    return key


def take_back(key: str) -> None:
    """Say from today on that the letter was withdrawn; what is unknown stays so."""
    if withdraw(key, today()):
        notify(LetterWithdrawn(key))


def withdraw(key: str, day: date) -> bool:
    """Say that a letter was withdrawn that day; False when there is nothing to do."""
    records = find_records(api.portal.get())
    record = records.find(key) if records is not None else None
    if record is None or record.withdrawn:
        return False
    records.put(key, record._replace(withdrawn=day.toordinal()))
    return True


def verdict(text: str) -> Verdict:
    """Return what is said to who holds a code; what is no code is unknown too."""
    # what is malformed is looked up as well: the answer takes as long
    keys = keys_of(parse_code(text) or "")
    records = find_records(api.portal.get())
    if records is None:
        return verdict_on(None, False, today())
    # all are asked, whichever has it: the answer takes as long
    found = [record for key in keys if (record := records.find(key)) is not None]
    over = [key for key in keys if records.is_over(key)]
    return verdict_on(found[0] if found else None, bool(over), today())


def term() -> timedelta:
    """Return for how long letters can be verified after their case let go of them."""
    years = api.portal.get_registry_record(YEARS_RECORD, default=DEFAULT_YEARS)
    return YEAR * (DEFAULT_YEARS if years is None else years)


def tells_initials() -> bool:
    """Does this municipality tell initials?"""
    return bool(api.portal.get_registry_record(INITIALS_RECORD, default=False))
