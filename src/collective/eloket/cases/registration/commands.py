"""`eloket-registration`: tell the case system again, from the command line."""

from collections.abc import Sequence
from collective.eloket.http.command import open_root
from collective.eloket.http.command import sites_of
from datetime import datetime
from typing import Any

import argparse
import logging
import sys


logger = logging.getLogger(__name__)


def main(arguments: Sequence[str] | None = None) -> int:
    """Put the messages into the outbox of each site; workers send them. 1: none was."""
    options = parser().parse_args(arguments)
    return run(open_root(options.configuration), options)


def parser() -> argparse.ArgumentParser:
    """Return what reads the command line."""
    found = argparse.ArgumentParser(prog="eloket-registration", description=__doc__)
    chosen = found.add_mutually_exclusive_group(required=True)
    chosen.add_argument("--reference", help="all steps of this request")
    chosen.add_argument(
        "--since",
        type=datetime.fromisoformat,
        help="all steps since then, as in 2026-11-26T08:00:00+01:00; without an offset "
        "it is the time of this machine",
    )
    found.add_argument("configuration", help="the zope.conf of this installation")
    return found


def run(root: Any, options: argparse.Namespace) -> int:
    """Do it on each site with an e-desk below ``root``; without personal data."""
    from collective.eloket.cases.registration import replay
    from collective.eloket.errors import InvalidAnswerError

    import transaction

    asker, done = replay.Asker(None, "machine"), 0
    for site in sites_of(root):
        try:
            if options.since:
                replay.send_since(options.since.astimezone(), asker)
            else:
                replay.send_case(options.reference, asker)
        except InvalidAnswerError as error:
            logger.info("%s: %s", site.getId(), error.code)
            continue
        transaction.commit()
        logger.info("%s: the workers tell it again", site.getId())
        done += 1
    return 0 if done else 1


if __name__ == "__main__":
    sys.exit(main())
