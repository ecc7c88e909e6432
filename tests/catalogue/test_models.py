from collective.eloket.catalogue.easyform import models
from collective.eloket.catalogue.easyform.factory import FIRST_MODEL
from collective.eloket.catalogue.easyform.factory import NO_ACTIONS
from collective.eloket.catalogue.easyform.sources import SOURCES
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
    sources = [question.source for question in models.questions_of(form(FIRST_MODEL))]
    assert sources == ["given_names", "family_name", "national_number", None]
    assert list(loadString(NO_ACTIONS).schema) == []


def test_the_source_of_a_question_survives_the_editor():
    schema = loadString(MODEL).schema
    again = loadString(serializeSchema(schema)).schema
    assert again.getTaggedValue(SOURCES) == schema.getTaggedValue(SOURCES)
    assert again.getTaggedValue(SOURCES)["phone"] == "phone"
