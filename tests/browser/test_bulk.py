"""A clerk ticks tasks and gives them away, by keyboard alone."""

from playwright.sync_api import expect
from tests.browser import journey
from tests.browser.accessible import violations
from tests.browser.conftest import keep
from tests.browser.conftest import picture

import pytest


pytestmark = pytest.mark.browser


def test_ticked_tasks_are_taken_given_and_approved(started, noors_case, visitor):
    noor, first = noors_case
    second = journey.ask_for_document(noor, started)
    tom = visitor()
    journey.clerk(tom, started)
    tom.goto(f"{started['eloket']}/taken")
    # past all of the site's links, then from box to box, to the button
    tom.keyboard.press("Tab")
    expect(tom.locator(":focus")).to_have_attribute("href", "#content")
    tom.keyboard.press("Enter")
    # in the order of the list, which may be either
    for row in range(2):
        tab_to(tom, tom.locator("[name=gekozen]").nth(row))
        tom.keyboard.press("Space")
    tab_to(tom, tom.get_by_role("button", name="Neem"))
    tom.keyboard.press("Enter")
    expect(tom.locator("#global_statusmessage")).to_contain_text("Genomen: 2")
    assert violations(tom) == []
    keep(tom, "12-taken")
    picture(tom, "taken", "#content")
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
    everything = tom.get_by_role("checkbox", name="Kies alles")
    everything.check()
    for reference in (first, second):
        expect(tom.get_by_role("checkbox", name=f"Kies {reference}")).to_be_checked()
    chosen = tom.locator("#gekozen[role=status]")
    expect(chosen).to_have_text("2 gekozen")
    tom.get_by_role("checkbox", name=f"Kies {first}").uncheck()
    expect(everything).not_to_be_checked()
    expect(chosen).to_have_text("1 gekozen")
    tom.get_by_role("checkbox", name=f"Kies {first}").check()
    expect(everything).to_be_checked()
    tom.get_by_role("button", name="Keur af …").click()
    tom.get_by_role("button", name="Keur ze allemaal af").click()
    expect(tom.locator("#fouten")).to_contain_text("Zonder reden")
    assert violations(tom) == []
    tom.get_by_role("link", name="Annuleer").click()
    everything.check()
    tom.get_by_role("button", name="Keur goed …").click()
    tom.locator("#reden").fill("Alles klopt.")
    assert violations(tom) == []
    keep(tom, "12-taken-keur")
    picture(tom, "allemaal-goedkeuren", "#content")
    tom.get_by_role("button", name="Keur ze allemaal goed").click()
    expect(tom.locator("#global_statusmessage")).to_contain_text("Goedgekeurd: 2")
    noor.goto(f"{started['eloket']}/mijn-aanvragen/{second}")
    expect(noor.locator("#content")).to_contain_text("Alles klopt.")


#: From one row's box to the next, or over the buttons; the list's head is longest.
MOST_TABS = 25


def tab_to(page, wanted):
    """Go on by Tab until it has the focus; each stop on the way shows that it has."""
    for _step in range(MOST_TABS):
        page.keyboard.press("Tab")
        shown = page.evaluate(IS_SHOWN)
        assert shown, page.evaluate("document.activeElement.outerHTML.slice(0,120)")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    raise AssertionError(f"not reached in {MOST_TABS} steps: {wanted}")


IS_SHOWN = """() => {
    const style = getComputedStyle(document.activeElement);
    return style.boxShadow !== "none"
        || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0);
}"""
