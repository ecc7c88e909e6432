"""What does this installation say? Read from the environment, once."""

from collections.abc import Mapping
from collective.eloket.errors import MisconfiguredError
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import os


#: A secret in a file is one line, or a few keys.
LARGEST_SECRET_BYTES = 64 * 1024

#: SQLAlchemy address used when none is given: only for one machine.
DEFAULT_SIDE_STORE = "sqlite:///var/side.sqlite"


@dataclass(frozen=True, slots=True)
class Environment:
    """The variables of design section 7 that the product itself reads."""

    keys: Path | None
    side_store: str
    sandbox: bool
    trust_dir: Path | None
    #: Where clamd listens: ``unix:/path`` or ``host:port``; empty: nowhere.
    clamd: str = ""
    #: File with the key of the seal; None: letters get no seal that proves anything.
    seal_key: Path | None = None
    #: Folder of the journal of negative facts, outside of all databases.
    journal: Path | None = None
    #: File with the authorities whose time-stamps are believed.
    stamp_trust: Path | None = None

    @classmethod
    def from_mapping(cls, variables: Mapping[str, str]) -> "Environment":
        """Read the variables; an empty value counts as absent."""
        return cls(
            keys=_path(variables, "ELOKET_KEYS"),
            side_store=variables.get("ELOKET_SIDE_STORE", "") or DEFAULT_SIDE_STORE,
            sandbox=variables.get("ELOKET_SANDBOX", "") == "1",
            trust_dir=_path(variables, "ELOKET_TRUST_DIR"),
            clamd=variables.get("ELOKET_CLAMD", ""),
            seal_key=_path(variables, "ELOKET_SEAL_KEY"),
            stamp_trust=_path(variables, "ELOKET_STAMP_TRUST"),
            journal=_path(variables, "ELOKET_JOURNAL"),
        )


def _path(variables: Mapping[str, str], name: str) -> Path | None:
    text = variables.get(name, "")
    return Path(text) if text else None


#: What ``Environment`` reads.
NAMES = (
    "ELOKET_KEYS",
    "ELOKET_SIDE_STORE",
    "ELOKET_SANDBOX",
    "ELOKET_TRUST_DIR",
    "ELOKET_CLAMD",
    "ELOKET_SEAL_KEY",
    "ELOKET_STAMP_TRUST",
    "ELOKET_JOURNAL",
)
_RAW_NAMES = tuple(os.fsencode(name) for name in NAMES)


@lru_cache(maxsize=8)
def _read(values: tuple[bytes | None, ...]) -> Environment:
    texts = (os.fsdecode(value or b"") for value in values)
    return Environment.from_mapping(dict(zip(NAMES, texts, strict=True)))


def environment() -> Environment:
    """Return what the process's environment says now; asked some 20 times a request."""
    # as it lies there: decoding six texts each time is dearer than all the rest
    return _read(tuple(map(os.environb.get, _RAW_NAMES)))


class SecretUnreadableError(MisconfiguredError):
    """A secret of the environment is there but cannot be used; no secret in its text.

    Its text names the variable and the reason, for operators.
    """


def secret(name: str, variables: Mapping[str, str] | None = None) -> str | None:
    """Return the secret of the variable ``name``; None when there is none.

    With ``<name>_FILE`` it is what stands in that file, as containers mount it, without
    the line end behind it. The file is read at each call, so a new secret needs no
    restart. An empty variable counts as absent.

    :raises SecretUnreadableError: both are set, or the file cannot be read, is empty,
        too large, or no UTF-8.
    """
    variables = os.environ if variables is None else variables
    value, path = variables.get(name, ""), variables.get(f"{name}_FILE", "")
    if value and path:
        raise SecretUnreadableError(f"{name} and {name}_FILE are both set")
    return (_secret_in_file(f"{name}_FILE", path) if path else value) or None


def _secret_in_file(name: str, path: str) -> str:
    try:
        with Path(path).open("rb") as file:
            content = file.read(LARGEST_SECRET_BYTES + 1)
    except OSError as error:
        raise SecretUnreadableError(f"{name}: {error.strerror}") from None
    if len(content) > LARGEST_SECRET_BYTES:
        raise SecretUnreadableError(f"{name}: the file is too large")
    try:
        found = content.decode().rstrip("\r\n")
    except UnicodeDecodeError:
        raise SecretUnreadableError(f"{name}: the file is no UTF-8 text") from None
    if not found:
        raise SecretUnreadableError(f"{name}: the file is empty")
    return found
