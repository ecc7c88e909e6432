from collective.eloket.documents.errors import LetterReachesOutError
from collective.eloket.documents.interfaces import ILetterRenderer
from collective.eloket.documents.renderer import LetterRenderer
from collective.eloket.documents.renderer import pdf_of
from tests.documents.letters import letter
from tests.documents.reading import ReadPdf
from zope.interface.verify import verifyClass

import pytest
import subprocess
import sys


@pytest.fixture(scope="module")
def data():
    return LetterRenderer().render(letter())


@pytest.fixture(scope="module")
def pdf(data):
    return ReadPdf(data)


@pytest.mark.parametrize("renderer", [LetterRenderer])
def test_renderers_keep_the_contract(renderer):
    assert verifyClass(ILetterRenderer, renderer)


@pytest.mark.parametrize(
    "words",
    [
        "Gemeente Testegem",
        "Proefplein 1, 9999 Testegem",
        "Noor Voorbeeld",
        "Uittreksel uit het bevolkingsregister",
        "27 november 2026. Referentie 2026-7F3K-92QX.",
        "bevestigt het volgende.",
        "Voornamen",
        "Noor Elisa",
        "Namens de burgemeester,",
        "de gemachtigde ambtenaar",
        "1 / 1",
    ],
)
def test_the_letter_says(pdf, words):
    assert words in pdf.text


def test_it_says_in_which_language_and_what_it_is(pdf):
    assert str(pdf.pdf.Root.Lang) == "nl"
    assert str(pdf.pdf.docinfo.Title) == (
        "Uittreksel uit het bevolkingsregister - 2026-7F3K-92QX"
    )
    assert pdf.pdf.Root.ViewerPreferences.DisplayDocTitle


def test_it_is_for_the_archive(pdf):
    found = pdf.metadata
    assert found["{http://www.aiim.org/pdfa/ns/id/}part"] == "3"
    assert found["{http://www.aiim.org/pdfa/ns/id/}conformance"] == "A"
    assert pdf.pdf.Root.OutputIntents[0].S == "/GTS_PDFA1"


def test_all_fonts_are_inside(pdf):
    assert pdf.fonts
    assert all("/FontFile2" in font or "/FontFile3" in font for font in pdf.fonts)
    assert all("DejaVu" in str(font.FontName) for font in pdf.fonts)


def test_it_can_be_read_aloud(pdf):
    assert pdf.pdf.Root.MarkInfo.Marked
    assert pdf.tags.count("/H1") == 1
    assert pdf.tags.count("/TR") == 2
    assert pdf.tags.count("/TH") == 2
    assert pdf.tags.count("/TD") == 2


def test_the_same_letter_has_the_same_bytes(data):
    assert LetterRenderer().render(letter()) == data


def test_another_process_makes_the_same_bytes(data):
    code = (
        "from collective.eloket.documents.renderer import LetterRenderer\n"
        "from tests.documents.letters import letter\n"
        "import sys\n"
        "sys.stdout.buffer.write(LetterRenderer().render(letter()))"
    )
    made = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], check=True, capture_output=True
    )
    assert made.stdout == data


def test_what_people_typed_is_no_markup():
    text = '<img src="file:///etc/passwd"/> & <b>vet</b>'
    found = ReadPdf(LetterRenderer().render(letter(answers=(("Vraag", text),)))).text
    assert '<img src="file:///etc/passwd"/>' in found.replace("\n", " ")
    assert "<b>vet</b>" in found


def test_many_answers_take_more_pages():
    answers = tuple((f"Vraag {number}", "antwoord " * 20) for number in range(40))
    pdf = ReadPdf(LetterRenderer().render(letter(answers=answers)))
    assert len(pdf.pdf.pages) > 2
    assert "Vraag 39" in pdf.text


REACHES_OUT = {
    "image of the disk": '<img alt="" src="file:///etc/hostname">',
    "attachment of the disk": '<link rel="attachment" href="file:///etc/hostname">',
    "link that attaches": '<a rel="attachment" href="file:///etc/hostname">x</a>',
    "style of the disk": '<link rel="stylesheet" href="file:///etc/hostname">',
    "import of the disk": '<style>@import "file:///etc/hostname";</style>',
    "font of the network": (
        '<style>@font-face { font-family: x; src: url("http://localhost:1/x.ttf") }'
        "body { font-family: x }</style>x"
    ),
    "image of the network": '<img alt="" src="http://localhost:1/x.png">',
    "image not given": '<img alt="" src="letter:stamp">',
    "drawing of the disk": (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
        '<image width="9" height="9" href="file:///etc/hostname"/></svg>'
    ),
}


@pytest.mark.parametrize("markup", REACHES_OUT.values(), ids=REACHES_OUT.keys())
def test_disk_and_network_are_out_of_reach(markup):
    with pytest.raises(LetterReachesOutError):
        pdf_of(f'<html lang="nl"><title>x</title><body>{markup}', letter())


def test_a_relative_address_leads_nowhere():
    page = '<html lang="nl"><title>x</title><body><img alt="" src="../etc/hostname">x'
    assert ReadPdf(pdf_of(page, letter())).attachments == []


PIXEL = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"><title>t</title>'
    b'<rect width="1" height="1"/></svg>'
)


@pytest.mark.parametrize(
    "address",
    [
        "letter:logo",
        "data:image/svg+xml;utf8,<svg xmlns='http://www.w3.org/2000/svg'/>",
    ],
    ids=["given along", "inside"],
)
def test_what_is_given_is_fetched(address):
    given = letter(images={"logo": ("image/svg+xml", PIXEL)})
    page = f'<html lang="nl"><title>x</title><img alt="logo" src="{address}">x'
    assert pdf_of(page, given).startswith(b"%PDF-")
