"""The stand-in for reader, card and PIN code, as a person at the computer uses it."""

from playwright.sync_api import expect
from playwright.sync_api import Page

import json


KEY = "eloket-sandbox-reader"
PATH = "/aanmelden-met-eid"


def open_page(page: Page, started: dict, path: str = PATH, **state) -> None:
    """Open a page that reads cards, with this card, reader and software."""
    if not page.url.startswith(started["site"]):
        page.goto(f"{started['eloket']}/afmelden")
    page.evaluate(
        "([key, value]) => sessionStorage.setItem(key, value)",
        [KEY, json.dumps(state)],
    )
    page.goto(started["eloket"] + path)


def card_is_in(page: Page) -> None:
    """Say that the card is in the reader."""
    page.get_by_role("button", name="Mijn kaart zit in de lezer").click()


def window(page: Page):
    """The window of the program Web eID."""
    return page.get_by_role("dialog")


def type_pin(page: Page, code: str = "1234") -> None:
    """Type the PIN code into the window."""
    window(page).get_by_label("PIN-code").fill(code)
    window(page).get_by_role("button", name="OK").click()


def sign_in(page: Page, started: dict, card: str, path: str = PATH) -> None:
    """Sign in with a card, up to where the page leads."""
    open_page(page, started, path, card=card, inserted=True)
    card_is_in(page)
    type_pin(page)
    expect(page.locator("form[data-el-card]")).not_to_be_attached()


def refusal(page: Page):
    """What the page says of why it does not go on."""
    return page.locator("[data-el-refusal]:visible")


def unblock(started: dict, page: Page, card: str) -> None:
    """Let the counter make a card's PIN code free again."""
    page.evaluate(
        "address => fetch(address, {method: 'POST'})",
        f"{started['sandbox']}/cards/{card}/unblock",
    )
