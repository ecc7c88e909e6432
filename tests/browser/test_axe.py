"""Every page of ours passes axe: no violation (WCAG 2.0-2.2 A, AA)."""

from axe_playwright_python.sync_playwright import Axe
from tests.browser import journey
from tests.browser.accessible import TAGS
from tests.browser.accessible import WIDTHS

import pytest


pytestmark = pytest.mark.browser

#: Pages of strangers, of the citizen who asked, and of a clerk.
PUBLIC = (
    "",
    "?q=vishengel",
    "/aanmelden",
    "/registreren",
    "/wachtwoord-vergeten",
    "/afmelden",
    "/uittreksel-bevolkingsregister",
)
OWN = (
    "",
    "/uittreksel-bevolkingsregister",
    "/uittreksel-bevolkingsregister/aanvraag",
    "/mijn-aanvragen",
    "/mijn-aanvragen/{reference}",
    "/mijn-aanvragen/{reference}/bevestiging",
    "/mijn-aanvragen/2026-AAAA-AAAA",
    "/mijn-profiel",
    "/afmelden",
)
CLERKS = ("/taken", "/taken/{reference}")


def check(page, address: str, capsys) -> list[str]:
    """Return what axe finds on a page, in both widths."""
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(address)
        page.wait_for_timeout(400)
        result = Axe().run(page, options={"runOnly": TAGS}).response
        with capsys.disabled():
            names = [rule["id"] for rule in result["incomplete"]]
            print(f"\n  axe {width} {address.partition('/gemeente')[2]}: {names}")  # noqa: T201
        for rule in result["violations"]:
            for node in rule["nodes"]:
                found.append(f"{width} {rule['id']} {node['html'][:160]}")
    return found


@pytest.mark.parametrize("path", PUBLIC)
def test_public_pages(started, visitor, capsys, path):
    assert check(visitor(), started["eloket"] + path, capsys) == []


@pytest.mark.parametrize("path", OWN)
def test_pages_of_a_citizen(started, noors_case, capsys, path):
    page, reference = noors_case
    address = started["eloket"] + path.format(reference=reference)
    assert check(page, address, capsys) == []


@pytest.mark.parametrize("path", CLERKS)
def test_pages_of_a_clerk(started, noors_case, visitor, capsys, path):
    _page, reference = noors_case
    tom = visitor()
    journey.clerk(tom, started)
    address = started["eloket"] + path.format(reference=reference)
    assert check(tom, address, capsys) == []
