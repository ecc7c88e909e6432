"""Files that only their owner may read."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import json
import os
import secrets


def write_private(path: Path, text: str) -> None:
    """Write a file for the owner only; it is there whole or not at all."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    number = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(number, "w", encoding="utf-8") as file:
        file.write(text)
    draft.replace(path)


def keep_text(path: Path, make: Callable[[], str]) -> str:
    """Return what a file says; the first time, write what ``make`` returns."""
    if not path.exists():
        write_private(path, make() + "\n")
    return path.read_text(encoding="utf-8").strip()


def write_json(path: Path, value: Any) -> None:
    """Write JSON for the owner only."""
    write_private(path, json.dumps(value, indent=2, ensure_ascii=False) + "\n")


def read_json(path: Path) -> Any:
    """Return the JSON of a file; None when there is no such file."""
    if not path.exists():
        return None
    return json.loads(path.read_text(encoding="utf-8"))
