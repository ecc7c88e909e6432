"""Whatever target a page for people names, `make` has it, and `make help` says it."""

from pathlib import Path

import re
import subprocess


ROOT = Path(__file__).parents[2]
PAGES = ("README.md", "docs/**/*.md")
#: A target in a page's code: `make test`, or a line of a block.
NAMED = re.compile(r"(?:`|^|&& )make ([a-z][a-z0-9-]*)", re.MULTILINE)
#: What the habits of this house ask for.
HABITS = {
    "install",
    "buildout",
    "test",
    "format",
    "lint",
    "package",
    "i18n",
    "changes",
}


def targets() -> set[str]:
    """Return the targets that `make help` tells of."""
    said = subprocess.run(
        ["/usr/bin/make", "-s", "help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return {line.split()[0] for line in said.stdout.splitlines()}


def named() -> dict[str, str]:
    """Return target → the page that names it."""
    pages = (page for pattern in PAGES for page in ROOT.glob(pattern))
    return {
        target: str(page.relative_to(ROOT))
        for page in pages
        for target in NAMED.findall(page.read_text(encoding="utf-8"))
    }


def test_every_target_that_a_page_names_is_there():
    assert {"start", "test", "changes", "buildout"} <= set(named())
    known = targets()
    missing = {target: page for target, page in named().items() if target not in known}
    assert missing == {}


def test_the_targets_of_our_habits_are_there():
    assert targets() >= HABITS
