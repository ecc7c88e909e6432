"""Two clerks: a sure sign-in, more information, four eyes, refusal with a reason."""

from playwright.sync_api import expect
from playwright.sync_api import Page
from tests.browser import journey
from tests.browser.test_linking import check
from tests.browser.test_linking import LINK
from tests.browser.test_linking import prove

import pytest
import re
import requests


pytestmark = pytest.mark.browser

QUESTION = "Waar woont u nu?"
ANSWER = "In de Proefstraat."
REASON = "Uw adres ligt buiten de gemeente."
#: What a real site asks of its clerks; the sandbox asks less.
STRICT = {"collective.eloket.cases.clerk_level": "substantial"}


@pytest.fixture(scope="module")
def strict(started, noors_case):
    """An e-loket that asks of clerks what a real one does, and four eyes."""
    admin = requests.Session()
    admin.auth = ("admin", started["accounts"]["admin"]["password"])
    admin.headers["Accept"] = "application/json"
    set_four = {"four_eyes": True}
    document = f"{started['eloket']}/uittreksel-bevolkingsregister"
    for url, what in ((f"{started['site']}/@registry", STRICT), (document, set_four)):
        assert admin.patch(url, json=what).status_code == 204
    # what Noor asked before knows no four eyes: she asks once more
    page, _reference = noors_case
    return page, journey.ask_for_document(page, started)


def link(page: Page, started: dict, name: str, person: str) -> None:
    """Sign in with a password, which is not enough, and link the account."""
    journey.clerk(page, started, name)
    page.goto(f"{started['eloket']}/taken")
    expect(page.locator("#content")).to_contain_text("sterkere aanmelding")
    prove(page, started, person)
    page.get_by_role("button", name=LINK).click()
    expect(page.locator(".el-note--ok")).to_contain_text("gekoppeld")


def open_case(page: Page, started: dict, reference: str, step: str = "") -> None:
    """Open the page of a case, or the form of a step."""
    query = f"?stap={step}" if step else ""
    page.goto(f"{started['eloket']}/taken/{reference}{query}")
    expect(page.locator("#content")).to_contain_text(reference)


def test_two_clerks_ask_propose_and_refuse_with_a_reason(started, strict, visitor):
    noor, reference = strict
    weak = visitor()
    journey.clerk(weak, started)
    weak.goto(f"{started['eloket']}/taken")
    expect(weak.locator("#content")).to_contain_text("sterkere aanmelding")
    check(weak, "40-taken-te-zwak")
    clerks = {}
    for name, person in (("tom", "mireille"), ("els", "liv")):
        link(visitor(), started, name, person)
        clerks[name] = visitor()
        journey.sign_in(clerks[name], started, person)
    tom, els = clerks["tom"], clerks["els"]

    # the list, by keyboard: the choices, then the first request
    tom.goto(f"{started['eloket']}/taken")
    nobodys = tom.get_by_role("link", name="Van niemand")
    nobodys.focus()
    tom.keyboard.press("Enter")
    expect(tom.get_by_role("link", name=reference)).to_be_visible()
    check(tom, "41-taken-van-niemand")
    tom.get_by_role("link", name="Van mij").click()
    expect(tom.locator(".el-empty")).to_be_visible()

    # more information
    open_case(tom, started, reference, "ask_information")
    tom.get_by_label("Reden").fill(QUESTION)
    tom.get_by_role("button", name="Vraag meer informatie").click()
    expect(tom).not_to_have_url(re.compile("stap="))
    noor.goto(f"{started['eloket']}/mijn-aanvragen/{reference}")
    expect(noor.locator("#content")).to_contain_text(QUESTION)
    noor.get_by_label("Uw antwoord").fill(ANSWER)
    noor.get_by_role("button", name="Verstuur uw antwoord").click()
    expect(noor.locator("#content")).to_contain_text(ANSWER)

    # Els opens her form before Tom proposes: it will be an old page
    open_case(els, started, reference, "approve")
    open_case(tom, started, reference)
    expect(tom.locator("#content")).to_contain_text("Els Balie bekijkt deze aanvraag")
    expect(tom.locator("#content")).to_contain_text("u stelt voor, een collega beslist")
    check(tom, "42-dossier-vier-ogen")
    open_case(tom, started, reference, "refuse")
    tom.get_by_label("Reden").fill(REASON)
    check(tom, "43-dossier-voorstel")
    tom.get_by_role("button", name="Stel dit voor").click()
    expect(tom.locator("#content")).to_contain_text("Een collega moet beslissen")
    els.get_by_role("button", name="Stel dit voor").click()
    expect(els.locator("#content")).to_contain_text("Tom Loket wijzigde dit dossier")
    check(els, "44-dossier-intussen-gewijzigd")

    # Els agrees; the reason stands there and goes along
    open_case(els, started, reference, "refuse")
    expect(els.get_by_label("Reden", exact=True)).to_have_value(REASON)
    expect(els.get_by_label("Stuur de reden mee")).to_be_checked()
    check(els, "45-dossier-tweede-beslist")
    els.get_by_role("button", name="Keur af").click()
    expect(els.locator("#content")).to_contain_text("Geweigerd")
    noor.goto(f"{started['eloket']}/mijn-aanvragen/{reference}")
    expect(noor.locator("#content")).to_contain_text(REASON)
    wait_for_mail(noor, started, "Onze beslissing over uw aanvraag", REASON)


def wait_for_mail(page: Page, started: dict, subject: str, words: str) -> None:
    """Wait until Noor has a mail with that subject that says so."""
    for _try in range(120):
        found = requests.get(
            started["mail"], {"to": "noor@voorbeeld.example"}, timeout=10
        ).json()["items"]
        for one in found:
            text = " ".join(str(one).replace("\\n", " ").split())
            if subject in text and words in text:
                return
        page.wait_for_timeout(500)
    raise AssertionError(f"no mail says: {words}")


def test_a_manager_reads_the_figures(started, strict, visitor):
    mia = visitor()
    journey.clerk(mia, started, "mia")
    mia.goto(f"{started['eloket']}/taken-cijfers")
    expect(mia.get_by_role("heading", level=1)).to_have_text("Cijfers")
    check(mia, "46-cijfers")
