"""Desks, people and orders for tests of the cases: one good one, and changes to it."""

from AccessControl.SecurityManagement import newSecurityManager
from collective.eloket.accounts import service as accounts
from collective.eloket.accounts.keys import number_key
from collective.eloket.accounts.model import Registration
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.accounts.store import Member
from collective.eloket.cases import service
from collective.eloket.catalogue.model import CaseOrder
from collective.eloket.clock import utcnow
from collective.eloket.identity.evidence import Evidence
from collective.eloket.identity.evidence import Subject
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.identity.numbers import NationalNumber
from plone import api
from plone.app.testing import SITE_OWNER_PASSWORD

import dataclasses
import html
import re
import requests
import transaction


EMAIL = "noor@voorbeeld.example"
PASSWORD = "geheim-woord-1"  # noqa: S105
PDF = b"%PDF-1.7 sealed"
PURPOSE = "Om te huren of te verhuizen"


def make_desk(portal):
    """Add an e-desk ``e-loket`` with the document ``uittreksel``."""
    with api.env.adopt_roles(["Manager"]):
        desk = api.content.create(portal, "Eloket", "e-loket", title="E-loket")
        document = api.content.create(
            desk, "OnlineDocument", "uittreksel", title="Uittreksel"
        )
        document.working_days = 4
        document.clerk_group = "bevolking"
        document.fee = None
        document.legal_basis = "Wet van 19 juli 1991"
        document.number_authorisation = "Wet van 8 augustus 1983, art. 5"
        for content in (desk, document):
            if api.content.get_state(content, default="") == "private":
                api.content.transition(content, "publish")
    return desk


def evidence(given, family, sub, **changes):
    """Return what itsme says of a person."""
    good = Evidence(
        means="itsme",
        provider="burgerprofiel",
        level=AssuranceLevel.HIGH,
        subject=Subject("https://idp.example", sub),
        number=None,
        attributes={"given_names": given, "family_name": family},
        authenticated_at=utcnow(),
        read_at=utcnow(),
        proof="oidc",
    )
    return dataclasses.replace(good, **changes)


def make_citizen(given, family, sub):
    """Register a citizen; returns the account."""
    registration = Registration(evidence=evidence(given, family, sub), email=EMAIL)
    return accounts.register(registration)


def make_clerk(username, fullname, group):
    """Add a clerk to a group, which is made when it is not there."""
    with api.env.adopt_roles(["Manager"]):
        if api.group.get(group) is None:
            api.group.create(group, title=f"Dienst {group.title()}")
        user = api.user.create(
            username=username,
            email=f"{username}@testegem.example",
            password=PASSWORD,
            properties={"fullname": fullname},
        )
        api.group.add_user(groupname=group, username=username)
        api.user.grant_roles(username=username, roles=["Eloket Clerk"])
    return user


def make_manager(username):
    """Add a manager of the e-loket."""
    with api.env.adopt_roles(["Manager"]):
        api.user.create(
            username=username,
            email=f"{username}@testegem.example",
            password=PASSWORD,
        )
        api.user.grant_roles(username=username, roles=["Eloket Manager"])


def prove_number(user_id, digits):
    """Let a member have linked an identity that proves this national number."""
    member = Member(user_id, utcnow())
    member.number_key = number_key(NationalNumber.parse(digits))
    citizen_store().members[user_id] = member


def order(document, citizen, **changes):
    """Return the order of a citizen for oneself."""
    good = CaseOrder(
        document=document,
        applicant=citizen.id,
        subject=citizen.id,
        capacity="citizen",
        mandate_id=None,
        answers={"purpose": PURPOSE, "copies": 2, "urgent": False},
        labels=[("purpose", "Waarvoor"), ("copies", "Aantal"), ("urgent", "Dringend")],
        sources={"purpose": {"source": "self", "level": "none"}},
        attachments=[],
        channel="download",
        idempotency_key="key-1",
        means="itsme",
        level=AssuranceLevel.HIGH,
        language="nl",
        email=EMAIL,
    )
    return dataclasses.replace(good, **changes)


def submit(an_order):
    """Submit an order and return its case."""
    return service.get_case(service.submit(an_order).reference)


def act_as(portal, user_id):
    """Let the rest of the test be this user, citizen or clerk."""
    users = portal.acl_users
    user = users.getUserById(user_id)
    newSecurityManager(None, user)
    return user


class World:
    """A served site with one case, and the people who ask for it over HTTP."""

    def __init__(self, portal):
        self.portal = portal
        self.desk = make_desk(portal)
        self.noor = make_citizen("Noor", "Voorbeeld", "noor-sub")
        self.jan = make_citizen("Jan", "Proefman", "jan-sub")
        make_clerk("lieve", "Lieve Balie", "bevolking")
        make_clerk("tom", "Tom Loket", "milieu")
        self.case = submit(order(self.desk["uittreksel"], self.noor))
        self.reference = self.case.getId()
        self.site_url = portal.absolute_url()
        self.desk_url = self.desk.absolute_url()
        self.mine = f"{self.desk_url}/mijn-aanvragen"
        self.tasks = f"{self.desk_url}/taken"
        self.case_url = f"{self.desk_url}/dossiers/{self.reference}"
        transaction.commit()

    def browser(self, who=None, level=AssuranceLevel.HIGH):
        """Return a session: a citizen's by cookie, a clerk's by Basic."""
        session = requests.Session()
        session.headers["Origin"] = self.site_url.rpartition("/")[0]
        if isinstance(who, str):
            password = PASSWORD if who != "admin" else SITE_OWNER_PASSWORD
            session.auth = (who, password)
        elif who is not None:
            session.cookies["eloket-session"] = self.token(who, level)
        return session

    def api(self, who=None, level=AssuranceLevel.HIGH):
        """Return a session that speaks JSON: a citizen's by Bearer."""
        session = self.browser(who if isinstance(who, str) else None)
        session.headers["Accept"] = "application/json"
        if who is not None and not isinstance(who, str):
            session.headers["Authorization"] = f"Bearer {self.token(who, level)}"
        return session

    def token(self, citizen, level):
        """Sign the citizen in and return the token."""
        proof = evidence("x", "y", "z", level=level, attributes={})
        # see what the served site wrote: it may have ended all sessions
        transaction.begin()
        request = self.portal.REQUEST.clone()
        token = accounts.sign_in(request, citizen, proof)
        transaction.commit()
        return token

    def refresh(self):
        """See what the served site committed; returns the case."""
        transaction.begin()
        return self.case

    def act(self, who, step, comment=""):
        """Let a user make a step, and commit it."""
        transaction.begin()
        act_as(self.portal, who)
        service.decide(self.case, step, comment, who)
        transaction.commit()

    def deliver(self):
        """Answer the case as the worker does."""
        self.act("lieve", "approve")
        letter = service.Letter("uittreksel één.pdf", "application/pdf", PDF)
        service.attach_answer(self.case, letter)
        service.deliver(self.case)
        transaction.commit()


def hidden(page, name):
    """Return the value of a hidden field of a page."""
    found = re.search(rf'name="{name}"\s+value="([^"]*)"', page.text)
    assert found, f"no field {name}"
    return html.unescape(found[1])
