"""Signing in with the card itself: register, come back, and all that goes wrong."""

from playwright.sync_api import expect
from playwright.sync_api import Page
from tests.browser import journey
from tests.browser.accessible import violations
from tests.browser.card_reader import card_is_in
from tests.browser.card_reader import KEY
from tests.browser.card_reader import open_page
from tests.browser.card_reader import PATH
from tests.browser.card_reader import refusal
from tests.browser.card_reader import sign_in
from tests.browser.card_reader import type_pin
from tests.browser.card_reader import unblock
from tests.browser.card_reader import window
from tests.browser.conftest import keep
from urllib.parse import quote

import json
import pytest
import re


pytestmark = pytest.mark.browser

#: What Web eID may say, by when it says it (FACTS 4.4).
WEBEID = [
    *((f"status:{code}", code) for code in ("NATIVE_UNAVAILABLE", "VERSION_MISMATCH")),
    *((f"status:{code}", code) for code in ("VERSION_INVALID", "CONTEXT_INSECURE")),
    *(
        (f"authenticate:{code}", code)
        for code in (
            "USER_CANCELLED",
            "USER_TIMEOUT",
            "ACTION_TIMEOUT",
            "ACTION_PENDING",
            "NATIVE_FATAL",
            "NATIVE_INVALID_ARGUMENT",
            "MISSING_PARAMETER",
            "UNKNOWN_ERROR",
            "EXTENSION_UNAVAILABLE",
        )
    ),
    ("missing", "EXTENSION_UNAVAILABLE"),
]
#: What BeIDConnect may say of a card (FACTS 4.5), and what is shown then.
RESULTS = [
    *("general_error", "pin_incorrect", "pin_too_short", "pin_too_long"),
    *("pin_3_attempts_left", "pin_2_attempts_left", "pin_1_attempt_left"),
    *("card_blocked", "pin_timeout", "cancel", "pin_length", "technical_error"),
]
WAITS = ["no_card", "no_reader", "busy", "unsupported", "several_cards"]


def heading(page: Page):
    """The page's heading."""
    return page.get_by_role("heading", level=1)


def look_at(page: Page, name: str) -> None:
    """Keep pictures in both widths; nothing is out of reach of who cannot see."""
    assert violations(page) == []
    keep(page, name)
    page.set_viewport_size({"width": 390, "height": 900})
    keep(page, f"{name}-390")
    page.set_viewport_size({"width": 1280, "height": 900})


def changed(page: Page, change: str) -> Page:
    """Change the page's form as soon as it is there, before its script sees it."""
    page.add_init_script(
        f"""new MutationObserver(function (_changes, observer) {{
          const form = document.querySelector("form[data-el-card] [name=webeid]")?.form;
          if (form) {{ observer.disconnect(); {change} }}
        }}).observe(document, {{childList: true, subtree: true}});"""
    )
    return page


@pytest.fixture
def reading(visitor):
    """A window in which the page reads the signed files, as *Mijn parameters* does."""
    return changed(
        visitor(),
        "form.dataset.elCard = 'read';"
        "const field = document.createElement('input');"
        "field.name = 'content'; field.type = 'hidden'; form.append(field);",
    )


@pytest.mark.seed("001-04", "001-14", "001-26", "001-27", "001-28")
def test_registers_by_card_and_comes_back(started, visitor):
    page = visitor()
    page.goto(f"{started['eloket']}/aanmelden")
    keep(page, "02-aanmelden")
    link = page.get_by_role("link", name=re.compile("Aanmelden.*met uw eID-kaart"))
    link.click()
    expect(page.locator("li.is-now h3")).to_contain_text("Kaart insteken")
    expect(page).to_have_title(re.compile("^Stap 2 van 4"))
    look_at(page, "02-kaart-insteken")
    page.get_by_label("Kaart", exact=True).select_option("amina")
    page.get_by_role("button", name="Steek de kaart in").click()
    card_is_in(page)
    expect(window(page)).to_be_visible()
    expect(page.locator("li.is-now h3")).to_contain_text("PIN-code ingeven")
    look_at(page, "02-kaart-pin")
    type_pin(page)
    expect(heading(page)).to_have_text("Nieuw hier?")
    expect(page.locator("#content")).to_contain_text(
        "U bent herkend als Amina Testaert"
    )
    page.get_by_role("button", name="Registreer u").click()
    bar = page.locator(".el-bar--wide")
    expect(bar).to_contain_text("Amina Testaert")
    expect(bar).to_contain_text("niveau hoog")
    again = visitor()
    sign_in(again, started, "amina")
    expect(again.locator(".el-bar--wide")).to_contain_text("Amina Testaert")
    again.goto(f"{started['eloket']}/mijn-profiel-login")
    assert violations(again) == []


@pytest.mark.parametrize("card", ["karel", "mireille", "aleksander"])
def test_older_cards_and_cards_of_foreigners_are_believed(started, visitor, card):
    page = visitor()
    sign_in(page, started, card)
    expect(heading(page)).to_have_text("Nieuw hier?")


def register_with(page: Page, **state) -> None:
    """Click on *Registreer u*, at a computer like this."""
    page.evaluate(
        "([key, value]) => sessionStorage.setItem(key, value)",
        [KEY, json.dumps(state)],
    )
    page.get_by_role("button", name="Registreer u").click()


def test_a_childs_card_is_seen_by_its_files(started, visitor):
    page = visitor()
    sign_in(page, started, "sam")
    expect(heading(page)).to_have_text("Nieuw hier?")
    register_with(page, card="sam", inserted=True)
    expect(page.get_by_role("alert")).to_contain_text(
        "Dit soort kaart kunnen we hier niet lezen"
    )
    look_at(page, "03-registreren-kaart-geweigerd")
    page.goto(f"{started['eloket']}/registreren")
    expect(heading(page)).to_have_text("Registreer u")


def test_registering_waits_for_the_card_or_goes_on_without(started, visitor):
    page = visitor()
    sign_in(page, started, "karel")
    register_with(page, card="karel", inserted=False)
    expect(page.locator("li.is-now h3")).to_contain_text("Kaart insteken")
    expect(page).to_have_title(re.compile("^Stap 2 van 3"))
    look_at(page, "03-registreren-kaart")
    page.get_by_role("button", name="Ga verder zonder te lezen").click()
    expect(page.locator(".el-bar--wide")).to_contain_text("niveau hoog")


def test_registering_asks_nobody_to_install_beidconnect(started, visitor):
    page = visitor()
    sign_in(page, started, "aleksander")
    register_with(page, card="aleksander", inserted=True, beid="missing")
    expect(page.locator(".el-bar--wide")).to_contain_text("niveau hoog")


@pytest.mark.parametrize(
    "card, words",
    [
        ("jan-verloren", "als verloren of gestolen gemeld"),
        ("liv-geschorst", "tijdelijk gestopt"),
        ("augusta-vervallen", "certificaten op deze kaart zijn vervallen"),
    ],
)
def test_a_card_that_is_over_signs_nobody_in(started, visitor, card, words):
    page = visitor()
    sign_in(page, started, card)
    expect(heading(page)).to_have_text("Aanmelden met uw eID-kaart")
    expect(page.locator("#content [role=alert]")).to_contain_text(words)
    expect(page.locator("#content")).to_contain_text("U bent niet aangemeld")
    look_at(page, f"02-kaart-geweigerd-{card}")
    page.get_by_role("link", name="Probeer opnieuw").click()
    expect(page.locator("li.is-now h3")).to_contain_text("Kaart insteken")


@pytest.mark.seed("001-18")
def test_wrong_codes_are_counted_and_then_the_card_is_blocked(started, visitor):
    page = visitor()
    open_page(page, started, card="sasha", inserted=True)
    unblock(started, page, "sasha")
    card_is_in(page)
    for left in ("2 pogingen", "1 poging"):
        type_pin(page, "0000")
        expect(window(page)).to_contain_text("De PIN-code was niet juist")
        expect(window(page)).to_contain_text(f"U hebt nog {left}")
    keep(page, "02-kaart-pin-fout")
    type_pin(page, "0000")
    expect(window(page)).to_contain_text("De PIN-code is geblokkeerd")
    window(page).get_by_role("button", name="Sluit").click()
    expect(refusal(page)).to_contain_text("Was de code 3 keer fout?")
    expect(refusal(page)).to_contain_text("kom met uw kaart langs aan het loket")
    look_at(page, "02-kaart-geblokkeerd")
    unblock(started, page, "sasha")
    refusal(page).get_by_role("button", name="Probeer opnieuw").click()
    type_pin(page)
    expect(heading(page)).to_have_text("Nieuw hier?")


def test_without_the_extension_the_page_says_how_to_get_it(started, visitor):
    page = visitor()
    open_page(page, started, webeid="missing", card="amina", inserted=True)
    note = refusal(page)
    expect(note).to_contain_text("Er ontbreekt iets op deze computer")
    expect(note).to_contain_text("browserextensie Web eID")
    install = note.get_by_role("link", name="Installeer Web eID")
    expect(install).to_have_attribute("href", "https://web-eid.eu/")
    expect(note.get_by_role("button", name="Lees alleen mijn naam")).to_be_hidden()
    look_at(page, "02-kaart-extensie")
    page.get_by_label("Web eID").select_option("")
    note.get_by_role("button", name="Kijk opnieuw na").click()
    expect(page.locator("li.is-now h3")).to_contain_text("Kaart insteken")
    expect(refusal(page)).to_have_count(0)


def test_under_a_strict_policy_the_page_works_from_files_alone(started, visitor):
    page = visitor()

    def with_policy(route) -> None:
        # what is handed on so has no address, so the stand-in is not loaded either
        answer = route.fetch()
        policy = {"content-security-policy": "script-src 'self'"}
        route.fulfill(response=answer, headers=answer.headers | policy)

    page.route(re.compile(f"/e-loket{PATH}$"), with_policy)
    refused = []
    page.on("console", lambda line: refused.append(line.text))
    page.goto(started["eloket"] + PATH)
    expect(refusal(page)).to_contain_text("Web eID")
    assert [text for text in refused if "inline" in text] == []


def test_without_scripts_the_page_says_so(started, chromium):
    context = chromium.new_context(locale="nl-BE", java_script_enabled=False)
    page = context.new_page()
    page.goto(started["eloket"] + PATH)
    note = page.get_by_text("Voor het lezen van de kaart is JavaScript nodig")
    expect(note).to_be_visible()
    page.get_by_role("link", name="Andere manier kiezen").click()
    expect(heading(page)).to_have_text("Aanmelden")
    context.close()


def told(page: Page) -> str:
    """Return the code of the refusal that stands on the page, in words."""
    note = refusal(page)
    expect(note.get_by_role("heading")).not_to_be_empty()
    return note.get_attribute("data-el-refusal")


def tried_again(page: Page, extension: str) -> None:
    """Let the extension work, and try again."""
    page.get_by_label(extension).select_option("")
    refusal(page).get_by_role("button", name=re.compile("opnieuw")).click()


def test_every_refusal_of_web_eid_is_told_and_can_be_tried_again(started, visitor):
    page, found = visitor(), {}
    for when, _code in WEBEID:
        open_page(page, started, webeid=when, card="karel", inserted=True)
        if when.startswith("authenticate"):
            card_is_in(page)
        found[when] = told(page)
        tried_again(page, "Web eID")
        expect(refusal(page)).to_have_count(0)
    assert found == {when: f"ERR_WEBEID_{code}" for when, code in WEBEID}


def test_every_refusal_of_beidconnect_is_told_and_can_be_tried_again(started, reading):
    expected = {
        "missing": "BEID_missing",
        "VERSION:timeout": "BEID_timeout",
        "VERSION:technical_error": "BEID_technical_error",
    } | {f"LOOK:{result}": f"BEID_{result}" for result in RESULTS}
    found = {}
    for when in expected:
        open_page(reading, started, beid=when, card="noor", inserted=True)
        found[when] = told(reading)
        tried_again(reading, "BeIDConnect")
        expect(window(reading)).to_be_visible()
    assert found == expected


def test_waits_for_a_card_in_words(started, reading):
    waits = set()
    for result in WAITS:
        answer = "two_cards" if result == "several_cards" else result
        open_page(reading, started, beid=f"LOOK:{answer}", card="noor", inserted=True)
        place = reading.locator("[data-el-waiting]")
        expect(place).not_to_be_empty()
        waits.add(place.inner_text())
        expect(refusal(reading)).to_have_count(0)
        reading.get_by_label("BeIDConnect").select_option("")
        expect(window(reading)).to_be_visible()
    assert len(waits) == len(WAITS)


def test_a_card_that_cannot_be_read_after_the_code(started, reading):
    found = []
    for result in (*RESULTS, *WAITS):
        answer = "two_cards" if result == "several_cards" else result
        open_page(reading, started, beid=f"READ:{answer}", card="noor", inserted=True)
        type_pin(reading)
        found.append(told(reading))
        names = refusal(reading).get_by_role("button", name="Lees alleen mijn naam")
        expect(names).to_be_visible()
    assert found == [f"BEID_{result}" for result in (*RESULTS, *WAITS)]


@pytest.mark.parametrize("when", ["LOOK", "READ"])
def test_a_reading_program_that_says_nothing_is_not_waited_for(started, reading, when):
    changed(reading, "form.dataset.elPatience = '500';")
    open_page(reading, started, beid=f"{when}:silent", card="noor", inserted=True)
    if when == "READ":
        type_pin(reading)
    assert told(reading) == "BEID_silent"
    expect(refusal(reading)).to_contain_text("BeIDConnect antwoordt niet meer")
    look_at(reading, f"10-kaart-zwijgt-{when.lower()}")
    reading.get_by_label("BeIDConnect").select_option("")
    keep_from_leaving(reading)
    refusal(reading).get_by_role("button", name="Probeer opnieuw").click()
    if when == "LOOK":
        type_pin(reading)
    wait_until_sent(reading)
    assert reading.evaluate("eloketSent.content") != ""


def keep_from_leaving(page: Page) -> None:
    """Note what the form would send, in place of sending it."""
    page.evaluate(
        """() => { HTMLFormElement.prototype.submit = function () {
          window.eloketSent = Object.fromEntries(new FormData(this));
          document.documentElement.dataset.eloketSent = "1"; }; }"""
    )


def wait_until_sent(page: Page) -> None:
    """Wait until the form would have been sent."""
    expect(page.locator("html[data-eloket-sent]")).to_have_count(1)


def test_content_and_proof_come_from_one_card_and_the_photo_stays(started, reading):
    open_page(reading, started, card="noor", inserted=False)
    expect(reading.locator("[data-el-waiting]")).to_contain_text("Wachten op uw kaart")
    look_at(reading, "10-mijn-parameters-2-kaart")
    keep_from_leaving(reading)
    reading.get_by_role("button", name="Steek de kaart in").click()
    type_pin(reading)
    wait_until_sent(reading)
    found = reading.evaluate(
        "() => [Object.keys(JSON.parse(eloketSent.content)).sort(),"
        " JSON.parse(eloketSent.webeid).format]"
    )
    assert found == [["addr", "addrsig", "id", "idsig", "rrncert"], "web-eid:1.0"]


def test_without_an_address_only_the_name_is_read_when_asked(started, reading):
    open_page(reading, started, card="noor", inserted=True, address=False)
    keep_from_leaving(reading)
    type_pin(reading)
    expect(refusal(reading)).to_contain_text("We konden uw adres niet lezen")
    look_at(reading, "10-mijn-parameters-geen-adres")
    reading.get_by_role("button", name="Lees alleen mijn naam").click()
    wait_until_sent(reading)
    assert reading.evaluate("eloketSent.content") == ""
    assert "web-eid:1.0" in reading.evaluate("eloketSent.webeid")


def test_without_beidconnect_the_name_can_still_be_read(started, reading):
    open_page(reading, started, card="noor", inserted=True, beid="missing")
    expect(refusal(reading)).to_contain_text("BeIDConnect")
    install = refusal(reading).get_by_role("link", name="Installeer BeIDConnect")
    expect(install).to_have_attribute("href", re.compile("chromewebstore"))
    look_at(reading, "10-mijn-parameters-1-extensie")
    keep_from_leaving(reading)
    reading.get_by_role("button", name="Lees alleen mijn naam").click()
    card_is_in(reading)
    type_pin(reading)
    wait_until_sent(reading)
    assert reading.evaluate("eloketSent.content") == ""


def test_at_another_address_no_card_is_asked(started, visitor):
    page = changed(visitor(), "form.dataset.elOrigin = 'https://x.example';")
    open_page(page, started, card="noor", inserted=True)
    expect(refusal(page)).to_contain_text("niet het adres van deze website")


def test_without_an_answer_of_ours_the_card_is_not_asked(started, visitor):
    page = visitor()
    page.route("**/@eloket-webeid-challenge", lambda route: route.abort())
    open_page(page, started, card="noor", inserted=True)
    card_is_in(page)
    expect(refusal(page)).to_contain_text("We zijn niet bereikbaar")
    expect(window(page)).to_have_count(0)


def test_another_means_keeps_what_was_typed(started, visitor):
    page = visitor()
    journey.sign_in(page, started, "liv")
    if "registreren" in page.url:
        journey.register(page, "liv@voorbeeld.example")
    page.goto(f"{started['eloket']}/bewijs-van-woonst/aanvraag")
    field = page.locator(
        "#aanvraag-formulier textarea, #aanvraag-formulier input[type=text]"
    ).first
    field.fill("Voor mijn nieuwe huurcontract")
    expect(page.locator("#bewaard-status")).to_contain_text("Alles bewaard")
    page.context.clear_cookies(name="eloket-session")
    came_from = quote("/e-loket/bewijs-van-woonst/aanvraag", safe="")
    open_page(page, started, f"{PATH}?came_from={came_from}", webeid="missing")
    expect(refusal(page)).to_be_visible()
    page.get_by_role("link", name="Andere manier kiezen").click()
    expect(heading(page)).to_have_text("Aanmelden")
    page.locator("button[value='burgerprofiel/itsme']").click()
    if "/op/" in page.url:
        journey.sign_in_at_provider(page, "liv")
    expect(field).to_have_value("Voor mijn nieuwe huurcontract")


@pytest.mark.seed("001-28")
def test_a_number_that_is_known_asks_before_the_card_opens_the_account(
    started, visitor
):
    page = visitor()
    journey.sign_in(page, started, "jan")
    if "registreren" in page.url:
        journey.register(page, "jan@voorbeeld.example")
    other = visitor()
    sign_in(other, started, "jan")
    expect(heading(other)).to_have_text("U hebt al een account")
    look_at(other, "03-kaart-koppelen")
    other.get_by_role("button", name="Ja, meld mij aan met mijn kaart").click()
    expect(other.locator(".el-bar--wide")).to_contain_text("Jan Proefman")
    sign_in(other, started, "amina")
    expect(heading(other)).to_have_text("Dit is iemand anders")
    look_at(other, "02-kaart-iemand-anders")
    expect(other.locator(".el-bar--wide")).to_contain_text("Jan Proefman")
