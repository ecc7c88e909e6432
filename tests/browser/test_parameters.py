"""*Mijn parameters*: the card is read anew, by script, reader and card in software."""

from playwright.sync_api import expect
from playwright.sync_api import Page
from tests.browser import journey
from tests.browser.accessible import violations
from tests.browser.card_reader import open_page
from tests.browser.card_reader import sign_in
from tests.browser.card_reader import type_pin
from tests.browser.conftest import keep

import pytest
import re


pytestmark = pytest.mark.browser

PAGE = "/mijn-parameters"
FORM = "/adreswijziging/aanvraag"
HOME = "Kasteeldreef 1"
MOVED = "Verhuisstraat 99"


def heading(page: Page):
    """The page's heading."""
    return page.get_by_role("heading", level=1)


def look_at(page: Page, name: str) -> None:
    """Keep pictures in both widths; nothing is out of reach of who cannot see."""
    assert violations(page) == []
    keep(page, f"10-{name}")
    page.set_viewport_size({"width": 390, "height": 900})
    keep(page, f"10-{name}-390")
    page.set_viewport_size({"width": 1280, "height": 900})


def read(page: Page, started: dict, card: str, **state) -> None:
    """Read a card, up to old beside new or what comes instead."""
    open_page(page, started, PAGE, card=card, inserted=True, **state)
    page.get_by_role("link", name=re.compile("Lees mijn eID")).click()
    page.get_by_label(re.compile("Ik ga akkoord")).check()
    page.get_by_role("button", name="Start met lezen").click()
    type_pin(page)
    expect(page.locator("form[data-el-card]")).not_to_be_attached()


@pytest.fixture(scope="module")
def augusta(started, chromium):
    """Augusta registered with her card and read it; yields her window."""
    context = chromium.new_context(
        viewport={"width": 1280, "height": 900}, locale="nl-BE"
    )
    page = context.new_page()
    page.set_default_timeout(20_000)
    sign_in(page, started, "augusta")
    page.get_by_role("button", name="Registreer u").click()
    expect(page.locator(".el-bar--wide")).to_contain_text("niveau hoog")
    read(page, started, "augusta")
    page.get_by_role("button", name=re.compile("^Ja, wijzig")).click()
    expect(heading(page)).to_have_text("Mijn parameters")
    yield page
    context.close()


@pytest.fixture
def moved(started, augusta):
    """Augusta's window, once her card says that she moved, and so do we."""
    read(augusta, started, "augusta-verhuisd")
    yes = augusta.get_by_role("button", name="Ja, wijzig mijn adres")
    if yes.count():
        yes.click()
    expect(augusta.locator("#content")).to_contain_text("Mijn parameters")
    return augusta


@pytest.mark.seed("001-30", "001-31", "004-02")
def test_who_moved_reads_the_card_and_the_next_form_knows(started, augusta):
    page = augusta
    expect(page.locator("#content")).to_contain_text(HOME)
    look_at(page, "mijn-parameters")
    page.goto(f"{started['eloket']}/mijn-parameters-lezen")
    look_at(page, "mijn-parameters-toestemming")
    page.get_by_role("button", name="Start met lezen").click()
    expect(page.locator("#content")).to_contain_text("Vink aan dat u akkoord gaat")
    look_at(page, "mijn-parameters-zonder-akkoord")
    read(page, started, "augusta-verhuisd")
    expect(heading(page)).to_have_text("Kijk na wat er verandert")
    row = page.get_by_role("row", name=re.compile("Adres"))
    expect(row).to_contain_text(HOME)
    expect(row).to_contain_text(MOVED)
    look_at(page, "mijn-parameters-verschil")
    page.get_by_role("button", name="Ja, wijzig mijn adres").click()
    expect(page.locator("#content")).to_contain_text("Uw adres is gewijzigd")
    expect(page.locator("#content")).to_contain_text(f"Nieuw adres: {MOVED}")
    look_at(page, "mijn-parameters-gewijzigd")
    page.goto(started["eloket"] + FORM)
    expect(page.locator(".el-locked")).to_contain_text(MOVED)
    expect(page.locator(".el-locked")).not_to_contain_text(HOME)


def test_the_same_card_again_changes_nothing(started, moved):
    read(moved, started, "augusta-verhuisd")
    expect(heading(moved)).to_have_text("Uw gegevens kloppen")
    look_at(moved, "mijn-parameters-geen-verschil")


@pytest.mark.parametrize(
    "card, words",
    [
        ("jan", "Dit is de kaart van iemand anders"),
        ("augusta-vervallen", "De certificaten op deze kaart zijn vervallen"),
        ("augusta", "Het adres op deze kaart werd al vervangen"),
    ],
    ids=["somebody else's", "expired", "address of before"],
)
def test_a_refused_card_changes_nothing(started, moved, card, words):
    read(moved, started, card)
    expect(moved.get_by_role("alert")).to_contain_text(words)
    expect(moved.locator("#content")).to_contain_text("Er is niets gewijzigd.")
    assert "Proefman" not in moved.locator("#content").inner_text()
    look_at(moved, f"mijn-parameters-geweigerd-{card}")
    moved.goto(started["eloket"] + PAGE)
    expect(moved.locator("#content")).to_contain_text(MOVED)


def prove_elsewhere(page: Page, started: dict, person: str, **state) -> None:
    """Prove at the provider who one is; the card may follow at this computer."""
    open_page(page, started, "/mijn-parameters-lezen", **state)
    page.get_by_label(re.compile("Ik ga akkoord")).check()
    page.get_by_role("button", name="Met eID via Mijn Burgerprofiel").click()
    journey.sign_in_at_provider(page, person)


def test_the_card_follows_a_fresh_sign_in_with_eid(started, moved):
    prove_elsewhere(moved, started, "augusta", card="augusta-verhuisd")
    expect(moved.locator("li.is-now h3")).to_contain_text("Kaart insteken")
    look_at(moved, "mijn-parameters-aanbieder-kaart")
    moved.get_by_role("button", name="Steek de kaart in").click()
    expect(heading(moved)).to_have_text("Uw gegevens kloppen")


@pytest.mark.parametrize(
    "person, words",
    [
        ("augusta", "We konden uw adres niet lezen"),
        ("jan", "Dit is de kaart van iemand anders"),
    ],
)
def test_a_fresh_sign_in_with_eid_is_another_way(started, moved, person, words):
    prove_elsewhere(moved, started, person, beid="missing")
    expect(moved.get_by_role("alert")).to_contain_text(words)
    look_at(moved, f"mijn-parameters-aanbieder-{person}")


def test_a_clerk_looks_at_the_address_of_before(started, moved, visitor):
    read(moved, started, "augusta")
    tom = visitor()
    journey.clerk(tom, started)
    tom.goto(f"{started['eloket']}/taken")
    look_at(tom, "taken-met-adressen")
    tom.get_by_role("link", name=re.compile("Adressen om na te kijken")).click()
    look_at(tom, "taken-adressen")
    tom.get_by_role("link", name=re.compile("^Bekijk")).first.click()
    expect(tom.locator("#content")).to_contain_text(HOME)
    look_at(tom, "taken-adres")
    tom.get_by_role("button", name="Nee, laat wat we hebben").click()
    expect(tom.locator("#content")).to_contain_text("Zonder reden beslist u niets")
    look_at(tom, "taken-adres-zonder-reden")
    tom.get_by_label("Reden").fill("Het register kent het nieuwe adres.")
    tom.get_by_role("button", name="Nee, laat wat we hebben").click()
    expect(tom.locator("#content")).to_contain_text("Er wacht geen adres")
    look_at(tom, "taken-adressen-leeg")


def test_a_clerk_reads_a_card_at_the_counter(started, moved, visitor):
    tom = visitor()
    journey.clerk(tom, started)
    open_page(tom, started, "/taken-eid", card="augusta-verhuisd", inserted=True)
    look_at(tom, "loket")
    tom.get_by_label(re.compile("De burger is hier")).check()
    tom.get_by_role("button", name="Start met lezen").click()
    type_pin(tom)
    expect(tom.locator("#content")).to_contain_text("hoort bij een account hier")
    look_at(tom, "loket-verschil")
    tom.get_by_role("button", name="Ja, schrijf dit op").click()
    expect(tom.locator("body")).to_contain_text("De gegevens van deze kaart zijn")
    moved.goto(started["eloket"] + PAGE)
    expect(moved.locator("#content")).to_contain_text("aan het loket")


def test_what_is_ones_own_is_changed_by_hand(started, augusta):
    augusta.goto(f"{started['eloket']}/mijn-parameters-wijzigen")
    look_at(augusta, "mijn-parameters-wijzigen")
    augusta.get_by_label(re.compile("Telefoon")).fill("12")
    augusta.get_by_role("button", name="Bewaar").click()
    expect(augusta.locator("#fouten")).to_be_visible()
    look_at(augusta, "mijn-parameters-wijzigen-fout")
