"""The texts of letters travel in the file of a document."""

from collective.eloket.catalogue.exchange.errors import ValueRefusedError
from collective.eloket.catalogue.exchange.parts import IExchangePart
from collective.eloket.catalogue.exchange.service import document_to_file
from collective.eloket.catalogue.exchange.service import document_to_json
from collective.eloket.catalogue.exchange.service import make_document
from collective.eloket.catalogue.exchange.service import read_file
from collective.eloket.documents.texts import errors
from collective.eloket.documents.texts import service as texts
from collective.eloket.documents.texts.exchange import LetterSources
from collective.eloket.documents.texts.exchange import LetterTexts
from collective.eloket.errors import InvalidAnswerError
from plone import api
from tests.catalogue.house import make_desk
from zope.interface.verify import verifyClass

import pytest


TEXT = "<p>Wij verklaren dat {{naam}} dit vroeg: {{antwoord.why}}.</p>"


@pytest.fixture
def desk(integration, portal):
    with api.env.adopt_roles(["Manager"]):
        yield make_desk(portal)


def sent(desk, letters):
    """Return the file of the desk's document with these letters."""
    question = {"name": "why", "kind": "line", "title": "Waarom?"}
    proof = {"name": "proof", "kind": "file", "title": "Bewijs"}
    found = document_to_json(desk["bewijs"])
    return found | {"questions": [question, proof], "letters": letters}


@pytest.mark.parametrize("part", [LetterTexts, LetterSources])
def test_the_part_keeps_the_contract(part):
    assert verifyClass(IExchangePart, part)


def test_a_document_without_texts_says_nothing_of_them(desk):
    texts.keep_text(desk["bewijs"], "nl", "")
    assert "letters" not in document_to_json(desk["bewijs"])


def test_what_was_exported_is_imported_the_same(desk):
    made = make_document(desk, sent(desk, {"nl": TEXT, "fr": "<p>Oui.</p>"}))
    assert texts.text_of(made, "nl") == TEXT
    again = make_document(desk, read_file(document_to_file(made)))
    assert texts.texts_of(again) == {"nl": TEXT, "fr": "<p>Oui.</p>"}


def test_what_was_translated_travels_with_the_letter(desk):
    file = sent(desk, {"nl": TEXT, "fr": "<p>Oui.</p>", "de": "<p>Ja.</p>"})
    file |= {"letters_from": {"fr": "<p>{{antwoord.gone}}</p>", "nl": "x", "en": "y"}}
    for _time in range(2):
        made = make_document(desk, file)
        assert texts.age_of(made, "fr") == texts.Age.OUTDATED
        assert texts.age_of(made, "de") == texts.Age.UNSURE
        assert texts.age_of(made, "nl") == texts.Age.GOOD
        file = read_file(document_to_file(made))
    assert file["letters_from"] == {"fr": "<p>{{antwoord.gone}}</p>"}


@pytest.mark.parametrize(
    "found",
    [[], {"xx": "a"}, {"fr": 3}, {"fr": "<script>x</script>"}],
    ids=["no object", "another language", "no text", "a script"],
)
def test_what_was_translated_is_looked_at_too(desk, found):
    with pytest.raises(InvalidAnswerError):
        make_document(desk, sent(desk, {"fr": "a"}) | {"letters_from": found})


REFUSED = {
    "no object": ([TEXT], ValueRefusedError),
    "another language": ({"xx": TEXT}, ValueRefusedError),
    "no text": ({"nl": [TEXT]}, ValueRefusedError),
    "a script": ({"nl": "<script>x</script>"}, errors.TagRefusedError),
    "a style": ({"nl": '<p style="x">a</p>'}, errors.AttributeRefusedError),
    "an expression": ({"nl": "${context/title}"}, errors.ExpressionRefusedError),
    "a field of another document": (
        {"nl": "{{antwoord.onbekend}}"},
        errors.FieldUnknownError,
    ),
    "a file as a field": ({"nl": "{{antwoord.proof}}"}, errors.FieldUnknownError),
    "too long": ({"nl": "x" * 20_001}, errors.LetterTextTooLongError),
}


@pytest.mark.parametrize("letters, error", REFUSED.values(), ids=REFUSED)
def test_is_refused_before_anything_is_made(desk, letters, error):
    before = sorted(desk.objectIds())
    with pytest.raises(error):
        make_document(desk, sent(desk, letters))
    assert sorted(desk.objectIds()) == before
