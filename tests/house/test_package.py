"""The wheel holds all that the product reads, and nothing of its tests or sandbox."""

from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

import fnmatch
import pytest
import setuptools
import shutil
import subprocess
import sys


ROOT = Path(__file__).parents[2]
PACKAGE = "collective/eloket"
#: What building needs; a copy of just this leaves no `build` folder in the checkout.
SOURCES = ("src", "profiles", "locales", "docs", "news")
FILES = ("setup.py", "pyproject.toml", "MANIFEST.in", "README.md", "LICENSE")
#: What work leaves in a checkout: none of it is source, whatever its age.
LEFT_OVER = (
    *("*.egg-info", "__pycache__", "*.pyc", "*.mo", "var", "build", "dist"),
    *("*~", "*.orig", "*.rej", ".DS_Store"),
)
#: The build itself, by setuptools alone: neither ``build`` nor ``wheel`` is needed.
BUILD = """
import sys
from setuptools.build_meta import build_wheel
build_wheel(sys.argv[1])
"""
NOT_PYTHON = (
    *("*.zcml", "*.pt", "*.txt", "*.css", "*.js", "*.svg", "*.xml", "*.po", "*.pot"),
)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory) -> ZipFile:
    """Return a wheel, built from a copy of this checkout as pip would."""
    folder = tmp_path_factory.mktemp("package")
    source = folder / "source"
    source.mkdir()
    left_out = shutil.ignore_patterns(*LEFT_OVER)
    for name in SOURCES:
        if (ROOT / name).exists():
            shutil.copytree(ROOT / name, source / name, symlinks=True, ignore=left_out)
    for name in FILES:
        shutil.copy(ROOT / name, source / name)
    # the setuptools of these tests, whatever else lies about or is set here
    done = subprocess.run(
        [sys.executable, "-P", "-W", "ignore", "-c", BUILD, str(folder)],
        cwd=source,
        env={"PYTHONPATH": str(Path(setuptools.__file__).parents[1])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return ZipFile(next(folder.glob("*.whl")))


@pytest.fixture(scope="session")
def names(wheel) -> set[str]:
    """Return the names of all files in the wheel."""
    return set(wheel.namelist())


def information(wheel: ZipFile, name: str) -> str:
    [path] = [n for n in wheel.namelist() if n.endswith(f".dist-info/{name}")]
    return wheel.read(path).decode()


@pytest.mark.parametrize(
    "name",
    [
        "profiles/default/metadata.xml",
        "profiles/default/types/Eloket.xml",
        "profiles/uninstall/browserlayer.xml",
        "locales/collective.eloket.pot",
        "locales/nl/LC_MESSAGES/collective.eloket.po",
        "locales/fr/LC_MESSAGES/collective.eloket.po",
        "locales/de/LC_MESSAGES/collective.eloket.po",
        "configure.zcml",
        "http/browser/static/eloket.css",
        "catalogue/browser/templates/document.pt",
        "cases/mails/receipt.nl.txt",
        "documents/mails/ready.nl.txt",
        "documents/letters/letter.pt",
        "documents/letters/letter.css",
    ],
)
def test_wheel_holds_what_the_product_reads(wheel, name):
    assert wheel.read(f"{PACKAGE}/{name}").strip()


def is_left_over(name: Path) -> bool:
    """Did work leave this, or a folder that it lies in?"""
    return any(fnmatch.fnmatch(part, p) for part in name.parts for p in LEFT_OVER)


def test_wheel_holds_every_source_file(names):
    src = ROOT / "src"
    # rglob does not follow the links to profiles and locales
    pairs = [(path, path.relative_to(src)) for path in src.rglob("*")]
    for linked in ("profiles", "locales"):
        pairs += [
            (path, Path(PACKAGE) / path.relative_to(ROOT))
            for path in (ROOT / linked).rglob("*")
        ]
    wanted = {
        str(name)
        for path, name in pairs
        if path.is_file()
        and not is_left_over(name)
        and any(fnmatch.fnmatch(path.name, p) for p in ("*.py", *NOT_PYTHON))
    }
    assert len(wanted) > 200
    assert wanted - names == set()


def test_profiles_and_locales_are_real_files(wheel):
    links = [n.filename for n in wheel.infolist() if n.external_attr >> 28 == 0o12]
    assert links == []


def test_wheel_holds_nothing_else(names):
    assert {name.split("/")[0] for name in names} == {
        "collective",
        next(name for name in names if name.endswith("/RECORD")).split("/")[0],
    }
    assert "collective/__init__.py" not in names
    foreign = ("eloket_sandbox", "/tests/", "tests/", "__pycache__")
    assert [n for n in names if any(part in n for part in foreign)] == []
    assert [n for n in names if n.endswith((".pyc", ".mo", ".cfg", ".json"))] == []


def test_entry_points_are_there(wheel):
    text = information(wheel, "entry_points.txt")
    assert "[z3c.autoinclude.plugin]\ntarget = plone" in text
    for name in ("keys", "worker", "cases", "citizens", "erase"):
        name = f"eloket-{name}"
        assert f"{name} = collective.eloket." in text
    assert "sandbox" not in text


def test_metadata_ties_setuptools(wheel):
    metadata = Parser().parsestr(information(wheel, "METADATA"))
    assert metadata["Name"] == "collective.eloket"
    assert "setuptools<82" in metadata.get_all("Requires-Dist")
    assert not [r for r in metadata.get_all("Requires-Dist") if "sandbox" in r]
