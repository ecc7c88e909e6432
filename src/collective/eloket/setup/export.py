"""A folder with everything about citizens, for its owner's eyes only."""

from collective.eloket.setup.errors import FolderExistsError
from collective.eloket.setup.errors import FolderUnusableError
from pathlib import Path
from pathlib import PurePosixPath
from typing import Any

import json
import os


#: Written last: an export without it was broken off.
LAST_FILE = "export.json"


class ExportFolder:
    """A new folder, mode 0700; files in it, mode 0600, are never written over."""

    def __init__(self, path: Path) -> None:
        """Make the folder.

        :raises FolderExistsError: it is there already, empty or not.
        :raises FolderUnusableError: it cannot be made there.
        """
        self.path = path
        self.files = 0
        try:
            path.mkdir(mode=0o700)
        except FileExistsError:
            raise FolderExistsError(f"{path} exists already; name a new one") from None
        except OSError as error:
            raise FolderUnusableError(f"{path}: {error.strerror}") from None

    def write(self, path: str, content: Any) -> None:
        """Write a file; ``content`` is bytes, or a value of JSON's kinds.

        :raises FolderUnusableError: the disk does not take it.
        """
        place = self.path.joinpath(*_parts(path))
        data = content if isinstance(content, bytes) else _as_json(content)
        try:
            self._make_folders(place.parent)
            number = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(number, "wb") as file:
                file.write(data)
        except OSError as error:
            raise FolderUnusableError(f"{place}: {error.strerror}") from None
        self.files += 1

    def finish(self, facts: dict[str, Any]) -> None:
        """Write the last file once all others lie on the disk."""
        os.sync()
        self.write(LAST_FILE, {**facts, "files": self.files})
        os.sync()

    def _make_folders(self, folder: Path) -> None:
        if folder != self.path:
            self._make_folders(folder.parent)
        folder.mkdir(mode=0o700, exist_ok=True)


def _parts(path: str) -> tuple[str, ...]:
    """Return the names of a relative path that leads nowhere else.

    :raises ValueError: it does; a defect of a room.
    """
    parts = PurePosixPath(path).parts
    if not parts or any(part in ("..", "/") for part in parts):
        raise ValueError("not a path inside the export")
    return parts


def _as_json(content: Any) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
