"""Three providers in one e-loket: signing in by each, linking, stepping up."""

from playwright.sync_api import expect
from playwright.sync_api import Page
from tests.browser import journey
from tests.browser.accessible import violations
from tests.browser.conftest import keep
from tests.browser.test_linking import sign_out

import pytest
import re


pytestmark = pytest.mark.browser

WAYS = ("burgerprofiel/eid", "csam/eid", "itsme/itsme")


def heading(page: Page):
    """The page's heading."""
    return page.get_by_role("heading", level=1)


def user_name(page: Page) -> str:
    """Return what stands on top for who is signed in."""
    bar = page.locator(".el-bar--wide")
    expect(bar).to_be_visible()
    return bar.inner_text()


def link(page: Page, started: dict, provider: str, person: str) -> None:
    """Link a further provider, from the tab *Login*."""
    page.goto(f"{started['eloket']}/mijn-profiel-login")
    name = re.compile(f"^Koppel .*{provider}")
    page.get_by_role("button", name=name).click()
    if provider == "itsme":
        journey.confirm_in_app(page, person)
    else:
        journey.sign_in_at_provider(page, person)
    expect(page.locator("#content")).to_contain_text("Voorbeeld")
    page.get_by_role("button", name=name).click()
    expect(page.locator(".el-note--ok")).to_contain_text("gekoppeld")


@pytest.mark.parametrize(
    "choice, person",
    [*zip(WAYS, ("liv", "mireille", "aleksander"), strict=True)],
    ids=WAYS,
)
def test_one_can_register_and_come_back_by(started, visitor, choice, person):
    page = visitor()
    journey.sign_in_by(page, started, choice, person)
    journey.register(page, f"{person}@voorbeeld.example")
    assert "niveau hoog" in user_name(page)
    sign_out(page, started)
    journey.sign_in_by(page, started, choice, person)
    assert "niveau hoog" in user_name(page)


def test_who_comes_to_register_confirms_once(started, visitor):
    page = visitor()
    page.goto(f"{started['eloket']}/registreren")
    page.get_by_role("link", name="Registreren met itsme").click()
    page.locator("button[value='itsme/itsme']").click()
    page.locator("button[name=person][value=sasha]").click()
    expect(heading(page)).to_have_text("Nieuw hier?")
    expect(page.locator("#content")).to_contain_text("Zonderkruis")


def test_a_person_comes_to_the_same_account_by_all_three(started, visitor):
    page = visitor()
    journey.sign_in_by(page, started, "burgerprofiel/itsme", "noor")
    journey.register(page, "noor@voorbeeld.example")
    reference = journey.ask_for_document(page, started)
    link(page, started, "CSAM", "noor")
    link(page, started, "itsme", "noor")
    page.goto(f"{started['eloket']}/mijn-profiel-login")
    assert violations(page) == []
    keep(page, "60-drie-aanbieders")
    # linking left a sign-in behind at CSAM only: ours was by Mijn burgerprofiel
    sign_out(page, started)
    page.goto(f"{started['eloket']}/aanmelden")
    page.locator("button[value='csam/eid']").click()
    assert "Noor Elisa Voorbeeld" in user_name(page)
    for choice in ("csam/eid", "itsme/itsme"):
        sign_out(page, started)
        journey.sign_in_by(page, started, choice, "noor")
        assert "Noor Elisa Voorbeeld" in user_name(page)
        page.goto(f"{started['eloket']}/mijn-aanvragen/{reference}")
        expect(page.locator("#content")).to_contain_text(reference)


def test_a_number_that_is_known_already_makes_no_second_account(started, visitor):
    page = visitor()
    journey.sign_in_by(page, started, "burgerprofiel/eid", "jan")
    journey.register(page, "jan@voorbeeld.example")
    sign_out(page, started)
    journey.sign_in_by(page, started, "csam/eid", "jan")
    expect(page.locator("#content")).to_contain_text("al een account")
    assert violations(page) == []
    page.goto(started["eloket"])
    expect(page.locator(".el-bar--wide")).to_have_count(0)


def test_a_code_at_csam_is_stepped_up_by_the_card_there(started, visitor):
    page = visitor()
    journey.sign_in_by(page, started, "csam/code", "karel")
    journey.register(page, "karel@voorbeeld.example")
    assert "niveau substantieel" in user_name(page)
    page.goto(f"{started['eloket']}/uittreksel-bevolkingsregister")
    note = page.locator(".el-note--warn")
    expect(note).to_contain_text("sterkere aanmelding nodig")
    note.get_by_role("button", name="Meld u aan met eID").click()
    journey.sign_in_at_provider(page, "karel")
    expect(page.get_by_role("link", name="Start uw aanvraag")).to_be_visible()
    assert "niveau hoog" in user_name(page)


def test_the_sign_in_page_has_a_group_for_each_provider(started, visitor):
    page = visitor()
    page.goto(f"{started['eloket']}/aanmelden")
    found = [one.inner_text() for one in page.locator("#content h2").all()]
    ways = [text for text in found if text.startswith("Aanmelden via")]
    assert ways == [
        "Aanmelden via Mijn burgerprofiel",
        "Aanmelden via CSAM",
        "Aanmelden via itsme",
    ]
    assert page.locator(".el-badge").count() == 2
    assert violations(page) == []
    keep(page, "61-aanmelden-drie-aanbieders")
    journey.sign_in_by(page, started, "itsme/itsme", "sasha")
    page.goto(f"{started['eloket']}/aanmelden")
    assert violations(page) == []
