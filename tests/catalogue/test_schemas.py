"""What REST says of a form agrees with what it takes."""

from collective.eloket.catalogue.easyform.models import read_model
from collective.eloket.catalogue.orders import asked_questions
from collective.eloket.catalogue.orders import read_answers
from collective.eloket.catalogue.schemas import schema_of
from jsonschema import Draft202012Validator
from tests.catalogue.stepped import HOME
from tests.catalogue.stepped import MODEL

import pytest


PARTS = dict(
    zip(("street", "number", "box", "postal_code", "municipality"), HOME, strict=True)
)
GOOD = {"given_names": "Noor"}
RENT = GOOD | {
    "reason": "rent",
    "owner": "85073003328",
    "home": PARTS,
    "contract": {"filename": "a.pdf", "data": "JVBERi0="},
}
TABLE = {
    "all that is asked": (RENT, True),
    "another way": (GOOD | {"reason": "work", "employer": "0403019261"}, True),
    "nothing chosen": (GOOD, False),
    "owner missing": ({k: v for k, v in RENT.items() if k != "owner"}, False),
    "employer missing": (GOOD | {"reason": "work"}, False),
    "not on offer": (GOOD | {"reason": "sail"}, False),
    "address without street": (RENT | {"home": PARTS | {"street": ""}}, None),
    "address as a line": (RENT | {"home": "Proefstraat 12"}, False),
    "unknown question": (RENT | {"zz": "1"}, False),
}


@pytest.fixture
def questions(integration):
    return read_model(MODEL)


@pytest.mark.parametrize("answers, right", TABLE.values(), ids=TABLE)
def test_the_schema_knows_what_the_rules_need(questions, answers, right):
    schema = schema_of(questions)
    Draft202012Validator.check_schema(schema)
    if right is not None:
        assert Draft202012Validator(schema).is_valid(answers) is right


@pytest.mark.parametrize(
    "answers, missing",
    [
        (GOOD | {"reason": "work"}, {"employer"}),
        (GOOD | {"reason": "rent"}, {"owner", "home", "contract"}),
        (GOOD, {"reason"}),
    ],
)
def test_the_server_misses_the_same(questions, answers, missing):
    asked = asked_questions(questions, {}, answers)
    _answers, problems = read_answers(asked, {}, answers)
    assert set(problems) == missing
    errors = Draft202012Validator(schema_of(questions)).iter_errors(answers)
    named = {one.message.split("'")[1] for one in errors}
    assert named == missing


SEVERAL = """\
<model xmlns="http://namespaces.plone.org/supermodel/schema"
       xmlns:eloket="http://namespaces.plone.org/supermodel/eloket">
  <schema>
    <field name="pets" type="zope.schema.Set">
      <title>Pets</title><required>False</required>
      <value_type type="zope.schema.Choice">
        <values><element>cat</element><element>dog</element></values>
      </value_type>
    </field>
    <field name="sure" type="zope.schema.Bool"><title>Sure</title></field>
    <field name="why" type="zope.schema.TextLine"
           eloket:when="pets=cat &amp; sure!=yes">
      <title>Why</title>
    </field>
  </schema>
</model>
"""


@pytest.mark.parametrize("pets", [[], ["cat"], ["dog"], ["cat", "dog"]])
@pytest.mark.parametrize("sure", [True, False])
def test_rules_on_several_choices_and_on_yes_or_no_agree(integration, pets, sure):
    questions = read_model(SEVERAL)
    given = {"pets": pets, "sure": sure}
    asked = "why" in {one.name for one in asked_questions(questions, {}, given)}
    assert asked is ("cat" in pets and not sure)
    assert Draft202012Validator(schema_of(questions)).is_valid(given) is not asked
