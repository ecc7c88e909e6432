"""Where do keys come from? A file that only the process's own user can read."""

from collective.eloket.clock import utcnow
from collective.eloket.vault.errors import KeysInvalidError
from collective.eloket.vault.errors import KeysNotGivenError
from collective.eloket.vault.errors import KeysOpenToOthersError
from collective.eloket.vault.errors import KeysUnreadableError
from collective.eloket.vault.interfaces import IKeyRing
from collective.eloket.vault.model import KEY_BYTES
from collective.eloket.vault.model import RINGS
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from pathlib import Path
from typing import Any
from zope.interface import implementer

import base64
import binascii
import json
import os
import re
import secrets
import stat


#: ``version`` of the key ring file.
FILE_VERSION = 1
KEY_ID = re.compile(r"[a-z0-9-]{1,32}")
#: What somebody on duty does when the file is not good.
MENDING = "put your copy of the key ring back: docs/configuration/keys.md"


@dataclass(frozen=True, slots=True)
class Ring:
    """Keys for one use, as they came; the current one seals, all of them open."""

    current: str
    keys: dict[str, bytes] = field(repr=False)
    #: Ring ``blind`` only: the key by which everything is found.
    indexed: str = ""


@implementer(IKeyRing)
class FileKeyRing:
    """The key ring of a JSON file, read when made; see ``docs/configuration``."""

    def __init__(self, path: Path | None) -> None:
        """Read and check the whole file.

        :raises KeysNotGivenError: there is no path.
        :raises KeysUnreadableError: there is no such file, or it cannot be read.
        :raises KeysOpenToOthersError: group or world have rights on it.
        :raises KeysInvalidError: a ring or key is missing or malformed.
        """
        content = read_private_file(path)
        try:
            self._rings = read_rings(content)
        except KeysInvalidError as error:
            raise KeysInvalidError(f"{path}: {error}; {MENDING}") from None

    def current(self, ring: str) -> tuple[str, bytes]:
        """See IKeyRing."""
        chosen = self._rings[ring]
        return chosen.current, chosen.keys[chosen.current]

    def key(self, ring: str, key_id: str) -> bytes | None:
        """See IKeyRing."""
        return self._rings[ring].keys.get(key_id)

    def keys(self, ring: str) -> dict[str, bytes]:
        """See IKeyRing."""
        return dict(self._rings[ring].keys)

    def indexed(self) -> str:
        """See IKeyRing."""
        return self._rings["blind"].indexed


def read_private_file(path: Path | None) -> bytes:
    """Return what is in a file that nobody else may read.

    :raises KeysNotGivenError: there is no path.
    :raises KeysUnreadableError: there is no such file, or it cannot be read.
    :raises KeysOpenToOthersError: group or world have rights on it.
    """
    if path is None:
        raise KeysNotGivenError("ELOKET_KEYS is not set; make a ring with eloket-keys")
    try:
        with path.open("rb") as file:
            mode = os.fstat(file.fileno()).st_mode
            content = file.read()
    except OSError as error:
        raise KeysUnreadableError(f"{path}: {error.strerror}; {MENDING}") from None
    if mode & (stat.S_IRWXG | stat.S_IRWXO):
        raise KeysOpenToOthersError(f"{path}: chmod 600 it, then replace its keys")
    return content


def read_rings(content: bytes) -> dict[str, Ring]:
    """Read the rings of a key ring file.

    :raises KeysInvalidError: a ring or key is missing or malformed; says which ring.
    """
    try:
        data = json.loads(content)
    except ValueError:
        # the parser's own error quotes the text, which holds keys
        raise KeysInvalidError("the key ring file is not JSON") from None
    if not isinstance(data, dict) or data.get("version") != FILE_VERSION:
        raise KeysInvalidError("the key ring file is of another version")
    rings = data.get("rings")
    if not isinstance(rings, dict):
        raise KeysInvalidError("the key ring file has no rings")
    return {name: read_ring(name, rings.get(name)) for name in RINGS}


def read_ring(name: str, data: Any) -> Ring:
    """Read one ring.

    :raises KeysInvalidError: it is missing or malformed.
    """
    if not isinstance(data, dict) or not isinstance(data.get("keys"), dict):
        raise KeysInvalidError(f"ring {name} is missing")
    keys = {
        key_id: read_key(name, key_id, text) for key_id, text in data["keys"].items()
    }
    current = data.get("current")
    if current not in keys:
        raise KeysInvalidError(f"ring {name} has no current key")
    indexed = data.get("indexed", next(iter(keys)))
    if indexed not in keys:
        raise KeysInvalidError(f"ring {name} is indexed by a key it does not have")
    return Ring(current, keys, indexed)


def read_key(ring: str, key_id: str, text: Any) -> bytes:
    """Read one key.

    :raises KeysInvalidError: its id or length is not right.
    """
    if not KEY_ID.fullmatch(key_id):
        raise KeysInvalidError(f"ring {ring} has a key with a malformed id")
    try:
        key = base64.b64decode(text, validate=True)
    except (TypeError, ValueError, binascii.Error):
        raise KeysInvalidError(f"ring {ring}, key {key_id}: not base64") from None
    if len(key) != KEY_BYTES:
        raise KeysInvalidError(f"ring {ring}, key {key_id}: not {KEY_BYTES} bytes")
    return key


def new_rings() -> dict[str, Any]:
    """Return the content of a new key ring file: one random key per ring."""
    return {
        "version": FILE_VERSION,
        "rings": {name: new_ring() for name in RINGS},
    }


def new_ring(now: datetime | None = None) -> dict[str, Any]:
    """Return a ring with one random key, made ``now`` (aware) or at this moment."""
    key_id = secrets.token_hex(4)
    key = base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()
    made = (now or utcnow()).isoformat()
    return {"current": key_id, "keys": {key_id: key}, "made": {key_id: made}}
