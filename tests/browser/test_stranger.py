"""A document without signing in: steps, a rule, a file kept over a mistake, a clerk."""

from playwright.sync_api import expect
from playwright.sync_api import Page
from tests.browser import journey
from tests.browser.accessible import violations
from tests.browser.conftest import keep
from tests.browser.test_form_steps import go_on
from tests.browser.test_form_steps import step

import pytest
import re


pytestmark = pytest.mark.browser

DOCUMENT = "bestuursdocument"
TITLE = "Kopie van een bestuursdocument"


def look(page: Page, name: str) -> None:
    """Let axe look at the page in both widths, and keep pictures of both."""
    assert violations(page) == []
    keep(page, name)
    page.set_viewport_size({"width": 390, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    keep(page, f"{name}-smal")
    page.set_viewport_size({"width": 1280, "height": 900})


def fill_address(page: Page) -> None:
    """Answer the first step, but for the number of the house."""
    page.get_by_label("Voornamen").fill("Wim")
    page.get_by_label("Naam", exact=True).fill("Vreemd")
    page.get_by_label("Straat", exact=True).fill("Proefstraat")
    page.get_by_label("Postcode").fill("9999")
    page.get_by_label("Gemeente", exact=True).fill("Testegem")


def test_a_document_without_sign_in(started, visitor, tmp_path):
    page, other = visitor(), visitor()
    page.goto(started["eloket"])
    page.get_by_role("link", name=TITLE).click()
    look(page, "04-zonder-aanmelden")
    page.get_by_role("link", name="Vraag het aan zonder aan te melden").click()
    step(page, "Stap 1 van 4: Uw gegevens")
    fill_address(page)
    go_on(page)
    expect(page.locator("#fouten")).to_contain_text("Adres waar u ingeschreven bent")
    expect(page.get_by_label("Straat", exact=True)).to_have_value("Proefstraat")
    look(page, "05-zonder-aanmelden-fout")
    page.get_by_label("Nummer", exact=True).fill("12")
    go_on(page)
    step(page, "Stap 2 van 4: Welk document")
    plot = page.get_by_label("Over welk adres of perceel gaat het?")
    expect(plot).to_be_hidden()
    page.get_by_label("Een vergunning of een plan").check()
    expect(plot).to_be_visible()
    plot.fill("Proefplein 1")
    page.get_by_label("Waarover gaat het document?").fill("De verbouwing van 2019.")
    go_on(page)
    step(page, "Stap 3 van 4: Bijlage")
    sketch = tmp_path / "schets.pdf"
    sketch.write_bytes(b"%PDF-1.7 schets")
    page.locator("input[type=file]").set_input_files(sketch)
    page.get_by_label("Hoeveel kopieën?").fill("9")
    go_on(page)
    # one answer is wrong: the file need not be chosen again
    expect(page.locator("#fouten")).to_contain_text("Hoeveel kopieën?")
    expect(page.locator(".el-file")).to_contain_text("schets.pdf")
    look(page, "05-zonder-aanmelden-bestand")
    page.get_by_label("Hoeveel kopieën?").fill("2")
    go_on(page)
    step(page, "Stap 4 van 4: Nakijken")
    for told in ("Wim", "Proefstraat 12, 9999 Testegem", "schets.pdf", "Proefplein 1"):
        expect(page.locator(".el-dl")).to_contain_text(told)
    look(page, "05-zonder-aanmelden-nakijken")
    address = page.url
    # nobody else finds it: not with the address, and not who comes next
    other.goto(address)
    step(other, "Stap 1 van 4: Uw gegevens")
    expect(other.locator("#content")).to_contain_text("30 minuten")
    page.goto(f"{started['eloket']}/{DOCUMENT}/aanvraag-zonder-aanmelden?stap=4")
    step(page, "Stap 1 van 4: Uw gegevens")
    expect(page.get_by_label("Voornamen")).to_have_value("")
    # the way back leads to all answers; one is changed at the last moment
    page.goto(address)
    page.get_by_role("link", name="Wijzig Waarover gaat het document?").click()
    page.get_by_label("Waarover gaat het document?").fill("De verbouwing van 2020.")
    go_on(page)
    go_on(page)
    expect(page.locator(".el-dl")).to_contain_text("2020")
    page.get_by_label("aan het loket").check()
    page.get_by_role("button", name="Verstuur uw aanvraag").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Uw aanvraag is verstuurd"
    )
    look(page, "06-zonder-aanmelden")
    reference = page.locator(".el-ticket strong").inner_text()
    # it was sent: its pages lead to the same reference, in this browser only
    page.goto(address)
    expect(page.locator(".el-ticket")).to_contain_text(reference)
    other.goto(page.url)
    expect(other).to_have_url(re.compile(f"/{DOCUMENT}$"))
    handle(visitor(), started, reference)


def handle(tom: Page, started: dict, reference: str) -> None:
    """A clerk reads the request, and who asked for it."""
    journey.clerk(tom, started)
    tom.goto(f"{started['eloket']}/taken/{reference}")
    for told in ("Wim Vreemd", "Proefplein 1", "2020", "schets.pdf", "aan het loket"):
        expect(tom.locator("#content")).to_contain_text(told)
    assert violations(tom) == []
    keep(tom, "12-zonder-aanmelden")


#: As somebody would who can put HTML into a page: in an element, and in an attribute.
PUT_IN = """() => {
    const into = document.querySelector("h1");
    into.insertAdjacentHTML("beforeend",
        "<style>h1 { color: rgb(1, 2, 3) }</style>" +
        "<i style='color: rgb(4, 5, 6)'>x</i>");
    return [into, into.lastChild].map((one) => getComputedStyle(one).color);
}"""


def test_no_style_that_is_put_into_a_page_shows(started, visitor):
    page = visitor()
    page.goto(f"{started['eloket']}/verifieer")
    before = page.evaluate("getComputedStyle(document.querySelector('h1')).color")
    assert page.evaluate(PUT_IN) == [before, before]
    refused = page.evaluate("window.refusedByPolicy")
    assert sorted(refused) == ["style-src-attr inline", "style-src-elem inline"]
