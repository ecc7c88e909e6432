"""The worker ends what is due: a look a day, a few pages a minute."""

from collective.eloket.cases.index import find_index
from collective.eloket.clock import utcnow
from collective.eloket.http.dates import local_time
from collective.eloket.outbox.interfaces import IChore
from collective.eloket.outbox.sites import open_sites
from collective.eloket.rights.erasure import finish
from collective.eloket.rights.retention import look_on
from collective.eloket.rights.store import make_rights
from collective.eloket.rights.store import rights
from datetime import date
from zope.component.hooks import setSite
from zope.interface import implementer

import transaction


#: Pages a minute: a worker has other things to do.
MOST_PAGES = 4


@implementer(IChore)
class Retention:
    """Ends requests whose days are over; see IChore."""

    def do(self) -> None:
        """Go on in all sites."""
        with open_sites() as sites:
            for site in sites:
                setSite(site)
                if finish():
                    transaction.commit()
                end_due(local_time(utcnow()).date())


def end_due(day: date) -> None:
    """Go on with the look of the day; once it is at its end there is nothing to do."""
    index = find_index()
    if index is None or not index.is_current():
        return
    last = rights().last
    if rights().look is None and last is not None and last.day >= day:
        return
    look_on(make_rights(), day, transaction.commit, MOST_PAGES)
