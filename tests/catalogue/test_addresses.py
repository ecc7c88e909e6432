"""A question for an address is answered by what is known: as a whole, or not at all."""

from collective.eloket.cases.dossier import open_dossier
from collective.eloket.cases.service import find_case
from collective.eloket.catalogue.addresses import address_parts
from collective.eloket.catalogue.addresses import answers_with
from collective.eloket.catalogue.addresses import with_address
from collective.eloket.catalogue.easyform.factory import set_fields
from collective.eloket.catalogue.easyform.sources import NAMESPACE
from collective.eloket.clock import utcnow
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.parameters import service as parameters
from collective.eloket.parameters.model import PROVIDER
from collective.eloket.parameters.model import REGISTER
from collective.eloket.parameters.model import SELF
from collective.eloket.parameters.model import Value
from dataclasses import replace
from tests.catalogue.house import evidence
from tests.catalogue.test_rest import form_of
from tests.catalogue.test_rest import post

import pytest
import transaction


AT = utcnow()
TEXTS = {
    "street": "Proefstraat 12 bus 3",
    "postal_code": "9999",
    "municipality": "Testegem",
}
PARTS = {
    "street": "Proefstraat",
    "number": "12",
    "box": "3",
    "postal_code": "9999",
    "municipality": "Testegem",
}
LINE = "Proefstraat 12/3, 9999 Testegem"


def known(**changes) -> dict[str, Value]:
    """Return an address that a provider proved."""
    values = {
        name: Value(name, text, PROVIDER, AssuranceLevel.HIGH, AT)
        for name, text in TEXTS.items()
    }
    return values | {name: replace(values[name], **to) for name, to in changes.items()}


@pytest.mark.parametrize(
    "line, parts",
    [
        ("Proefstraat 12", ("Proefstraat", "12", "")),
        ("Proefstraat 12A", ("Proefstraat", "12A", "")),
        ("Proefstraat 12 bus 3", ("Proefstraat", "12", "3")),
        ("Proefstraat 12 BUS 0301", ("Proefstraat", "12", "0301")),
        ("Proefstraat 12/0301", ("Proefstraat", "12", "0301")),
        ("Rue de l'Essai 12 b003", ("Rue de l'Essai", "12", "003")),
        ("Rue de l'Essai 12 bte 3", ("Rue de l'Essai", "12", "3")),
        ("Rue du 11 Novembre 5", ("Rue du 11 Novembre", "5", "")),
        ("Proefstraat  12-14 ", ("Proefstraat", "12-14", "")),
        # what cannot be told apart surely stays as it is
        ("Proefstraat", ("Proefstraat", "", "")),
        ("Plein 1940-1945 z/n", ("Plein 1940-1945 z/n", "", "")),
        ("12", ("12", "", "")),
    ],
)
def test_street_number_and_box_are_told_apart(line, parts):
    found = address_parts(line, "9999", "Testegem")
    assert (found["street"], found["number"], found["box"]) == parts
    assert (found["postal_code"], found["municipality"]) == ("9999", "Testegem")


def test_a_whole_address_from_one_source_is_one_value():
    value = with_address(known())["address"]
    assert value.value == PARTS
    assert (value.source, value.level) == (PROVIDER, AssuranceLevel.HIGH)


def test_a_masked_address_says_nothing():
    masked = {"value": None, "masked": True}
    value = with_address(known(**dict.fromkeys(TEXTS, masked)))["address"]
    assert value.value is None and value.masked


@pytest.mark.parametrize(
    "half",
    [
        {"street": {"source": REGISTER}},
        {"municipality": {"level": AssuranceLevel.LOW}},
        {"postal_code": {"source": SELF, "level": AssuranceLevel.NONE}},
        {"street": {"value": None, "masked": True}},
    ],
    ids=["source", "level", "self", "masked"],
)
def test_two_halves_are_no_address(half):
    assert "address" not in with_address(known(**half))


@pytest.mark.parametrize("name", TEXTS)
def test_an_address_without_a_part_is_none(name):
    values = known()
    del values[name]
    assert "address" not in with_address(values)


@pytest.mark.parametrize(
    "source, kind, fits",
    [
        ("address", "address", True),
        ("address", "line", False),
        ("street", "address", False),
        ("street", "line", True),
        (None, "address", True),
    ],
)
def test_texts_and_addresses_do_not_mix(source, kind, fits):
    assert answers_with(source, kind) is fits


MODEL = f"""\
<model xmlns="http://namespaces.plone.org/supermodel/schema"
       xmlns:eloket="{NAMESPACE}">
  <schema>
    <field name="reason" type="zope.schema.TextLine"><title>Waarom?</title></field>
    <field name="home" type="collective.eloket.catalogue.special.PostalAddress"
           eloket:source="address">
      <title>Adres</title>
    </field>
  </schema>
</model>
"""
GOOD = {"answers": {"reason": "rent"}, "channel": "post"}
#: What the page of this form sends; of the form of before it sends nothing.
RIGHT = {"vraag.reason": "rent", "vraag.copies": None, "vraag.phone": None}


class TestPages:
    """Proven: shown and locked. Said before: filled in. In page and REST alike."""

    @pytest.fixture
    def asks(self, served):
        transaction.begin()
        set_fields(served.document, MODEL)
        transaction.commit()
        return served

    @pytest.fixture
    def proven(self, asks):
        transaction.begin()
        parameters.remember(asks.noor.id, evidence(attributes=TEXTS))
        transaction.commit()
        return asks

    @pytest.fixture
    def said(self, asks):
        """Somebody with a user name only, who typed the address at their profile."""
        transaction.begin()
        parameters.forget(asks.noor.id)
        parameters.set_own(asks.noor.id, TEXTS)
        transaction.commit()
        return asks

    def dossier(self, served):
        (reference,) = served.references()
        transaction.begin()
        return open_dossier(find_case(reference))

    def test_a_proven_address_is_shown_and_not_asked(self, proven):
        page = proven.citizen().get(proven.page).text
        assert LINE in page and "vraag.home" not in page
        answer = proven.send(proven.citizen(), RIGHT)
        assert answer.headers["Location"].endswith("/bevestiging")
        kept = self.dossier(proven)
        assert kept.answers["home"] == PARTS and kept.texts["home"] == LINE
        assert kept.sources["home"] == {"source": "provider", "level": "high"}

    def test_a_program_gets_it_locked_and_need_not_send_it(self, proven):
        body = form_of(proven.program(), proven).json()
        assert body["values"]["home"] == PARTS
        assert [one["name"] for one in body["locked"]] == ["home"]
        answer = post(proven.program(), proven, GOOD)
        assert answer.status_code == 201
        assert self.dossier(proven).answers["home"] == PARTS

    @pytest.mark.parametrize(
        "sent, status",
        [(PARTS, 201), (PARTS | {"number": "13"}, 400), (list(PARTS.values()), 400)],
        ids=["the same", "another", "another form"],
    )
    def test_a_program_cannot_send_another_one(self, proven, sent, status):
        body = GOOD | {"answers": {"reason": "rent", "home": sent}}
        answer = post(proven.program(), proven, body)
        assert answer.status_code == status
        if status == 400:
            assert answer.json()["error"]["type"] == "locked_answer"
            assert proven.number_of_cases() == 0

    def test_a_page_cannot_send_another_one(self, proven):
        other = {
            "vraag.reason": "rent",
            "vraag.home:list": ["Elders", "1", "", "1", "x"],
        }
        answer = proven.send(proven.citizen(), other)
        assert answer.status_code == 400 and proven.number_of_cases() == 0

    def test_a_weaker_session_does_not_see_it(self, proven):
        weak = AssuranceLevel.SUBSTANTIAL
        assert "Proefstraat" not in proven.citizen(weak).get(proven.page).text
        assert "Proefstraat" not in form_of(proven.program(weak), proven).text

    def test_what_was_said_before_stands_there_and_can_be_changed(self, said):
        page = said.citizen().get(said.page).text
        for text in ("Proefstraat", "12", "3", "9999", "Testegem"):
            assert f'value="{text}"' in page
        body = form_of(said.program(), said).json()
        assert body["values"]["home"] == PARTS and body["locked"] == []
        moved = ["Proefplein", "1", "", "9998", "Elders"]
        answer = said.send(said.citizen(), RIGHT | {"vraag.home:list": moved})
        assert answer.headers["Location"].endswith("/bevestiging"), answer.text[-3000:]
        kept = self.dossier(said)
        assert kept.answers["home"]["municipality"] == "Elders"
        assert kept.sources["home"] == {"source": "self", "level": "none"}
