"""Does a clerk read, or take along, unusually much? Then managers are told.

A window per clerk in the side store: a page that is only looked at writes nothing else.
The worker brings the news to the managers; see ``alarming``.
"""

from collective.eloket.audit import service as audit
from collective.eloket.clock import utcnow
from collective.eloket.ephemeral.service import side_store
from collective.eloket.vault import service as vault
from datetime import timedelta
from plone import api

import json


#: Settings: more cases read in an hour, or rows in one file, are unusual; 0: never.
READS_SETTING = "collective.eloket.cases.alarm_reads"
ROWS_SETTING = "collective.eloket.cases.alarm_rows"
#: The same for citizens whose data a clerk saw in an hour, by whatever road.
PERSONS_SETTING = "collective.eloket.cases.alarm_persons"
WINDOW = timedelta(hours=1)
#: What it is about: also the audit's word.
READS, ROWS, PERSONS = "reads", "rows", "persons"
#: Kinds of the side store: what is counted, whom it was told of, and what waits.
COUNTED, ALARMED, WAITING = "clerk-reads", "clerk-alarmed", "clerk-alarm"
#: Alarms that wait at most, and for how long; with more, the first ones suffice.
PLACES = 50
KEPT = timedelta(days=7)


def note_read(clerk: str) -> None:
    """Count that this clerk opened a case; raise the alarm above the setting."""
    limit = _limit(READS_SETTING)
    number = side_store().count(COUNTED, _key(clerk), WINDOW)
    if limit and number > limit:
        raise_alarm(clerk, READS, number)


def note_rows(clerk: str, number: int) -> None:
    """Look at a list that this clerk takes along; alarm above the setting."""
    limit = _limit(ROWS_SETTING)
    if limit and number > limit:
        raise_alarm(clerk, ROWS, number)


def look_for_many_persons() -> None:
    """Raise the alarm of clerks who saw data of unusually many citizens; the worker's.

    The audit is asked, so every road counts that leaves a row: cases, searches,
    addresses, families, cards at the counter, calls of programs.
    """
    limit = _limit(PERSONS_SETTING)
    if limit:
        since = utcnow() - WINDOW
        for clerk, number in audit.persons_seen("clerk", since, limit):
            raise_alarm(clerk, PERSONS, number)


def raise_alarm(clerk: str, what: str, number: int) -> None:
    """Record it, and leave word for the worker; once an hour per clerk and cause.

    :raises AuditUnavailableError: it could not be recorded; show nothing.
    """
    store = side_store()
    if not store.put_if_absent(ALARMED, f"{what}:{_key(clerk)}", b"", WINDOW):
        return
    audit.record(
        audit.AuditEntry(
            actor=clerk, role="clerk", subject=None, action=f"cases.alarm.{what}"
        )
    )
    word = {"clerk": clerk, "what": what, "number": number}
    word["at"] = utcnow().timestamp()
    value = json.dumps(word).encode()
    for place in range(PLACES):
        if store.put_if_absent(WAITING, place_key(place), value, KEPT):
            return


def place_key(place: int) -> str:
    """Return where the alarm of that number waits, for this site."""
    return f"{place}:{'/'.join(api.portal.get().getPhysicalPath())}"


def _limit(setting: str) -> int:
    return api.portal.get_registry_record(setting, default=0) or 0


def _key(clerk: str) -> str:
    return vault.blind("clerk-reads", clerk)
