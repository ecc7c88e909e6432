"""`eloket-cases`: look after the index of cases, from the command line."""

from collections.abc import Sequence
from collective.eloket.http.command import open_root
from collective.eloket.http.command import read_arguments
from collective.eloket.http.command import sites_of
from typing import Any

import logging
import sys


logger = logging.getLogger(__name__)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``check`` or ``reindex`` on every site of a zope.conf; 1: not all is right.

    ``reindex`` wants nobody to work meanwhile; it commits in parts and can be started
    again.
    """
    options = read_arguments("eloket-cases", __doc__, [*ACTIONS], arguments)
    return run(open_root(options.configuration), options.action)


def run(root: Any, action: str) -> int:
    """Run the action on each site with an e-desk below ``root``, whatever its desks."""
    from collective.eloket.cases.access import stores_of

    right = True
    for site in sites_of(root):
        right = ACTIONS[action](site.getId(), stores_of(site)) and right
    return 0 if right else 1


def check(site_id: str, stores: list[Any]) -> bool:
    """Say what is wrong in the index."""
    from collective.eloket.cases.maintenance import check_index

    found = check_index(stores)
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


def reindex(site_id: str, stores: list[Any]) -> bool:
    """Make the index anew."""
    from collective.eloket.cases.maintenance import rebuild_index

    import transaction

    done = rebuild_index(stores, after_batch=transaction.commit)
    logger.info("%s: %d cases put into the index", site_id, done)
    return True


ACTIONS = {"check": check, "reindex": reindex}


if __name__ == "__main__":
    sys.exit(main())
