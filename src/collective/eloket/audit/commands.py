"""`eloket-audit`: is the audit whole? And what is its anchor now?"""

from collections.abc import Sequence
from collective.eloket.audit import anchor_rows
from collective.eloket.audit.anchors import Anchor
from collective.eloket.audit.anchors import read_anchors
from collective.eloket.audit.errors import AnchorUnreadableError
from collective.eloket.audit.errors import AuditUnavailableError
from collective.eloket.audit.sealing import current_anchor
from collective.eloket.audit.verifying import verify
from collective.eloket.errors import MisconfiguredError

import argparse
import sys


#: What the process ends with.
WHOLE, BROKEN, WRONG_ANCHOR, CANNOT_LOOK = 0, 1, 2, 3

EPILOG = """\
It reads ELOKET_SIDE_STORE and ELOKET_KEYS, as the processes of the e-loket do, and
ELOKET_STAMP_TRUST where a time-stamp authority stamps anchors.
Ends with 0: whole; 1: something is wrong, a line each; 2: the anchor cannot be read,
or the arguments are wrong; 3: the audit cannot be read, or there is nothing.
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``verify``, ``anchor`` or ``anchors``; changes nothing."""
    options = _parser().parse_args(arguments)
    try:
        if options.action == "anchor":
            return tell_anchor()
        if options.action == "anchors":
            return tell_anchors()
        return tell_report(_anchors(options.anchor))
    except AnchorUnreadableError as error:
        sys.stderr.write(f"anchor: {error}\n")
        return WRONG_ANCHOR
    except (AuditUnavailableError, MisconfiguredError) as error:
        # its text names no address and no key
        sys.stderr.write(f"the audit cannot be read: {type(error).__name__}\n")
        return CANNOT_LOOK


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="eloket-audit",
        description=__doc__,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = parser.add_subparsers(dest="action", required=True)
    check = actions.add_parser("verify", help="compare all rows with their seals")
    check.add_argument(
        "--anchor",
        action="append",
        default=[],
        metavar="FILE|VALUE",
        help="an anchor, or a file with anchors such as a saved mail; may be repeated",
    )
    actions.add_parser("anchor", help="print the anchor of this moment")
    actions.add_parser("anchors", help="print all stamped anchors, to keep elsewhere")
    return parser


def _anchors(given: Sequence[str]) -> list[Anchor]:
    return [anchor for each in given for anchor in read_anchors(each)]


def tell_anchor() -> int:
    """Print the anchor of now.

    :raises AuditUnavailableError: the chain could not be read.
    """
    anchor = current_anchor()
    if anchor is None:
        sys.stderr.write("nothing is sealed yet\n")
        return CANNOT_LOOK
    sys.stdout.write(f"{anchor}\n")
    return WHOLE


def tell_anchors() -> int:
    """Print the anchors that were stamped, a line each, with their time-stamps.

    :raises AuditUnavailableError: they could not be read.
    """
    for anchor in anchor_rows.kept():
        sys.stdout.write(f"{anchor}\n")
    return WHOLE


def tell_report(anchors: list[Anchor]) -> int:
    """Print what is wrong, a line each, and how much was looked at.

    :raises AuditUnavailableError: it could not be read.
    """
    report = verify(anchors)
    for found in report.findings:
        sys.stdout.write(f"{found.word} {found.about} {found.number}\n")
    if report.is_cut_short:
        sys.stdout.write("more is wrong; stopped here\n")
    sys.stdout.write(
        f"{report.rows} rows under {report.seals} seals; {report.unsealed} rows not "
        f"sealed yet; {report.anchors} anchors, {report.stamps} of them stamped\n"
    )
    if not anchors:
        sys.stdout.write("without an anchor a chain that ends too soon looks whole\n")
    if not report.seals and not report.unsealed:
        sys.stderr.write("there is nothing at all: is this the right database?\n")
        return BROKEN if report.findings else CANNOT_LOOK
    return WHOLE if report.is_whole else BROKEN
