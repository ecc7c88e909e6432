"""`eloket-cases`: look after the index of cases, from the command line."""

from collections.abc import Sequence
from typing import Any

import argparse
import logging
import sys


logger = logging.getLogger(__name__)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``check`` or ``reindex`` on every site of a zope.conf; 1: not all is right.

    ``reindex`` wants nobody to work meanwhile; it commits in parts and can be started
    again.
    """
    parser = argparse.ArgumentParser(prog="eloket-cases", description=__doc__)
    parser.add_argument("action", choices=sorted(ACTIONS))
    parser.add_argument("configuration", help="the zope.conf of this installation")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(message)s")
    # Zope must be configured before modules of ours are imported
    from Zope2 import app
    from Zope2.Startup.run import configure_wsgi

    configure_wsgi(options.configuration)
    return run(app(), options.action)


def run(root: Any, action: str) -> int:
    """Run the action on each site with an e-desk below ``root``."""
    from collective.eloket.cases.access import store_of
    from collective.eloket.http.desk import get_desk
    from Products.CMFCore.interfaces import ISiteRoot
    from zope.component.hooks import setSite

    right = True
    for site in root.objectValues():
        if not ISiteRoot.providedBy(site):
            continue
        setSite(site)
        store = store_of(get_desk(site))
        if store is not None:
            right = ACTIONS[action](site.getId(), store) and right
    return 0 if right else 1


def check(site_id: str, store: Any) -> bool:
    """Say what is wrong in the index."""
    from collective.eloket.cases.maintenance import check_index

    found = check_index(store)
    logger.info(
        "%s: %d cases; not in the index: %d; different: %d; in the index only: %d",
        site_id,
        found.cases,
        len(found.missing),
        len(found.different),
        len(found.left_over),
    )
    for reference in (*found.missing, *found.different, *found.left_over):
        logger.warning("%s: %s", site_id, reference)
    return found.is_right


def reindex(site_id: str, store: Any) -> bool:
    """Make the index anew."""
    from collective.eloket.cases.maintenance import rebuild_index

    import transaction

    done = rebuild_index(store, after_batch=transaction.commit)
    logger.info("%s: %d cases put into the index", site_id, done)
    return True


ACTIONS = {"check": check, "reindex": reindex}


if __name__ == "__main__":
    sys.exit(main())
