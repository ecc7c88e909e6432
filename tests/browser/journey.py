"""Steps that people take, as they would: by what they read on the page."""

from eloket_sandbox.persons import PERSONS
from playwright.sync_api import expect
from playwright.sync_api import Page

import re
import time


DOCUMENT = "Uittreksel uit het bevolkingsregister"


def sign_in_at_provider(page: Page, person: str) -> None:
    """Go through the provider's pages, from its first one, as a citizen."""
    page.locator("button[name=means]").first.click()
    asks = "/op/" in page.url and len(PERSONS[person].capacities) > 1
    page.locator(f"button[name=person][value={person}]").click()
    if asks:
        page.locator("button[name=capacity][value=BUR]").click()
    act_as_citizen(page)


def act_as_citizen(page: Page) -> None:
    """Go on for oneself, where the e-loket asks for whom."""
    if "/hoedanigheid" in page.url:
        page.get_by_role("button", name="Ga verder").click()


def act_for(page: Page, started: dict, child: str) -> None:
    """Choose to act for a child."""
    page.goto(f"{started['eloket']}/hoedanigheid")
    page.get_by_label(re.compile(f"namens mijn kind\\s+{child}")).check()
    page.get_by_role("button", name="Ga verder").click()


def sign_in(page: Page, started: dict, person: str) -> None:
    """Sign in with itsme at *Mijn burgerprofiel* on our sign-in page, until back."""
    page.goto(f"{started['eloket']}/aanmelden")
    page.locator("button[value='burgerprofiel/itsme']").click()
    sign_in_at_provider(page, person)


def sign_in_by(page: Page, started: dict, choice: str, person: str) -> None:
    """Sign in with ``provider/means`` on our sign-in page, until back."""
    page.goto(f"{started['eloket']}/aanmelden")
    page.locator(f"button[value='{choice}']").click()
    if choice.startswith("itsme/"):
        confirm_in_app(page, person)
    else:
        sign_in_at_provider(page, person)


def confirm_in_app(page: Page, person: str) -> None:
    """Go through the pages of itsme itself; for who is new it asks a second time."""
    address = re.compile("/itsme/v2/")
    while address.search(page.url):
        page.locator(f"button[name=person][value={person}]").click()


def register(page: Page, email: str) -> None:
    """Finish *Nieuw hier?*."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Nieuw hier?")
    page.get_by_label(re.compile("E-mailadres")).fill(email)
    page.get_by_role("button", name="Registreer u").click()
    # who goes on at once would stop the answer on its way, and with it the session
    expect(page.get_by_role("heading", level=1)).not_to_have_text("Nieuw hier?")


def ask_for_document(page: Page, started: dict) -> str:
    """Fill in the form of the document, send it, and return the reference."""
    page.goto(f"{started['eloket']}/uittreksel-bevolkingsregister")
    page.get_by_role("link", name="Start uw aanvraag").click()
    # all() does not wait: it would find no question on the page before
    expect(page.locator("#aanvraag-formulier")).to_be_visible()
    for group in page.locator("#content form fieldset").all():
        group.locator("input").first.check()
    page.get_by_role("button", name="Verstuur uw aanvraag").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Uw aanvraag is verstuurd"
    )
    found = re.search(r"\d{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", page.inner_text("#content"))
    return found[0]


def clerk(page: Page, started: dict, name: str = "tom") -> None:
    """Sign a clerk in, the way of Plone."""
    page.goto(f"{started['site']}/login")
    page.locator("[name=__ac_name]").fill(name)
    password = started["accounts"][name]["password"]
    page.locator("[name=__ac_password]").fill(password)
    page.locator("[name='buttons.login']").click()
    page.wait_for_url(lambda url: "/login" not in url)


def wait_for_text(page: Page, text: str, seconds: int = 30) -> None:
    """Load the page again until it says so."""
    end = time.monotonic() + seconds
    while text not in page.inner_text("#content"):
        assert time.monotonic() < end, page.inner_text("#content")
        page.wait_for_timeout(500)
        page.reload()
