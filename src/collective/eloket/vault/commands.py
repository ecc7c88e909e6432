"""`eloket-keys`: make the key ring of an installation."""

from collections.abc import Sequence
from collective.eloket.vault.errors import KeysExistError
from collective.eloket.vault.keyring import new_rings
from pathlib import Path

import argparse
import json
import os
import sys


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
    """Write a new ring to the path given; 1 when there is a file already."""
    parser = argparse.ArgumentParser(
        prog="eloket-keys",
        description="Write a new key ring. Keep a copy apart from the database's.",
    )
    parser.add_argument("path", type=Path)
    path = parser.parse_args(arguments).path
    try:
        write_new_ring(path)
    except KeysExistError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{path} written; set ELOKET_KEYS={path}\n")
    return 0
