"""Packed documents as word processors make them: a good one, and changes to it."""

import io
import struct
import zipfile
import zlib


OFFICE = "application/vnd.openxmlformats-officedocument"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OPEN = "urn:oasis:names:tc:opendocument:xmlns"
DOCX = f"{OFFICE}.wordprocessingml.document"
ODT = "application/vnd.oasis.opendocument.text"


def packed(parts: dict[str, str | bytes], stored: tuple[str, ...] = ()) -> bytes:
    """Return a zip of these parts, in their order; ``stored`` are not packed."""
    found = io.BytesIO()
    with zipfile.ZipFile(found, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            how = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(name, data, how)
    return found.getvalue()


def png(width: int, height: int) -> bytes:
    """Return the head of a picture of that many dots, with nothing drawn on it."""

    def chunk(name: bytes, data: bytes) -> bytes:
        size, check = len(data), zlib.crc32(name + data)
        return struct.pack(">I4s", size, name) + data + struct.pack(">I", check)

    # one bit per dot; see PNG (ISO/IEC 15948), 11.2.2
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = {b"IHDR": head, b"IDAT": zlib.compress(b""), b"IEND": b""}
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts.items())


def content_types(*types: str) -> str:
    """Return the part of a docx that says what the others are."""
    lines = "".join(
        f'<Override PartName="/p{number}" ContentType="{one}"/>'
        for number, one in enumerate(types)
    )
    return f'<?xml version="1.0"?><Types xmlns="{TYPES}">{lines}</Types>'


def relations(kind: str, target: str, mode: str = "External") -> str:
    """Return the relations of a part: one."""
    return (
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r1" '
        f'Type="{KINDS}/{kind}" Target="{target}" TargetMode="{mode}"/></Relationships>'
    )


def docx(changes: dict[str, str | bytes] | None = None, main: str = DOCX) -> bytes:
    """Return a docx; ``changes`` are further parts, or others in place of its own."""
    good = {
        "[Content_Types].xml": content_types(f"{main}.main+xml"),
        "_rels/.rels": relations("officeDocument", "word/document.xml", "Internal"),
        "word/document.xml": "<w:document xmlns:w='urn:w'>Brief</w:document>",
        "word/_rels/document.xml.rels": relations("hyperlink", "https://a.example"),
    }
    return packed(good | (changes or {}))


def body(inner: str = "") -> str:
    """Return the content of an odt."""
    return (
        f'<office:document-content xmlns:office="{OPEN}:office:1.0" '
        f'xmlns:text="{OPEN}:text:1.0" xmlns:draw="{OPEN}:drawing:1.0" '
        f'xmlns:script="{OPEN}:script:1.0" '
        'xmlns:xlink="http://www.w3.org/1999/xlink">'
        f"<office:scripts/><office:body>{inner}"
        '<text:a xlink:href="https://a.example">x</text:a>'
        '<draw:image xlink:href="Pictures/1.png"/>'
        "</office:body></office:document-content>"
    )


def odt(changes: dict[str, str | bytes] | None = None, mimetype: str = ODT) -> bytes:
    """Return an odt; see ``docx``."""
    good = {"mimetype": mimetype, "content.xml": body(), "styles.xml": "<s/>"}
    return packed(good | (changes or {}), stored=("mimetype",))
