"""Our actions and states in Plone's own bar have titles in the reader's language."""

from pathlib import Path

import pytest
import re


ROOT = Path(__file__).parents[2]
#: Titles that Plone itself translates.
STOCK = frozenset({"View", "Edit", "Published", "Publish"})
FILES = (
    "types/OnlineDocument.xml",
    "types/Eloket.xml",
    "workflows/eloket_document_workflow/definition.xml",
)
#: The title of an action or state, and the words of a transition.
TITLES = (
    re.compile(r'<(?:action|state)\s[^>]*?\btitle="([^"]+)"'),
    re.compile(r"<action\b[^>]*>([^<]+)</action>"),
)
TEXT = re.compile(r'^msgid "(.+)"\nmsgstr "(.+)"$', re.M)


def titles() -> set[str]:
    """Return what Plone's bar shows of ours."""
    found: set[str] = set()
    for name in FILES:
        text = (ROOT / "profiles/default" / name).read_text(encoding="utf-8")
        found.update(*(pattern.findall(text) for pattern in TITLES))
    return found - STOCK


def test_there_are_such_titles():
    assert {"Try as a citizen", "Draft", "Back to draft"} <= titles()


@pytest.mark.parametrize("language", ["nl", "fr", "de"])
def test_what_plones_bar_shows_of_ours_is_translated(language):
    path = ROOT / "locales" / language / "LC_MESSAGES" / "plone.po"
    assert titles() <= dict(TEXT.findall(path.read_text(encoding="utf-8"))).keys()
