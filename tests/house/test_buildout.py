"""The buildout can be read, and nothing that it or pip installs is without a pin."""

from configparser import RawConfigParser
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from pathlib import Path

import ast
import pytest
import runpy
import stat


ROOT = Path(__file__).parents[2]
ADMIN = runpy.run_path(str(ROOT / "tools" / "buildout_admin.py"))
OURS = {"collective-eloket", "eloket-sandbox"}


def read_cfg(name: str) -> RawConfigParser:
    parser = RawConfigParser(delimiters=("=",))
    parser.optionxform = str
    parser.read_string((ROOT / name).read_text(encoding="utf-8"))
    return parser


def asked_for_by_setup(path: Path) -> set[str]:
    """Return what a setup.py asks for, with all its extras."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.keyword) and node.arg == "install_requires":
            found += ast.literal_eval(node.value)
        if isinstance(node, ast.keyword) and node.arg == "extras_require":
            for extra in ast.literal_eval(node.value).values():
                found += extra
    return {Requirement(line).name for line in found}


def asked_for_by_file(path: Path) -> set[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return {Requirement(line).name for line in lines if line and line[0] != "#"}


def test_buildout_picks_no_version_itself():
    buildout = read_cfg("buildout.cfg")["buildout"]
    assert buildout["allow-picked-versions"] == "false"
    assert buildout["newest"] == "false"
    assert buildout["extends"] == "versions.cfg"
    assert buildout["develop"].split() == [".", "sandbox"]


def test_every_part_has_a_recipe_with_a_pin():
    cfg = read_cfg("buildout.cfg")
    versions = read_cfg("versions.cfg")["versions"]
    parts = cfg["buildout"]["parts"].split()
    assert parts == ["instance", "tools"]
    for part in parts:
        assert cfg[part]["recipe"] in versions


def test_setuptools_is_tied_by_both():
    versions = read_cfg("versions.cfg")["versions"]
    assert Requirement("setuptools<82").specifier.contains(versions["setuptools"])


@pytest.mark.parametrize(
    "name",
    [
        "setup.py",
        "sandbox/setup.py",
        *sorted(f"requirements/{p.name}" for p in ROOT.glob("requirements/*.txt")),
    ],
)
def test_everything_asked_for_has_a_pin(name):
    pinned = {canonicalize_name(key) for key in read_cfg("versions.cfg")["versions"]}
    read = asked_for_by_setup if name.endswith(".py") else asked_for_by_file
    wanted = {canonicalize_name(found) for found in read(ROOT / name)}
    assert wanted
    assert wanted - pinned - OURS == set()


def test_what_buildout_needs_is_written_once_and_for_us_only(tmp_path):
    ADMIN["prepare"](tmp_path, {"ELOKET_ADMIN_PASSWORD": "correct-horse"})
    keys = tmp_path / "var" / "buildout" / "keys.json"
    cfg = tmp_path / "var" / "admin.cfg"
    before = keys.read_bytes()
    assert cfg.read_text() == "[instance]\nuser = admin:correct-horse\n"
    assert [stat.S_IMODE(path.stat().st_mode) for path in (cfg, keys)] == [0o600] * 2
    ADMIN["prepare"](tmp_path, {})
    assert keys.read_bytes() == before
    kept = (tmp_path / "var" / "admin-password").read_text().strip()
    assert cfg.read_text() == f"[instance]\nuser = admin:{kept}\n"


@pytest.mark.parametrize("password", ["a b", "a${b}", "a#b", "a\n[buildout]", "a;b"])
def test_password_that_buildout_would_read_otherwise_is_refused(password):
    with pytest.raises(ADMIN["PasswordUnfitError"]):
        ADMIN["admin_cfg"](password)


def test_the_buildout_makes_the_site_that_make_start_makes(tmp_path):
    ADMIN["prepare"](tmp_path, {})
    script = runpy.run_path(str(ROOT / "tools" / "buildout_site.py"))
    wishes = script["wishes"](tmp_path)
    assert wishes.origin == "http://localhost:8080"
    assert {one.id for one in wishes.providers} == {"burgerprofiel", "csam", "itsme"}
    assert all(one.issuer.startswith("http://localhost:") for one in wishes.providers)
    assert wishes.admin_password in (tmp_path / "var" / "admin.cfg").read_text()
    again = script["wishes"](tmp_path)
    assert (again.admin_password, again.providers) == (
        wishes.admin_password,
        wishes.providers,
    )
