"""`eloket-citizens`: look after what officers find people by, from the command line."""

from collections.abc import Sequence
from collective.eloket.http.command import open_root
from collective.eloket.http.command import read_arguments
from collective.eloket.http.command import sites_of
from typing import Any

import logging


logger = logging.getLogger(__name__)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``check`` or ``reindex`` on every site of a zope.conf; 1: not all is right.

    People may work meanwhile. ``reindex`` commits in parts; broken off, it can be
    started again: what it did already costs no write then.
    """
    options = read_arguments("eloket-citizens", __doc__, [*ACTIONS], arguments)
    return run(open_root(options.configuration), options.action)


def run(root: Any, action: str) -> int:
    """Run the action on each site with an e-desk below ``root``."""
    right = True
    for site in sites_of(root):
        right = ACTIONS[action](site.getId()) and right
    return 0 if right else 1


def check(site_id: str) -> bool:
    """Say how much is wrong in the look-ups."""
    from collective.eloket.parameters.maintenance import check_lookups

    found = check_lookups()
    logger.info(
        "%s: %d people; other look-ups noted: %d; missing: %d; left over: %d",
        site_id,
        found.persons,
        len(found.different),
        found.missing,
        found.left_over,
    )
    return found.is_right


def reindex(site_id: str) -> bool:
    """Put right what is wrong."""
    from collective.eloket.parameters.maintenance import rebuild_lookups

    import transaction

    done = rebuild_lookups(after_batch=transaction.commit)
    logger.info("%s: the look-ups of %d people are right", site_id, done)
    return True


ACTIONS = {"check": check, "reindex": reindex}
