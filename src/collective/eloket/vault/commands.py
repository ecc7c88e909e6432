"""`eloket-keys`: make the key ring of an installation, and replace its keys."""

from collections.abc import Sequence
from collective.eloket.ephemeral.errors import SideStoreError
from collective.eloket.errors import MisconfiguredError
from collective.eloket.vault import duties
from collective.eloket.vault.errors import KeysExistError
from collective.eloket.vault.keyring import new_rings
from collective.eloket.vault.model import RINGS
from collective.eloket.vault.rotation import BACKUPS_LIVE
from datetime import timedelta
from pathlib import Path

import argparse
import json
import os
import sys


#: What the process ends with.
DONE, REFUSED, NOT_ALL = 0, 1, 3

EPILOG = """\
All but `new` work on the file of ELOKET_KEYS; rewrap, retire and status read
ELOKET_SIDE_STORE too. People may work meanwhile. What each ring is for, what is lost
with it, and when to do what: docs/configuration/keys.md.
Ends with 0: done; 1: refused, nothing was changed; 3: something was left as it was.
"""


def write_new_ring(path: Path) -> None:
    """Write a new key ring file that only its owner can read.

    :raises KeysExistError: the file exists; losing its keys is losing all data.
    """
    try:
        number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise KeysExistError(f"{path} exists already; nothing was written") from None
    with os.fdopen(number, "w", encoding="utf-8") as file:
        json.dump(new_rings(), file, indent=2)
        file.write("\n")
        file.flush()
        os.fsync(number)


def main(arguments: Sequence[str] | None = None) -> int:
    """Do one thing with the key ring; a path alone makes a new one."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if len(given) == 1 and not given[0].startswith("-") and given[0] not in ACTIONS:
        given.insert(0, "new")
    options = _parser().parse_args(given)
    try:
        return ACTIONS[options.action](options)
    except (MisconfiguredError, SideStoreError) as error:
        sys.stderr.write(f"{error}\n")
        return REFUSED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="eloket-keys",
        description=__doc__,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = parser.add_subparsers(dest="action", required=True)
    new = actions.add_parser("new", help="write a new key ring; keep a copy elsewhere")
    new.add_argument("path", type=Path)
    actions.add_parser("status", help="tell which keys there are and what uses them")
    turn = actions.add_parser("rotate", help="let a new key be the current one")
    turn.add_argument("ring", choices=RINGS)
    turn.add_argument(
        "--prepare",
        action="store_true",
        help="only add it: copy the file to all machines, then rotate",
    )
    actions.add_parser("rewrap", help="wrap persons' keys with the current data key")
    retire = actions.add_parser("retire", help="take an old key off the ring")
    retire.add_argument("ring", choices=RINGS)
    retire.add_argument("key", help="its id, as status tells it")
    retire.add_argument(
        "--after",
        type=lambda days: timedelta(days=int(days)),
        default=BACKUPS_LIVE,
        metavar="DAYS",
        help="refuse when it was replaced less than so many days ago (30)",
    )
    return parser


def _new(options: argparse.Namespace) -> int:
    write_new_ring(options.path)
    sys.stdout.write(f"{options.path} written; set ELOKET_KEYS={options.path}\n")
    return DONE


def _status(options: argparse.Namespace) -> int:
    sys.stdout.writelines(f"{line}\n" for line in duties.status())
    return DONE


def _rotate(options: argparse.Namespace) -> int:
    new = duties.rotate(options.ring, options.prepare)
    what = "is prepared" if options.prepare else "is the current key"
    sys.stdout.write(f"ring {options.ring}: {new} {what}; keep a copy of the file\n")
    if not options.prepare:
        sys.stdout.write(f"{duties.WHAT_NEXT[options.ring]}\n")
    return DONE


def _rewrap(options: argparse.Namespace) -> int:
    last = None
    for last in duties.rewrap():
        sys.stdout.write(f"{last.seen} seen, {last.wrapped} wrapped anew\n")
        sys.stdout.flush()
    if last is not None and last.unreadable:
        sys.stderr.write(f"{last.unreadable} do not open: their data key is missing\n")
        return NOT_ALL
    sys.stdout.write("all are wrapped with the current data key\n")
    return DONE


def _retire(options: argparse.Namespace) -> int:
    duties.retire(options.ring, options.key, options.after)
    sys.stdout.write(f"ring {options.ring}: {options.key} is gone from the file\n")
    return DONE


ACTIONS = {
    "new": _new,
    "status": _status,
    "rotate": _rotate,
    "rewrap": _rewrap,
    "retire": _retire,
}
