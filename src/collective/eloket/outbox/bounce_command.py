"""`eloket-bounces`: the mail server hands in a report that a mail did not arrive."""

from collections.abc import Sequence
from collective.eloket.audit.errors import AuditUnavailableError
from collective.eloket.clock import utcnow
from collective.eloket.ephemeral.errors import SideStoreError
from collective.eloket.errors import MisconfiguredError
from collective.eloket.outbox.bounces import take_report
from collective.eloket.outbox.dsn import LARGEST_BYTES
from typing import BinaryIO

import argparse
import os
import sys


#: Nothing more to do; and: try again later (sysexits.h, which mail servers follow).
TAKEN, AGAIN = 0, 75
#: Without it we would write into a database of nobody.
NEEDED = "ELOKET_SIDE_STORE"

EPILOG = """\
Reads one message from the standard input, and ELOKET_SIDE_STORE. Whatever is no report
about a mail of the e-loket is passed over. Ends with 0, or with 75 when the database
does not answer: then the mail server tries again.
"""


def main(
    arguments: Sequence[str] | None = None, message: BinaryIO | None = None
) -> int:
    """Take one report from ``message``, the standard input when it is None."""
    parser = argparse.ArgumentParser(
        prog="eloket-bounces",
        description=__doc__,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.parse_args(arguments)
    report = (message or sys.stdin.buffer).read(LARGEST_BYTES + 1)
    if not os.environ.get(NEEDED):
        sys.stderr.write(f"{NEEDED} is not set\n")
        return AGAIN
    try:
        take_report(report, utcnow())
    except (SideStoreError, AuditUnavailableError, MisconfiguredError) as error:
        # its text may name the database
        sys.stderr.write(f"the report waits: {type(error).__name__}\n")
        return AGAIN
    return TAKEN


if __name__ == "__main__":
    sys.exit(main())
