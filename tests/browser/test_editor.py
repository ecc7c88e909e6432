"""An editor builds a document from nothing in the browser, and a citizen uses it."""

from collective.eloket.catalogue.usable import commands
from pathlib import Path
from playwright.sync_api import expect
from playwright.sync_api import Locator
from playwright.sync_api import Page
from tests.browser import journey
from tests.browser.accessible import violations
from tests.browser.conftest import CHROMIUM
from tests.browser.conftest import keep
from tests.browser.conftest import picture
from tests.browser.test_form_steps import go_on
from tests.browser.test_form_steps import step as at_step

import os
import pytest
import re
import subprocess
import sys


pytestmark = pytest.mark.browser

TITLE = "Attest van goede buur"
GUIDANCE = "Kom op dinsdag, met uw buur."
#: The short names that Plone makes of the questions' words.
KNOWN, NAME = "Kent u uw buur", "Naam van uw buur"
KNOWN_SHORT = "kent_u_uw_buur"
RULE = f"{KNOWN_SHORT}=yes"


def test_from_nothing_to_a_request(started, noors_case, visitor):
    noor, _reference = noors_case
    eva = visitor()
    journey.clerk(eva, started, "eva")
    add_document(eva, started)
    address = eva.url.rstrip("/").removesuffix("/view")
    assert address.startswith(started["eloket"])
    refuse_to_publish(eva, address)
    complete(eva, address)
    ask_more(eva, address)
    check(eva, address)
    try_it(eva, address)
    let_axe_look(eva, started, address)
    publish(eva, address)
    read(visitor(), address)
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
    picture(page, "document-toevoegen", "#content")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def refuse_to_publish(page: Page, address: str) -> None:
    """Publish too early: the page says what is missing, and nothing changes."""
    step(page, address, "publish")
    expect(page.get_by_role("alert")).to_contain_text("de wettelijke basis")
    assert violations(page) == []
    keep(page, "20-nog-niet-publiceren")
    picture(page, "nog-niet-publiceren", "#content")


def step(page: Page, address: str, name: str) -> None:
    """Click a step in the menu of Plone's bar."""
    page.goto(address)
    link = page.locator(f"a[href*='workflow_action={name}']").first
    page.goto(link.get_attribute("href"))


def open_tab(page: Page, name: str) -> None:
    """Show one fieldset of Plone's form."""
    page.locator(".autotoc-nav a", has_text=name).click()


def complete(page: Page, address: str) -> None:
    """Say what the law asks, what it costs, and what to do without a computer."""
    page.goto(f"{address}/edit")
    open_tab(page, "Termijn, kost, levering")
    page.get_by_label("Prijs in euro").fill("12.5")
    open_tab(page, "Zonder computer")
    page.get_by_label("Aan het loket").fill(GUIDANCE)
    open_tab(page, "Wet en bewaring")
    page.get_by_label("Wettelijke basis").fill("Reglement van de gemeenteraad.")
    page.get_by_label(re.compile("Machtiging")).fill("Wet van 8 augustus 1983, art. 5")
    keep(page, "20-document-wet")
    picture(page, "document-wet", "#content")
    open_tab(page, "Als het gesloten is")
    page.get_by_label("Waarom het gesloten is").fill("Tot maart aan het loket.")
    page.get_by_role("button", name="Opslaan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


def check(page: Page, address: str) -> None:
    """The list says what is left: the clerks, and the words in French."""
    page.goto(f"{address}/nakijken")
    expect(page.locator(".el-findings")).to_contain_text("groep medewerkers")
    expect(page.locator(".el-findings")).to_contain_text("Nog niet vertaald")
    expect(page.locator(".el-findings")).not_to_contain_text(KNOWN_SHORT)
    assert violations(page) == []
    keep(page, "20-nakijken")
    picture(page, "nakijken", "#content")
    page.goto(f"{address}/vertalen")
    page.get_by_label(TITLE).fill("Certificat de bon voisin")
    assert violations(page) == []
    keep(page, "20-vertalen")
    picture(page, "vertalen", "#content")
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


def ask_more(page: Page, address: str) -> None:
    """Add a second step with two questions; one of them is asked by a rule."""
    page.goto(f"{address}/formulier/fields")
    box = window(page, "Veldenset toevoegen")
    box.get_by_label("Titel").fill("Uw buur")
    box.get_by_label("Verkorte naam").fill("buur")
    send(page, box)
    add_question(page, KNOWN, "Ja/Nee")
    add_question(page, NAME, "Tekstregel (String)")
    keep(page, "20-formulier")
    picture(page, "formulier", "#content")
    question = page.locator(".fieldPreview", has_text=NAME)
    question.get_by_role("link", name="Instellingen").click()
    box = page.locator(".modal")
    box.get_by_label("Alleen gevraagd als").fill(RULE)
    # the window is higher than a screen
    page.set_viewport_size({"width": 1280, "height": 1500})
    picture(page, "vraag", ".modal-content")
    page.set_viewport_size({"width": 1280, "height": 900})
    send(page, box)


def window(page: Page, button: str) -> Locator:
    """Open one of Plone's small windows."""
    page.get_by_role("link", name=button).click()
    box = page.locator(".modal")
    expect(box.get_by_label("Titel")).to_be_visible()
    return box


def send(page: Page, box: Locator) -> None:
    """Press the main button of the window, and wait until it is gone."""
    with page.expect_navigation():
        box.locator(".modal-footer .btn-primary").click()
    expect(box).to_have_count(0)


def add_question(page: Page, title: str, kind: str) -> None:
    """Add a question to the second step; its short name comes by itself."""
    page.locator(".autotoc-nav a", has_text="Uw buur").click()
    box = window(page, "Veld toevoegen")
    # the short name is made while one types
    box.get_by_label("Titel").press_sequentially(title)
    box.get_by_label("Veldtype").select_option(label=kind)
    box.get_by_label("Vereist veld").check()
    send(page, box)
    page.locator(".autotoc-nav a", has_text="Uw buur").click()
    expect(page.locator(".fieldPreview", has_text=title)).to_be_visible()


def answer(page: Page) -> None:
    """Answer both steps; the rule holds in the browser, and on the server."""
    at_step(page, "Stap 1 van 3: Uw gegevens")
    page.get_by_label(re.compile("Uw vraag of opmerking")).fill("Voor de straat.")
    go_on(page)
    at_step(page, "Stap 2 van 3: Uw buur")
    name = page.get_by_label(NAME)
    expect(name).to_be_hidden()
    known = page.get_by_role("group", name=KNOWN)
    known.get_by_label("ja").check()
    expect(name).to_be_visible()
    go_on(page)
    expect(page.locator("#fouten")).to_contain_text(NAME)
    page.get_by_label(NAME).fill("Jan Proefman")
    go_on(page)
    at_step(page, "Stap 3 van 3: Nakijken")
    expect(page.locator("#content")).to_contain_text("Jan Proefman")
    expect(page.locator("#content")).to_contain_text("€ 12,50")


def try_it(page: Page, address: str) -> None:
    """Go through the form as the example person, and as a parent."""
    page.goto(f"{address}/probeer")
    expect(page.locator("#content")).to_contain_text("Specimen Anna")
    keep(page, "20-probeer")
    picture(page, "probeer", "#content")
    answer(page)
    assert violations(page) == []
    keep(page, "20-probeer-nakijken")
    page.get_by_role("button", name=f"Wijzig {NAME}").click()
    expect(page.get_by_label(NAME)).to_have_value("Jan Proefman")
    go_on(page)
    page.get_by_role("button", name="Verstuur uw aanvraag").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dit zou verstuurd zijn")
    expect(page.locator("#content")).to_contain_text("Jan Proefman")
    assert violations(page) == []
    keep(page, "20-geprobeerd")
    page.goto(f"{address}/probeer")
    page.get_by_role("link", name="Een ouder, voor een kind").click()
    expect(page.locator("#content")).to_contain_text("Specimen Mila")


def let_axe_look(page: Page, started: dict, address: str) -> None:
    """Run the command for editors; *Kijk na* tells what it found."""
    own = {
        commands.NAME: "eva",
        commands.PASSWORD: started["accounts"]["eva"]["password"],
        commands.BROWSER: CHROMIUM,
    }
    run = subprocess.run(
        [sys.executable, "-m", commands.__name__, address],
        env=os.environ | own,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert run.returncode == commands.NOTHING, run.stdout + run.stderr
    lines = [Path(line.partition(": ")[0]).name for line in run.stdout.splitlines()]
    first, second, last = [f"probeer?als=burger&stap={number}" for number in (1, 2, 3)]
    # the question that a rule hides is looked at too
    shown = [first, f"{first}&alles=1", second, f"{second}&alles=1"]
    assert lines == [address.rpartition("/")[2], *shown, last]
    page.goto(f"{address}/nakijken")
    expect(page.locator("#content")).to_contain_text(
        re.compile("naar 6 pagina.s en vond niets")
    )
    assert violations(page) == []
    picture(page, "nagekeken", "#content")


def publish(page: Page, address: str) -> None:
    """Publish it, now that all is said."""
    step(page, address, "publish")
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_role("link", name="Start uw aanvraag")).to_be_visible()


def read(page: Page, address: str) -> None:
    """Who did not sign in reads what it costs, and what to do without a computer."""
    page.goto(address)
    expect(page.locator("#content")).to_contain_text("€ 12,50")
    expect(page.locator("#content")).to_contain_text(GUIDANCE)
    picture(page, "document", "#content")


def ask(page: Page, address: str) -> None:
    """A citizen asks for it."""
    page.goto(address)
    keep(page, "20-document-in-aanbod")
    page.get_by_role("link", name="Start uw aanvraag").click()
    answer(page)
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
    picture(page, "uit-een-bestand", "#content")
    page.set_input_files("#bestand", file)
    page.get_by_role("button", name="Maak er een concept van").click()
    expect(page.locator("#global_statusmessage")).to_contain_text("als concept")
    assert page.url.endswith("/nakijken") and not page.url.startswith(f"{address}/")
