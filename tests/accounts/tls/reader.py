"""A browser with a card, and the web server in front of the card's host name."""

from tests.accounts.people import Browser
from tests.identity.eid.house import card
from tests.identity.eid.test_header import nginx
from urllib.parse import parse_qs
from urllib.parse import urlsplit

import requests
import transaction


HOST = "kaart.example"
SECRET = "s" * 32
NOORS = card("ec")

PAGE = "/e-loket/aanmelden-kaart"
HOST_PAGE = "/e-loket/kaart"


def headers(certificate: str | None = None, **changes) -> dict[str, str]:
    """Return what a good web server sends along, with changes; None: not sent."""
    good = {
        "Host": HOST,
        "X-Eloket-Card-Secret": SECRET,
        "X-Eloket-Card-Certificate": nginx() if certificate is None else certificate,
    }
    found = {**good, **{name.replace("_", "-"): text for name, text in changes.items()}}
    return {name: text for name, text in found.items() if text is not None}


class Reader:
    """Walks the road: site, card's host, site."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser

    def begin(self, came_from: str | None = None) -> str:
        """Leave for the card's host; return the ticket."""
        query = f"?came_from={came_from}" if came_from else ""
        answer = self.browser.get(f"{PAGE}{query}")
        assert answer.status_code == 302, answer.text
        there = urlsplit(answer.headers["Location"])
        assert (there.scheme, there.netloc, there.path) == ("https", HOST, "/kaart")
        return parse_qs(there.query)["ticket"][0]

    def show(self, ticket: str, sent: dict | None = None):
        """Show the card at its host; the browser has no cookie of the site there."""
        answer = requests.get(
            f"{self.browser.site}{HOST_PAGE}",
            params={"ticket": ticket},
            headers=headers() if sent is None else sent,
            allow_redirects=False,
            timeout=60,
        )
        transaction.begin()
        return answer

    def code(self, sent: dict | None = None, came_from: str | None = None) -> str:
        """Come to the code; return it."""
        answer = self.show(self.begin(came_from), sent)
        assert answer.status_code == 303, answer.text
        return parse_qs(urlsplit(answer.headers["Location"]).query)["code"][0]

    def bring(self, code: str):
        """Bring a code back to the site."""
        answer = self.browser.get(f"{PAGE}?code={code}")
        transaction.begin()
        return answer

    def click(self, **form):
        """Confirm what the page shows."""
        answer = self.browser.post(PAGE, form)
        transaction.begin()
        return answer

    def sign_in(self, sent: dict | None = None, came_from: str | None = None):
        """Walk all of it."""
        answer = self.bring(self.code(sent, came_from))
        assert answer.status_code == 303, answer.text
        return self.click()
