"""Desks, people and orders for tests of the cases: one good one, and changes to it."""

from AccessControl.SecurityManagement import newSecurityManager
from collective.eloket.accounts import service as accounts
from collective.eloket.accounts.model import Registration
from collective.eloket.cases import service
from collective.eloket.catalogue.model import CaseOrder
from collective.eloket.clock import utcnow
from collective.eloket.identity.evidence import Evidence
from collective.eloket.identity.evidence import Subject
from collective.eloket.identity.levels import AssuranceLevel
from plone import api

import dataclasses


EMAIL = "noor@voorbeeld.example"
SECRET = "Om te huren of te verhuizen"


def make_desk(portal):
    """Add an e-desk ``e-loket`` with the document ``uittreksel``."""
    _temp_ftis(portal)
    with api.env.adopt_roles(["Manager"]):
        desk = api.content.create(portal, "Eloket", "e-loket", title="E-loket")
        document = api.content.create(
            desk, "OnlineDocument", "uittreksel", title="Uittreksel"
        )
        document.working_days = 4
        document.clerk_group = "bevolking"
        document.fee = None
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
            password="geheim-woord-1",
            properties={"fullname": fullname},
        )
        api.group.add_user(groupname=group, username=username)
        api.user.grant_roles(username=username, roles=["Eloket Clerk"])
    return user


def order(document, citizen, **changes):
    """Return the order of a citizen for oneself."""
    good = CaseOrder(
        document=document,
        applicant=citizen.id,
        subject=citizen.id,
        capacity="citizen",
        mandate_id=None,
        answers={"purpose": SECRET, "copies": 2, "urgent": False},
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


def _temp_ftis(portal):  # TEMP
    from plone.dexterity.fti import DexterityFTI

    for name in "Eloket", "OnlineDocument":
        if name not in portal.portal_types:
            fti = DexterityFTI(
                name,
                klass=f"collective.eloket.catalogue.content.{name}",
                global_allow=True,
                schema="",
                model_source='<model xmlns="http://namespaces.plone.org/supermodel/schema"><schema/></model>',
                filter_content_types=False,
                add_permission="cmf.AddPortalContent",
                factory=name,
            )
            portal.portal_types._setObject(name, fti)
        from collective.eloket.http.desk import DESK_RECORD

        portal.portal_registry.forInterface if False else None
        portal.portal_registry.records[DESK_RECORD].value = "e-loket"
