"""What another process does at the same moment."""

from collective.eloket.outbox.sites import open_sites
from concurrent.futures import ThreadPoolExecutor
from zope.component.hooks import setSite

import transaction


def meanwhile(act, world):
    """Let another process do something and commit it, before this one does."""

    def work():
        with open_sites() as sites:
            (site,) = [one for one in sites if one.getId() == world.portal.getId()]
            setSite(site)
            act(site, world)
            transaction.commit()

    with ThreadPoolExecutor(1) as other:
        other.submit(work).result()
