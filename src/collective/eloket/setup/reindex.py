"""`eloket-reindex`: let people be found by the new key of the ring `blind`."""

from collections.abc import Callable
from collections.abc import Sequence
from collective.eloket.clock import utcnow
from collective.eloket.http.command import open_root
from collective.eloket.http.command import sites_of
from datetime import timedelta
from typing import Any

import argparse
import logging
import sys
import transaction


logger = logging.getLogger(__name__)

#: What the process ends with.
DONE, ONCE_MORE = 0, 3
#: No request that began before the rotation runs on for longer.
LONGEST_REQUEST = timedelta(seconds=60)
#: So often a part is tried when somebody changes the same accounts meanwhile.
TRIES = 20


def main(arguments: Sequence[str] | None = None) -> int:
    """Index all sites of a zope.conf anew after ``eloket-keys rotate blind``.

    People may work meanwhile: they are found by the former key and by the new one.
    Broken off, start it again. 0: all is found by the new key; 3: run it once more.
    """
    parser = argparse.ArgumentParser(prog="eloket-reindex", description=main.__doc__)
    parser.add_argument("configuration", help="the zope.conf of this installation")
    options = parser.parse_args(arguments)
    return run(open_root(options.configuration))


def run(root: Any) -> int:
    """Index each site with an e-desk below ``root`` anew, then note it in the file."""
    from collective.eloket.vault import duties

    began = utcnow()
    stuck = sum([reindex_site(site.getId()) for site in sites_of(root)])
    if stuck:
        logger.error("%d shut-outs of an early version: decide them anew", stuck)
        return ONCE_MORE
    rotated = duties.rotated_at("blind")
    if rotated is not None and began < rotated + LONGEST_REQUEST:
        logger.warning("the rotation was just now; run this once more in a minute")
        return ONCE_MORE
    logger.info("all is found by key %s; keep a copy", duties.note_indexed())
    return DONE


def reindex_site(site_id: str) -> int:
    """Index the current site anew; commits part by part. Returns what cannot be."""
    from collective.eloket.accounts import reindexing as accounts
    from collective.eloket.mandates import reindexing as mandates
    from collective.eloket.mandates.enterprises import reindexing as enterprises
    from collective.eloket.parameters.maintenance import rebuild_lookups

    stuck = committed(mandates.copy_shut_outs)
    done = 0
    for name, part in accounts.parts():
        committed(index_accounts, name, part)
        done += len(part)
        logger.info("%s: %d accounts and identities", site_id, done)
    for part in enterprises.parts():
        # who works somewhere and never signed in
        committed(enterprises.lift, part)
    committed(mandates.lift_children)
    committed(rebuild_lookups)
    committed(mandates.drop_old_shut_outs)
    return stuck


def index_accounts(name: str, part: list[str]) -> None:
    """Index accounts anew, with what their people hold for organisations.

    In one transaction: at no moment has anybody lost a right.
    """
    from collective.eloket.accounts import reindexing as accounts
    from collective.eloket.accounts.registry import citizen_store
    from collective.eloket.mandates.enterprises import reindexing as enterprises

    found = [citizen_store().account(key) for key in part]
    numbers = [key for one in found if one is not None for key in one.numbers]
    accounts.reindex(name, part)
    enterprises.lift(numbers)


def committed(act: Callable[..., Any], *arguments: Any) -> Any:
    """Call and commit; again when others changed the same meanwhile.

    :raises ConflictError: they did so TRIES times.
    """
    for attempt in transaction.manager.attempts(TRIES):
        with attempt:
            result = act(*arguments)
    return result


if __name__ == "__main__":
    sys.exit(main())
