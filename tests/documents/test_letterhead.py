"""The municipality's own head and signature stand on its letters."""

from collective.eloket.documents.letterhead import LOGO_RECORD
from collective.eloket.documents.letterhead import SCAN_RECORD
from collective.eloket.documents.letterhead import SENDER_RECORD
from collective.eloket.documents.letterhead import SIGNATURE_RECORD
from collective.eloket.documents.letterhead import with_letterhead
from collective.eloket.documents.letterhead import WITH_LOGO_RECORD
from collective.eloket.documents.letterhead import with_signature
from collective.eloket.documents.renderer import LetterRenderer
from collective.eloket.http.language import LANGUAGES
from plone import api
from plone.formwidget.namedfile.converter import b64encode_file
from tests.documents.letters import letter
from tests.documents.reading import ReadPdf
from tests.documents.test_pictures import picture

import pytest


pytestmark = pytest.mark.usefixtures("integration", "portal")

LINES = "Gemeente Testegem\r\n Proefplein 1 \n\n9999 Testegem"


def put(record, value):
    api.portal.set_registry_record(record, value)


def test_its_own_lines_take_the_place_of_the_service():
    assert with_letterhead(letter()).sender == letter().sender
    put(SENDER_RECORD, LINES)
    found = with_letterhead(letter()).sender
    assert found == ("Gemeente Testegem", "Proefplein 1", "9999 Testegem")


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_language_can_have_others(language):
    put(SENDER_RECORD, "Alle talen")
    put(f"{SENDER_RECORD}_{language}", f"Een taal: {language}")
    put(f"{SIGNATURE_RECORD}_{language}", f"Getekend: {language}")
    put(SIGNATURE_RECORD, "Getekend: alle")
    for spoken in LANGUAGES:
        made = with_signature(with_letterhead(letter(language=spoken)))
        is_it = spoken == language
        assert made.sender == (f"Een taal: {language}" if is_it else "Alle talen",)
        assert made.signature == (f"Getekend: {language if is_it else 'alle'}",)


@pytest.mark.parametrize(
    "language, words",
    [("nl", "Namens de burgemeester,"), ("fr", "Pour le bourgmestre,")],
)
def test_without_lines_ours_stand_under_it(language, words):
    made = with_signature(letter(language=language, signature=()))
    assert made.signature[0] == words


@pytest.fixture
def pictured():
    put(LOGO_RECORD, b64encode_file("logo.png", picture(size=(300, 100))))
    put(SCAN_RECORD, b64encode_file("name.jpg", picture("JPEG", size=(200, 80))))


def test_logo_and_scan_are_in_a_letter_that_can_be_read_aloud(pictured):
    bare = ReadPdf(LetterRenderer().render(letter()))
    made = with_signature(with_letterhead(letter()))
    assert made.alts == {"logo": "Logo van Gemeente Testegem", "scan": "Handtekening"}
    pdf = ReadPdf(LetterRenderer().render(made))
    assert bare.tags.count("/Figure") == 0
    assert pdf.tags.count("/Figure") == 2
    assert pdf.metadata["{http://www.aiim.org/pdfa/ns/id/}conformance"] == "A"
    assert LetterRenderer().render(made) == LetterRenderer().render(made)


def test_a_logo_can_stay_off(pictured):
    put(WITH_LOGO_RECORD, False)
    assert with_letterhead(letter()).images == {}


def test_a_logo_that_letters_cannot_show_stays_off():
    drawn = b"<svg xmlns='http://www.w3.org/2000/svg'/>"
    put(LOGO_RECORD, b64encode_file("logo.svg", drawn))
    assert with_letterhead(letter()).images == {}
