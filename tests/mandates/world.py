"""A served site with two parents and their child's case, and who else comes by."""

from collective.eloket.accounts import service as accounts
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.mandates import deciding
from collective.eloket.mandates.model import capacity_of
from plone import api
from tests.accounts.people import mailed
from tests.cases.house import make_clerk
from tests.cases.house import PASSWORD
from tests.catalogue.house import make_desk
from tests.mandates import house
from urllib.parse import urlsplit

import html
import re
import requests
import transaction


#: Answers to the form of ``tests/catalogue/house`` that are right.
ANSWERS = {"vraag.reason": "rent"}
CALLED = {"reason": "rent"}


class World:
    """Noor and Bram are Sam's parents; Lieve is a clerk."""

    def __init__(self, portal):
        self.portal = portal
        with api.env.adopt_roles(["Manager"]):
            self.desk = make_desk(portal)
        self.document = self.desk["bewijs"]
        make_clerk("lieve", "Lieve Balie", "bevolking")
        self.noor = house.parent()
        self.bram = house.parent("Bram", house.BRAM)
        self.by_noor = house.verified(self.noor)
        self.by_bram = house.verified(self.bram)
        self.site_url = portal.absolute_url()
        self.desk_url = self.desk.absolute_url()
        self.page = f"{self.document.absolute_url()}/aanvraag"
        self.mine = f"{self.desk_url}/mijn-aanvragen"
        self.choice = f"{self.desk_url}/hoedanigheid"
        self.family = f"{self.desk_url}/mijn-profiel-gezin"
        self.clerks = f"{self.desk_url}/taken-gezin"
        transaction.commit()

    def client(self, **headers):
        """Return a client without credentials."""
        client = requests.Session()
        client.headers["Origin"] = self.site_url.rpartition("/")[0]
        client.headers.update(headers)
        return client

    def token(self, citizen, level=AssuranceLevel.HIGH):
        """Sign a citizen in; returns the token."""
        transaction.begin()
        proof = house.evidence("x", "y", None, level=level, attributes={})
        token = accounts.sign_in(self.portal.REQUEST.clone(), citizen, proof)
        transaction.commit()
        return token

    def browser(self, citizen, mandate=None, level=AssuranceLevel.HIGH):
        """Return a citizen's browser; with a mandate it acts by it."""
        client = self.client()
        self.carry(client, self.token(citizen, level))
        if mandate is not None:
            answer = self.choose(client, capacity_of(mandate))
            assert answer.status_code == 303, answer.text
        return client

    def carry(self, client, token):
        """Put a session's token into the cookies, where the site would put it."""
        host = urlsplit(self.site_url).hostname
        client.cookies.set("eloket-session", token, domain=f"{host}.local")

    def program(self, citizen, level=AssuranceLevel.HIGH):
        """Return a citizen's program."""
        token = self.token(citizen, level)
        return self.client(Accept="application/json", Authorization=f"Bearer {token}")

    def staff(self, name="lieve"):
        """Return the client of who works here."""
        client = self.client()
        client.auth = (name, PASSWORD)
        return client

    def post(self, client, address, fields, page=None):
        """Send a form of a page with its token, as a browser does."""
        shown = client.get(page or address)
        token = {"_csrf": hidden(shown, "_csrf")}
        answer = client.post(address, data=token | fields, allow_redirects=False)
        transaction.begin()
        return answer

    def choose(self, client, capacity, **fields):
        """Choose as what to act."""
        # the page is not shown where there is no choice
        return self.post(
            client, self.choice, {"hoedanigheid": capacity} | fields, self.family
        )

    def send(self, client, changes=None):
        """Open the form and send it as a browser does."""
        shown = client.get(self.page)
        names = ("_csrf", "sleutel", "stempel")
        fields = {name: hidden(shown, name) for name in names} | ANSWERS
        answer = client.post(
            self.page, data=fields | (changes or {}), allow_redirects=False
        )
        transaction.begin()
        return answer

    def sent_case(self, client):
        """Send the form; return the case."""
        answer = self.send(client)
        assert answer.status_code == 303, answer.text
        reference = answer.headers["Location"].rsplit("/", 2)[1]
        return self.desk["dossiers"][reference]

    def call(self, client, on_behalf_of=None):
        """Send by REST."""
        body = {"answers": CALLED}
        if on_behalf_of is not None:
            body["on_behalf_of"] = on_behalf_of
        answer = client.post(f"{self.document.absolute_url()}/@eloket-cases", json=body)
        transaction.begin()
        return answer

    def shut_out(self, parent=house.NOOR):
        """Shut a parent out."""
        transaction.begin()
        deciding.shut_out("lieve", house.pair(parent), house.REASON)
        transaction.commit()

    def mails(self):
        """Return what waits to be mailed."""
        transaction.begin()
        return mailed(self.portal)


def hidden(page, name):
    """Return the value of a hidden field of a page."""
    found = re.search(rf'name="{name}"[^>]*?\s+value="([^"]*)"', page.text, re.S)
    assert found, f"no field {name} in {page.status_code} {page.url}"
    return html.unescape(found[1])
