"""``make axe URL=<document>``: the verdict of axe on a document's page and form.

The form is looked at as an editor tries it, so nothing is kept. Who signs in stands in
ELOKET_EDITOR, the password in ELOKET_EDITOR_PASSWORD: not in arguments, which others on
the machine can read.
"""

from playwright.sync_api import Page
from playwright.sync_api import sync_playwright
from tests.browser import journey
from tests.browser.accessible import violations
from tests.browser.conftest import CHROMIUM
from tests.browser.conftest import FLAGS
from urllib.parse import urlsplit

import os
import sys


def main(address: str) -> int:
    """Tell what axe finds; the exit code says whether it found anything."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page(locale="nl-BE")
        found = look(page, address.rstrip("/"))
        browser.close()
    tell(found)
    return 1 if any(found.values()) else 0


def look(page: Page, address: str) -> dict[str, list[str]]:
    """Return the violations by page."""
    found = {}
    page.goto(address)
    found[address] = violations(page)
    sign_in(page, address)
    for name in ("nakijken", "probeer"):
        page.goto(f"{address}/{name}")
        found[f"{address}/{name}"] = violations(page)
    return found


def sign_in(page: Page, address: str) -> None:
    """Sign the editor in at the site's own page."""
    parts = urlsplit(address)
    site = parts.path.strip("/").split("/")[0]
    name, password = (
        os.environ[key] for key in ("ELOKET_EDITOR", "ELOKET_EDITOR_PASSWORD")
    )
    where = {
        "site": f"{parts.scheme}://{parts.netloc}/{site}",
        "accounts": {name: {"password": password}},
    }
    journey.clerk(page, where, name)


def tell(found: dict[str, list[str]]) -> None:
    """Say it, one line per violation."""
    for address, lines in found.items():
        sys.stdout.write(f"{address}: {len(lines) or 'nothing'} found\n")
        sys.stdout.writelines(f"  {line}\n" for line in lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
