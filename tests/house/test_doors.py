"""Each third party comes in by one door; the table here is the list of doors."""

from pathlib import Path

import ast
import pytest
import subprocess
import sys


SOURCE = Path(__file__).parents[2] / "src" / "collective" / "eloket"

#: third party → the modules or packages of ours that may import it
DOORS = {
    "argon2": {"accounts"},
    "asn1crypto": {"documents.seal", "wires.stamps"},
    "collective.easyform": {"catalogue.easyform", "interfaces"},
    "cryptography": {"documents.seal", "identity", "vault"},
    "defusedxml": {"catalogue.office"},
    "axe_playwright_python": {"catalogue.usable"},
    "email_validator": {"parameters"},
    "holidays": {"catalogue"},
    "joserfc": {"accounts"},
    "lxml": {"http.xmlfiles"},
    "oic": {"accounts.oidc"},
    "pas.plugins.oidc": {"accounts.oidc", "interfaces"},
    "phonenumbers": {"parameters"},
    "pikepdf": {"documents.post"},
    "playwright": {"catalogue.usable"},
    "pyhanko": {"documents.seal", "wires.stamps"},
    "pyhanko_certvalidator": {"documents.seal", "wires.stamps"},
    "requests": {
        "accounts.oidc",
        "identity.eid.network",
        "outbox.webhook",
        "wires",
    },
    "segno": {"documents"},
    "sqlalchemy": {
        "accounts.device_rows",
        "accounts.session_rows",
        "audit.anchor_rows",
        "audit.seal_rows",
        "audit.store",
        "ephemeral",
        "parameters.list_rows",
        "recovery",
        "vault.aside_rows",
    },
    "stdnum": {"catalogue.kinds", "identity"},
    "urllib3": {"accounts.oidc", "identity.eid.network", "wires"},
    "weasyprint": {"documents"},
    "zxcvbn": {"accounts.policy"},
}


def modules() -> list[tuple[str, Path]]:
    """Return our modules: name below collective.eloket, and file."""
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        found.append((".".join(part for part in parts if part != "__init__"), path))
    return found


def imports_of(path: Path) -> set[str]:
    """Return the full names that a module imports, anywhere in it."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def is_below(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def breaches(doors: dict[str, set[str]]) -> list[str]:
    found = []
    for module, path in modules():
        for name in imports_of(path):
            for party, allowed in doors.items():
                through = any(is_below(module, door) for door in allowed)
                if is_below(name, party) and not through:
                    found.append(f"{module} imports {name}")
    return sorted(found)


def test_third_parties_come_in_by_their_door():
    assert breaches(DOORS) == []


def test_the_test_sees_a_breach():
    assert "identity.numbers imports stdnum.be" in breaches({"stdnum": {"accounts"}})


def test_each_door_is_in_use_or_awaited():
    awaited = {"pyhanko", "oic", "segno"}
    used = {
        party
        for _module, path in modules()
        for name in imports_of(path)
        for party in DOORS
        if is_below(name, party)
    }
    assert set(DOORS) - used <= awaited


IDENTITY_ALONE = """
import sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"plone", "Products", "AccessControl", "ZODB"}:
            raise ImportError(name)

sys.meta_path.insert(0, Blocked())
import importlib, pkgutil
import collective.eloket.identity as identity

for module in pkgutil.walk_packages(identity.__path__, identity.__name__ + "."):
    importlib.import_module(module.name)
"""


def test_identity_imports_without_plone():
    subprocess.run([sys.executable, "-W", "ignore", "-c", IDENTITY_ALONE], check=True)


@pytest.mark.parametrize("module, path", modules(), ids=lambda value: str(value))
def test_modules_are_short_enough_to_read_at_once(module, path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 250
