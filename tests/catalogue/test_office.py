"""Packed documents are known by their content, and refused when they could do harm."""

from collective.eloket.catalogue import office
from collective.eloket.catalogue.filekinds import accept_of
from collective.eloket.catalogue.filekinds import FILE_KINDS
from collective.eloket.catalogue.filekinds import judged
from collective.eloket.catalogue.filekinds import kinds_named
from collective.eloket.catalogue.filekinds import UNSAFE_FILE
from collective.eloket.catalogue.filekinds import USUAL
from collective.eloket.catalogue.filekinds import WRONG_FILE
from collective.eloket.catalogue.office import office_type
from collective.eloket.catalogue.office import UnsafeDocumentError
from collective.eloket.catalogue.problems import Problem
from collective.eloket.catalogue.uploads import make_upload
from tests.catalogue.packed import body
from tests.catalogue.packed import content_types
from tests.catalogue.packed import DOCX
from tests.catalogue.packed import docx
from tests.catalogue.packed import ODT
from tests.catalogue.packed import odt
from tests.catalogue.packed import OFFICE
from tests.catalogue.packed import packed
from tests.catalogue.packed import relations

import pytest
import zipfile


XLSX = f"{OFFICE}.spreadsheetml.sheet"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
VBA = "application/vnd.ms-office.vbaProject"


@pytest.mark.parametrize(
    "data, found",
    [
        (docx(), DOCX),
        (docx(main=XLSX), XLSX),
        (odt(), ODT),
        (odt(mimetype=ODS), ODS),
        (docx({"word/media/image1.png": b"\x89PNG" * 9}), DOCX),
        (docx({"word/embeddings/chart.xlsx": b"x"}), DOCX),
    ],
    ids=["docx", "xlsx", "odt", "ods", "with a picture", "with a chart"],
)
def test_a_document_is_known_by_its_content(data, found):
    assert office_type(data) == found


def broken(data: bytes) -> bytes:
    """Return a zip of which a byte in the middle is another one."""
    place = data.index(b"Brief") if b"Brief" in data else 60
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04",
        docx()[:-40],
        broken(odt()),
        packed({"a.txt": "a"}),
        packed({"word/document.xml": "<a/>"}),
        docx(main=f"{OFFICE}.presentationml.presentation"),
        docx(
            {
                "[Content_Types].xml": content_types(
                    f"{DOCX}.main+xml", f"{XLSX}.main+xml"
                )
            }
        ),
        docx({"[Content_Types].xml": "no xml"}),
        docx({"[Content_Types].xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}),
        odt(mimetype="application/vnd.oasis.opendocument.presentation"),
        odt(mimetype="application/epub+zip"),
        packed({"content.xml": body(), "mimetype": ODT}),
        odt({"content.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}),
    ],
    ids=[
        *("nothing", "only a start", "cut off", "changed", "a zip", "no types"),
        *("slides", "two things", "no xml", "entities", "open slides", "a book"),
        *("mimetype not first", "entities in an odt"),
    ],
)
def test_what_is_no_such_document_is_none(data):
    assert office_type(data) is None


def locked() -> bytes:
    """Return a docx whose entries say that they are locked."""
    data = bytearray(docx())
    place = data.index(b"PK\x01\x02")
    data[place + 8] |= 1
    return bytes(data)


def twice() -> bytes:
    """Return a zip with a name twice, in two ways of writing."""
    return docx({"WORD/document.xml": "<other/>"})


def lying() -> bytes:
    """Return a docx of which a part says that it is small, and is large."""
    data = bytearray(docx({"word/large.xml": b"0" * 9_000_000}))
    start = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/large.xml"))
    data[start + 24 : start + 28] = (100).to_bytes(4, "little")
    return bytes(data)


def rels(kind: str, target: str) -> dict:
    """Return a relation that leads out of a docx."""
    return {"word/_rels/settings.xml.rels": relations(kind, target)}


UNSAFE = {
    "macros by name": docx({"word/vbaProject.bin": b"x"}),
    "macros by type": docx({"[Content_Types].xml": content_types(MACROS)}),
    "a part of macros": docx(
        {"[Content_Types].xml": content_types(f"{DOCX}.main+xml", VBA)}
    ),
    "macros by relation": docx(rels("vbaProject", "x.bin")),
    "a control": docx({"word/activeX/activeX1.xml": "<a/>"}),
    "an embedded program": docx({"word/embeddings/oleObject1.bin": b"x"}),
    "a template from elsewhere": docx(rels("attachedTemplate", "https://b.example/t")),
    "a picture from elsewhere": docx(rels("image", "file://b.example/p.png")),
    "macros of an odt": odt({"Basic/Standard/Module1.xml": "<a/>"}),
    "scripts of an odt": odt({"Scripts/python/a.py": "x"}),
    "a macro that is called": odt(
        {"content.xml": body("<script:event-listener script:language='x'/>")}
    ),
    "a script in the text": odt({"content.xml": body("<text:script>x</text:script>")}),
    "a picture of an odt from elsewhere": odt(
        {"content.xml": body('<draw:image xlink:href="https://b.example/p.png"/>')}
    ),
    "a picture from a share": odt(
        {"content.xml": body('<draw:image xlink:href="//b.example/p.png"/>')}
    ),
    "a bomb": docx({"word/large.xml": b"0" * 60_000_000}),
    "a small bomb": docx({"word/large.xml": b"0" * 9_000_000}),
    "too many parts": packed({f"a{number}": "" for number in range(2001)}),
    "a way up": docx({"../evil.xml": "<a/>"}),
    "a way from the root": docx({"/etc/passwd": "x"}),
    "a drive": docx({"C:evil.xml": "x"}),
    "a name that does not print": docx({"word/\u202egnp.xml": "x"}),
    "a long name": docx({"word/" + "a" * 300: "x"}),
    "a name twice": twice(),
    "locked": locked(),
}


@pytest.mark.parametrize("data", UNSAFE.values(), ids=UNSAFE)
def test_what_could_do_harm_is_refused(data):
    with pytest.raises(UnsafeDocumentError):
        office_type(data)


def test_a_part_that_lies_about_its_size_is_not_believed():
    assert office_type(lying()) is None


def test_nothing_is_unpacked_that_is_too_much(monkeypatch):
    opened = []
    real = zipfile.ZipFile.open
    monkeypatch.setattr(
        zipfile.ZipFile, "open", lambda *args: opened.append(1) or real(*args)
    )
    with pytest.raises(UnsafeDocumentError):
        office_type(UNSAFE["a bomb"])
    assert opened == []


def test_every_kind_of_the_list_is_told_by_some_content():
    known = {*office.MAIN_PARTS.values(), *office.OPEN_TYPES}
    known |= {"application/pdf", "image/jpeg", "image/png"}
    assert {kind.content_type for kind in FILE_KINDS.values()} == known


@pytest.mark.parametrize(
    "names, kinds",
    [
        (["odt", "pdf"], ("pdf", "odt")),
        ([], USUAL),
        (["exe"], USUAL),
        (["exe", "docx"], ("docx",)),
    ],
)
def test_only_kinds_of_the_list_can_be_chosen(names, kinds):
    assert kinds_named(names) == kinds
    assert all(one.startswith(".") for one in accept_of(kinds).split(","))


@pytest.mark.parametrize(
    "data, names, words",
    [
        (docx(), USUAL, WRONG_FILE),
        (odt(), ("docx",), WRONG_FILE),
        (b"%PDF-1.7", ("docx",), WRONG_FILE),
        (b"MZ", ("docx", "pdf"), WRONG_FILE),
        (packed({"a": "a"}), tuple(FILE_KINDS), WRONG_FILE),
        (UNSAFE["macros by name"], ("docx",), UNSAFE_FILE),
        (UNSAFE["a bomb"], USUAL, UNSAFE_FILE),
    ],
)
def test_a_file_of_another_kind_is_told_so(data, names, words):
    with pytest.raises(Problem) as refused:
        judged(make_upload("brief.docx", data), names)
    assert refused.value.message == words


def test_a_file_is_kept_with_the_type_that_its_content_tells():
    upload = make_upload("brief.pdf", docx())
    assert judged(upload, ("docx",)).content_type == DOCX
