"""A form in steps on a phone: a rule, a file, a session that ends, a PDF to keep."""

from pathlib import Path
from playwright.sync_api import expect
from playwright.sync_api import Page
from tests.browser import journey
from tests.browser.accessible import violations
from tests.browser.conftest import keep
from tests.browser.test_session import known
from tests.browser.test_session import lose_session
from tests.browser.test_session import wipe

import json
import pytest
import re


pytestmark = pytest.mark.browser

DOCUMENT = "adreswijziging"
TABLE = json.loads((Path(__file__).parents[1] / "catalogue" / "rules.json").read_text())
#: A rule of the table in the form that pages hand to the script.
CLAUSES = """rules => rules.map(([clauses, given]) =>
    window.eloketConditions.holds(clauses, given))"""


def clauses(rule: str) -> list[dict]:
    """Return a rule as a page carries it."""
    from collective.eloket.catalogue.conditions import Condition

    return Condition.parse(rule).to_data()


def step(page: Page, line: str) -> None:
    """Wait for a step."""
    expect(page.locator(".el-stepno")).to_have_text(line)


def go_on(page: Page) -> None:
    """Take the main button."""
    page.get_by_role("button", name="Verder", exact=True).click()


def fill_address(page: Page) -> None:
    """Answer the second step."""
    page.get_by_label("Straat en huisnummer van uw nieuwe adres").fill("Proefstraat 12")
    page.get_by_label("Postcode").fill("9999")
    page.get_by_label("Gemeente", exact=True).fill("Testegem")
    page.get_by_label("Vanaf welke dag woont u daar?").fill("2026-11-01")


def test_steps_with_a_rule_a_file_and_a_session_that_ends(started, visitor, tmp_path):
    page = known(visitor, started, "noor")
    wipe(page, started)
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(f"{started['eloket']}/{DOCUMENT}/aanvraag")
    step(page, "Stap 1 van 4: Uw gegevens")
    keep(page, "05-stap-1")
    go_on(page)
    step(page, "Stap 2 van 4: Uw nieuwe adres")
    # something is missing: it is told here, and what was typed stays
    fill_address(page)
    go_on(page)
    expect(page.locator("#fouten")).to_contain_text("Met hoeveel personen")
    expect(page.locator("#fouten")).to_be_focused()
    expect(page.get_by_label("Postcode")).to_have_value("9999")
    page.set_viewport_size({"width": 390, "height": 900})
    keep(page, "05-stap-fout")
    # the session ends while this is filled in; nothing of it is lost
    page.get_by_label("Met hoeveel personen verhuist u?").fill("2")
    lose_session(page)
    go_on(page)
    expect(page).to_have_url(re.compile("/aanmelden"))
    page.locator("button[value='burgerprofiel/itsme']").first.click()
    journey.sign_in_at_provider(page, "noor")
    page.goto(f"{started['eloket']}/{DOCUMENT}/aanvraag")
    step(page, "Stap 2 van 4: Uw nieuwe adres")
    household = page.get_by_label("Met hoeveel personen verhuist u?")
    expect(household).to_have_value("2")
    go_on(page)
    step(page, "Stap 3 van 4: Uw woning")
    # the browser judges rules as the server does
    rows = [[clauses(row["rule"]), row["given"]] for row in TABLE]
    assert page.evaluate(CLAUSES, rows) == [row["holds"] for row in TABLE]
    phone = page.get_by_label("Telefoonnummer van de verhuurder")
    expect(phone).to_be_hidden()
    page.get_by_label("Ik huur").check()
    expect(phone).to_be_visible()
    phone.fill("12")
    contract = tmp_path / "contract.pdf"
    contract.write_bytes(b"%PDF-1.7 huur")
    page.locator("input[type=file]").set_input_files(contract)
    go_on(page)
    expect(page.locator("#fouten")).to_contain_text("geen telefoonnummer")
    expect(page.locator(".el-file")).to_contain_text("contract.pdf")
    assert violations(page) == []
    keep(page, "05-stap-3-fout")
    phone.fill("09 267 87 00")
    go_on(page)
    step(page, "Stap 4 van 4: Nakijken")
    for told in ("Proefstraat 12", "+3292678700", "contract.pdf", "Ik huur"):
        expect(page.locator(".el-dl")).to_contain_text(told)
    assert violations(page) == []
    page.set_viewport_size({"width": 390, "height": 900})
    keep(page, "05-nakijken-smal")
    page.set_viewport_size({"width": 1280, "height": 900})
    keep(page, "05-nakijken")
    # changed at the last moment: what is not asked any more is not told
    page.get_by_role("link", name="Wijzig Huurt u, of bent u eigenaar?").click()
    page.get_by_label("Ik ben eigenaar").check()
    expect(page.get_by_label("Telefoonnummer van de verhuurder")).to_be_hidden()
    keep(page, "05-stap-3")
    go_on(page)
    expect(page.locator(".el-dl")).not_to_contain_text("+3292678700")
    page.get_by_role("button", name="Verstuur uw aanvraag").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Uw aanvraag is verstuurd"
    )
    keep(page, "06-bevestiging-pdf")
    with page.expect_download() as download:
        page.get_by_role("link", name="Bewaar uw antwoorden (PDF)").click()
    assert Path(download.value.path()).read_bytes().startswith(b"%PDF-")


def test_steps_work_without_script(started, chromium):
    context = chromium.new_context(
        viewport={"width": 390, "height": 900},
        locale="nl-BE",
        java_script_enabled=False,
    )
    page = context.new_page()
    page.set_default_timeout(30_000)
    journey.sign_in(page, started, "noor")
    if "registreren" in page.url:
        journey.register(page, "noor@voorbeeld.example")
    page.goto(f"{started['eloket']}/{DOCUMENT}/aanvraag?stap=2")
    fill_address(page)
    page.get_by_label("Met hoeveel personen verhuist u?").fill("1")
    go_on(page)
    step(page, "Stap 3 van 4: Uw woning")
    # all questions are shown, with words that say when they count
    expect(page.get_by_label("Telefoonnummer van de verhuurder")).to_be_visible()
    expect(page.locator(".el-when")).to_contain_text("Alleen als u bij")
    keep(page, "05-zonder-script")
    page.get_by_label("Ik ben eigenaar").check()
    go_on(page)
    step(page, "Stap 4 van 4: Nakijken")
    page.get_by_role("link", name="Vorige stap").click()
    step(page, "Stap 3 van 4: Uw woning")
    expect(page.get_by_label("Ik ben eigenaar")).to_be_checked()
    context.close()
