"""Makes the stock peer, and citizens with sessions; run on a zope.conf of its own.

python -m tests.bench.prepare zope.conf out.json 50 http://127.0.0.1:8099/op
"""

from pathlib import Path
from tests.bench.opened import open_root
from tests.bench.provider import number_of
from tests.bench.provider import subject_of

import json
import secrets
import sys
import transaction


PEER = "stock"
PROFILES = (
    "plone.restapi:default",
    "collective.easyform:default",
    "pas.plugins.oidc:default",
)
CLIENT = "bench"
PEER_USER = "bench"
PEER_MEMBER = "member"

#: As many questions as our own form has.
PEER_MODEL = """\
<model xmlns="http://namespaces.plone.org/supermodel/schema">
  <schema>
    <field name="given_names" type="zope.schema.TextLine">
      <title>Voornamen</title></field>
    <field name="family_name" type="zope.schema.TextLine">
      <title>Naam</title></field>
    <field name="national_number" type="zope.schema.TextLine">
      <title>Nummer</title></field>
    <field name="remark" type="zope.schema.Text">
      <title>Vraag</title><required>False</required></field>
  </schema>
</model>
"""
PEER_ACTIONS = """\
<model xmlns="http://namespaces.plone.org/supermodel/schema"
       xmlns:easyform="http://namespaces.plone.org/supermodel/easyform">
  <schema>
    <field name="save" type="collective.easyform.actions.SaveData">
      <title>Save</title></field>
  </schema>
</model>
"""


def main(conf: str, out: str, citizens: int, issuer: str) -> None:
    """Make all, commit, and write what the clients need."""
    root = open_root(conf)
    facts = {
        "peer": make_peer(root, issuer),
        "citizens": make_citizens(root, citizens, issuer),
        "provider": issuer,
    }
    facts["tokens"] = tokens_of(facts["citizens"])
    make_page(root["gemeente"])
    facts["document"] = make_document("bench")
    facts["everything"] = make_everything()
    transaction.commit()
    Path(out).write_text(json.dumps(facts), encoding="utf-8")


def make_peer(root, issuer: str) -> dict:
    """Make a stock site with a folder, an easyform that saves, and its users."""
    from collective.easyform.api import get_actions
    from plone import api
    from plone.distribution.api import site as site_api
    from zope.component.hooks import setSite

    answers = {
        "site_id": PEER,
        "title": "Stock",
        "description": "",
        "default_language": "nl",
        "portal_timezone": "Europe/Brussels",
        "setup_content": False,
    }
    site = site_api.create(root, "classic", answers)
    setSite(site)
    for profile in PROFILES:
        site.portal_setup.runAllImportStepsFromProfile(f"profile-{profile}")
    # all else as the plugin comes; "openid" is not among its own scopes
    site.acl_users.oidc.manage_changeProperties(
        issuer=issuer,
        client_id=CLIENT,
        client_secret=CLIENT,
        redirect_uris=("/acl_users/oidc/callback",),
        scope=("openid", "profile"),
    )
    password = secrets.token_urlsafe(16)
    for name, roles in ((PEER_USER, ["Manager"]), (PEER_MEMBER, ["Member"])):
        site.acl_users.source_users.addUser(name, name, password)
        for role in roles:
            site.acl_users.portal_role_manager.assignRoleToPrincipal(role, name)
    # as for a citizen, there is no toolbar on the pages of a member
    site.manage_permission("Show Toolbar", ["Manager"], acquire=0)
    # the navigation of both sites has these two entries
    folder = api.content.create(site, "Folder", "docs", title="E-loket")
    make_page(site)
    form = api.content.create(site, "EasyForm", "form", title="Form")
    form.fields_model = PEER_MODEL
    form.actions_model = PEER_ACTIONS
    form.thanksPageOverride = "string:${portal_url}/thanks"
    form.thanksPageOverrideAction = "redirect_to"
    assert "save" in get_actions(form)
    form.exclude_from_nav = True
    for item in (folder, form):
        api.content.transition(item, "publish")
    # its catalog must see it while this is the site
    transaction.commit()
    return {"user": PEER_USER, "member": PEER_MEMBER, "password": password}


def make_page(site) -> None:
    """Publish a page like any other, the same in both sites."""
    from plone import api

    page = api.content.create(site, "Document", "thanks", title="Thanks")
    api.content.transition(page, "publish")


def make_citizens(root, number: int, issuer: str) -> list[str]:
    """Register citizens of a provider; return their user ids."""
    from collective.eloket.accounts import service as accounts
    from collective.eloket.accounts.model import Registration
    from collective.eloket.accounts.oidc.service import set_provider
    from collective.eloket.cases.often import REQUESTS
    from collective.eloket.identity.evidence import Subject
    from collective.eloket.identity.numbers import NationalNumber
    from plone import api
    from tests.catalogue.house import evidence
    from zope.component.hooks import setSite

    setSite(root["gemeente"])
    # a few citizens send for all of a city here
    api.portal.set_registry_record(REQUESTS.record, 10**9)
    private = {"allow_private": True}
    set_provider(
        root["gemeente"], "bench", "burgerprofiel", issuer, CLIENT, CLIENT, private
    )
    citizens = []
    for index in range(number):
        number = NationalNumber.parse(number_of(index))
        subject = Subject(issuer, subject_of(index))
        proof = evidence(subject=subject, number=number, provider="bench")
        registration = Registration(proof, email=f"c{index}@example.org")
        citizens.append(accounts.register(registration).id)
    return citizens


def tokens_of(citizens: list[str]) -> list[str]:
    """Return a session's token of each, which begins now."""
    from collective.eloket.accounts.tokens import SessionToken
    from collective.eloket.accounts.tokens import write_token
    from collective.eloket.clock import utcnow
    from collective.eloket.identity.levels import AssuranceLevel

    now = utcnow()
    return [
        write_token(
            SessionToken(
                sid=f"bench-{index}",
                user=citizen,
                means="itsme",
                level=AssuranceLevel.HIGH,
                provider="bench",
                authenticated_at=now,
                started=now,
                last=now,
            )
        )
        for index, citizen in enumerate(citizens)
    ]


def make_everything() -> str:
    """Publish a document with steps, rules, an address, a file and four eyes."""
    from collective.eloket.catalogue.easyform.factory import set_fields
    from collective.eloket.http.desk import get_desk
    from plone import api
    from tests.catalogue.stepped import MODEL

    name = make_document("bench-everything")
    document = get_desk(api.portal.get())[name]
    set_fields(document, MODEL)
    document.four_eyes = True
    return name


def make_document(name: str) -> str:
    """Publish a document with the form that every new document gets."""
    from collective.eloket.http.desk import get_desk
    from plone import api

    desk = get_desk(api.portal.get())
    document = api.content.create(desk, "OnlineDocument", name, title="Bench")
    document.level = "low"
    document.clerk_group = "bevolking"
    document.legal_basis = "Wet van 19 juli 1991"
    document.number_authorisation = "Wet van 8 augustus 1983, art. 5"
    document.reindexObject()
    api.content.transition(document, "publish")
    return document.getId()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), sys.argv[4])
