"""Both roads install the same versions."""

from pathlib import Path

import re


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


def test_setuptools_still_has_pkg_resources():
    assert int(pins(ROOT / "constraints.txt", "==")["setuptools"].split(".")[0]) < 82


def test_no_pin_names_an_index():
    for name in ("constraints.txt", "versions.cfg", "buildout.cfg", "pyproject.toml"):
        assert "://" not in (ROOT / name).read_text(encoding="utf-8").replace(
            "sqlite:///", ""
        ), name
