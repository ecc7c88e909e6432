"""`eloket-retention`: end the requests whose days are over, or tell what is due."""

from collections.abc import Sequence
from collective.eloket.http.command import open_root
from collective.eloket.http.command import sites_of
from typing import Any

import argparse
import logging
import sys


logger = logging.getLogger(__name__)


def main(arguments: Sequence[str] | None = None) -> int:
    """Look on every site of a zope.conf; safe to break off and to start again.

    The worker does the same by itself, a little every minute.
    """
    options = parser().parse_args(arguments)
    run(open_root(options.configuration), options)
    return 0


def parser() -> argparse.ArgumentParser:
    """Return what reads the command line."""
    found = argparse.ArgumentParser(prog="eloket-retention", description=__doc__)
    chosen = found.add_mutually_exclusive_group()
    chosen.add_argument(
        "--dry-run", action="store_true", help="tell what is due; change nothing"
    )
    chosen.add_argument(
        "--report", action="store_true", help="tell what the last look did"
    )
    found.add_argument("configuration", help="the zope.conf of this installation")
    return found


def run(root: Any, options: argparse.Namespace) -> None:
    """Look at each site with an e-desk below ``root``; without personal data."""
    from collective.eloket.clock import utcnow
    from collective.eloket.http.dates import local_time
    from collective.eloket.rights import report
    from collective.eloket.rights import retention
    from collective.eloket.rights.store import make_rights
    from collective.eloket.rights.store import rights

    import transaction

    day = local_time(utcnow()).date()
    for site in sites_of(root):
        if options.dry_run:
            look = retention.look_dry(day)
        elif options.report:
            look = rights().last
        else:
            retention.look_on(make_rights(), day, transaction.commit, sys.maxsize)
            look = rights().last
        lines = ["nobody looked yet"] if look is None else report.as_text(look)
        for line in lines:
            logger.info("%s: %s", site.getId(), line)


if __name__ == "__main__":
    sys.exit(main())
