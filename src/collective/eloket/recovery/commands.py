"""`eloket-backup` and `eloket-restore`: copies of all data, and the way back."""

from collections import Counter
from collections.abc import Callable
from collections.abc import Sequence
from collective.eloket.ephemeral.errors import SideStoreError
from collective.eloket.errors import MisconfiguredError
from collective.eloket.recovery.errors import RecoveryRefusedError
from datetime import timedelta
from pathlib import Path
from typing import Any

import argparse
import os
import sys


EPILOG = """\
They read ELOKET_KEYS, ELOKET_SIDE_STORE, ELOKET_JOURNAL, and ELOKET_ZODB unless --zodb
says where the ZODB is: the path of a Data.fs, or postgresql://user@host/database with
the password in PGPASSWORD or ~/.pgpass. Step by step: docs/configuration/backup.md.
Ends with 0: done; 1: refused or broken off, the reason is told.
"""
DONE, REFUSED = 0, 1


def backup(arguments: Sequence[str] | None = None) -> int:
    """Make a backup while everything runs, and tidy those that are there."""
    parser = _parser("eloket-backup", backup.__doc__)
    parser.add_argument("--to", type=Path, required=True, help="folder of all backups")
    _add_database(parser)
    parser.add_argument(
        "--keys-live",
        type=_days,
        default=timedelta(days=30),
        metavar="DAYS",
        help="how long persons' keys stay in a backup (30)",
    )
    return _run(_backup, parser.parse_args(arguments))


def restore(arguments: Sequence[str] | None = None) -> int:
    """Put a backup back: ``look``, then ``files``, then ``facts``."""
    parser = _parser("eloket-restore", restore.__doc__)
    actions = parser.add_subparsers(dest="action", required=True)
    seen = actions.add_parser("look", help="tell what would be done; change nothing")
    seen.add_argument("backup", type=Path)
    put = actions.add_parser("files", help="put databases back where none are")
    put.add_argument("backup", type=Path)
    _add_database(put)
    last = actions.add_parser("facts", help="apply the journal; then processes start")
    last.add_argument("configuration", help="the zope.conf of this installation")
    options = parser.parse_args(arguments)
    return _run(ACTIONS[options.action], options)


def _parser(prog: str, about: str | None) -> argparse.ArgumentParser:
    return argparse.ArgumentParser(
        prog=prog,
        description=about,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def _days(text: str) -> timedelta:
    return timedelta(days=int(text))


def _add_database(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--zodb",
        default=os.environ.get("ELOKET_ZODB"),
        required="ELOKET_ZODB" not in os.environ,
        help="Data.fs, or address of PostgreSQL (ELOKET_ZODB)",
    )
    parser.add_argument(
        "--blobs", type=Path, help="folder of blobs, unless they lie in the database"
    )


def _run(act: Callable[[argparse.Namespace], None], options: argparse.Namespace) -> int:
    try:
        act(options)
    except (RecoveryRefusedError, MisconfiguredError, SideStoreError) as error:
        sys.stderr.write(f"{error}\n")
        return REFUSED
    except OSError as error:
        # a full disk above all; the text has a path and a reason
        sys.stderr.write(f"broken off: {error}\n")
        return REFUSED
    return DONE


def _backup(options: argparse.Namespace) -> None:
    from collective.eloket.recovery import backup as backups
    from collective.eloket.recovery.databases import Database

    folder = backups.make(options.to, Database(options.zodb, options.blobs))
    sys.stdout.write(f"{folder} written; the key ring is not in it\n")
    gone = backups.tidy(options.to, options.keys_live)
    sys.stdout.write(f"{gone} persons' keys taken out of backups\n")


def _look(options: argparse.Namespace) -> None:
    from collective.eloket.recovery.restore import look

    tell(look(options.backup), "would be")


def _files(options: argparse.Namespace) -> None:
    from collective.eloket.recovery.databases import Database
    from collective.eloket.recovery.restore import put_back

    plan = put_back(options.backup, Database(options.zodb, options.blobs))
    tell(plan, "will be")
    sys.stdout.write("put back; now run eloket-restore facts with your zope.conf\n")


def _facts(options: argparse.Namespace) -> None:
    from collective.eloket.http.command import open_root

    os.environ["ELOKET_RESTORE_FACTS"] = "1"
    applied = finish_in(open_root(options.configuration))
    for kind, number in sorted(applied.items()):
        sys.stdout.write(f"{kind}: {number} applied\n")
    sys.stdout.write("done; everybody is signed out, and processes may start\n")


def finish_in(root: Any) -> Counter[str]:
    """Apply the journal in the sites below ``root``; see ``restore.finish``."""
    from collective.eloket.recovery import replaying
    from collective.eloket.recovery.restore import finish

    return finish(lambda facts: replaying.apply_all(root, facts))


def tell(plan: Any, when: str) -> None:
    """Print what a plan says: no ids of persons."""
    found = plan.manifest
    sys.stdout.write(
        f"backup {found.id} of {found.at}: {found.database}, {found.side_store}, "
        f"keys of {plan.persons} persons; all keys of the ring fit\n"
    )
    for kind, number in sorted(plan.counts.items()):
        sys.stdout.write(f"{kind}: {number} {when} looked at since\n")
    sys.stdout.write(f"{len(plan.erased)} persons' keys stay away: erased since\n")


ACTIONS = {"look": _look, "files": _files, "facts": _facts}
