"""A mark in the side store: data were put back, and the facts are still to come."""

from collective.eloket.ephemeral.service import side_store
from collective.eloket.recovery.errors import RestoreUnfinishedError

import os


KIND, KEY = "restore", "unfinished"
#: Set by ``eloket-restore facts`` for its own process.
FINISHING = "ELOKET_RESTORE_FACTS"


def set_mark(backup_id: str) -> None:
    """Let no process start until ``take_away`` is called."""
    side_store().keep(KIND, KEY, backup_id.encode())


def marked() -> str | None:
    """Return the id of the backup that was put back, None when all is done."""
    found = side_store().kept(KIND, KEY)
    return None if found is None else found.decode()


def take_away() -> None:
    """Let processes start again."""
    side_store().erase(KIND, KEY)


def check_finished() -> None:
    """:raises RestoreUnfinishedError: it is not, and this is not who finishes it."""
    backup_id = marked()
    if backup_id is not None and os.environ.get(FINISHING) != "1":
        raise RestoreUnfinishedError(
            f"backup {backup_id} was put back; run eloket-restore facts zope.conf"
        )
