"""Where does an e-loket on this machine keep its data? Standard library only."""

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import fcntl
import os
import shutil


class AlreadyRunningError(Exception):
    """Another start runs on the same data folder."""


class OtherLayoutError(Exception):
    """The data lie there as another version keeps them."""


#: How the data lie in the ZODB and the side store; higher when a release, once there is
#: one, could not read what lies there without an upgrade step of its profile.
LAYOUT = "9"


#: What `make start` makes in its data folder, and `make clean-data` takes away. Other
#: things there (screenshots, figures of the bench, a buildout) stay.
PRIVATE_FOLDERS = ("filestorage", "blobs", "journal", "sandbox", "instance", "log")
PRIVATE_FILES = (
    "accounts.json",
    "admin-password",
    "keys.json",
    "ports.json",
    "side.sqlite",
    "side.sqlite-shm",
    "side.sqlite-wal",
    "zeo.conf",
    "zeo.sock",
    "zeo.sock.lock",
    "zope-worker.conf",
    "zope.conf",
    "zope.ini",
)


#: What `make start-cluster` makes besides, in a data folder of its own.
CLUSTER_FOLDERS = ("postgresql", "nodes", "nginx")
CLUSTER_FILES = ("database-password", "nginx.conf", "nodes.json")


@dataclass(frozen=True)
class DataFolder:
    """The data folder; nobody else may look into what we put there."""

    path: Path

    def __truediv__(self, name: str) -> Path:
        return self.path / name

    @property
    def database(self) -> Path:
        """The file of the ZODB; only ZEO opens it."""
        return self.path / "filestorage" / "Data.fs"

    @property
    def prepared(self) -> Path:
        """What the site was last set up with; beside the ZODB, so it goes with it."""
        return self.path / "filestorage" / "prepared.json"

    def log(self, name: str) -> Path:
        """Return the log file of a process."""
        return self.path / "log" / f"{name}.log"

    def make(self) -> None:
        """Make the folders that are missing."""
        self.path.mkdir(parents=True, exist_ok=True)
        for name in PRIVATE_FOLDERS:
            (self.path / name).mkdir(mode=0o700, exist_ok=True)

    def check_layout(self) -> None:
        """Note how new data lie there; see that older ones lie there likewise.

        :raises OtherLayoutError: they do not.
        """
        noted = self.path / "filestorage" / "layout"
        if not self.database.exists():
            noted.write_text(LAYOUT, encoding="ascii")
        if not noted.exists() or noted.read_text(encoding="ascii") != LAYOUT:
            raise OtherLayoutError

    @contextmanager
    def locked(self):
        """Keep others off the folder for as long as the block runs.

        :raises AlreadyRunningError: somebody else has it; says its process id.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        number = os.open(self.path / "start.lock", os.O_RDWR | os.O_CREAT, 0o600)
        with os.fdopen(number, "r+", encoding="utf-8") as file:
            try:
                # the lock ends with this process, however it ends
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise AlreadyRunningError(file.read().strip()) from None
            file.truncate(0)
            file.write(f"{os.getpid()}\n")
            file.flush()
            yield

    def drop(self) -> None:
        """Delete all data; there is no way back.

        :raises AlreadyRunningError: an e-loket runs on it.
        """
        with self.locked():
            for name in (*PRIVATE_FOLDERS, *CLUSTER_FOLDERS):
                shutil.rmtree(self.path / name, ignore_errors=True)
            for name in (*PRIVATE_FILES, *CLUSTER_FILES):
                (self.path / name).unlink(missing_ok=True)
