from collective.eloket.catalogue.easyform import models
from collective.eloket.catalogue.easyform.factory import first_model
from collective.eloket.catalogue.easyform.factory import NO_ACTIONS
from collective.eloket.catalogue.easyform.sources import NAMESPACE
from collective.eloket.catalogue.easyform.sources import SOURCES
from collective.eloket.catalogue.errors import FormBrokenError
from collective.eloket.catalogue.problems import Problem
from concurrent.futures import ThreadPoolExecutor
from plone import api
from plone.supermodel import loadString
from plone.supermodel import serializeSchema
from tests.catalogue.house import make_desk
from tests.catalogue.house import MODEL
from types import SimpleNamespace

import pytest


@pytest.fixture(autouse=True)
def no_models(integration, monkeypatch):
    """Start with nothing remembered."""
    monkeypatch.setattr(models, "_models", models.OrderedDict())


@pytest.fixture
def reads(monkeypatch):
    """Count how often a text is read."""
    found = []
    real = models.read_model

    def read(text):
        found.append(text)
        return real(text)

    monkeypatch.setattr(models, "read_model", read)
    return found


def form(text=MODEL):
    return SimpleNamespace(fields_model=text)


def model(fields):
    return (
        '<model xmlns="http://namespaces.plone.org/supermodel/schema">'
        f"<schema>{fields}</schema></model>"
    )


def line(title):
    return model(
        f'<field name="a" type="zope.schema.TextLine"><title>{title}</title></field>'
    )


def test_a_text_is_read_once(reads):
    assert models.questions_of(form()) is models.questions_of(form())
    assert len(reads) == 1


def test_a_changed_text_is_read_anew(reads):
    before = models.questions_of(form(line("Before")))
    after = models.questions_of(form(line("After")))
    assert (before[0].title, after[0].title) == ("Before", "After")
    assert len(reads) == 2


def test_no_more_texts_are_kept_than_said(monkeypatch, reads):
    monkeypatch.setattr(models, "KEPT_MODELS", 3)
    for number in range(5):
        models.questions_of(form(line(number)))
    assert len(models._models) == 3
    models.questions_of(form(line(4)))
    assert len(reads) == 5


def test_the_text_used_last_is_dropped_last(monkeypatch, reads):
    monkeypatch.setattr(models, "KEPT_MODELS", 2)
    for title in ("old", "new", "old", "newest", "old"):
        models.questions_of(form(line(title)))
    assert len(reads) == 3


def test_threads_get_the_same_questions():
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(models.questions_of, [form()] * 50))
    assert all(questions == found[0] for questions in found)


def test_what_is_kept_holds_no_context(portal):
    with api.env.adopt_roles(["Manager"]):
        document = make_desk(portal)["bewijs"]
    for question in models.questions_of(document.form):
        schema = question.field.interface
        assert schema.queryTaggedValue("context") is None
        assert not hasattr(question.field, "context") or question.field.context is None


def test_questions_come_in_the_order_of_the_form():
    names = [question.name for question in models.questions_of(form())]
    assert names == [
        "given_names",
        "family_name",
        "reason",
        "phone",
        "copies",
        "since",
        "proof",
    ]


def test_kinds_and_sources_are_known():
    found = {question.name: question for question in models.questions_of(form())}
    kinds = {name: question.kind for name, question in found.items()}
    assert kinds["reason"] == "choice"
    assert (kinds["copies"], kinds["since"]) == ("number", "date")
    assert (kinds["proof"], kinds["phone"]) == ("file", "line")
    assert found["given_names"].source == "given_names"
    assert found["reason"].source is None
    assert found["reason"].choices == (
        ("rent", "Om te huren"),
        ("work", "Voor mijn werk"),
    )


@pytest.mark.parametrize("text", ["", "  \n", None])
def test_an_empty_model_asks_nothing(text):
    assert models.questions_of(form(text)) == ()


def test_fields_that_are_not_shown_are_named_for_the_editor():
    text = model(
        '<field name="a" type="zope.schema.TextLine"><title>A</title></field>'
        '<field name="money" type="zope.schema.Decimal"><title>M</title></field>'
    )
    assert models.unknown_fields(text) == ["money"]


def test_a_first_form_knows_who_asks_and_does_nothing_by_itself():
    asked = models.questions_of(form(first_model("nl")))
    sources = [question.source for question in asked]
    assert sources == ["given_names", "family_name", "national_number", None]
    assert list(loadString(NO_ACTIONS).schema) == []


@pytest.mark.parametrize(
    "language, titles",
    [
        ("nl", ["Voornamen", "Naam", "Rijksregisternummer", "Uw vraag of opmerking"]),
        ("fr", ["Prénoms", "Nom", "Numéro national", "Votre question ou remarque"]),
        ("de", ["Vornamen", "Name", "Nationalnummer", "Ihre Frage oder Bemerkung"]),
        (
            "en",
            [
                "First names",
                "Family name",
                "National register number",
                "Your question or remark",
            ],
        ),
    ],
)
def test_a_first_form_speaks_the_language_of_its_document(
    integration, language, titles
):
    asked = models.questions_of(form(first_model(language)))
    assert [one.title for one in asked] == titles


def test_the_source_of_a_question_survives_the_editor():
    schema = loadString(MODEL).schema
    again = loadString(serializeSchema(schema)).schema
    assert again.getTaggedValue(SOURCES) == schema.getTaggedValue(SOURCES)
    assert again.getTaggedValue(SOURCES)["phone"] == "phone"


SPECIAL = {
    "NationalNumber": "national_number",
    "EnterpriseNumber": "enterprise",
    "Phone": "phone",
    "BankAccount": "iban",
    "PostalAddress": "address",
}


@pytest.mark.parametrize("cls, kind", SPECIAL.items())
def test_our_own_kinds_survive_the_editor(cls, kind):
    name = f"collective.eloket.catalogue.special.{cls}"
    text = model(f'<field name="a" type="{name}"><title>A</title></field>')
    again = serializeSchema(loadString(text).schema)
    (question,) = models.questions_of(form(again))
    assert (question.kind, question.title) == (kind, "A")


RULED = f"""\
<model xmlns="http://namespaces.plone.org/supermodel/schema" xmlns:eloket="{NAMESPACE}">
  <schema>
    <field name="a" type="zope.schema.Bool"><title>A</title></field>
    <field name="b" type="zope.schema.TextLine" eloket:when="a=yes"><title>B</title>
    </field>
  </schema>
</model>
"""


def test_a_rule_survives_the_editor():
    again = serializeSchema(loadString(RULED).schema)
    assert models.questions_of(form(again))[1].when.holds({"a": True})


@pytest.mark.parametrize("rule", ["a=maybe", "z=yes", "b=yes", "import os"])
def test_a_form_with_a_rule_that_cannot_be_judged_is_broken(rule):
    with pytest.raises(FormBrokenError):
        models.questions_of(form(RULED.replace("a=yes", rule)))


def test_questions_of_no_step_come_first_then_step_by_step():
    text = model(
        '<fieldset name="two" label="Two">'
        '<field name="b" type="zope.schema.TextLine"><title>B</title></field>'
        "</fieldset>"
        '<field name="a" type="zope.schema.TextLine"><title>A</title></field>'
    )
    found = [(one.name, one.group) for one in models.questions_of(form(text))]
    assert found == [("a", None), ("b", "Two")]


@pytest.mark.parametrize(
    "kind, default, stands",
    [
        ("TextLine", "Gent", "Gent"),
        ("Int", "3", "3"),
        ("Date", "2026-11-26", "2026-11-26"),
        ("Bool", "True", "yes"),
        ("Bool", "False", "no"),
    ],
)
def test_what_an_editor_puts_in_a_field_stands_in_it(kind, default, stands):
    text = model(
        f'<field name="a" type="zope.schema.{kind}"><title>A</title>'
        f"<default>{default}</default></field>"
    )
    assert models.questions_of(form(text))[0].default == stands


def test_a_choice_from_a_list_made_elsewhere_is_not_shown():
    text = model(
        '<field name="a" type="zope.schema.Choice"><title>A</title>'
        "<vocabulary>plone.app.vocabularies.Users</vocabulary></field>"
    )
    assert models.questions_of(form(text)) == ()
    assert models.unknown_fields(text) == ["a"]


IGNORED = (
    "TDefault",
    "TEnabled",
    "TValidator",
    "THidden",
    "serverSide",
    "depends_on",
    "css_class",
)


def test_a_widget_that_easyform_gives_by_itself_is_not_told_to_the_editor():
    text = model(
        '<field xmlns:easyform="http://namespaces.plone.org/supermodel/easyform" '
        'easyform:field_widget="z3c.form.browser.radio.RadioFieldWidget" '
        'name="a" type="zope.schema.Bool"><title>A</title></field>'
    )
    assert models.ignored_settings(text) == []
    assert models.questions_of(form(text))[0].kind == "yes_no"


@pytest.mark.parametrize("setting", IGNORED)
def test_settings_of_easyform_that_we_do_not_do_are_named(setting):
    text = line("A").replace(
        "<field ",
        '<field xmlns:easyform="http://namespaces.plone.org/supermodel/easyform" '
        f'easyform:{setting}="True" ',
    )
    assert models.ignored_settings(text) == [("a", setting)]
    # nothing of it is done: the question is asked as it stands
    assert models.questions_of(form(text))[0].default is None


def checked(kind, validator):
    return model(
        '<field xmlns:easyform="http://namespaces.plone.org/supermodel/easyform" '
        f'name="a" type="zope.schema.{kind}" easyform:validators="{validator}">'
        "<title>A</title></field>"
    )


@pytest.mark.parametrize(
    "validator, good, bad",
    [
        ("isValidEmail", "noor@example.org", "noor"),
        ("isCommaSeparatedEmails", "a@example.org, b@example.org", "a@example.org, b"),
        ("isNotLinkSpam", "een zin", "zie www.example.org"),
    ],
)
def test_a_check_that_an_editor_chose_is_made(portal, validator, good, bad):
    (question,) = models.questions_of(form(checked("TextLine", validator)))
    assert question.read(good) == good
    with pytest.raises(Problem) as refused:
        question.read(bad)
    assert bad not in str(refused.value.message)


def test_a_check_that_is_not_there_refuses(portal):
    (question,) = models.questions_of(form(checked("TextLine", "isGone")))
    with pytest.raises(Problem):
        question.read("x")


def test_a_check_of_something_else_than_text_is_named_not_made():
    text = checked("Int", "isValidEmail")
    assert models.questions_of(form(text))[0].read("3") == 3
    assert models.ignored_settings(text) == [("a", "validators")]
