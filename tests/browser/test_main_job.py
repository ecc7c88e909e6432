"""The main job: a citizen asks for a document, a clerk approves, the citizen has it."""

from playwright.sync_api import expect
from tests.browser import journey
from tests.browser.conftest import keep
from tests.browser.conftest import picture

import json
import pytest
import re
import urllib.request


pytestmark = pytest.mark.browser


def mails(started) -> list[dict]:
    with urllib.request.urlopen(started["mail"], timeout=10) as answer:  # noqa: S310
        found = json.loads(answer.read())
    return found["items"] if isinstance(found, dict) else found


@pytest.mark.seed("001-01", "001-07", "001-08")
def test_a_stranger_sees_what_is_on_offer(started, visitor):
    for width in (1280, 390):
        page = visitor(width)
        page.goto(started["eloket"])
        keep(page, f"01-e-loket-{width}")
        link = page.get_by_role("link", name=journey.DOCUMENT)
        expect(link).to_be_visible()
        link.click()
        keep(page, f"04-document-{width}")
        content = page.inner_text("#content")
        assert "4 werkdagen" in content
        assert "Gratis" in content


@pytest.mark.seed("001-11")
def test_a_stranger_is_led_to_sign_in_and_back(started, visitor):
    page = visitor()
    page.goto(f"{started['eloket']}/uittreksel-bevolkingsregister")
    page.get_by_role("link", name="Start uw aanvraag").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Aanmelden")
    keep(page, "02-aanmelden")
    assert "came_from=" in page.url


def test_known_values_are_text_and_not_fields(started, noors_case):
    page, _reference = noors_case
    page.goto(f"{started['eloket']}/uittreksel-bevolkingsregister/aanvraag")
    keep(page, "05-formulier")
    locked = page.locator(".el-locked").inner_text()
    assert "Noor Elisa" in locked
    assert "Voorbeeld" in locked
    assert page.locator("input[value='Noor Elisa']").count() == 0


def test_an_empty_form_comes_back_with_what_was_typed(started, noors_case):
    page, _reference = noors_case
    page.goto(f"{started['eloket']}/uittreksel-bevolkingsregister/aanvraag")
    page.locator("#content textarea").first.fill("Tot ziens aan het loket")
    page.get_by_role("button", name="Verstuur uw aanvraag").click()
    keep(page, "05-formulier-fout")
    expect(page.locator(".el-errors")).to_be_visible()
    expect(page.locator("#content textarea").first).to_have_value(
        "Tot ziens aan het loket"
    )
    assert page.title().startswith("Fout:")


def test_the_receipt_comes_by_mail(started, noors_case, visitor):
    _page, reference = noors_case
    window = visitor()
    for _try in range(60):
        if any(reference in json.dumps(mail) for mail in mails(started)):
            return
        window.wait_for_timeout(500)
    raise AssertionError("no mail came")


def test_another_citizen_sees_nothing_of_it(started, noors_case, visitor):
    _page, reference = noors_case
    page = visitor()
    journey.sign_in(page, started, "jan")
    journey.register(page, "jan@voorbeeld.example")
    page.goto(f"{started['eloket']}/mijn-aanvragen")
    keep(page, "07-mijn-aanvragen-leeg")
    assert reference not in page.content()
    theirs = page.goto(f"{started['eloket']}/mijn-aanvragen/{reference}")
    unknown = page.goto(f"{started['eloket']}/mijn-aanvragen/2026-AAAA-AAAA")
    assert theirs.status == unknown.status == 404
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Deze pagina vinden we niet"
    )


@pytest.mark.seed("001-12")
def test_nobody_signed_in_is_led_to_sign_in(started, noors_case, visitor):
    _page, reference = noors_case
    page = visitor()
    for name in (reference, "2026-AAAA-AAAA"):
        page.goto(f"{started['eloket']}/mijn-aanvragen/{name}")
        expect(page.get_by_role("heading", level=1)).to_have_text("Aanmelden")


@pytest.mark.seed("001-02", "004-14")
def test_a_clerk_approves_and_the_citizen_downloads(started, noors_case, visitor):
    page, reference = noors_case
    tom = visitor()
    journey.clerk(tom, started)
    tom.goto(f"{started['eloket']}/taken")
    keep(tom, "12-taken")
    tom.get_by_role("row").filter(has_text=reference).get_by_role("link").first.click()
    keep(tom, "13-dossier")
    picture(tom, "aanvraag", "#content")
    decision = re.compile("^Keur goed")
    tom.locator("#content").get_by_text(decision).first.click()
    keep(tom, "13-dossier-goedkeuren")
    picture(tom, "goedkeuren", "#content")
    tom.locator("form.el-confirm button").first.click()
    page.goto(f"{started['eloket']}/mijn-aanvragen/{reference}")
    journey.wait_for_text(page, "Uw document is klaar")
    keep(page, "08-aanvraag-klaar")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download uw document").click()
    content = waiting.value.path().read_bytes()
    assert content.startswith(b"%PDF-1.7")


@pytest.mark.seed("000-16", "004-08")
def test_cancelling_at_the_provider_says_what_to_do(started, visitor):
    page = visitor()
    page.goto(f"{started['eloket']}/aanmelden")
    page.locator(".el-means").first.get_by_role("button").click()
    page.locator("button[name=cancel]").click()
    keep(page, "02-aanmelden-terug")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Het aanmelden is onderweg gestopt"
    )


@pytest.mark.seed("004-12")
def test_signing_out_ends_the_session(started, visitor):
    page = visitor(390)
    journey.sign_in(page, started, "amina")
    journey.register(page, "amina@voorbeeld.example")
    page.goto(f"{started['eloket']}/mijn-aanvragen")
    keep(page, "07-mijn-aanvragen-390")
    page.goto(f"{started['eloket']}/afmelden")
    page.locator("#content form button.btn-primary").first.click()
    keep(page, "02-afgemeld")
    page.goto(f"{started['eloket']}/mijn-aanvragen")
    expect(page.get_by_role("heading", level=1)).to_have_text("Aanmelden")
