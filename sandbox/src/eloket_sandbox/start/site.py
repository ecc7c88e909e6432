"""Is the site as this start wants it? If not, a process of its own makes it so."""

from collections.abc import Mapping
from eloket_sandbox.files import read_json
from eloket_sandbox.files import write_json
from eloket_sandbox.municipality.staff import STAFF
from eloket_sandbox.start.folder import DataFolder
from eloket_sandbox.start.plan import admin_password
from eloket_sandbox.start.plan import new_password
from eloket_sandbox.start.plan import Plan

import hashlib
import secrets


def staff_passwords(folder: DataFolder) -> dict[str, str]:
    """Return the passwords of the example staff; random, kept in the data folder."""
    path = folder / "accounts.json"
    passwords = read_json(path) or {}
    missing = [person.id for person in STAFF if person.id not in passwords]
    if missing:
        passwords |= {user_id: new_password() for user_id in missing}
        write_json(path, passwords)
    return passwords


def is_prepared(plan: Plan, env: Mapping[str, str]) -> bool:
    """Was the site set up with just these addresses and this password?"""
    before = read_json(plan.folder.prepared)
    if before is None or not plan.folder.database.exists():
        return False
    password = admin_password(plan.folder, env)
    return before == facts(plan, password, before.get("salt", ""))


def remember_prepared(plan: Plan, env: Mapping[str, str]) -> None:
    """Note what the site was set up with."""
    password = admin_password(plan.folder, env)
    write_json(plan.folder.prepared, facts(plan, password, secrets.token_hex(16)))


def facts(plan: Plan, password: str, salt: str) -> dict[str, object]:
    """Return what the site depends on; the password only as a slow hash."""
    hashed = hashlib.scrypt(password.encode(), salt=salt.encode(), n=2**14, r=8, p=1)
    return {
        "issuers": plan.issuers,
        "origin": plan.eloket,
        "mail_port": plan.mail_port,
        "salt": salt,
        "admin": hashed.hex(),
    }
