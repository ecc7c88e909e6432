from collective.eloket.documents.post.joining import joined
from collective.eloket.documents.renderer import LetterRenderer
from collective.eloket.documents.seal.standin import SandboxSealer
from tests.documents.letters import letter
from tests.documents.reading import ReadPdf

import pytest


LONG = tuple((f"Vraag {number}", "antwoord " * 20) for number in range(10))


@pytest.fixture(scope="module")
def letters():
    """A sealed letter of one page, and one of two."""
    made = [
        LetterRenderer().render(letter()),
        LetterRenderer().render(letter(addressee=("Jan Proefman",), answers=LONG)),
    ]
    return [SandboxSealer().seal(one, "Zegel") for one in made]


@pytest.fixture(scope="module")
def pdf(letters):
    return ReadPdf(joined(letters, "Post, bundel 7"))


def pages(pdf) -> list[str]:
    return [ReadPdf.text.fget(Part(page)) for page in pdf.pdf.pages]


class Part:
    """One page, read as a whole file is."""

    def __init__(self, page):
        self.pdf = self
        self.pages = [page]


def test_no_two_letters_share_a_sheet(letters, pdf):
    assert [len(ReadPdf(one).pdf.pages) for one in letters] == [1, 2]
    found = pages(pdf)
    assert len(found) == 4
    assert "Noor Voorbeeld" in found[0]
    assert found[1] == ""
    assert "Jan Proefman" in found[2]
    assert pdf.pdf.pages[1].mediabox == pdf.pdf.pages[0].mediabox


def test_it_is_a_copy_without_a_seal(letters, pdf):
    assert "/AcroForm" in ReadPdf(letters[0]).pdf.Root
    assert "/AcroForm" not in pdf.pdf.Root
    kinds = {
        str(one.get("/Subtype"))
        for page in pdf.pdf.pages
        for one in page.obj.get("/Annots", [])
    }
    assert "/Widget" not in kinds
    assert b"/ByteRange" not in joined(letters, "x")


def test_no_page_points_at_tags_that_stayed_behind(pdf):
    assert "/StructTreeRoot" not in pdf.pdf.Root
    assert not any("/StructParents" in page.obj for page in pdf.pdf.pages)


def test_it_has_a_name_and_the_same_bytes_each_time(letters, pdf):
    assert str(pdf.pdf.docinfo.Title) == "Post, bundel 7"
    assert joined(letters, "x") == joined(letters, "x")
