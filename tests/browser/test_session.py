"""A session and a form: nothing typed is lost, nobody else gets it."""

from playwright.sync_api import expect
from playwright.sync_api import Page
from tests.browser import journey
from tests.browser.accessible import violations
from tests.browser.conftest import keep

import pytest
import re


pytestmark = pytest.mark.browser

#: A form with a masked value for who signed in by a code.
WEAK = "bewijs-van-woonst"
TYPED = "Voor mijn verhuis naar de Proefstraat"
#: Nothing in it lets a line end.
LONG = "x" * 200


def with_means(page: Page, started: dict, means: str, person: str) -> None:
    """Sign in with that means on our page, until back."""
    page.goto(f"{started['eloket']}/aanmelden")
    page.locator(f"button[value='burgerprofiel/{means}']").click()
    journey.sign_in_at_provider(page, person)


def known(visitor, started, person: str, width: int = 1280) -> Page:
    """A window in which that person is signed in with itsme, and known."""
    page = visitor(width)
    journey.sign_in(page, started, person)
    if "registreren" in page.url:
        journey.register(page, f"{person}@voorbeeld.example")
        expect(page.locator(".el-bar").first).to_be_attached()
    return page


def form(page: Page, started: dict, document: str = WEAK) -> None:
    """Open the form of a document."""
    page.goto(f"{started['eloket']}/{document}/aanvraag")
    expect(page.locator("#aanvraag-formulier")).to_be_visible()


def field(page: Page):
    """The first field to type in."""
    return (
        page.locator("#aanvraag-formulier")
        .locator("textarea, input[type=text], input[type=tel]")
        .first
    )


def lose_session(page: Page) -> None:
    """Let the session end as time does: its cookie is worth nothing any more."""
    page.context.clear_cookies(name="eloket-session")
    (until,) = [one for one in page.context.cookies() if one["name"] == "eloket-until"]
    page.context.add_cookies([until | {"value": "1"}])


def heading(page: Page):
    """The page's heading."""
    return page.get_by_role("heading", level=1)


def wipe(page: Page, started: dict) -> None:
    """Begin without a draft."""
    page.goto(started["eloket"])
    for _each in page.get_by_role("button", name=re.compile("Wis dit concept")).all():
        page.get_by_role("button", name=re.compile("Wis dit concept")).first.click()


def test_what_is_typed_is_kept_while_typing(started, visitor):
    page = known(visitor, started, "noor")
    wipe(page, started)
    form(page, started)
    field(page).fill(TYPED)
    expect(page.locator("#bewaard-status")).to_contain_text("Alles bewaard")
    assert violations(page) == []
    keep(page, "05-formulier-bewaard")
    page.reload()
    expect(field(page)).to_have_value(TYPED)
    page.goto(started["eloket"])
    keep(page, "01-e-loket-verder")
    assert violations(page) == []
    panel = page.locator(".el-confirm").filter(has_text="Verder waar u was")
    panel.get_by_role("link", name=re.compile("Ga verder")).click()
    expect(field(page)).to_have_value(TYPED)
    wipe(page, started)
    form(page, started)
    expect(field(page)).to_have_value("")


def test_keep_and_stop_works_without_scripts(started, chromium):
    context = chromium.new_context(locale="nl-BE", java_script_enabled=False)
    page = context.new_page()
    journey.sign_in(page, started, "liv")
    journey.register(page, "liv@voorbeeld.example")
    form(page, started)
    field(page).fill(TYPED)
    page.get_by_role("button", name="Bewaar en stop").click()
    expect(page.locator(".el-note--ok")).to_contain_text("U kunt gerust stoppen")
    expect(field(page)).to_have_value(TYPED)
    keep(page, "05-formulier-bewaard-zonder-script")
    context.close()


def test_step_up_in_the_middle_of_a_form(started, visitor):
    page = known(visitor, started, "jan")
    page.goto(f"{started['eloket']}/afmelden")
    page.locator("#content form button.btn-primary").first.click()
    with_means(page, started, "sms", "jan")
    wipe(page, started)
    form(page, started)
    expect(page.locator(".el-locked")).to_contain_text("verborgen")
    field(page).fill(TYPED)
    assert violations(page) == []
    keep(page, "05-formulier-hoger-niveau")
    page.get_by_role("button", name="Meld u aan met itsme®").click()
    journey.sign_in_at_provider(page, "jan")
    expect(page.locator("#aanvraag-formulier")).to_be_visible()
    expect(field(page)).to_have_value(TYPED)
    expect(page.locator(".el-locked")).to_contain_text("Proefman")
    expect(page.locator(".el-bar--wide")).to_contain_text("niveau hoog")


def test_a_document_says_which_means_are_strong_enough(started, visitor):
    page = known(visitor, started, "jan")
    page.goto(f"{started['eloket']}/afmelden")
    page.locator("#content form button.btn-primary").first.click()
    with_means(page, started, "totp", "jan")
    page.goto(f"{started['eloket']}/uittreksel-bevolkingsregister")
    assert violations(page) == []
    keep(page, "04-document-hoger-niveau")
    note = page.locator(".el-note--warn")
    expect(note).to_contain_text("sterkere aanmelding nodig")
    names = [one.inner_text().strip() for one in note.get_by_role("button").all()]
    assert sorted(names) == [
        "Meld u aan met eID en aangesloten kaartlezer",
        "Meld u aan met itsme®",
    ]
    page.get_by_role("button", name="Meld u aan met itsme®").click()
    journey.sign_in_at_provider(page, "jan")
    expect(page.get_by_role("link", name="Start uw aanvraag")).to_be_visible()


def test_somebody_else_at_the_provider_raises_nobody(started, visitor):
    page = known(visitor, started, "jan")
    page.goto(f"{started['eloket']}/aanmelden")
    keep(page, "02-aanmelden-al-aangemeld")
    assert violations(page) == []
    page.locator("button[value='burgerprofiel/itsme']").click()
    journey.sign_in_at_provider(page, "noor")
    expect(heading(page)).to_have_text("Dit is iemand anders")
    assert violations(page) == []
    keep(page, "02-iemand-anders")
    expect(page.locator(".el-bar--wide")).to_contain_text("Jan Proefman")
    assert "Noor" not in page.inner_text("#content")


def test_the_session_ends_in_the_middle_of_a_form(started, visitor):
    page = known(visitor, started, "noor")
    wipe(page, started)
    form(page, started)
    for group in page.locator("#aanvraag-formulier fieldset").all():
        group.locator("input").first.check()
    field(page).fill(f"{TYPED}{LONG}")
    lose_session(page)
    page.get_by_role("button", name="Verstuur uw aanvraag").click()
    expect(heading(page)).to_have_text("Aanmelden")
    page.locator("button[value='burgerprofiel/itsme']").click()
    # still signed in at the provider, but after an idle end that is not enough
    journey.sign_in_at_provider(page, "noor")
    expect(page.locator("#aanvraag-formulier")).to_be_visible()
    expect(field(page)).to_have_value(f"{TYPED}{LONG}")
    page.get_by_role("button", name="Verstuur uw aanvraag").click()
    expect(heading(page)).to_have_text("Uw aanvraag is verstuurd")
    page.get_by_role("link", name="Volg uw aanvraag").click()
    expect(page.locator(".el-dl")).to_contain_text(LONG)
    page.set_viewport_size({"width": 390, "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.get_by_role("link", name="Terug naar mijn aanvragen").click()
    expect(heading(page)).to_have_text("Mijn aanvragen")
    page.goto(started["eloket"])
    expect(page.locator("#content")).not_to_contain_text("Verder waar u was")


@pytest.mark.seed("000-20")
def test_who_is_signed_in_at_the_provider_need_not_sign_in_again(started, visitor):
    page = known(visitor, started, "noor")
    # as on another site with the same provider: nothing of ours is in the browser
    page.context.clear_cookies(name=re.compile("^eloket-"))
    page.goto(f"{started['eloket']}/aanmelden")
    page.locator("button[value='burgerprofiel/itsme']").click()
    expect(page.locator(".el-bar--wide")).to_contain_text("Noor Elisa Voorbeeld")


def test_signed_out_in_another_tab_and_in_again(started, visitor):
    page = known(visitor, started, "noor")
    wipe(page, started)
    form(page, started)
    for group in page.locator("#aanvraag-formulier fieldset").all():
        group.locator("input").first.check()
    other = page.context.new_page()
    other.goto(f"{started['eloket']}/afmelden")
    other.locator("#content form button.btn-primary").first.click()
    journey.sign_in(other, started, "noor")
    expect(other.locator(".el-bar--wide")).to_be_visible()
    field(page).fill(TYPED)
    page.get_by_role("button", name="Verstuur uw aanvraag").click()
    expect(page.locator(".el-note--warn")).to_contain_text("opnieuw aan")
    expect(field(page)).to_have_value(TYPED)
    assert violations(page) == []
    keep(page, "05-formulier-opnieuw")
    page.get_by_role("button", name="Verstuur uw aanvraag").click()
    expect(heading(page)).to_have_text("Uw aanvraag is verstuurd")


def test_two_tabs_with_the_same_form_do_not_write_over_each_other(started, visitor):
    page = known(visitor, started, "noor")
    wipe(page, started)
    form(page, started)
    other = page.context.new_page()
    form(other, started)
    field(other).fill(TYPED)
    expect(other.locator("#bewaard-status")).to_contain_text("Alles bewaard")
    field(page).fill("Iets anders")
    expect(page.locator("#bewaard-status")).to_contain_text("ander venster")
    other.reload()
    expect(field(other)).to_have_value(TYPED)
    wipe(page, started)


def test_two_minutes_before_the_end_there_is_a_warning(started, visitor):
    page = known(visitor, started, "noor")
    page.clock.install()
    form(page, started)
    field(page).focus()
    warning = page.get_by_role("alertdialog")
    page.clock.run_for(27 * 60 * 1000)
    expect(warning).to_be_hidden()
    page.clock.run_for(70 * 1000)
    expect(warning).to_be_visible()
    stay = warning.get_by_role("button", name="Blijf aangemeld")
    expect(stay).to_be_focused()
    expect(warning).to_contain_text("Wat u invulde, is al bewaard")
    keep(page, "05-formulier-sessie")
    page.clock.resume()
    assert violations(page) == []
    stay.click()
    expect(warning).to_be_hidden()
    expect(page.locator("#sessie-status")).to_contain_text("U blijft aangemeld tot")
    expect(field(page)).to_be_focused()


def test_when_the_session_is_over_the_page_leaves(started, visitor):
    page = known(visitor, started, "noor")
    page.clock.install()
    form(page, started)
    lose_session(page)
    page.clock.run_for(31 * 60 * 1000)
    page.wait_for_url(re.compile("/aanmelden"))
    assert "bewijs-van-woonst%2Faanvraag" in page.url


def test_signing_out_says_what_is_still_open(started, visitor):
    page = known(visitor, started, "noor")
    page.goto(f"{started['eloket']}/afmelden")
    page.locator("#content form button.btn-primary").first.click()
    expect(heading(page)).to_have_text("U bent afgemeld")
    content = page.inner_text("#content")
    assert "bij Mijn burgerprofiel" in content
    assert "Die website weet dit niet. Meld u daar ook af." in content
    assert violations(page) == []
    keep(page, "02-afgemeld")


def test_the_sign_in_page_explains_every_means(started, visitor):
    page = visitor()
    page.goto(f"{started['eloket']}/aanmelden")
    for fold in page.locator("details.el-fold summary").all():
        fold.click()
    assert violations(page) == []
    keep(page, "02-aanmelden-meer-info")
    link = "De elektronische identiteitskaart: voor wie, waarom?"
    page.get_by_role("link", name=link).click()
    expect(heading(page)).to_have_text(link)
    assert violations(page) == []
