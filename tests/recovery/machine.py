"""An e-loket without Plone: a ZODB with a blob, a side store, and persons' keys."""

from collective.eloket.audit import service as audit
from collective.eloket.ephemeral import service as ephemeral
from collective.eloket.recovery import backup
from collective.eloket.recovery import journal
from collective.eloket.recovery import model
from collective.eloket.recovery.databases import Database
from collective.eloket.recovery.model import Fact
from collective.eloket.vault import aside
from collective.eloket.vault import service as vault
from collective.eloket.vault.store import SideStorePersonKeys
from collective.eloket.vault.vault import Vault
from contextlib import closing
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from pathlib import Path
from ZODB.blob import Blob
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage

import secrets
import shutil
import transaction


NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
NOOR, JAN = "citizen-noor", "citizen-jan"
NAMES = {NOOR: "Noor Plantedvoorbeeld", JAN: "Jan Andersplanted"}
DAY = timedelta(days=1)


def fact(kind=model.ERASED, at=NOW, **about) -> Fact:
    """Make a fact: Noor was erased."""
    return Fact(secrets.token_hex(8), at, "/gemeente", kind, about or {"user": NOOR})


@dataclass
class Machine:
    """See the fixture ``machine``."""

    folder: Path
    database: Database
    keys: Path

    @property
    def root(self) -> Path:
        """Where backups go."""
        return self.folder / "backups"

    def begin(self) -> None:
        """Write what two persons sealed into both databases."""
        with self.opened() as root:
            for person_id, name in NAMES.items():
                vault.new_person(person_id)
                sealed = vault.for_person(person_id).seal_text(name, "c")
                root[person_id], root[f"file {person_id}"] = sealed, Blob(sealed)
                aside.put(aside.person(person_id), "form", {"a": name.encode()}, DAY)
                entry = audit.AuditEntry(
                    person_id, "citizen", person_id, "test", details={"name": name}
                )
                audit.record(entry)
            root["secret"] = vault.seal(b"client secret", "c")
        ephemeral.side_store().put("nonce", "taken", b"1", DAY)

    @contextmanager
    def opened(self):
        """Open the ZODB as ZEO would; commit at the end."""
        storage = FileStorage(self.database.address, blob_dir=self.database.blobs)
        with closing(DB(storage)) as db, closing(db.open()) as connection:
            yield connection.root()
            transaction.commit()

    def backup(self, now: datetime = NOW) -> Path:
        """Make a backup."""
        return backup.make(self.root, self.database, now)

    def erase_noor(self, at: datetime = NOW + DAY) -> None:
        """Erase Noor, as the e-loket does: key, ZODB, journal."""
        vault.forget_person(NOOR)
        with self.opened() as root:
            del root[NOOR], root[f"file {NOOR}"]
        journal.append(fact(at=at), at)

    def burn(self) -> None:
        """Lose everything but key ring, journal and backups."""
        ephemeral.engine().dispose()
        Path(self.database.address).unlink()
        for path in self.folder.glob("Data.fs.*"):
            path.unlink()
        shutil.rmtree(self.database.blobs)
        for path in self.folder.glob("side.sqlite*"):
            path.unlink()

    def read(self) -> dict[str, str]:
        """Return what opens now: person → name; as a new process sees it."""
        fresh, found = Vault(vault.key_ring, SideStorePersonKeys()), {}
        with self.opened() as root:
            assert fresh.open_sealed(root["secret"], "c") == b"client secret"
            for person_id in NAMES:
                if person_id in root and SideStorePersonKeys().find(person_id):
                    with root[f"file {person_id}"].open() as file:
                        sealed = file.read()
                    found[person_id] = fresh.for_person(person_id).open_text(
                        sealed, "c"
                    )
        return found
