"""What a backup says of itself, keyed with the ring ``audit``; no key is in it."""

from collections.abc import Mapping
from collective.eloket.recovery.errors import BackupBrokenError
from collective.eloket.recovery.errors import KeysMissingError
from collective.eloket.vault import service as vault
from collective.eloket.vault.duties import key_checks
from dataclasses import asdict
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import hashlib
import hmac
import json


NAME = "manifest.json"
FORMAT = 1
RING = "audit"


@dataclass(frozen=True, slots=True)
class Manifest:
    """``at`` is when the backup began, ISO 8601 in UTC.

    ``keys``: ring → id → what proves that a key is the same. ``files``: name → SHA-256
    in hexadecimal; blobs and persons' keys are not in it.
    """

    id: str
    at: str
    database: str
    side_store: str
    keys: Mapping[str, Mapping[str, str]]
    files: Mapping[str, str]
    format: int = FORMAT

    @property
    def moment(self) -> datetime:
        """When the backup began, aware."""
        return datetime.fromisoformat(self.at)


def write(folder: Path, manifest: Manifest) -> None:
    """Write the manifest, last of all: without it a backup is not whole."""
    said = asdict(manifest) | {"key": vault.mac_key_id(RING)}
    text = json.dumps(said | {"mac": _mac(said)}, indent=2, sort_keys=True)
    (folder / NAME).write_text(f"{text}\n", encoding="utf-8")


def read(folder: Path) -> Manifest:
    """Return the manifest of a backup whose files are as they were written.

    :raises BackupBrokenError: it is not whole, was changed, or is no backup.
    """
    try:
        said = json.loads((folder / NAME).read_bytes())
        mac = said.pop("mac")
        is_ours = hmac.compare_digest(mac, _mac(said))
        del said["key"]
        manifest = Manifest(**said)
    except KeyError:
        raise BackupBrokenError(
            f"{folder}: its manifest is of another installation, or the audit key with "
            "which it was written is not on the ring"
        ) from None
    except (OSError, ValueError, TypeError, AttributeError):
        raise BackupBrokenError(f"{folder}: there is no whole backup") from None
    if not is_ours or manifest.format != FORMAT:
        raise BackupBrokenError(f"{folder}: its manifest was changed")
    for name, expected in manifest.files.items():
        if digest_of(folder / name) != expected:
            raise BackupBrokenError(f"{folder / name} is not as it was written")
    return manifest


def check_keys_fit(manifest: Manifest) -> None:
    """:raises KeysMissingError: the ring cannot open the backup; says which key."""
    now = key_checks()
    for ring, keys in manifest.keys.items():
        for key_id, check in keys.items():
            if now[ring].get(key_id) != check:
                raise KeysMissingError(
                    f"ring {ring}: key {key_id} of the backup is not on the ring of "
                    "ELOKET_KEYS; put the copy back that belongs to it"
                )


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file; empty when it is not there."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _mac(said: dict[str, Any]) -> str:
    message = b"backup\0" + json.dumps(said, sort_keys=True).encode()
    return vault.mac(RING, message, said["key"]).hex()
