"""Citizens, proofs and browsers for tests: one good one, and changes to it."""

from collective.eloket.accounts import service
from collective.eloket.accounts.afterwards import after_commit
from collective.eloket.accounts.model import Registration
from collective.eloket.accounts.tokens import SessionToken
from collective.eloket.accounts.tokens import write_token
from collective.eloket.clock import utcnow
from collective.eloket.http.desk import remember_desk
from collective.eloket.identity.evidence import Evidence
from collective.eloket.identity.evidence import Subject
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.identity.numbers import NationalNumber
from collective.eloket.interfaces import IEloket
from collective.eloket.interfaces import IEloketLayer
from collective.eloket.outbox.jobs import get_outbox
from collective.eloket.outbox.jobs import payload_of
from plone import api
from plone.app.testing import setRoles
from plone.app.testing import TEST_USER_ID
from urllib.parse import urlsplit
from zope.interface import alsoProvides
from ZPublisher.HTTPRequest import HTTPRequest
from ZPublisher.HTTPResponse import HTTPResponse

import io
import re
import requests
import secrets
import transaction


NUMBER = "85.07.30-033.28"
PASSWORD = "een lange goede zin"  # noqa: S105 - for tests
ATTRIBUTES = {"given_names": "Noor", "family_name": "Voorbeeld"}


def evidence(**changes) -> Evidence:
    """Make what a provider proved; each call another person without a number."""
    now = utcnow().replace(microsecond=0)
    good = {
        "means": "itsme",
        "provider": "burgerprofiel",
        "level": AssuranceLevel.HIGH,
        "subject": Subject("https://idp.example", secrets.token_hex(8)),
        "number": None,
        "attributes": ATTRIBUTES,
        "authenticated_at": now,
        "read_at": now,
        "proof": "oidc",
    }
    return Evidence(**(good | changes))


def committed() -> None:
    """Do once what the accounts left for after the commit; nothing is committed."""
    hooks = transaction.get()._after_commit
    ours = [one for one in hooks if one[0].__module__ == after_commit.__module__]
    for one in ours:
        hooks.remove(one)
        one[0](True, *one[1])


def number(text: str = NUMBER) -> NationalNumber:
    """Make a national number."""
    return NationalNumber.parse(text)


def citizen(proof: Evidence | None = None, **more):
    """Register a citizen."""
    return service.register(Registration(evidence=proof or evidence(), **more))


def citizen_with_password(username: str, **more):
    """Register a citizen by user name."""
    good = {"username": username, "password": PASSWORD, "email": "noor@example.com"}
    return service.register(Registration(**(good | more)))


def mailed(portal) -> list[dict]:
    """Return the mails that wait to leave, the oldest first."""
    found = sorted(get_outbox(portal).items(), key=lambda item: item[1].due)
    return [payload_of(id, job) for id, job in found if job.kind == "mail"]


def mailed_code(portal, to: str | None = None) -> str:
    """Return the code of the last mail, to that address."""
    body = [mail for mail in mailed(portal) if to in (None, mail["to"])][-1]["body"]
    return re.search(r"^  (\d{4} \d{4})$", body, re.M)[1]


def session_token(user_id: str, **changes) -> SessionToken:
    """Make what a session token says: begun now, by itsme, level high."""
    now = utcnow().replace(microsecond=0)
    good = {
        "sid": secrets.token_urlsafe(16),
        "user": user_id,
        "means": "itsme",
        "level": AssuranceLevel.HIGH,
        "provider": "burgerprofiel",
        "authenticated_at": now,
        "started": now,
        "last": now,
    }
    return SessionToken(**(good | changes))


def token(user_id: str, **changes) -> str:
    """Make a signed session token."""
    return write_token(session_token(user_id, **changes))


def web_request(cookies=None, auth=None, scheme="http", method="GET", form=None):
    """Make a request that no server saw."""
    environ = {
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "443" if scheme == "https" else "8080",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REQUEST_METHOD": method,
        "REMOTE_ADDR": "192.0.2.7",
        "wsgi.url_scheme": scheme,
    }
    if scheme == "https":
        environ["HTTPS"] = "on"
    if auth is not None:
        environ["HTTP_AUTHORIZATION"] = auth
    made = HTTPRequest(io.BytesIO(), environ, HTTPResponse(stdout=io.BytesIO()))
    made.cookies.update(cookies or {})
    made.form.update(form or {})
    alsoProvides(made, IEloketLayer)
    return made


def make_desk(portal):
    """Give the site a public e-desk."""
    setRoles(portal, TEST_USER_ID, ["Manager"])
    desk = api.content.create(portal, "Folder", "e-loket", title="E-loket")
    alsoProvides(desk, IEloket)
    api.content.transition(desk, "publish")
    remember_desk(portal, "e-loket")
    setRoles(portal, TEST_USER_ID, ["Member"])
    return desk


def without_numbers(page: str) -> str:
    """Return a page without what is new in each answer: the number of its scripts."""
    return re.sub(r' nonce="[^"]+"', "", page)


class Browser:
    """A browser at the functional layer's server; follows no redirect."""

    def __init__(self, layer) -> None:
        self.origin = f"http://{layer['host']}:{layer['port']}"
        self.site = f"{self.origin}/{layer['portal'].getId()}"
        self.desk = f"{self.site}/e-loket"
        self.client = requests.Session()
        self.client.headers["Origin"] = self.origin

    @property
    def jar(self):
        """The cookies."""
        return self.client.cookies

    def carry(self, token_text: str):
        """Put a session's token into the cookies."""
        host = urlsplit(self.origin).hostname
        self.jar.set("eloket-session", token_text, domain=f"{host}.local")
        self.client.headers["Cookie"] = f"eloket-session={token_text}"
        return self

    def get(self, address: str, **more) -> requests.Response:
        """Get a page, by its address below the site."""
        return self.client.get(f"{self.site}{address}", allow_redirects=False, **more)

    def post(self, address: str, form: dict, page: str | None = None, **more):
        """Send a form of the page, with the value that it carries."""
        text = self.get(page or address).text
        field = re.search(r'<input[^>]*name="_csrf"[^>]*>', text)
        value = re.search(r'value="([^"]+)"', field.group()) if field else None
        data = {"_csrf": value.group(1) if value else "", **form}
        return self.client.post(
            f"{self.site}{address}", data=data, allow_redirects=False, **more
        )

    def call(self, method: str, name: str, **more) -> requests.Response:
        """Call a REST service."""
        headers = {"Accept": "application/json", **more.pop("headers", {})}
        return self.client.request(
            method,
            f"{self.site}/{name}",
            headers=headers,
            allow_redirects=False,
            **more,
        )

    def session(self, **more) -> dict:
        """What @eloket-session says."""
        return self.call("GET", "@eloket-session", **more).json()
