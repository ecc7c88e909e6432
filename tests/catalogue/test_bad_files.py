"""Files that are not taken: pages and REST say why, and nothing of the rest is lost."""

from collective.eloket.cases.dossier import open_dossier
from collective.eloket.cases.service import find_case
from collective.eloket.catalogue.easyform.factory import set_fields
from collective.eloket.catalogue.interfaces import IVirusScanner
from collective.eloket.catalogue.questions import LARGEST_FILE_BYTES
from collective.eloket.catalogue.scanning import Clamd
from contextlib import ExitStack
from tests.catalogue.clamd import FakeClamd
from tests.catalogue.clamd import running
from tests.catalogue.house import MODEL
from tests.catalogue.packed import DOCX
from tests.catalogue.packed import docx
from tests.catalogue.packed import odt
from tests.catalogue.packed import png
from tests.catalogue.served import hidden
from zope.component import getGlobalSiteManager
from zope.component import getUtility

import base64
import html
import io
import pytest
import transaction
import zipfile


def bomb() -> bytes:
    """Return a small zip that unpacks to much."""
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a", b"0" * 5_000_000)
    return found.getvalue()


#: file → the words, in Dutch.
FILES = {
    "too big": (
        b"%PDF-" + b"0" * LARGEST_FILE_BYTES,
        "bewijs.pdf is te groot. Kies",
    ),
    "empty": (b"", "leeg"),
    "another type": (b"MZ\x90\x00", "PDF, JPG, PNG"),
    "html that says it is a pdf": (b"<script>alert(1)</script>", "PDF, JPG, PNG"),
    "a document that nobody chose": (docx(), "PDF, JPG, PNG"),
    "macros": (docx({"word/vbaProject.bin": b"x"}), "macro"),
    "picture bomb": (png(60_000, 60_000), "groter dan een foto of scan"),
    "zip bomb": (bomb(), "pakt uit tot te veel"),
    "virus": (b"%PDF-1.7 " + FakeClamd.VIRUS, "er zit een virus in"),
}


@pytest.fixture
def scanned(served):
    """The served site with a clamd behind it; gives the site, and a way to stop it."""
    manager = getGlobalSiteManager()
    before = getUtility(IVirusScanner)
    with ExitStack() as stack:
        address = stack.enter_context(running(FakeClamd()))
        manager.registerUtility(Clamd(address, 2), IVirusScanner)
        yield served, stack.close
    manager.registerUtility(before, IVirusScanner)


def by_page(served, data):
    file = ("bewijs.pdf", data, "application/pdf")
    return served.send(
        served.citizen(), {"vraag.copies": "3"}, files={"vraag.proof": file}
    )


def by_program(served, data):
    proof = {"filename": "bewijs.pdf", "data": base64.b64encode(data).decode()}
    body = {"answers": {"reason": "rent", "proof": proof}, "channel": "download"}
    return served.program().post(f"{served.url}/@eloket-cases", json=body)


@pytest.mark.parametrize("data, words", FILES.values(), ids=FILES)
def test_a_bad_file_is_refused_in_words_and_the_answers_stay(scanned, data, words):
    served, _stop = scanned
    page = by_page(served, data)
    assert page.status_code == 400
    assert words in page.text and 'value="3"' in page.text
    answer = by_program(served, data)
    assert answer.status_code in (400, 413), answer.text
    assert served.number_of_cases() == 0
    # nothing of it is kept for later either
    assert "bewijs.pdf" not in served.citizen().get(served.page).text


def test_while_nobody_can_look_no_file_is_taken(scanned):
    served, stop = scanned
    stop()
    page = by_page(served, b"%PDF-1.7")
    assert page.status_code == 400
    assert "nu niet nakijken op virussen" in page.text and 'value="3"' in page.text
    assert by_program(served, b"%PDF-1.7").status_code == 400
    assert served.number_of_cases() == 0


def test_a_clean_file_passes(scanned):
    served, _stop = scanned
    assert by_page(served, b"%PDF-1.7").status_code == 303
    assert by_program(served, b"%PDF-1.7").status_code == 201
    assert served.number_of_cases() == 2


ODD = {
    "10,000 characters": "x" * 10_001,
    "written backwards": "\u202etxet",
    "no unicode": "\ud800",
    "a nul": "a\x00b",
}
FINE = {
    "html": "<script>alert(1)</script>",
    "emoji": "😀 Noor",
    "hebrew": "שלום",
    "quotes": "\"';--",
}


@pytest.mark.parametrize("text", FINE.values(), ids=FINE)
def test_odd_text_that_people_may_write_is_kept_and_shown_as_text(served, text):
    answer = served.send(served.citizen(), {"vraag.phone": text})
    assert answer.status_code == 303
    page = served.citizen().get(answer.headers["Location"].replace("/bevestiging", ""))
    assert page.status_code == 200 and "<script>alert(1)" not in page.text
    body = {"answers": {"reason": "rent", "phone": text}, "channel": "download"}
    sent = served.program().post(f"{served.url}/@eloket-cases", json=body)
    assert sent.status_code == 201


@pytest.mark.parametrize("text", ODD.values(), ids=ODD)
def test_text_that_cannot_be_is_refused_in_words(served, text):
    body = {"answers": {"reason": "rent", "phone": text}, "channel": "download"}
    sent = served.program().post(f"{served.url}/@eloket-cases", json=body)
    assert sent.status_code == 400
    if "\ud800" not in text:
        page = served.send(served.citizen(), {"vraag.phone": text, "vraag.copies": "3"})
        assert page.status_code == 400 and 'value="3"' in page.text


@pytest.mark.parametrize("data", [b"\xff\xfe", b"vraag.reason=%ff%fe&_csrf=%00"])
def test_a_wrong_encoding_is_no_defect(served, data):
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    answer = served.citizen().post(
        served.page, data=data, headers=headers, allow_redirects=False
    )
    assert answer.status_code < 500
    assert served.number_of_cases() == 0


class TestChosenKinds:
    """An editor chose what a question takes: page and server keep to it."""

    @pytest.fixture
    def word(self, scanned):
        served, _stop = scanned
        transaction.begin()
        name = 'type="plone.namedfile.field.NamedBlobFile"'
        set_fields(
            served.document, MODEL.replace(name, f'{name} eloket:files="docx pdf"')
        )
        transaction.commit()
        return served

    def test_the_page_and_the_schema_say_which(self, word):
        page = word.citizen().get(word.page).text
        assert 'accept=".pdf,.docx"' in page and "PDF, Word (DOCX)" in page
        schema = word.program().get(f"{word.url}/@eloket-form").json()["schema"]
        assert schema["properties"]["proof"]["x-accept"] == ["application/pdf", DOCX]

    @pytest.mark.parametrize("data", [docx(), b"%PDF-1.7"], ids=["docx", "pdf"])
    def test_they_are_taken(self, word, data):
        assert by_page(word, data).status_code == 303
        assert by_program(word, data).status_code == 201
        assert word.number_of_cases() == 2

    @pytest.mark.parametrize(
        "data, words",
        [
            (odt(), "PDF, Word (DOCX)"),
            (b"\x89PNG\r\n\x1a\n", "PDF, Word (DOCX)"),
            (docx({"word/vbaProject.bin": b"x"}), "macro"),
        ],
        ids=["odt", "png", "macros"],
    )
    def test_others_are_not(self, word, data, words):
        page = by_page(word, data)
        assert page.status_code == 400 and words in html.unescape(page.text)
        assert by_program(word, data).status_code == 400
        assert word.number_of_cases() == 0

    def test_a_docx_that_was_kept_is_sent_as_such(self, word):
        file = ("brief.docx", docx(), "application/octet-stream")
        client = word.citizen()
        refused = word.send(client, {"vraag.reason": ""}, files={"vraag.proof": file})
        assert refused.status_code == 400 and "brief.docx" in refused.text
        names = ("_csrf", "sleutel", "bewaard.proof")
        fields = {name: hidden(refused, name) for name in names}
        sent = client.post(
            word.page, data=fields | {"vraag.reason": "rent"}, allow_redirects=False
        )
        assert sent.status_code == 303
        transaction.begin()
        (reference,) = word.references()
        (file,) = open_dossier(find_case(reference)).files
        assert file == {"name": "brief.docx", "content_type": DOCX}
