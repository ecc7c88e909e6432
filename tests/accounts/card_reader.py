"""A browser with a card reader, and what a page does with the extension."""

from tests.identity.eid.house import card
from tests.parameters.card_house import ORIGIN

import transaction


NOORS = card("ec")


class Reader:
    """What the page does with the extension."""

    def __init__(self, browser) -> None:
        self.browser = browser

    def call(self, name: str, body: dict, **headers):
        answer = self.browser.client.post(
            f"{self.browser.site}/{name}",
            json=body,
            headers={"Accept": "application/json", **headers},
        )
        transaction.begin()
        return answer

    def ask(self) -> str:
        """Begin; the browser keeps the cookie."""
        answer = self.call("@eloket-webeid-challenge", {})
        assert answer.status_code == 200
        sent = answer.headers["Set-Cookie"]
        assert "HttpOnly" in sent
        self.browser.client.headers["Cookie"] = sent.partition(";")[0]
        return answer.json()["nonce"]

    def login(self, one=NOORS, nonce: str | None = None, **wish):
        nonce = nonce or self.ask()
        token = one.answer(nonce, ORIGIN)
        return self.call("@eloket-webeid-login", {"token": token, **wish})
