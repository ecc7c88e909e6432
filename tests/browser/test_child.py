"""A parent asks for a child; the other one sees nothing of it; a clerk looks once."""

from playwright.sync_api import expect
from tests.browser import journey
from tests.browser.conftest import keep
from tests.browser.test_axe import look

import pytest
import re


pytestmark = pytest.mark.browser

SAM = "Sam Voorbeeld"


def bar(page):
    return page.locator(".el-bar--wide")


@pytest.mark.seed("004-10")
def test_a_parent_asks_for_a_child_and_the_other_sees_nothing(started, visitor, capsys):
    noor = visitor()
    journey.sign_in(noor, started, "noor")
    journey.register(noor, "noor@voorbeeld.example")
    # who has a choice is asked at once, and sees it in the bar
    expect(noor.get_by_label("als burger")).to_be_checked()
    journey.act_as_citizen(noor)
    bar(noor).get_by_role("link", name=re.compile("Wissel")).click()
    expect(noor.get_by_role("heading", level=1)).to_have_text(
        "Voor wie wilt u iets doen?"
    )
    keep(noor, "16-hoedanigheid")
    journey.act_for(noor, started, "Sam")
    expect(bar(noor)).to_contain_text(SAM)
    keep(noor, "16-hoedanigheid-namens")
    assert look(noor, 1280, capsys) == []
    noor.goto(f"{started['eloket']}/uittreksel-bevolkingsregister/aanvraag")
    locked = noor.locator(".el-locked").inner_text()
    assert "Sam" in locked
    assert "Noor Elisa" not in locked
    assert look(noor, 1280, capsys) == []
    reference = journey.ask_for_document(noor, started)
    assert SAM in noor.inner_text("#content")
    noor.goto(f"{started['eloket']}/mijn-aanvragen")
    row = noor.locator("tr", has_text=reference)
    expect(row).to_contain_text(f"voor {SAM}")
    keep(noor, "07-mijn-aanvragen-kind")
    noor.goto(f"{started['eloket']}/mijn-aanvragen/{reference}")
    assert look(noor, 1280, capsys) == []

    bram = visitor()
    journey.sign_in(bram, started, "bram")
    journey.register(bram, "bram@voorbeeld.example")
    journey.act_for(bram, started, "Sam")
    bram.goto(f"{started['eloket']}/mijn-aanvragen")
    assert reference not in bram.inner_text("#content")
    answer = bram.goto(f"{started['eloket']}/mijn-aanvragen/{reference}")
    assert answer.status == 404


def test_signing_in_again_asks_for_whom_and_goes_on(started, visitor):
    noor = visitor()
    goal = f"{started['eloket']}/uittreksel-bevolkingsregister"
    noor.goto(goal)
    noor.get_by_role("link", name="Start uw aanvraag").click()
    noor.locator("button[value='burgerprofiel/itsme']").click()
    noor.locator("button[name=means]").first.click()
    noor.locator("button[name=person][value=noor]").click()
    expect(noor.get_by_role("heading", level=1)).to_have_text(
        "Voor wie wilt u iets doen?"
    )
    noor.get_by_label(re.compile("namens mijn kind")).check()
    noor.get_by_role("button", name="Ga verder").click()
    expect(noor).to_have_url(f"{goal}/aanvraag")
    expect(noor.locator(".el-locked")).to_contain_text("Sam")


def test_a_clerk_verifies_a_child_and_shuts_a_parent_out(started, visitor, capsys):
    jan = visitor()
    journey.sign_in(jan, started, "jan")
    journey.register(jan, "jan@voorbeeld.example")
    jan.goto(f"{started['eloket']}/mijn-profiel-gezin")
    jan.get_by_label("Voornaam").fill("Amina")
    jan.get_by_label("Naam", exact=True).fill("Testaert")
    jan.get_by_label("Geboortedatum").fill("2015-06-17")
    jan.get_by_label(re.compile("Rijksregisternummer")).fill("15.06.17-991.49")
    jan.get_by_role("button", name="Voeg dit kind toe").click()
    expect(jan.locator("#content")).to_contain_text("Een medewerker kijkt dit na")
    keep(jan, "09-mijn-profiel-gezin")
    assert look(jan, 1280, capsys) == []

    tom = visitor()
    journey.clerk(tom, started)
    tom.goto(f"{started['eloket']}/taken-gezin")
    keep(tom, "12-taken-gezin")
    assert look(tom, 1280, capsys) == []
    tom.get_by_role("link", name=re.compile("Bekijk")).click()
    expect(tom.locator("#content")).to_contain_text("15061799149")
    keep(tom, "13-gezin")
    assert look(tom, 1280, capsys) == []
    tom.get_by_role("button", name="Ja, dit is de ouder").click()
    journey.act_for(jan, started, "Amina")
    expect(bar(jan)).to_contain_text("Amina Testaert")

    tom.get_by_label("Rijksregisternummer van het kind").fill("15061799149")
    tom.get_by_label("Rijksregisternummer van de ouder").fill("79111499728")
    tom.get_by_label("Reden").fill("Volgens het vonnis van de rechtbank.")
    tom.get_by_role("button", name="Bevestig").click()
    expect(tom.get_by_label("Reden")).to_have_value("")
    answer = jan.goto(f"{started['eloket']}/uittreksel-bevolkingsregister/aanvraag")
    assert answer.status == 403
    expect(bar(jan)).to_contain_text("dat kan niet meer")
