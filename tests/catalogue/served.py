"""The desk of ``house``, served over HTTP, and the people who come to it."""

from collective.eloket.accounts import service as accounts
from collective.eloket.ephemeral.service import engine
from collective.eloket.ephemeral.service import metadata
from collective.eloket.identity.evidence import Subject
from collective.eloket.identity.levels import AssuranceLevel
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from sqlalchemy import func
from sqlalchemy import select
from tests.catalogue.house import evidence
from tests.catalogue.house import make_citizen
from tests.catalogue.house import make_desk

import html
import re
import requests
import transaction


PASSWORD = "geheim-woord-1"  # noqa: S105

#: Answers that are right, as the page sends them.
ANSWERS = {"vraag.reason": "rent", "vraag.copies": "2", "vraag.phone": "+32 9 000"}


class Served:
    """A served site with one document, a citizen, an editor and a manager."""

    def __init__(self, portal):
        self.portal = portal
        with api.env.adopt_roles(["Manager"]):
            self.document = make_desk(portal)["bewijs"]
            api.user.create(
                username="eef", email="e@testegem.example", password=PASSWORD
            )
            api.user.grant_roles(username="eef", roles=["Editor"])
        self.noor = make_citizen()
        self.url = self.document.absolute_url()
        self.page = f"{self.url}/aanvraag"
        self.form = f"{self.url}/formulier"
        self.origin = portal.absolute_url().rpartition("/")[0]
        transaction.commit()

    def stranger(self, **headers):
        """Return a client without credentials."""
        client = requests.Session()
        client.headers.update({"Origin": self.origin} | headers)
        return client

    def citizen(self, level=AssuranceLevel.HIGH, who=None):
        """Return the browser of a citizen, Noor's unless said."""
        client = self.stranger()
        client.cookies["eloket-session"] = self.token(level, who)
        return client

    def program(self, level=AssuranceLevel.HIGH):
        """Return a citizen's program."""
        bearer = f"Bearer {self.token(level)}"
        return self.stranger(Accept="application/json", Authorization=bearer)

    def staff(self, name="eef", **headers):
        """Return the client of who works here; ``admin`` is the manager."""
        client = self.stranger(**headers)
        owner = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
        client.auth = owner if name == "admin" else (name, PASSWORD)
        return client

    def another_citizen(self):
        """Register somebody who is not Noor."""
        transaction.begin()
        jan = make_citizen(subject=Subject("https://op.example", "jan"), number=None)
        transaction.commit()
        return jan

    def token(self, level, who=None):
        """Sign a citizen in."""
        proof = evidence(level=level, attributes={})
        request = self.portal.REQUEST.clone()
        token = accounts.sign_in(request, who or self.noor, proof)
        transaction.commit()
        return token

    def send(self, client, changes=None, **options):
        """Open the form and send it as a browser does; returns the answer."""
        shown = client.get(self.page)
        fields = {name: hidden(shown, name) for name in ("_csrf", "sleutel")}
        fields |= ANSWERS | (changes or {})
        return client.post(self.page, data=fields, allow_redirects=False, **options)

    def references(self):
        """Return the references of all cases."""
        transaction.begin()
        return list(self.document.aq_parent["dossiers"].references())

    def stored(self):
        """Return what is stored: cases, audit, every row of the side store, ZODB."""
        transaction.begin()
        with engine().connect() as connection:
            rows = {
                table.name: connection.execute(
                    select(func.count()).select_from(table)
                ).scalar()
                for table in metadata().sorted_tables
            }
        last = self.portal._p_jar.db().lastTransaction()
        return rows, self.number_of_cases(), last

    def number_of_cases(self):
        """Say how many cases there are."""
        return len(self.references())


def hidden(page, name):
    """Return the value of a hidden field of a page."""
    found = re.search(rf'name="{name}"\s+value="([^"]*)"', page.text)
    assert found, f"no field {name} in {page.status_code}"
    return html.unescape(found[1])


def session_csrf(served, client):
    """Return the token of the client's session."""
    address = f"{served.portal.absolute_url()}/@eloket-session"
    return client.get(address, headers={"Accept": "application/json"}).json()["csrf"]
