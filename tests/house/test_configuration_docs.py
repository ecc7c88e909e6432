"""The pages for integrators name every setting, and no setting that is not there."""

from collective.eloket.accounts.oidc.checking import ABOUT
from collective.eloket.accounts.oidc.labels import LABELS
from collective.eloket.accounts.oidc.options import OPTIONS
from collective.eloket.accounts.oidc.presets import PRESETS
from pathlib import Path

import re


ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs" / "configuration"
REGISTRY = ROOT / "profiles" / "default" / "registry"
#: Records that people do not set: another page keeps them.
KEPT = {"collective.eloket.http.desk", "collective.eloket.oidc.switched_off"}


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def first_cells(text: str) -> set[str]:
    """Return what stands in code in the first column of all tables."""
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    return {name for row in rows for name in re.findall(r"`([^`]+)`", row)}


def test_every_setting_of_a_provider_is_explained():
    part = page("providers.md").partition("## Settings")[2].partition("## Secrets")[0]
    assert first_cells(part) == set(OPTIONS) | set(ABOUT)


def test_every_setting_of_a_provider_has_words_in_the_panel():
    assert set(LABELS) == set(OPTIONS) | set(ABOUT) | {"client_secret"}


def test_every_preset_is_there_with_what_it_publishes():
    text = page("providers.md")
    for preset in PRESETS.values():
        assert f"`{preset.id}`" in text
        for issuer in preset.issuers.values():
            assert f"`{issuer}`" in text


def records() -> set[str]:
    """Return the records of our profile that people set."""
    texts = [path.read_text(encoding="utf-8") for path in REGISTRY.glob("*.xml")]
    names = re.findall(r'<record name="(collective\.eloket\.[^"]+)"', "".join(texts))
    return set(names) - KEPT


def told() -> set[str]:
    """Return the records that the page names; a short one is in the room before it."""
    found = set()
    for line in page("settings.md").splitlines():
        if not line.startswith("| `collective."):
            continue
        names = re.findall(r"`([^`]+)`", line.split("|")[1])
        room = names[0].rpartition(".")[0]
        found |= {name if "." in name else f"{room}.{name}" for name in names}
    return found


def test_every_record_is_explained():
    assert told() == records()
