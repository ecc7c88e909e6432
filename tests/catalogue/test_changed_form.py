"""A form that changes while somebody fills it in: nothing is stuck, nothing is lost."""

from collective.eloket.cases.dossier import open_dossier
from collective.eloket.catalogue.easyform.factory import set_fields
from collective.eloket.catalogue.easyform.sources import NAMESPACE
from collective.eloket.catalogue.versions import note_version
from collective.eloket.clock import utcnow
from tests.catalogue.house import MODEL as ONE_PAGE
from tests.catalogue.stepped import kept_files
from tests.catalogue.stepped import MODEL
from tests.catalogue.stepped import next_page
from tests.catalogue.stepped import PDF
from tests.catalogue.stepped import RENT
from tests.catalogue.stepped import send_shown

import html
import pytest
import re
import transaction


IBAN = "BE68 5390 0754 7034"
SOURCE = ' eloket:source="given_names"'
TYPES = "collective.eloket.catalogue.special"
FILE = "plone.namedfile.field.NamedBlobFile"
PROOF = ("volmacht.pdf", b"%PDF-1.7 x", "application/pdf")


class Filling:
    """Somebody who fills in the form of a document that changes."""

    def __init__(self, served, who):
        self.served, self.is_stranger = served, who == "stranger"
        self.client = served.stranger() if self.is_stranger else served.citizen()
        page = "aanvraag-zonder-aanmelden" if self.is_stranger else "aanvraag"
        self.road = f"{served.url}/{page}"

    def change(self, model):
        """Be the editor who changes the form."""
        transaction.begin()
        set_fields(self.served.document, model)
        note_version(self.served.document, utcnow())
        transaction.commit()

    def send(self, shown, answers=None, **options):
        """Send a page, without taking the redirect."""
        return send_shown(self.road, self.client, shown, answers, **options)

    def step(self, shown, answers=None, **options):
        """Send a page that is right, and return the next one."""
        return next_page(self.client, self.send(shown, answers, **options))

    def fill_in(self):
        """Answer all steps, and return the last look."""
        shown = self.client.get(self.road)
        names = {} if "vraag.given_names" not in shown.text else {"given_names": "Wim"}
        shown = self.step(shown, names | {"phone": "09 267 87 00"})
        shown = self.step(shown, RENT)
        return self.step(shown, {"account": IBAN}, files={"contract": PDF})

    def check_sent(self, answer):
        """Return what the only case holds, which that answer tells of."""
        assert answer.status_code == 303, answer.text[-3000:]
        (reference,) = self.served.references()
        return open_dossier(self.served.document.aq_parent["dossiers"][reference])


@pytest.fixture(params=["citizen", "stranger"])
def filling(served, request):
    transaction.begin()
    served.document.level = "none"
    served.document.channels = ["post", "counter"]
    transaction.commit()
    made = Filling(served, request.param)
    made.change(MODEL)
    return made


def without(model, *names):
    """Return a model without these questions."""
    for name in names:
        model = re.sub(rf'<field name="{name}".*?</field>', "", model, flags=re.S)
    return model


def otherwise(name, kind):
    """Return the model with another kind of question."""
    return re.sub(rf'(<field name="{name}"\s+type=)"[^"]+"', rf'\1"{kind}"', MODEL)


def test_questions_that_went_are_told_before_anything_is_sent(filling):
    look = filling.fill_in()
    filling.change(without(MODEL, "account", "contract"))
    refused = filling.send(look)
    assert refused.status_code == 400 and filling.served.number_of_cases() == 0
    for title in ("Rekening", "Huurcontract"):
        assert f"{title}: dit wordt niet meer gevraagd" in refused.text
    kept = filling.check_sent(filling.send(refused))
    assert {"account", "contract"}.isdisjoint(kept.answers) and kept.files == []
    assert kept.answers["owner"] == "85073003328"


def test_who_was_told_of_it_sends_at_once(filling):
    look = filling.fill_in()
    filling.change(without(MODEL, "account"))
    told = filling.client.get(look.url)
    assert "Rekening: dit wordt niet meer gevraagd" in told.text
    kept = filling.check_sent(filling.send(told))
    assert kept.answers["contract"] == "huur.pdf"


def test_what_is_typed_for_a_question_that_just_went_is_told_too(filling):
    shown = filling.client.get(filling.road)
    names = {"given_names": "Wim"} if filling.is_stranger else {}
    filling.change(without(MODEL, "phone"))
    shown = filling.step(shown, names | {"phone": "09 267 87 00"})
    assert "Telefoon: dit wordt niet meer gevraagd" in shown.text


def test_what_was_proven_meanwhile_goes_as_it_is_proven(filling):
    filling.change(MODEL.replace(SOURCE, ""))
    look = filling.fill_in()
    filling.change(MODEL)
    answer = filling.send(look)
    if not filling.is_stranger:  # of a stranger nothing is ever proven
        assert answer.status_code == 400 and filling.served.number_of_cases() == 0
        assert "Voornamen: dit is intussen bewezen" in answer.text
        answer = filling.send(answer)
    name = "Wim" if filling.is_stranger else "Noor"
    assert filling.check_sent(answer).answers["given_names"] == name


@pytest.mark.parametrize(
    "name, kind, title",
    [("account", FILE, "Rekening"), ("account", f"{TYPES}.PostalAddress", "Rekening")],
    ids=["a file", "an address"],
)
def test_a_text_that_is_asked_as_something_else_is_left_out(filling, name, kind, title):
    look = filling.fill_in()
    filling.change(otherwise(name, kind))
    told = filling.send(look)
    assert told.status_code == 400
    assert f"{title}: dit wordt nu anders gevraagd" in told.text
    assert filling.check_sent(filling.send(told)).answers[name] is None


@pytest.mark.parametrize("name, step", [("contract", 3), ("home", 2)])
def test_what_must_be_answered_in_another_way_is_asked_once_more(filling, name, step):
    look = filling.fill_in()
    filling.change(otherwise(name, "zope.schema.TextLine"))
    asked = filling.send(filling.send(look))
    assert asked.status_code == 400 and f'name="stap" value="{step}"' in asked.text
    assert ("huur.pdf" in asked.text) is (name != "contract")
    assert "['Proefstraat'" not in html.unescape(asked.text)
    others = {key: value for key, value in RENT.items() if key != "home:list"}
    others = {"account": IBAN} if step == 3 else others
    shown = filling.step(asked, others | {name: "Zie brief"})
    while 'name="stap" value="4"' not in shown.text:
        shown = filling.step(shown, {"account": IBAN})
    assert "Zie brief" in shown.text
    assert filling.check_sent(filling.send(shown)).answers[name] == "Zie brief"


IN_STEPS = f"""\
<model xmlns="http://namespaces.plone.org/supermodel/schema"
       xmlns:eloket="{NAMESPACE}">
  <schema>
    {{first}}
    <fieldset name="meer" label="Meer">{{rest}}</fieldset>
  </schema>
</model>
"""


def test_one_page_that_became_steps_keeps_every_answer(filling):
    filling.change(ONE_PAGE)
    shown = filling.client.get(filling.road)
    names = {"given_names": "Wim", "family_name": "Vreemd"}
    typed = {"reason": "work", "copies": "veel", "phone": "09 267 87 00"}
    typed |= names if filling.is_stranger else {}
    refused = filling.send(shown, typed, files={"proof": PROOF})
    assert refused.status_code == 400
    fields = re.findall(r"<field name=.*?</field>", ONE_PAGE, flags=re.S)
    filling.change(IN_STEPS.format(first=fields[0], rest="".join(fields[1:])))
    # the page in hand is the old one; the citizen's draft is there on a new one too
    first = refused
    if not filling.is_stranger:
        first = filling.client.get(filling.road)
    second = filling.step(first, names if filling.is_stranger else {})
    assert 'value="veel"' in second.text and 'value="09 267 87 00"' in second.text
    assert re.search(r'value="work"[^>]*checked', second.text, re.S)
    assert kept_files(second) == ["bewaard.proof"]
    right = typed | {"copies": "2"}
    look = filling.step(second, right)
    kept = filling.check_sent(filling.send(look))
    assert (kept.answers["copies"], kept.answers["reason"]) == (2, "work")
    assert kept.answers["proof"] == "volmacht.pdf"
