"""The panels of the e-loket, as an administrator uses them."""

from playwright.sync_api import expect
from tests.browser import journey
from tests.browser.conftest import keep

import pytest
import re


pytestmark = pytest.mark.browser


@pytest.fixture
def admin(started, visitor):
    def sign_in(width: int = 1280):
        page = visitor(width)
        journey.clerk(page, started, "admin")
        return page

    return sign_in


@pytest.mark.parametrize("width", [1280, 390])
def test_a_provider_is_looked_at_and_tried_out(started, admin, width):
    page = admin(width)
    page.goto(f"{started['site']}/@@eloket-providers")
    keep(page, f"20-aanbieders-{width}")
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Aanbieders van aanmelden"
    )
    page.get_by_role("link", name="Mijn Burgerprofiel").first.click()
    expect(page.get_by_text("acl_users/burgerprofiel/callback")).to_be_visible()
    page.locator("summary").last.click()
    keep(page, f"21-aanbieder-{width}")
    page.get_by_role("button", name="Test deze aanbieder").click()
    keep(page, f"22-aanbieder-test-{width}")
    content = page.inner_text("#content")
    assert "Het discovery-document is er." in content
    assert "De aanbieder kent ons" in content


@pytest.mark.parametrize("width", [1280, 390])
def test_a_new_provider_with_mistakes_says_so(started, admin, width):
    page = admin(width)
    page.goto(f"{started['site']}/@@eloket-provider?preset=csam")
    page.get_by_label(re.compile("^Issuer")).fill("http://idp.example")
    page.get_by_role("button", name="Bewaar").click()
    errors = page.locator(".el-errors")
    expect(errors).to_be_visible()
    keep(page, f"23-aanbieder-fout-{width}")
    errors.get_by_role("link").first.click()
    assert page.title().startswith("Fout:")


@pytest.mark.parametrize("width", [1280, 390])
def test_colours_that_cannot_be_read_are_refused(started, admin, width):
    page = admin(width)
    page.goto(f"{started['site']}/@@eloket-settings")
    keep(page, f"24-instellingen-{width}")
    page.get_by_label(re.compile("^Hoofdkleur")).fill("#ffcc00")
    page.get_by_role("button", name="Bewaar").click()
    expect(page.locator(".el-errors")).to_contain_text("moeilijk te lezen")
    keep(page, f"25-instellingen-fout-{width}")


def test_own_colours_reach_every_page_without_a_style_in_it(started, admin, visitor):
    page = admin()
    page.goto(f"{started['site']}/@@eloket-settings")
    colour = page.get_by_label(re.compile("^Hoofdkleur"))
    before = colour.input_value()
    try:
        colour.fill("#6a1b4d")
        page.get_by_role("button", name="Bewaar").click()
        expect(page.get_by_text("De instellingen zijn bewaard.")).to_be_visible()
        stranger = visitor()
        sent = stranger.goto(f"{started['eloket']}/aanmelden").text()
        button = stranger.locator(".eloket a").first
        found = button.evaluate("one => getComputedStyle(one).color")
        keep(stranger, "26-eigen-kleuren")
        assert found == "rgb(106, 27, 77)"
        assert " style=" not in sent.partition("<main")[2]
    finally:
        page.goto(f"{started['site']}/@@eloket-settings")
        page.get_by_label(re.compile("^Hoofdkleur")).fill(before)
        page.get_by_role("button", name="Bewaar").click()


def test_the_panels_stand_in_the_site_setup(started, admin):
    page = admin()
    page.goto(f"{started['site']}/@@overview-controlpanel")
    for name in ("E-loket: instellingen", "E-loket: aanbieders van aanmelden"):
        expect(page.get_by_role("link", name=name).first).to_be_visible()
    keep(page, "27-siteconfiguratie")
