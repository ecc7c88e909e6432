"""An editor builds a document from nothing, and a citizen uses it."""

from playwright.sync_api import expect
from playwright.sync_api import Page
from tests.browser import journey
from tests.browser.accessible import violations
from tests.browser.conftest import keep

import pytest
import re


pytestmark = pytest.mark.browser

TITLE = "Attest van goede buur"


def test_from_nothing_to_a_request(started, noors_case, visitor):
    noor, _reference = noors_case
    eva = visitor()
    journey.clerk(eva, started, "eva")
    add_document(eva, started)
    address = eva.url.rstrip("/").removesuffix("/view")
    assert address.startswith(started["eloket"])
    refuse_to_publish(eva, address)
    complete(eva, address)
    check(eva, address)
    ask_one_more(eva, address)
    try_it(eva, address)
    publish(eva, address)
    ask(noor, address)
    close(eva, address)
    noor.goto(address)
    expect(noor.locator("#content")).to_contain_text("Tot maart aan het loket.")
    expect(noor.get_by_role("link", name="Start uw aanvraag")).to_have_count(0)
    assert violations(noor) == []
    keep(noor, "04-document-gesloten")
    share(eva, started, address)


def add_document(page: Page, started: dict) -> None:
    """Add it with a title, a summary and a group; the rest is sensible."""
    page.goto(f"{started['eloket']}/++add++OnlineDocument")
    page.get_by_label("Titel").first.fill(TITLE)
    page.get_by_label("Beschrijving").first.fill("Bewijst dat u een goede buur bent.")
    keep(page, "20-document-toevoegen")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def refuse_to_publish(page: Page, address: str) -> None:
    """Publish too early: the page says what is missing, and nothing changes."""
    step(page, address, "publish")
    expect(page.get_by_role("alert")).to_contain_text("de wettelijke basis")
    assert violations(page) == []
    keep(page, "20-nog-niet-publiceren")


def step(page: Page, address: str, name: str) -> None:
    """Click a step in the menu of Plone's bar."""
    page.goto(address)
    link = page.locator(f"a[href*='workflow_action={name}']").first
    page.goto(link.get_attribute("href"))


def open_tab(page: Page, name: str) -> None:
    """Show one fieldset of Plone's form."""
    page.locator(".autotoc-nav a", has_text=name).click()


def complete(page: Page, address: str) -> None:
    """Say what the law asks, and who handles it."""
    page.goto(f"{address}/edit")
    open_tab(page, "Wet en bewaring")
    page.get_by_label("Wettelijke basis").fill("Reglement van de gemeenteraad.")
    page.get_by_label(re.compile("Machtiging")).fill("Wet van 8 augustus 1983, art. 5")
    keep(page, "20-document-wet")
    open_tab(page, "Als het gesloten is")
    page.get_by_label("Waarom het gesloten is").fill("Tot maart aan het loket.")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def check(page: Page, address: str) -> None:
    """The list says what is left: the clerks, and the words in French."""
    page.goto(f"{address}/nakijken")
    expect(page.locator(".el-findings")).to_contain_text("groep medewerkers")
    expect(page.locator(".el-findings")).to_contain_text("nog niet vertaald")
    assert violations(page) == []
    keep(page, "20-nakijken")
    page.goto(f"{address}/vertalen")
    page.get_by_label(TITLE).fill("Certificat de bon voisin")
    assert violations(page) == []
    keep(page, "20-vertalen")
    page.get_by_role("button", name="Bewaar de vertaling").click()
    expect(page.locator("#global_statusmessage")).to_contain_text("is bewaard")
    page.goto(f"{address}/edit")
    open_tab(page, "Termijn, kost, levering")
    page.get_by_label("Groep van medewerkers die het behandelen").select_option(
        "bevolking"
    )
    keep(page, "20-document-termijn")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def ask_one_more(page: Page, address: str) -> None:
    """See the page on which questions are added and ordered."""
    page.goto(f"{address}/formulier/fields")
    keep(page, "20-formulier")


def try_it(page: Page, address: str) -> None:
    """Go through the form as the example person."""
    page.goto(f"{address}/probeer")
    expect(page.locator("#content")).to_contain_text("Specimen Anna")
    assert violations(page) == []
    keep(page, "20-probeer")
    page.get_by_role("button", name="Verstuur uw aanvraag").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dit zou verstuurd zijn")
    assert violations(page) == []
    keep(page, "20-geprobeerd")


def publish(page: Page, address: str) -> None:
    """Publish it, now that all is said."""
    step(page, address, "publish")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_role("link", name="Start uw aanvraag")).to_be_visible()


def ask(page: Page, address: str) -> None:
    """A citizen asks for it."""
    page.goto(address)
    keep(page, "20-document-in-aanbod")
    page.get_by_role("link", name="Start uw aanvraag").click()
    page.get_by_label(re.compile("Uw vraag of opmerking")).fill("Voor de straat.")
    page.get_by_role("button", name="Verstuur uw aanvraag").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Uw aanvraag is verstuurd"
    )


def close(page: Page, address: str) -> None:
    """Take no more requests."""
    step(page, address, "close")
    expect(page.locator("#content")).to_contain_text("Tot maart aan het loket.")


def share(page: Page, started: dict, address: str) -> None:
    """Save it as a file, and make a draft of that."""
    page.goto(address)
    with page.expect_download() as found:
        page.evaluate(f"location.href = '{address}/exporteer'")
    file = found.value.path()
    page.goto(f"{started['eloket']}/importeer")
    assert violations(page) == []
    keep(page, "20-importeer")
    page.set_input_files("#bestand", file)
    page.get_by_role("button", name="Maak er een concept van").click()
    expect(page.locator("#global_statusmessage")).to_contain_text("als concept")
    assert page.url.endswith("/nakijken") and not page.url.startswith(f"{address}/")
