"""An e-desk with a document, and a citizen who asks for it."""

from collective.eloket.accounts import service as accounts
from collective.eloket.accounts.model import Registration
from collective.eloket.catalogue.easyform.factory import set_fields
from collective.eloket.catalogue.easyform.sources import NAMESPACE
from collective.eloket.clock import utcnow
from collective.eloket.identity.evidence import Evidence
from collective.eloket.identity.evidence import Subject
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.identity.numbers import NationalNumber
from collective.eloket.interfaces import ICurrentSession
from plone import api
from types import SimpleNamespace
from zope.interface import directlyProvides


MODEL = f"""\
<model xmlns="http://namespaces.plone.org/supermodel/schema"
       xmlns:eloket="{NAMESPACE}">
  <schema>
    <field name="given_names" type="zope.schema.TextLine" eloket:source="given_names">
      <title>Voornamen</title>
    </field>
    <field name="family_name" type="zope.schema.TextLine" eloket:source="family_name">
      <title>Naam</title>
    </field>
    <field name="reason" type="zope.schema.Choice">
      <title>Waarvoor?</title>
      <values>
        <element key="rent">Om te huren</element>
        <element key="work">Voor mijn werk</element>
      </values>
    </field>
    <field name="phone" type="zope.schema.TextLine" eloket:source="phone">
      <title>Telefoon</title>
      <required>False</required>
    </field>
    <field name="copies" type="zope.schema.Int">
      <title>Aantal</title>
      <required>False</required>
      <min>1</min>
      <max>3</max>
    </field>
    <field name="since" type="zope.schema.Date">
      <title>Sinds</title>
      <required>False</required>
    </field>
    <field name="proof" type="plone.namedfile.field.NamedBlobFile">
      <title>Bewijs</title>
      <required>False</required>
    </field>
  </schema>
</model>
"""


def make_desk(site):
    """Make an e-desk with one published document of several kinds of questions."""
    desk = api.content.create(site, "Eloket", "e-loket", title="Online documenten")
    document = api.content.create(desk, "OnlineDocument", "bewijs", title="Bewijs")
    document.level = "substantial"
    document.channels = ["download", "post"]
    document.clerk_group = "bevolking"
    document.legal_basis = "Wet van 19 juli 1991"
    document.number_authorisation = "Wet van 8 augustus 1983, art. 5"
    set_fields(document, MODEL)
    for item in (desk, document):
        api.content.transition(item, "publish")
    return desk


def evidence(**changes) -> Evidence:
    """Make the evidence of a good sign-in."""
    good = {
        "means": "itsme",
        "provider": "burgerprofiel",
        "level": AssuranceLevel.HIGH,
        "subject": Subject("https://op.example", "sub-1"),
        "number": NationalNumber.parse("85073003328"),
        "attributes": {"given_names": "Noor", "family_name": "Voorbeeld"},
        "authenticated_at": utcnow(),
        "read_at": utcnow(),
        "proof": "oidc",
    }
    return Evidence(**(good | changes))


def make_citizen(**changes):
    """Register a citizen."""
    return accounts.register(Registration(evidence(**changes), email="n@example.org"))


def session_of(citizen, **changes):
    """Make the session of a citizen."""
    good = {
        "user_id": citizen.id if citizen else None,
        "level": AssuranceLevel.HIGH,
        "means": "itsme",
        "capacity": "citizen",
    }
    made = SimpleNamespace(**(good | changes))
    directlyProvides(made, ICurrentSession)
    return made
