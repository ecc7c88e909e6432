"""Every page of ours passes axe: no violation (WCAG 2.0-2.2 A, AA)."""

from axe_playwright_python.sync_playwright import Axe
from collective.eloket.catalogue.usable.look import TAGS
from collective.eloket.catalogue.usable.look import WIDTHS
from playwright.sync_api import expect
from tests.browser import journey
from tests.browser.accessible import LISTEN
from tests.browser.accessible import STILL
from tests.browser.card_host import open_card_host
from tests.browser.card_host import show_card
from tests.browser.conftest import keep

import pytest
import requests


pytestmark = pytest.mark.browser


#: Pages of strangers, of the citizen who asked, and of a clerk.
PUBLIC = (
    "",
    "?q=vishengel",
    "/aanmelden",
    "/aanmelden-met-eid",
    "/registreren",
    "/wachtwoord-vergeten",
    "/afmelden",
    "/verifieer",
    "/verifieer/VK7M-2QXR-9D4H-0TNB",
    "/uittreksel-bevolkingsregister",
    "/bewonersparkeerkaart",
    "/bestuursdocument/aanvraag-zonder-aanmelden",
)
OWN = (
    "",
    "/uittreksel-bevolkingsregister",
    "/uittreksel-bevolkingsregister/aanvraag",
    # steps, the look at all answers with them
    *(f"/adreswijziging/aanvraag?stap={number}" for number in (1, 2, 3, 4)),
    "/mijn-aanvragen",
    "/mijn-aanvragen/{reference}",
    "/mijn-aanvragen/{reference}/bevestiging",
    "/mijn-aanvragen/2026-AAAA-AAAA",
    "/mijn-profiel",
    "/mijn-profiel-login",
    "/mijn-profiel-voorkeuren",
    "/mijn-profiel-gezin",
    "/mijn-profiel-rechten",
    "/hoedanigheid",
    "/mijn-volmachten",
    "/zelfregistratie",
    "/mijn-profiel-email",
    "/wachtwoord-kiezen",
    "/mijn-inzage",
    "/mijn-parameters",
    "/mijn-parameters-wijzigen",
    "/mijn-parameters-lezen",
    "/mijn-parameters-lezen?fout=card_presence_not_fresh",
    "/afmelden",
)
CLERKS = (
    "/taken",
    "/taken/{reference}",
    "/taken/{reference}?stap=geef",
    "/taken-eid",
    "/taken-adressen",
    "/taken-gezin",
    "/taken-post",
    "/taken-afgeven",
    "/burgers",
)
#: Pages of a manager of the e-loket.
MANAGERS = (
    "/taken-logboek",
    "/taken-niet-bezorgd",
    "/taken-bewaren",
    "/taken-register",
    "/taken-wissen",
    "/taken-zaaksysteem",
)
#: Pages of an editor.
EDITORS = (
    "/uittreksel-bevolkingsregister/nakijken",
    "/uittreksel-bevolkingsregister/probeer",
    "/uittreksel-bevolkingsregister/vertalen",
    "/uittreksel-bevolkingsregister/brief",
    "/importeer",
)
#: Pages of an administrator, on the site.
PANELS = (
    "/@@eloket-settings",
    "/@@eloket-providers",
    "/@@eloket-provider?provider=burgerprofiel",
    "/@@eloket-provider?provider=itsme",
    "/@@eloket-provider?provider=csam",
    "/@@eloket-provider?preset=itsme",
    "/@@eloket-provider-keys?provider=itsme",
    "/@@eloket-provider-delete?provider=burgerprofiel",
    "/@@eloket-rights",
    "/@@eloket-application",
    "/@@eloket-right?application=45",
    "/@@eloket-right?application=45&right=dimona-medewerker",
    "/@@eloket-rights-delete?right=dimona-medewerker",
    "/@@eloket-target-group?group=EA",
)


def check(page, address: str, capsys) -> list[str]:
    """Return what axe finds on a page, in both widths."""
    found = []
    page.goto(address)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found += look(page, width, capsys)
    return found


def look(page, width: int, capsys) -> list[str]:
    """Return what axe finds on the page as it stands."""
    page.wait_for_load_state()
    result = Axe().run(page, options={"runOnly": list(TAGS)}).response
    with capsys.disabled():
        names = [rule["id"] for rule in result["incomplete"]]
        print(f"\n  axe {width} {page.url.partition('/gemeente')[2]}: {names}")  # noqa: T201
    refused = page.evaluate("window.refusedByPolicy || []")
    is_desk = page.url.partition("?")[0].rstrip("/").endswith("/e-loket")
    assert is_desk or not page.title().startswith("E-loket — "), page.url
    return [f"{width} policy {one}" for one in refused] + [
        f"{width} {rule['id']} {node['html'][:160]}"
        for rule in result["violations"]
        for node in rule["nodes"]
    ]


@pytest.fixture(scope="module")
def staff(started, chromium):
    """Return the window of somebody who works here; each signs in once."""
    contexts, pages = [], {}

    def window(name):
        if name not in pages:
            context = chromium.new_context(**STILL)
            contexts.append(context)
            context.add_init_script(LISTEN)
            pages[name] = context.new_page()
            journey.clerk(pages[name], started, name)
        return pages[name]

    yield window
    for context in contexts:
        context.close()


@pytest.mark.parametrize("path", PUBLIC)
def test_public_pages(started, visitor, capsys, path):
    assert check(visitor(), started["eloket"] + path, capsys) == []


@pytest.mark.parametrize("path", OWN)
def test_pages_of_a_citizen(started, noors_case, capsys, path):
    page, reference = noors_case
    address = started["eloket"] + path.format(reference=reference)
    assert check(page, address, capsys) == []


@pytest.mark.parametrize("path", CLERKS)
def test_pages_of_a_clerk(started, noors_case, staff, capsys, path):
    _page, reference = noors_case
    tom = staff("tom")
    address = started["eloket"] + path.format(reference=reference)
    assert check(tom, address, capsys) == []


@pytest.mark.parametrize("path", MANAGERS)
def test_pages_of_a_manager(started, staff, capsys, path):
    mia = staff("mia")
    assert check(mia, started["eloket"] + path, capsys) == []


def test_what_a_manager_finds_in_the_audit(started, staff, capsys):
    mia = staff("mia")
    mia.goto(f"{started['eloket']}/taken-logboek")
    mia.get_by_label("Waarom zoekt u?").select_option("control")
    mia.get_by_label("Gebruikersnaam van iemand die hier werkt").fill("tom")
    search = mia.locator("#content").get_by_role("button", name="Zoek", exact=True)
    search.click()
    assert look(mia, 1280, capsys) == []


@pytest.mark.parametrize("path", EDITORS)
def test_pages_of_an_editor(started, staff, capsys, path):
    eva = staff("eva")
    assert check(eva, started["eloket"] + path, capsys) == []


@pytest.mark.parametrize("path", PANELS)
def test_pages_of_an_administrator(started, staff, capsys, path):
    admin = staff("admin")
    assert check(admin, started["site"] + path, capsys) == []


@pytest.fixture(scope="module")
def card_host(started, chromium):
    """The site takes cards by TLS, as an administrator set it."""
    context = chromium.new_context(locale="nl-BE")
    open_card_host(context.new_page(), started)
    context.close()


def test_the_page_that_asks_whose_card_a_browser_showed(
    started, card_host, visitor, capsys
):
    page = visitor()
    show_card(page, started, "amina")
    expect(page.locator("#content")).to_contain_text("Amina Testaert")
    address = page.url
    keep(page, "02-kaart-via-tls")
    assert check(page, address, capsys) == []
    page.locator("#content").get_by_role("button", name="Aanmelden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Nieuw hier?")


def test_a_card_that_is_refused_by_tls(started, card_host, visitor, capsys):
    page = visitor()
    page.goto(f"{started['eloket']}/aanmelden-kaart?code=x")
    expect(page.get_by_role("alert")).to_contain_text("Dit duurde te lang")
    assert check(page, page.url, capsys) == []


@pytest.mark.parametrize("path", ["/wachtwoord-kiezen", "/mijn-profiel-email"])
def test_pages_that_ask_to_prove_anew_who_one_is(started, visitor, capsys, path):
    page = visitor()
    # a provider that does not say when its means was used: no session of it is fresh
    switches = f"{started['issuer']}/_sandbox"
    requests.post(switches, json={"auth_time": False}, timeout=10)
    journey.sign_in(page, started, "sasha")
    requests.post(switches, json={"auth_time": True}, timeout=10)
    if "registreren" in page.url:
        journey.register(page, "sasha@voorbeeld.example")
    found = check(page, started["eloket"] + path, capsys)
    assert "Bewijs eerst dat u het bent" in page.inner_text("#content")
    assert found == []


def test_the_answer_of_a_test_and_of_mistakes(started, staff, capsys):
    admin = staff("admin")
    admin.set_viewport_size({"width": 1280, "height": 900})
    admin.goto(f"{started['site']}/@@eloket-provider?provider=burgerprofiel")
    admin.get_by_role("button", name="Test deze aanbieder").click()
    assert look(admin, 1280, capsys) == []
    admin.goto(f"{started['site']}/@@eloket-provider?preset=csam")
    admin.get_by_role("button", name="Bewaar").click()
    assert look(admin, 1280, capsys) == []
