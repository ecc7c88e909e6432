"""The key ring file is changed: whole or not at all, by one process at a time."""

from collections.abc import Callable
from collections.abc import Iterator
from collective.eloket.vault.keyring import read_private_file
from collective.eloket.vault.keyring import read_rings
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import fcntl
import json
import os


def change(path: Path | None, act: Callable[[dict[str, Any]], Any]) -> Any:
    """Let ``act`` change the content of the file's ``rings``; return what it returns.

    Processes that read the file meanwhile see it as it was or as it is then, never in
    between. When ``act`` raises, or leaves no good rings, nothing is written.

    :raises MisconfiguredError: the file is not good, or would not be; see ``keyring``.
    """
    content = read_private_file(path)
    read_rings(content)
    with _locked(path):
        data = json.loads(read_private_file(path))
        result = act(data["rings"])
        changed = f"{json.dumps(data, indent=2)}\n".encode()
        read_rings(changed)
        _replace(path, changed)
    return result


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    number = os.open(f"{path}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(number, fcntl.LOCK_EX)
        yield
    finally:
        os.close(number)


def _replace(path: Path, content: bytes) -> None:
    new = path.with_name(f"{path.name}.new")
    new.unlink(missing_ok=True)
    number = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(number, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(number)
    new.replace(path)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Let a new or renamed name in a folder survive a power cut: fsync(2), NOTES."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)
