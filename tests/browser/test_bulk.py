"""A clerk ticks tasks and gives them away, by keyboard alone."""

from playwright.sync_api import expect
from tests.browser import journey
from tests.browser.accessible import violations
from tests.browser.conftest import keep

import pytest


pytestmark = pytest.mark.browser


def test_ticked_tasks_are_taken_given_and_approved(started, noors_case, visitor):
    noor, first = noors_case
    second = journey.ask_for_document(noor, started)
    tom = visitor()
    journey.clerk(tom, started)
    tom.goto(f"{started['eloket']}/taken")
    for reference in (first, second):
        tom.get_by_role("checkbox", name=f"Kies {reference}").focus()
        tom.keyboard.press("Space")
    tom.get_by_role("button", name="Neem").focus()
    tom.keyboard.press("Enter")
    expect(tom.locator("#global_statusmessage")).to_contain_text("Genomen: 2")
    assert violations(tom) == []
    keep(tom, "12-taken")
    tom.get_by_role("checkbox", name=f"Kies {first}").check()
    tom.get_by_role("button", name="Geef aan …").click()
    expect(tom.get_by_role("heading", level=1)).to_contain_text("1")
    assert violations(tom) == []
    keep(tom, "12-taken-geef")
    tom.get_by_role("button", name="Geef door").click()
    expect(tom.locator("#fouten")).to_contain_text("Kies een collega")
    tom.get_by_role("radio").first.check()
    tom.get_by_role("button", name="Geef door").click()
    expect(tom.locator("#global_statusmessage")).to_contain_text("Doorgegeven")
    for reference in (first, second):
        tom.get_by_role("checkbox", name=f"Kies {reference}").check()
    tom.get_by_role("button", name="Keur goed …").click()
    tom.locator("#reden").fill("Alles klopt.")
    assert violations(tom) == []
    keep(tom, "12-taken-keur")
    tom.get_by_role("button", name="Keur ze allemaal goed").click()
    expect(tom.locator("#global_statusmessage")).to_contain_text("Goedgekeurd: 2")
    noor.goto(f"{started['eloket']}/mijn-aanvragen/{second}")
    expect(noor.locator("#content")).to_contain_text("Alles klopt.")
