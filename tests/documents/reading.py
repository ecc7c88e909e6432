"""Reads a PDF as a checker would: its text, its tags, its promises."""

from io import BytesIO

import pikepdf
import re


class ReadPdf:
    """An opened PDF."""

    def __init__(self, data: bytes) -> None:
        self.pdf = pikepdf.open(BytesIO(data))

    @property
    def text(self) -> str:
        """The words of all pages in reading order, glyphs turned back into letters."""
        return " ".join(
            "".join(_page_text(page)).replace("\xad", "") for page in self.pdf.pages
        )

    @property
    def tags(self) -> list[str]:
        """The kinds of the structure's elements, in reading order."""
        return list(_tags(self.pdf.Root.StructTreeRoot))

    @property
    def fonts(self) -> list[pikepdf.Object]:
        """The descriptors of all fonts in use."""
        found = []
        for page in self.pdf.pages:
            for font in page.resources.get("/Font", {}).values():
                found.append(font.DescendantFonts[0].FontDescriptor)
        return found

    @property
    def metadata(self) -> dict:
        """The XMP metadata."""
        with self.pdf.open_metadata() as found:
            return dict(found)

    @property
    def attachments(self) -> list[str]:
        """Names of the files inside."""
        return list(self.pdf.attachments)


def _tags(element):
    children = element.get("/K", [])
    if not isinstance(children, pikepdf.Array):
        children = [children]
    for child in children:
        if isinstance(child, pikepdf.Dictionary) and "/S" in child:
            yield str(child.S)
            yield from _tags(child)


def _page_text(page):
    tables = {
        name: _letters(font.ToUnicode.read_bytes().decode("ascii"))
        for name, font in page.resources.get("/Font", {}).items()
    }
    current = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "Tf":
                current = tables[str(operands[0])]
            case "Tj":
                yield _decoded(bytes(operands[0]), current)
            case "TJ":
                for part in operands[0]:
                    if isinstance(part, pikepdf.String):
                        yield _decoded(bytes(part), current)
            case "ET":
                yield " "


def _decoded(glyphs: bytes, letters: dict[int, str]) -> str:
    numbers = (int.from_bytes(glyphs[at : at + 2]) for at in range(0, len(glyphs), 2))
    return "".join(letters.get(number, "?") for number in numbers)


def _letters(table: str) -> dict[int, str]:
    pairs = re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", table)
    return {
        int(glyph, 16): bytes.fromhex(letters).decode("utf-16-be")
        for glyph, letters in pairs
    }
