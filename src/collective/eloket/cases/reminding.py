"""The worker reminds clerks of what is due soon, and managers of what is overdue.

Applicants of what we asked them: see ``asking``.

Once per case and stage: what is told is marked on the case in the transaction that puts
the mails into the outbox. A worker that dies leaves both or neither.
"""

from collections.abc import Iterator
from collective.eloket.cases.access import find_case
from collective.eloket.cases.asking import ask_again
from collective.eloket.cases.content import DocumentRequest
from collective.eloket.cases.filters import today
from collective.eloket.cases.index import find_index
from collective.eloket.cases.interfaces import ICaseIndex
from collective.eloket.cases.listing import references
from collective.eloket.cases.model import Choice
from collective.eloket.cases.model import RUNNING_STATES
from collective.eloket.cases.reminders import tell
from collective.eloket.cases.terms import soon_until
from collective.eloket.catalogue.finding import find_document
from collective.eloket.ephemeral.service import side_store
from collective.eloket.outbox.interfaces import IChore
from collective.eloket.outbox.sites import open_sites
from datetime import date
from datetime import timedelta
from itertools import islice
from plone import api
from Products.CMFCore.interfaces import ISiteRoot
from zope.component.hooks import setSite
from zope.interface import implementer

import transaction


#: Setting: does the worker remind at all?
REMINDERS = "collective.eloket.cases.reminders"
SOON, LATE = "soon", "late"
STAGES = (SOON, LATE)
#: How often it is looked, and the side store's kind of who does it.
EVERY = timedelta(minutes=15)
TURN = "case-reminders"
#: Cases told of at once, per group and stage; the next look tells of the rest.
MOST = 200


@implementer(IChore)
class Reminders:
    """Looks for cases whose day is near or over; see IChore."""

    def do(self) -> None:
        """Remind in all sites; one worker does it, every quarter of an hour."""
        if not side_store().put_if_absent(TURN, "turn", b"", EVERY):
            return
        with open_sites() as sites:
            for site in sites:
                setSite(site)
                remind(site, today())
                ask_again(today())
                transaction.commit()


def remind(site: ISiteRoot, day: date) -> int:
    """Put mails about what is due into the outbox; returns of how many cases."""
    index = find_index()
    if index is None or not index.is_current():
        return 0
    if not api.portal.get_registry_record(REMINDERS, default=True):
        return 0
    told = 0
    for group in index.groups():
        for stage in STAGES:
            cases = list(islice(to_tell(index, group, stage, day), MOST))
            if cases:
                tell(stage, group, cases)
                told += len(cases)
            for case in cases:
                case._reminded = (*case._reminded, stage)
    return told


def to_tell(
    index: ICaseIndex, group: str, stage: str, day: date
) -> Iterator[DocumentRequest]:
    """Yield the group's cases at that stage of which nobody was told."""
    for uid in index.documents_of(group):
        choice = choice_at(group, uid, stage, day)
        for reference in references(index, choice):
            case = find_case(reference)
            if case is not None and stage not in case._reminded:
                yield case


def choice_at(group: str, uid: str, stage: str, day: date) -> Choice:
    """Return what of a document is at that stage on that day; its term must run."""
    first, last = None, day.toordinal() - 1
    if stage == SOON:
        until = soon_until(day, getattr(find_document(uid), "remind_days", None))
        first, last = day.toordinal(), until.toordinal()
    return Choice(
        (group,), RUNNING_STATES, document=uid, first_day=first, last_day=last
    )
