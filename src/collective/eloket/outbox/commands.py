"""`eloket-worker`: the process that lets news leave."""

from collections.abc import Sequence
from collective.eloket.loading import load_zope

import argparse
import logging
import signal
import sys


def main(arguments: Sequence[str] | None = None) -> int:
    """Work on the database of a zope.conf until the process is told to end."""
    parser = argparse.ArgumentParser(prog="eloket-worker", description=__doc__)
    parser.add_argument("configuration", help="the zope.conf of this installation")
    options = parser.parse_args(arguments)
    logging.basicConfig(
        level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s"
    )
    load_zope(options.configuration)
    # imports much: not needed to say what is wrong with the arguments
    from collective.eloket.outbox.worker import Worker

    worker = Worker()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: worker.stop())
    worker.work()
    return 0


if __name__ == "__main__":
    sys.exit(main())
