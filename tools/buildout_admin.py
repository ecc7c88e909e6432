"""What the buildout needs beforehand: folders, a key ring, the password of `admin`."""

from collective.eloket.vault.commands import write_new_ring
from eloket_sandbox.files import write_private
from eloket_sandbox.start.folder import DataFolder
from eloket_sandbox.start.plan import admin_password
from pathlib import Path

import os
import sys


ROOT = Path(__file__).resolve().parents[1]


class PasswordUnfitError(Exception):
    """The password cannot stand in a configuration file."""


def admin_cfg(password: str) -> str:
    """Return the configuration that tells buildout the password of ``admin``.

    :raises PasswordUnfitError: it has a character that buildout reads otherwise.
    """
    if not password.isprintable() or set(password) & set(" $#;"):
        raise PasswordUnfitError(
            "ELOKET_ADMIN_PASSWORD: choose one without space, $, # and ;"
        )
    return f"[instance]\nuser = admin:{password}\n"


def prepare(root: Path, env: dict[str, str]) -> None:
    """Write what is missing below ``var``.

    :raises PasswordUnfitError: the password given does not fit.
    """
    var = root / "var"
    data = var / "buildout"
    var.mkdir(exist_ok=True)
    for folder in (data, data / "blobs", data / "sandbox"):
        folder.mkdir(mode=0o700, exist_ok=True)
    cfg = admin_cfg(admin_password(DataFolder(var), env))
    write_private(var / "admin.cfg", cfg)
    keys = data / "keys.json"
    if not keys.exists():
        write_new_ring(keys)


def main() -> int:
    """Prepare this checkout; 1 when the password does not fit."""
    try:
        prepare(ROOT, dict(os.environ))
    except PasswordUnfitError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
