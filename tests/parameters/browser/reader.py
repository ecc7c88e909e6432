"""Reading a card on our pages, with a card in software instead of script and reader."""

from tests.accounts.people import Browser
from tests.parameters.card_house import ORIGIN

import html
import json
import re


class CardReader:
    """A browser on a page that reads cards, as its script would go on."""

    def __init__(self, browser: Browser, page: str) -> None:
        self.browser = browser
        self.page = page

    def start(self, **form):
        """Agree, and begin."""
        answer = self.browser.post(self.page, {"akkoord": "1"} | form)
        self.read_id = field(answer.text, "lezing")
        found = re.search(r'data-el-nonce="([^"]+)"', answer.text)
        self.nonce = html.unescape(found[1]) if found else None
        return answer

    def hand_in(self, card, *, with_files: bool = True, files=None, **form):
        """Hand in what the card answers and holds."""
        sent = {"stap": "kaart", "lezing": self.read_id}
        sent["webeid"] = json.dumps(card.answer(self.nonce, ORIGIN))
        if with_files:
            sent["content"] = json.dumps({**card.content(), **(files or {})})
        return self.send(**sent | form)

    def send(self, **form):
        """Send a form of the page."""
        return self.browser.post(self.page, form)

    def confirm(self):
        """Say yes."""
        return self.send(stap="bevestig", lezing=self.read_id)

    def read(self, card, **more):
        """Do all of it; return the page of old beside new, or what came instead."""
        self.start()
        return self.hand_in(card, **more)


def field(page: str, name: str) -> str | None:
    """Return what stands in a hidden field."""
    found = re.search(rf'<input[^>]*name="{name}"[^>]*value="([^"]*)"', page)
    return html.unescape(found[1]) if found else None


def words(page: str) -> str:
    """Return the words of a page, without markup."""
    main = page[page.index("<h1") :]
    plain = re.sub(r"<svg.*?</svg>|<[^>]+>", " ", main, flags=re.S)
    return " ".join(html.unescape(plain).split())
