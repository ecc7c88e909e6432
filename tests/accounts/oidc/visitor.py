"""A browser at the provider's door: it leaves, comes back, and what it was told."""

from collective.eloket.clock import utcnow
from collective.eloket.identity.evidence import Evidence
from collective.eloket.identity.evidence import Subject
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.identity.numbers import NationalNumber
from http.cookies import SimpleCookie
from plone.testing.zope import Browser
from tests.accounts.oidc import provider as fake
from urllib.parse import urlencode

import transaction


LOGIN = "/acl_users/proef/login"
CALLBACK = "/acl_users/proef/callback"


class Visitor:
    """A browser that does not follow redirects, and what it was told."""

    def __init__(self, app, portal):
        self.site = portal.absolute_url()
        self.browser = Browser(app)
        self.browser.followRedirects = False
        self.browser.raiseHttpErrors = False
        self.browser.handleErrors = True

    def get(self, path: str, **parameters):
        query = f"?{urlencode(parameters, doseq=True)}" if parameters else ""
        self.browser.open(f"{self.site}{path}{query}")
        return self

    @property
    def status(self) -> int:
        return int(self.browser.headers["status"].split()[0])

    @property
    def location(self) -> str | None:
        return self.browser.headers.get("location")

    @property
    def cookies_set(self) -> SimpleCookie:
        found = SimpleCookie()
        for header in self.browser.headers.get_all("set-cookie") or []:
            found.load(header)
        return found

    @property
    def text(self) -> str:
        found = self.browser.contents
        return found.decode() if isinstance(found, bytes) else found


def last_write(portal) -> bytes:
    transaction.begin()
    return portal._p_jar.db().lastTransaction()


def leave(visitor, op, **parameters) -> dict[str, str]:
    visitor.get(LOGIN, **parameters)
    assert visitor.status == 302, visitor.text
    return op.visit(visitor.location)


def come_back(visitor, asked, **changes):
    good = {"code": "code-1", "state": asked["state"]}
    found = {
        name: value for name, value in (good | changes).items() if value is not None
    }
    return visitor.get(CALLBACK, **found)


def evidence(sub="person-1", number=fake.NUMBER) -> Evidence:
    return Evidence(
        means="eid",
        provider="proef",
        level=AssuranceLevel.HIGH,
        subject=Subject(fake.ISSUER, sub),
        number=NationalNumber.parse(number),
        attributes={"given_names": "Noor", "family_name": "Voorbeeld"},
        authenticated_at=utcnow(),
        read_at=utcnow(),
        proof="oidc",
    )


def session_cookies(visitor) -> list[str]:
    return [name for name in visitor.cookies_set if "session" in name]
