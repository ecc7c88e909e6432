"""Registering, linking, unlinking, a first password: as people do it, page by page."""

from playwright.sync_api import expect
from playwright.sync_api import Page
from tests.accounts.people import PASSWORD
from tests.browser import journey
from tests.browser.accessible import violations
from tests.browser.accessible import WIDTHS
from tests.browser.conftest import keep

import json
import pytest
import re
import requests


pytestmark = pytest.mark.browser

LINK = "Koppel mijn burgerprofiel login"
UNLINK = "Ontkoppel mijn burgerprofiel login"


def mailed_code(page: Page, started: dict, to: str) -> str:
    """Return the code of the last mail to that address, once it came."""
    for _try in range(120):
        items = requests.get(started["mail"], {"to": to}, timeout=10).json()["items"]
        codes = re.findall(r"\b\d{4} \d{4}\b", json.dumps(items))
        if codes:
            return codes[-1]
        page.wait_for_timeout(500)
    raise AssertionError("no code came")


def check(page: Page, name: str) -> None:
    """Let axe look at the page, and keep a picture of it in both widths."""
    assert violations(page) == []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        keep(page, f"{name}-{width}")
    page.set_viewport_size({"width": WIDTHS[0], "height": 900})


def heading(page: Page):
    """The page's heading."""
    return page.get_by_role("heading", level=1)


def come_in(page: Page, started: dict) -> None:
    """Sign in with itsme as whom the provider knows already in this browser."""
    page.goto(f"{started['eloket']}/aanmelden")
    page.locator("button[value='burgerprofiel/itsme']").click()


def sign_out(page: Page, started: dict) -> None:
    """Sign out here, and at the provider."""
    page.goto(f"{started['eloket']}/afmelden")
    page.locator("#content form button.btn-primary").first.click()
    expect(heading(page)).to_have_text("U bent afgemeld")


def register(page: Page, started: dict, username: str) -> None:
    """Register by user name, with the mistakes that people make first."""
    address = f"{username}@voorbeeld.example"
    page.goto(f"{started['eloket']}/registreren")
    page.locator("#username").fill(username)
    page.locator("#email").fill(address)
    page.locator("#password").fill("te-kort")
    page.get_by_role("button", name="Verder", exact=True).click()
    expect(page.locator(".el-errors")).to_be_visible()
    check(page, "30-registreren-fout")
    page.locator("#password").fill(PASSWORD)
    page.get_by_role("button", name="Verder", exact=True).click()
    expect(heading(page)).to_have_text("Tik de code in")
    check(page, "31-registreren-code")
    page.locator("#code").fill(mailed_code(page, started, address))
    page.get_by_role("button", name="Registreer u").click()
    expect(page.locator(".el-bar--wide")).to_be_visible()


def by_password(page: Page, started: dict, username: str, stay: bool = False) -> None:
    """Sign in by user name."""
    page.goto(f"{started['eloket']}/aanmelden")
    page.locator("#username").fill(username)
    page.locator("#password").fill(PASSWORD)
    if stay:
        page.locator("[name=stay]").check()
    page.locator("#content form:has(#password) button[type=submit]").click()
    expect(page.locator(".el-bar--wide")).to_be_visible()


def login_tab(page: Page, started: dict) -> None:
    """Open the tab *Login*."""
    page.goto(f"{started['eloket']}/mijn-profiel-login")


def prove(page: Page, started: dict, person: str) -> None:
    """Go to the provider to link, and come back as that person."""
    login_tab(page, started)
    page.get_by_role("button", name=LINK).click()
    journey.sign_in_at_provider(page, person)
    expect(heading(page)).to_have_text(LINK)


@pytest.mark.seed("000-14", "000-15")
def test_register_link_sign_out_sign_in_that_way_unlink_and_be_refused(
    started, visitor
):
    page = visitor()
    register(page, started, "mireille.v1")
    login_tab(page, started)
    check(page, "32-login")
    prove(page, started, "mireille")
    check(page, "33-koppelen")
    page.get_by_role("button", name=LINK).click()
    expect(page.locator(".el-note--ok")).to_contain_text("gekoppeld")
    check(page, "34-gekoppeld")
    sign_out(page, started)
    come_in(page, started)
    expect(page.locator(".el-bar--wide")).to_contain_text("Mireille Lefictif")
    login_tab(page, started)
    page.get_by_role("button", name=UNLINK).click()
    check(page, "35-ontkoppelen")
    page.get_by_role("button", name=UNLINK).click()
    expect(heading(page)).to_have_text("Aanmelden")
    come_in(page, started)
    expect(page.locator("#content")).to_contain_text("ontkoppeld")
    check(page, "36-ontkoppeld-geweigerd")
    page.goto(started["eloket"])
    expect(page.locator(".el-bar--wide")).to_have_count(0)
    by_password(page, started, "mireille.v1")


def test_what_one_tab_stopped_another_does_not_link(started, visitor):
    page = visitor()
    register(page, started, "amina.v1")
    prove(page, started, "amina")
    other = page.context.new_page()
    other.goto(page.url)
    other.get_by_role("button", name="Dit ben ik niet").click()
    page.get_by_role("button", name=LINK).click()
    expect(page.locator("#content")).not_to_contain_text("is gekoppeld")
    login_tab(page, started)
    expect(page.get_by_role("button", name=LINK)).to_be_visible()


def test_the_last_way_in_is_left_by_choosing_a_password(started, visitor):
    page = visitor()
    journey.sign_in(page, started, "augusta")
    journey.register(page, "augusta@voorbeeld.example")
    login_tab(page, started)
    page.get_by_role("button", name=UNLINK).click()
    expect(page.locator(".el-note--warn")).to_contain_text("Ontkoppelen kan nu niet")
    check(page, "37-laatste-manier")
    choose = "Kies een gebruikersnaam en wachtwoord"
    page.locator(".el-note--warn").get_by_role("link", name=choose).click()
    expect(heading(page)).to_have_text(choose)
    page.locator("#username").fill("augusta.v1")
    page.locator("#password").fill("te-kort")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.locator(".el-errors")).to_be_visible()
    check(page, "38-wachtwoord-kiezen")
    page.locator("#password").fill(PASSWORD)
    page.get_by_role("button", name="Bewaar").click()
    expect(page.get_by_role("button", name=UNLINK)).to_be_visible()
    page.goto(f"{started['eloket']}/wachtwoord-wijzigen")
    check(page, "39-wachtwoord-wijzigen")
    login_tab(page, started)
    page.get_by_role("button", name=UNLINK).click()
    page.get_by_role("button", name=UNLINK).click()
    expect(heading(page)).to_have_text("Aanmelden")
    by_password(page, started, "augusta.v1")


def test_another_address_and_places_and_a_forgotten_password(started, visitor):
    page, phone = visitor(), visitor()
    register(page, started, "lea.v1")
    by_password(phone, started, "lea.v1", stay=True)
    login_tab(page, started)
    check(page, "40-waar-aangemeld")
    page.get_by_role("button", name=re.compile("^Meld daar af")).click()
    expect(page.locator("#content")).not_to_contain_text("Meld daar af")
    phone.goto(f"{started['eloket']}/mijn-profiel")
    expect(heading(phone)).to_have_text("Aanmelden")
    page.get_by_role("link", name="Wijzig e-mailadres").click()
    check(page, "41-e-mailadres")
    page.locator("#email").fill("lea@nieuw.example")
    page.locator("#old").fill(PASSWORD)
    page.get_by_role("button", name="Verder", exact=True).click()
    check(page, "42-e-mailadres-code")
    page.locator("#code").fill(mailed_code(page, started, "lea@nieuw.example"))
    page.get_by_role("button", name="Wijzig e-mailadres").click()
    expect(page.locator(".el-dl").first).to_contain_text("lea@nieuw.example")
    page.goto(f"{started['eloket']}/mijn-profiel-voorkeuren")
    check(page, "43-voorkeuren")
    page.goto(f"{started['eloket']}/mijn-profiel")
    check(page, "44-gegevens")
    page.get_by_role("button", name="Afmelden").or_(
        page.get_by_role("link", name="Afmelden")
    ).first.click()
    phone.goto(f"{started['eloket']}/wachtwoord-vergeten")
    phone.locator("#username").fill("lea.v1")
    phone.locator("#content form button[type=submit]").first.click()
    check(phone, "45-vergeten-code")
    phone.locator("#code").fill("0000 0000")
    phone.locator("#password").fill("te-kort")
    phone.locator("#content form button[type=submit]").first.click()
    expect(phone.locator(".el-errors")).to_be_visible()
    check(phone, "46-vergeten-fout")


def test_an_officer_looks_a_citizen_up(started, noors_case, visitor):
    _page, reference = noors_case
    tom = visitor()
    journey.clerk(tom, started)
    tom.goto(f"{started['eloket']}/burgers")
    check(tom, "50-burgers")
    tom.get_by_role("button", name="Zoek").last.click()
    expect(tom.locator(".el-errors")).to_be_visible()
    tom.locator("#field-purpose").select_option("contact")
    tom.locator("#field-reference").fill(reference.lower())
    tom.locator("#content form button[type=submit]").last.click()
    expect(tom.locator(".el-table")).to_contain_text("Noor Elisa Voorbeeld")
    expect(tom.locator(".el-table")).to_contain_text("eindigt op 28")
    keep(tom, "51-burgers-gevonden")
