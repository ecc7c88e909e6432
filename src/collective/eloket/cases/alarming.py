"""The worker tells managers of clerks who read unusually many cases."""

from collective.eloket.cases.alarm import look_for_many_persons
from collective.eloket.cases.alarm import place_key
from collective.eloket.cases.alarm import PLACES
from collective.eloket.cases.alarm import WAITING
from collective.eloket.cases.lists import clerks_name
from collective.eloket.cases.news import MAILS
from collective.eloket.cases.readers import managers
from collective.eloket.cases.readers import reader_of
from collective.eloket.ephemeral.service import side_store
from collective.eloket.http.dates import clock_time
from collective.eloket.outbox import service as outbox
from collective.eloket.outbox.interfaces import IChore
from collective.eloket.outbox.sites import open_sites
from collective.eloket.outbox.texts import write_mail
from datetime import datetime
from datetime import UTC
from zope.component.hooks import setSite
from zope.interface import implementer

import json
import logging
import transaction


logger = logging.getLogger(__name__)


@implementer(IChore)
class Alarms:
    """Puts mails about what waits into the outbox; see IChore."""

    def do(self) -> None:
        """Tell the managers of all sites."""
        with open_sites() as sites:
            for site in sites:
                setSite(site)
                look_for_many_persons()
                tell_alarms()


def tell_alarms() -> int:
    """Tell the managers of this site what waits; returns of how many alarms.

    Each is forgotten after the commit only: after a crash it is told again.
    """
    waiting = {}
    for place in range(PLACES):
        value = side_store().get(WAITING, place_key(place))
        if value is not None:
            waiting[place] = json.loads(bytes(value))
    for word in waiting.values():
        _tell(word)
    if waiting:
        transaction.commit()
    for place in waiting:
        side_store().delete(WAITING, place_key(place))
    return len(waiting)


def _tell(word: dict) -> None:
    readers = managers()
    if not readers:
        logger.warning("a clerk reads unusually many requests; nobody can be told")
    for user_id in readers:
        reader = reader_of(user_id)
        if reader is not None:
            words = {
                "clerk": clerks_name(word["clerk"]),
                "number": str(word["number"]),
                "time": clock_time(datetime.fromtimestamp(word["at"], UTC)),
            }
            kind = f"alarm-{word['what']}"
            outbox.put(
                "mail", write_mail(MAILS, kind, reader.language, reader.to, words)
            )
