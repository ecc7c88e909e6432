"""The web server in front of the card's own host name, as far as the pages need it."""

from playwright.sync_api import Page
from tests.accounts.tls.reader import HOST
from tests.accounts.tls.reader import SECRET
from tests.browser import journey
from urllib.parse import quote

import base64
import requests
import textwrap


PAGE = "/aanmelden-kaart"


def open_card_host(admin: Page, started: dict) -> None:
    """Let an administrator set the host name, and name the web server."""
    journey.clerk(admin, started, "admin")
    admin.goto(f"{started['site']}/@@eloket-settings")
    admin.get_by_label("Hostnaam waarop browsers de eID-kaart via TLS").fill(HOST)
    networks = admin.get_by_label("Netwerken van de webservers voor de site")
    networks.fill("127.0.0.0/8\n::1")
    admin.get_by_role("button", name="Bewaar").click()
    admin.get_by_text("De instellingen zijn bewaard.").wait_for()


def certificate_of(started: dict, card: str) -> str:
    """Return a card's certificate as nginx hands it on."""
    answer = requests.post(
        f"{started['sandbox']}/cards/{card}/sign",
        json={"pin": "1234", "nonce": "x" * 44},
        headers={"Origin": started["site"].rpartition("/")[0]},
        timeout=60,
    )
    der = base64.b64decode(answer.json()["unverifiedCertificate"])
    lines = "\n".join(textwrap.wrap(base64.b64encode(der).decode(), 64))
    return quote(f"-----BEGIN CERTIFICATE-----\n{lines}\n-----END CERTIFICATE-----\n")


def show_card(page: Page, started: dict, card: str) -> None:
    """Walk to the card's host with a card, and come to what the site asks."""
    away = page.context.request.get(f"{started['eloket']}{PAGE}", max_redirects=0)
    back = requests.get(
        f"{started['eloket']}/kaart?{away.headers['location'].partition('?')[2]}",
        headers={
            "Host": HOST,
            "X-Eloket-Card-Secret": SECRET,
            "X-Eloket-Card-Certificate": certificate_of(started, card),
        },
        allow_redirects=False,
        timeout=60,
    )
    code = back.headers["Location"].partition("code=")[2]
    page.goto(f"{started['eloket']}{PAGE}?code={code}")
