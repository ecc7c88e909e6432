"""A form of three steps with rules, numbers, an address and a file."""

from collective.eloket.catalogue.easyform.factory import set_fields
from collective.eloket.catalogue.easyform.sources import NAMESPACE
from tests.catalogue.served import hidden

import transaction


MODEL = f"""\
<model xmlns="http://namespaces.plone.org/supermodel/schema"
       xmlns:eloket="{NAMESPACE}"
       xmlns:easyform="http://namespaces.plone.org/supermodel/easyform">
  <schema>
    <field name="given_names" type="zope.schema.TextLine" eloket:source="given_names">
      <title>Voornamen</title>
    </field>
    <field name="phone" type="collective.eloket.catalogue.special.Phone">
      <title>Telefoon</title>
      <required>False</required>
    </field>
    <fieldset name="vraag" label="Uw vraag">
      <field name="reason" type="zope.schema.Choice">
        <title>Waarvoor?</title>
        <values>
          <element key="rent">Om te huren</element>
          <element key="work">Voor mijn werk</element>
        </values>
      </field>
      <field name="owner" type="collective.eloket.catalogue.special.NationalNumber"
             eloket:when="reason=rent">
        <title>Nummer van de eigenaar</title>
      </field>
      <field name="employer"
             type="collective.eloket.catalogue.special.EnterpriseNumber"
             eloket:when="reason=work">
        <title>Uw werkgever</title>
      </field>
      <field name="home" type="collective.eloket.catalogue.special.PostalAddress"
             eloket:when="reason=rent">
        <title>Welke woning?</title>
      </field>
    </fieldset>
    <fieldset name="bijlagen" label="Bijlagen">
      <field name="contract" type="plone.namedfile.field.NamedBlobFile"
             eloket:when="reason=rent">
        <title>Huurcontract</title>
      </field>
      <field name="account" type="collective.eloket.catalogue.special.BankAccount">
        <title>Rekening</title>
        <required>False</required>
      </field>
    </fieldset>
  </schema>
</model>
"""

HOME = ["Proefstraat", "12", "", "9000", "Gent"]
RENT = {"reason": "rent", "owner": "85.07.30-033.28", "home:list": HOME}
PDF = ("huur.pdf", b"%PDF-1.7 huur", "application/pdf")


def give_steps(served) -> None:
    """Give the document of ``served`` this form."""
    transaction.begin()
    set_fields(served.document, MODEL)
    transaction.commit()


def take_step(served, client, number, answers=None, *, files=None, button=None):
    """Send a step as its page would, and return what comes, the redirect not taken."""
    shown = client.get(served.page, params={"stap": number})
    names = ("_csrf", "sleutel", "stap", "stempel")
    fields = {name: hidden(shown, name) for name in names}
    for name in kept_files(shown):
        fields[name] = hidden(shown, name)
    fields |= {f"vraag.{name}": value for name, value in (answers or {}).items()}
    if button:
        fields[button] = "1"
    sent = {f"vraag.{name}": file for name, file in (files or {}).items()}
    return client.post(
        served.page, data=fields, files=sent or None, allow_redirects=False
    )


def send_shown(road, client, shown, answers=None, *, files=None, button=None):
    """Send the page that is shown; the redirect is not taken."""
    names = ["_csrf", "sleutel", "stempel", *kept_files(shown)]
    names += [name for name in ("stap", "weggelaten") if f'name="{name}"' in shown.text]
    fields = {name: hidden(shown, name) for name in names}
    fields |= {f"vraag.{name}": value for name, value in (answers or {}).items()}
    fields |= button or {}
    sent = {f"vraag.{name}": file for name, file in (files or {}).items()}
    return client.post(road, data=fields, files=sent or None, allow_redirects=False)


def next_page(client, answer):
    """Return the page to which an answer leads."""
    assert answer.status_code == 303, answer.text[-3000:]
    return client.get(answer.headers["Location"])


def kept_files(shown) -> list[str]:
    """Return the names of the fields that name a kept file."""
    return [
        part.split('"')[0]
        for part in shown.text.split('name="')[1:]
        if part.startswith("bewaard.")
    ]


def fill_in(served, client) -> None:
    """Answer all steps well, up to the last look."""
    take_step(served, client, 1, {"phone": "09 267 87 00"})
    take_step(served, client, 2, RENT)
    answer = take_step(served, client, 3, {"account": ""}, files={"contract": PDF})
    assert answer.headers["Location"].endswith("stap=4"), answer.text[-2000:]
