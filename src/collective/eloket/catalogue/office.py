"""Packed documents of word processors and sheets: what they are, and if they are safe.

A clerk opens them, so nothing in them may run, and they must not unpack to much more
than was sent.
"""

from defusedxml import DefusedXmlException
from defusedxml import ElementTree
from xml.etree.ElementTree import ParseError

import io
import re
import zipfile
import zlib


#: First bytes of a zip with something in it (APPNOTE.TXT, 4.3.7).
SIGNATURE = b"PK\x03\x04"

#: All entries together, unpacked; a document of 10 MB is mostly pictures.
LARGEST_UNPACKED_BYTES = 50 * 1024 * 1024
#: Unpacked to packed, above a size that harms nobody; text packs 10 to 30 times.
LARGEST_RATIO = 100
HARMLESS_BYTES = 2 * 1024 * 1024
MOST_ENTRIES = 2000
LONGEST_NAME = 200
CHUNK_BYTES = 64 * 1024

#: Part that says what the others are (ECMA-376 part 2, 7.2.3).
CONTENT_TYPES = "[Content_Types].xml"
#: Type of the main part → type of the file (ECMA-376 part 1, 11.3.10 and 12.3.23).
OFFICE = "application/vnd.openxmlformats-officedocument."
MAIN_PARTS = {
    f"{OFFICE}{kind}.main+xml": f"{OFFICE}{kind}"
    for kind in ("wordprocessingml.document", "spreadsheetml.sheet")
}
#: First entry of an OpenDocument file, not packed (OpenDocument 1.3 part 2, 3.3).
MIMETYPE = "mimetype"
OPEN = "application/vnd.oasis.opendocument."
OPEN_TYPES = frozenset({f"{OPEN}text", f"{OPEN}spreadsheet"})

#: Words in the type of a part that runs: macros, controls, embedded programs.
RUNNING_TYPES = ("macroenabled", "vba", "activex", "oleobject")
#: The same in the names of entries; OpenDocument keeps macros in two folders.
RUNNING_NAMES = (
    *("vbaproject", "vbadata", "activex", "oleobject"),
    *("/basic/", "/scripts/"),
)
#: Elements of an OpenDocument that call a macro (OpenDocument 1.3 part 3, 14.4).
RUNNING_ELEMENTS = ("event-listener", "script")
#: What may lead out of the file, as it waits for a click: a template from elsewhere
#: has macros, a picture from elsewhere tells who opened the file, and when.
OUTER_RELATIONS = frozenset({"hyperlink"})
OUTER_ELEMENTS = frozenset({"a"})
HREF = "{http://www.w3.org/1999/xlink}href"
OUTER = re.compile(r"\s*(?:[a-z][a-z0-9+.-]+:|//|\\\\)", re.IGNORECASE)

#: What ``zipfile`` raises for bytes that are no sound archive.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    UnicodeError,
    ValueError,
)


class UnsafeDocumentError(Exception):
    """It unpacks to too much, or something in it would run; text for operators."""


def office_type(data: bytes) -> str | None:
    """Return the media type of a packed document, by its content; None: it is none.

    :raises UnsafeDocumentError: it is one, or a zip, that nobody should open.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = _parts_of(archive, len(data))
    except BROKEN:
        return None
    try:
        return _open_document(parts) or _office_document(parts)
    except (ParseError, DefusedXmlException):
        return None


def _parts_of(archive: zipfile.ZipFile, packed_bytes: int) -> dict[str, bytes]:
    """Return the parts that tell something; all are unpacked once, and counted."""
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise UnsafeDocumentError("too many entries")
    _check_names(entries)
    by_ratio = max(HARMLESS_BYTES, packed_bytes * LARGEST_RATIO)
    left = min(LARGEST_UNPACKED_BYTES, by_ratio)
    if sum(entry.file_size for entry in entries) > left:
        raise UnsafeDocumentError("unpacks to too much")
    parts = {}
    for number, entry in enumerate(entries):
        told = _tells(entry.filename) and (number == 0 or entry.filename != MIMETYPE)
        found = _unpacked(archive, entry, left)
        left -= len(found)
        if told:
            parts[entry.filename] = found
    return parts


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes:
    """Return an entry; its check sum is looked at, whatever its header says."""
    with archive.open(entry) as opened:
        found = opened.read(left + 1)
        if len(found) > left:
            raise UnsafeDocumentError("unpacks to too much")
    return found


def _check_names(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if len({name.casefold() for name in names}) < len(names):
        raise UnsafeDocumentError("a name twice")
    for entry in entries:
        name = entry.filename
        # zipfile cuts a name at a zero byte and turns a backslash round
        raw = entry.orig_filename
        outside = name.startswith("/") or ":" in name or ".." in name.split("/")
        if outside or raw != name or "\\" in raw or not name.isprintable():
            raise UnsafeDocumentError("a name that leads elsewhere")
        if not 0 < len(name) <= LONGEST_NAME:
            raise UnsafeDocumentError("a name that is too long")
        if entry.flag_bits & 1:
            raise UnsafeDocumentError("it is locked")
        if any(word in f"/{name.casefold()}" for word in RUNNING_NAMES):
            raise UnsafeDocumentError("a part that runs")


def _tells(name: str) -> bool:
    return name in (CONTENT_TYPES, MIMETYPE) or name.casefold().endswith(
        (".rels", "content.xml", "styles.xml", "settings.xml", "manifest.xml")
    )


def _office_document(parts: dict[str, bytes]) -> str | None:
    """Return the type of a document by ECMA-376."""
    if CONTENT_TYPES not in parts:
        return None
    listed = ElementTree.fromstring(parts[CONTENT_TYPES], forbid_dtd=True)
    types = [one.get("ContentType", "") for one in listed]
    for one in types:
        if any(word in one.casefold() for word in RUNNING_TYPES):
            raise UnsafeDocumentError("a part that runs")
    for name, data in parts.items():
        if name.casefold().endswith(".rels"):
            _check_relations(data)
    found = {MAIN_PARTS[one] for one in types if one in MAIN_PARTS}
    return found.pop() if len(found) == 1 else None


def _check_relations(data: bytes) -> None:
    """Refuse what is fetched from elsewhere when the file is opened."""
    for one in ElementTree.fromstring(data, forbid_dtd=True):
        kind = one.get("Type", "").rpartition("/")[2].casefold()
        outer = one.get("TargetMode", "").casefold() == "external"
        if kind == "vbaproject" or (outer and kind not in OUTER_RELATIONS):
            raise UnsafeDocumentError("a relation that runs")


def _open_document(parts: dict[str, bytes]) -> str | None:
    """Return the type of a document by OpenDocument."""
    found = parts.get(MIMETYPE, b"").decode("ascii", "replace")
    if found not in OPEN_TYPES:
        return None
    for name, data in parts.items():
        if name.casefold().endswith(".xml"):
            _check_elements(data)
    return found


def _check_elements(data: bytes) -> None:
    """Refuse elements that call a macro, or fetch something from elsewhere."""
    for _event, one in ElementTree.iterparse(io.BytesIO(data), forbid_dtd=True):
        name = one.tag.rpartition("}")[2]
        outer = name not in OUTER_ELEMENTS and OUTER.match(one.get(HREF, ""))
        if name in RUNNING_ELEMENTS or outer:
            raise UnsafeDocumentError("an element that runs")
        one.clear()
