"""Rights of an enterprise: given, asked for by an address, decided on, and used."""

from playwright.sync_api import expect
from playwright.sync_api import Page
from tests.browser import journey
from tests.browser.conftest import picture
from tests.browser.test_linking import check

import pytest
import re
import requests


pytestmark = pytest.mark.browser

BAKERY = "Bakkerij Proefmans bv"
#: The example of seed 003 begins with a & too.
ADDRESS = "zelfregistratie/aanvraag?&an=45&dg=EA&oc=0999999922"
LIV = "01011999742"
MARKET = "bewijs-van-woonst"
WHY = "Noor doet vanaf maandag onze aangiften."


@pytest.fixture(scope="module", autouse=True)
def for_organisations(started):
    """A document of the e-loket is for organisations, as an editor set it."""
    answer = requests.patch(
        f"{started['eloket']}/{MARKET}",
        json={
            "title": "Standplaats op de markt",
            "description": "Voor wie op de markt van Testegem wil staan.",
            "right_needed": "dimona-medewerker",
        },
        headers={"Accept": "application/json"},
        auth=("admin", started["accounts"]["admin"]["password"]),
        timeout=30,
    )
    assert answer.status_code == 204, answer.text


def heading(page: Page, text: str) -> None:
    """Wait for the page that is called so."""
    expect(page.get_by_role("heading", level=1)).to_have_text(text)


def press(page: Page, name: str) -> None:
    """Press a button of the page."""
    page.locator("#content").get_by_role("button", name=name, exact=True).click()


def fill(page: Page, **said: str) -> None:
    """Fill in fields of the page, by name."""
    for name, value in said.items():
        page.locator(f"#content [name='{name}']").fill(value)


def come(page: Page, started: dict, person: str) -> None:
    """Sign in with itsme as a citizen, and register."""
    journey.sign_in(page, started, person)
    journey.register(page, f"{person}@voorbeeld.example")


def give(page: Page, started: dict, right: str, **said: str) -> None:
    """Give a right of the only organisation that one manages, to one person."""
    page.goto(f"{started['eloket']}/mijn-volmachten")
    page.get_by_role("link", name="Nieuw recht toekennen").click()
    heading(page, "Nieuw recht toekennen")
    page.locator("[name=recht]").select_option(right)
    fill(page, nummer0=LIV, **said)


def wait_for_mail(page: Page, started: dict, to: str, *words: str) -> None:
    """Wait until a mail to that address says all of these."""
    for _try in range(120):
        found = requests.get(started["mail"], {"to": to}, timeout=10).json()["items"]
        texts = [" ".join(str(one).replace("\\n", " ").split()) for one in found]
        if any(all(word in text for word in words) for text in texts):
            return
        page.wait_for_timeout(500)
    raise AssertionError(f"no mail to {to} says: {words}")


def ask_for_the_bakery(page: Page, started: dict) -> str:
    """Choose to act for it, ask for the document, and return the reference."""
    if "/hoedanigheid" not in page.url:
        page.goto(f"{started['eloket']}/hoedanigheid")
    page.get_by_label(re.compile(f"namens\\s+{BAKERY}")).check()
    press(page, "Ga verder")
    expect(page.locator(".el-bar--wide")).to_contain_text(BAKERY)
    page.goto(f"{started['eloket']}/{MARKET}/aanvraag")
    fill(page, **{"vraag.for_whom": "de marktleider"})
    page.locator("#content form fieldset input").first.check()
    press(page, "Verstuur uw aanvraag")
    heading(page, "Uw aanvraag is verstuurd")
    expect(page.locator("#content")).to_contain_text(BAKERY)
    found = re.search(r"\d{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", page.inner_text("#content"))
    return found[0]


def find_no_manager(noor: Page, started: dict) -> None:
    """Come by the address, sign in, and read that nobody could handle a request."""
    noor.goto(f"{started['eloket']}/{ADDRESS}")
    noor.locator("button[value='burgerprofiel/itsme']").click()
    journey.sign_in_at_provider(noor, "noor")
    journey.register(noor, "noor@voorbeeld.example")
    noor.goto(f"{started['eloket']}/{ADDRESS}")
    expect(noor.get_by_role("alert")).to_contain_text("geen lokale beheerder")
    check(noor, "60-zelfregistratie-geen-beheerder")


def appoint(karel: Page, started: dict) -> None:
    """Who represents the bakery appoints Liv (seed 002, step 2)."""
    give(karel, started, "hoofdtoegangsbeheerder", voornaam0="Liv", naam0="Proeflinck")
    check(karel, "61-recht-toekennen")
    picture(karel, "recht-toekennen", "#content")
    press(karel, "Ken het recht toe")
    expect(karel.get_by_text("Stel een tweede aan")).to_be_visible()
    check(karel, "62-personen-en-rechten")
    picture(karel, "personen-en-rechten", "#content")


def take_the_role(liv: Page, started: dict) -> None:
    """Liv handles requests from now on, and gives a right (seed 002, step 3)."""
    give(liv, started, "hoofd-lokale-beheerder", mail0="liv@voorbeeld.example")
    press(liv, "Ken het recht toe")
    heading(liv, "Personen en rechten")
    liv.goto(f"{started['eloket']}/mijn-volmachten/beheerders")
    fill(liv, organisatie="0999.999.922")
    press(liv, "Zoek op")
    expect(liv.locator("#content")).to_contain_text("bereikbaar via e-mail")
    check(liv, "63-wie-beheert")
    give(liv, started, "dimona-medewerker")
    liv.get_by_label(re.compile("Lokale diensteneconomie")).check()
    press(liv, "Ken het recht toe")
    heading(liv, "Personen en rechten")


def find_the_bakery(noor: Page, started: dict) -> None:
    """Choose the organisation by its name, with the keys alone; what is typed stays."""
    noor.goto(f"{started['eloket']}/zelfregistratie/aanvraag?an=45&dg=EA")
    fill(noor, tel="0470 12 34 56", zoeknaam="bakkerij")
    noor.locator("[name=zoeknaam]").press("Enter")
    expect(noor.get_by_text("Kies uw organisatie")).to_be_visible()
    check(noor, "74-zelfregistratie-opzoeken")
    found = noor.get_by_role("button", name=re.compile(BAKERY))
    found.press("Enter")
    expect(noor.locator("[name=organisatie]")).to_have_value("0999999922")
    expect(noor.locator("[name=tel]")).to_have_value("0470 12 34 56")
    # the key goes on, and looks nothing up, in any other field
    noor.locator("[name=tel]").press("Enter")
    expect(noor.locator(".el-errors")).to_contain_text("gebruikersrecht")


def ask(noor: Page, started: dict) -> None:
    """Noor asks for a right: form, summary, sent (seed 003)."""
    noor.goto(f"{started['eloket']}/{ADDRESS}")
    heading(noor, "Aanvraag gebruikersrecht")
    noor.locator("[name=gebruikersrecht]").select_option("dimona-medewerker")
    noor.get_by_label(re.compile("Sociale economie")).check()
    fill(noor, tel="0470 12 34 56", mail="noor@bakkerij.example", reden="Aangiften.")
    check(noor, "65-zelfregistratie")
    picture(noor, "zelfregistratie", "#content")
    press(noor, "Verder")
    heading(noor, "Kijk uw aanvraag na")
    check(noor, "66-zelfregistratie-controleren")
    picture(noor, "zelfregistratie-controleren", "#content")
    press(noor, "Bevestigen")
    heading(noor, "Uw aanvraag is verstuurd")
    check(noor, "67-zelfregistratie-verstuurd")


def approve(liv: Page, started: dict) -> None:
    """Liv looks at the request and approves it, with a reason that goes along."""
    liv.goto(f"{started['eloket']}/mijn-volmachten")
    check(liv, "68-mijn-taken")
    picture(liv, "mijn-taken", "#content")
    liv.get_by_role("link", name=re.compile(r"Details\s*: Noor")).click()
    heading(liv, "Zelfregistratie details")
    check(liv, "69-taak")
    liv.locator("#content").get_by_role("link", name="Keur goed").click()
    picture(liv, "taak-goedkeuren", "#content")
    press(liv, "Keur goed")
    expect(liv.locator(".el-errors")).to_contain_text("reden")
    fill(liv, reden=WHY)
    liv.get_by_label(re.compile("Stuur de reden mee")).check()
    check(liv, "70-taak-goedkeuren")
    press(liv, "Keur goed")
    expect(liv.locator("#content")).to_contain_text("geen openstaande taken")


def compare(liv: Page, started: dict) -> None:
    """Liv looks at who works there now, and at what they have."""
    liv.goto(f"{started['eloket']}/mijn-volmachten/organisaties")
    check(liv, "72-organisaties")
    liv.locator("#content").get_by_role("link", name=BAKERY).click()
    heading(liv, "Personen en rechten")
    for one in liv.locator("[name='wie:list']").all():
        one.check()
    press(liv, "Vergelijk")
    expect(liv.locator("#content table")).to_contain_text("Dimona medewerker")
    check(liv, "73-vergelijken")


@pytest.mark.seed("002-02", "002-11", "003-29", "003-31")
def test_rights_of_an_enterprise_are_given_asked_for_and_used(started, visitor):
    karel, liv, noor = visitor(), visitor(), visitor()
    find_no_manager(noor, started)
    come(karel, started, "karel")
    appoint(karel, started)
    come(liv, started, "liv")
    take_the_role(liv, started)
    ask_for_the_bakery(liv, started)
    check(liv, "64-namens-een-onderneming")

    find_the_bakery(noor, started)
    ask(noor, started)
    wait_for_mail(noor, started, "noor@bakkerij.example", BAKERY)
    wait_for_mail(liv, started, "liv@voorbeeld.example", BAKERY, "Dimona medewerker")
    approve(liv, started)
    wait_for_mail(noor, started, "noor@bakkerij.example", "goedgekeurd", WHY)
    noor.goto(f"{started['eloket']}/mijn-volmachten")
    noor.get_by_role("link", name="Dimona medewerker").click()
    expect(noor.locator("#content")).to_contain_text(WHY)
    check(noor, "71-zelfregistratie-goedgekeurd")
    compare(liv, started)
    noor.get_by_role("link", name="Kies namens wie u handelt").click()
    noor.wait_for_url("**/hoedanigheid")
    reference = ask_for_the_bakery(noor, started)
    # a colleague sees nothing of what she asked
    answer = liv.goto(f"{started['eloket']}/mijn-aanvragen/{reference}")
    assert answer.status == 404
