"""A real browser in front of the really started product (tests/started.py)."""

from pathlib import Path
from playwright.sync_api import Browser
from playwright.sync_api import expect
from playwright.sync_api import Page
from playwright.sync_api import sync_playwright
from tests.browser import journey
from tests.browser.accessible import LISTEN
from tests.browser.accessible import STILL

import pytest


ROOT = Path(__file__).parents[2]
SCREENSHOTS = ROOT / "var" / "screenshots"
#: Pictures that the manual shows; see tests/manual.py.
PICTURES = ROOT / "var" / "manual" / "pictures"
#: Chromium without a window and what belongs to one: much less work.
CHROMIUM = "/usr/bin/chromium-headless-shell"
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


# a first page after a start takes long where two products share two cores
expect.set_options(timeout=30_000)


@pytest.fixture(scope="package")
def chromium() -> Browser:
    """A browser for all files of this folder.

    No longer: Playwright keeps an event loop in its thread, and pyHanko begins one of
    its own, in tests of the seal that come later in this process.
    """
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visitor(chromium):
    """Return a new person's browser window: wide, or as narrow as a phone."""
    contexts = []

    def open_window(width: int = 1280) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": 900}, **STILL
        )
        contexts.append(context)
        context.add_init_script(LISTEN)
        page = context.new_page()
        page.set_default_timeout(30_000)
        return page

    yield open_window
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def noors_case(started, chromium):
    """Noor asks for a document; yields her window and the reference.

    She registers first, unless she did so in a file before.
    """
    context = chromium.new_context(
        viewport={"width": 1280, "height": 900}, accept_downloads=True, **STILL
    )
    context.add_init_script(LISTEN)
    page = context.new_page()
    journey.sign_in(page, started, "noor")
    if "registreren" in page.url:
        keep(page, "03-nieuw-hier")
        journey.register(page, "noor@voorbeeld.example")
    reference = journey.ask_for_document(page, started)
    keep(page, "06-bevestiging")
    yield page, reference
    context.close()


def picture(page: Page, name: str, part: str | None = None) -> None:
    """Take a picture for the manual: of the page, or of one part of it (CSS)."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    path = PICTURES / f"{name}.png"
    if part is None:
        page.screenshot(path=path, full_page=True)
    else:
        page.locator(part).first.screenshot(path=path)


def keep(page: Page, name: str) -> None:
    """Keep a picture of the page."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)
