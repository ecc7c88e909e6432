"""An editor is told which texts of a letter are older than what they translate."""

from collective.eloket.catalogue import checking
from collective.eloket.catalogue.findings import IDocumentCheck
from collective.eloket.catalogue.findings import LETTER
from collective.eloket.documents.texts import service as texts
from collective.eloket.documents.texts.checking import LetterCheck
from collective.eloket.documents.texts.checking import TOLD
from collective.eloket.documents.texts.service import Age
from plone import api
from tests.catalogue.house import make_desk
from zope.annotation.interfaces import IAnnotations
from zope.interface.verify import verifyClass

import pytest


OWN, FRENCH = "<p>Wij verklaren.</p>", "<p>Nous déclarons.</p>"


@pytest.fixture
def document(integration, portal):
    with api.env.adopt_roles(["Manager"]):
        record = "plone.available_languages"
        api.portal.set_registry_record(record, ["nl", "fr"])
        yield make_desk(portal)["bewijs"]


def told(document):
    """Return what the check says of letters."""
    found = checking.check_document(document)
    return [one.text for one in found if one.place == LETTER]


def test_the_check_keeps_the_contract():
    assert verifyClass(IDocumentCheck, LetterCheck)


def test_our_own_words_need_no_translation(document):
    assert told(document) == []


def test_a_letter_that_is_not_translated_is_told(document):
    texts.keep_text(document, "nl", OWN)
    assert told(document) == [TOLD[Age.MISSING]]
    document.outcome = "decision"
    assert told(document) == []


@pytest.mark.parametrize("before", [OWN, ""], ids=["a text", "our own words"])
def test_a_letter_that_is_changed_makes_its_translation_older(document, before):
    texts.keep_text(document, "nl", before)
    texts.keep_text(document, "fr", FRENCH)
    assert told(document) == []
    # other blanks say the same
    texts.keep_text(document, "nl", before.replace(" ", "\n"))
    assert told(document) == []
    texts.keep_text(document, "nl", "<p>Iets anders.</p>")
    assert told(document) == [TOLD[Age.OUTDATED]]
    # kept as it was, it is not newer
    texts.keep_text(document, "fr", FRENCH)
    assert told(document) == [TOLD[Age.OUTDATED]]
    texts.keep_text(document, "fr", FRENCH, is_right=True)
    assert told(document) == []


def test_a_letter_that_is_translated_anew_is_not_older(document):
    texts.keep_text(document, "fr", FRENCH)
    texts.keep_text(document, "nl", OWN)
    texts.keep_text(document, "fr", "<p>Attestons.</p>")
    assert told(document) == []
    # what was taken away is missing, and not old
    texts.keep_text(document, "fr", "")
    assert told(document) == [TOLD[Age.MISSING]]


def test_of_what_was_written_before_this_was_kept_nobody_knows(document):
    IAnnotations(document)[texts.ANNOTATION] = {"nl": OWN, "fr": FRENCH}
    assert told(document) == [TOLD[Age.UNSURE]]
    texts.keep_text(document, "fr", FRENCH, is_right=True)
    assert told(document) == []
