"""Which files a question takes: kinds that an editor chooses, judged by content."""

from collections.abc import Iterable
from collective.eloket import _
from collective.eloket.catalogue import office
from collective.eloket.catalogue.model import Upload
from collective.eloket.catalogue.pictures import is_too_large
from collective.eloket.catalogue.problems import Problem
from dataclasses import dataclass
from dataclasses import replace
from zope.i18nmessageid import Message


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file that clerks can open; ``suffixes`` help a browser to choose."""

    title: str
    content_type: str
    suffixes: tuple[str, ...]


#: Short name → kind. Nothing in them runs; see ``office`` for the packed ones.
FILE_KINDS = {
    "pdf": FileKind("PDF", "application/pdf", (".pdf",)),
    "jpg": FileKind("JPG", "image/jpeg", (".jpg", ".jpeg")),
    "png": FileKind("PNG", "image/png", (".png",)),
    "docx": FileKind(
        "Word (DOCX)", f"{office.OFFICE}wordprocessingml.document", (".docx",)
    ),
    "odt": FileKind("ODT", f"{office.OPEN}text", (".odt",)),
    "xlsx": FileKind("Excel (XLSX)", f"{office.OFFICE}spreadsheetml.sheet", (".xlsx",)),
    "ods": FileKind("ODS", f"{office.OPEN}spreadsheet", (".ods",)),
}
#: What a question takes when nobody chose.
USUAL = ("pdf", "jpg", "png")
#: The same as media types, for files that belong to no question.
FILE_TYPES = tuple(FILE_KINDS[name].content_type for name in USUAL)

#: A zip that was not looked into yet; nothing takes it as such.
PACKED = "application/zip"

WRONG_FILE = _(
    "problem_wrong_file",
    default="We cannot take this file. Choose one of these kinds: ${kinds}.",
)
UNSAFE_FILE = _(
    "problem_unsafe_file",
    default="We do not take this file: it has macros or other parts that run, or it "
    "unpacks to too much. Save it as PDF and choose that one.",
)
HUGE_PICTURE = _(
    "problem_huge_picture",
    default="This picture is larger than any photo or scan, so we do not take it. Save "
    "it smaller, or take a photo of it.",
)


def kinds_named(names: Iterable[str]) -> tuple[str, ...]:
    """Return those that there are, in our order; the usual ones when none is left."""
    wanted = set(names)
    return tuple(name for name in FILE_KINDS if name in wanted) or USUAL


def titles_of(names: Iterable[str]) -> str:
    """Return what kinds are called, in one line; the same in all languages."""
    return ", ".join(FILE_KINDS[name].title for name in names)


def accept_of(names: Iterable[str]) -> str:
    """Return what a browser offers to choose (HTML, 4.10.5.1.17)."""
    return ",".join(one for name in names for one in FILE_KINDS[name].suffixes)


def types_of(names: Iterable[str]) -> list[str]:
    """Return their media types."""
    return [FILE_KINDS[name].content_type for name in names]


def judged(upload: Upload, names: Iterable[str]) -> Upload:
    """Return the file with the type that its content tells.

    :raises Problem: it is of none of these kinds, or nobody should open it.
    """
    if upload.content_type == PACKED:
        try:
            found = office.office_type(upload.data)
        except office.UnsafeDocumentError:
            raise Problem(UNSAFE_FILE) from None
        upload = replace(upload, content_type=found or PACKED)
    if upload.content_type not in types_of(names):
        raise Problem(Message(WRONG_FILE, mapping={"kinds": titles_of(names)}))
    if is_too_large(upload.data, upload.content_type):
        raise Problem(HUGE_PICTURE)
    return upload
