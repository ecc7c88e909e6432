"""Both roads install the same versions."""

from importlib.metadata import distributions
from pathlib import Path

import re
import sys


ROOT = Path(__file__).parents[2]


def pins(path: Path, sign: str) -> dict[str, str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    found = (re.fullmatch(rf"([\w.-]+)\s*{sign}\s*(\S+)", line) for line in lines)
    return {match[1].lower(): match[2] for match in found if match}


def test_constraints_and_versions_hold_the_same_pins():
    by_pip = pins(ROOT / "constraints.txt", "==")
    by_buildout = pins(ROOT / "versions.cfg", "=")
    assert len(by_pip) > 300
    assert by_pip == by_buildout


def plain(name: str) -> str:
    """Return a distribution's name as indexes compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_what_is_installed_here_is_what_is_pinned():
    wanted = {
        plain(name): version
        for name, version in pins(ROOT / "constraints.txt", "==").items()
    }
    found = {}
    # setuptools brings copies of others in a folder of its own
    places = [place for place in sys.path if not place.endswith("_vendor")]
    for one in distributions(path=places):
        found.setdefault(plain(one.name), one.version)
    # venv brings the pip of its Python; nothing of ours runs with it
    found.pop("pip", None)
    assert len(found.keys() & wanted.keys()) > 200
    other = {
        name: (version, wanted[name])
        for name, version in found.items()
        if wanted.get(name, version) != version
    }
    assert other == {}, "an environment of yesterday: run `make install-test`"


def test_setuptools_still_has_pkg_resources():
    assert int(pins(ROOT / "constraints.txt", "==")["setuptools"].split(".")[0]) < 82


def test_no_pin_names_an_index():
    for name in ("constraints.txt", "versions.cfg", "buildout.cfg", "pyproject.toml"):
        assert "://" not in (ROOT / name).read_text(encoding="utf-8").replace(
            "sqlite:///", ""
        ), name
