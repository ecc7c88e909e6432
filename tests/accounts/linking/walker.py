"""Somebody who links: a browser, a provider that knows people, and what is stored."""

from collective.eloket.accounts.registry import citizen_store
from collective.eloket.audit import service as audit
from collective.eloket.outbox import service as outbox
from collective.eloket.outbox.jobs import payload_of
from tests.accounts.oidc import provider as fake
from tests.accounts.people import Browser
from tests.accounts.people import PASSWORD
from urllib.parse import parse_qs
from urllib.parse import urlsplit

import html
import re
import requests
import transaction


PROVIDER = "burgerprofiel"
LOGIN_TAB = "/e-loket/mijn-profiel-login"
LINK = "/e-loket/mijn-profiel-koppelen"
UNLINK = "/e-loket/mijn-profiel-ontkoppelen"
#: Who the provider knows: sub, national number, given and family name.
NOOR = ("person-1", fake.NUMBER, "Noor", "Voorbeeld")
JAN = ("person-2", "79111499728", "Jan", "Proefman")
NOBODYS = ("person-3", None, "Zonder", "Nummer")


def be(op, person) -> None:
    """Let the provider recognise this person from now on."""
    sub, number, given, family = person
    op.claims = {**op.claims, "sub": sub}
    names = {"given_name": given, "family_name": family}
    op.info = {"sub": sub, "rrn": number, **names}


class Walker(Browser):
    """A browser that can go to the provider and come back."""

    def __init__(self, layer, op) -> None:
        super().__init__(layer)
        self.op = op

    def sign_in(self, username: str, password: str = PASSWORD) -> requests.Response:
        """Sign in by user name."""
        form = {"username": username, "password": password}
        return self.post("/e-loket/aanmelden", form)

    def leave(self, provider: str = PROVIDER) -> dict[str, str]:
        """Press the button that links; return what the provider is asked."""
        answer = self.post(LOGIN_TAB, {"link": provider})
        assert answer.status_code == 303, answer.text
        return self.op.visit(answer.headers["Location"])

    def go_to_sign_in(self, provider: str = PROVIDER) -> dict[str, str]:
        """Go to the provider to sign in."""
        answer = self.get(f"/acl_users/{provider}/login")
        return self.op.visit(answer.headers["Location"])

    def come_back(self, asked: dict, provider: str = PROVIDER, **changes):
        """Come back from the provider."""
        query = {"code": "code-1", "state": asked["state"]} | changes
        return self.get(f"/acl_users/{provider}/callback", params=query)

    def prove(self) -> str:
        """Go and come back; return the page that asks whether to link."""
        answer = self.come_back(self.leave())
        assert answer.status_code == 302, answer.text
        assert answer.headers["Location"] == f"{self.site}{LINK}"
        return self.get(LINK).text

    def confirm(self, page: str | None = None, **more) -> requests.Response:
        """Say yes to what the page shows."""
        proof = field(self.get(LINK).text if page is None else page, "proof")
        return self.post(LINK, {"proof": proof, **more}, page=LOGIN_TAB)

    def link(self) -> requests.Response:
        """Link what the provider says, from the button to the click."""
        return self.confirm(self.prove())

    def unlink(self, provider: str = PROVIDER, **more) -> requests.Response:
        """Unlink, with the click that confirms it."""
        form = {"provider": provider, "confirm": "1", **more}
        return self.post(UNLINK, form, page=LOGIN_TAB)

    @property
    def user_id(self) -> str | None:
        """Who is signed in as a citizen."""
        return self.session()["user_id"]


def field(page: str, name: str) -> str:
    """Return the value of a hidden field; empty when there is none."""
    tag = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
    value = re.search(r'value="([^"]*)"', tag.group()) if tag else None
    return html.unescape(value.group(1)) if value else ""


def stored() -> dict:
    """What the accounts keep, to be compared before and after."""
    transaction.begin()
    store = citizen_store()
    everybody = [*store.citizens.values(), *store.members.values()]
    return {
        "accounts": sorted(
            (one.id, repr(sorted(vars(one).items()))) for one in everybody
        ),
        "by_subject": dict(store.by_subject),
        "by_number": dict(store.by_number),
        "unlinked": dict(store.unlinked),
    }


def last_write(site) -> bytes:
    """The last transaction that was committed."""
    transaction.begin()
    return site._p_jar.db().lastTransaction()


def mails(site) -> list[dict]:
    """The mails that wait to be sent."""
    transaction.begin()
    return [
        payload_of(job_id, job)
        for job_id, job in outbox.find_outbox(site).items()
        if job.kind == "mail"
    ]


def audited(action: str, subject: str) -> list[tuple[str, str]]:
    """Outcome and object of the audit's rows of one action, oldest first."""
    rows = [row.entry for row in audit.find(subject) if row.entry.action == action]
    return [(str(entry.outcome), entry.object) for entry in reversed(rows)]


def error_of(answer: requests.Response) -> str:
    """The type of a refusal over REST."""
    return answer.json()["error"]["type"]


def query_of(address: str) -> dict[str, list[str]]:
    """The parameters of an address."""
    return parse_qs(urlsplit(address).query)
