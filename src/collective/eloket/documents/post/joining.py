"""Letters joined to one file for a printer: a rendition, with no seal in it."""

from collections.abc import Iterable
from contextlib import ExitStack
from io import BytesIO
from typing import Any


#: What of a page belongs to the file it came from: tags and their order.
OF_FILE = ("/StructParents", "/Tabs")
#: All fields of a file's forms, a seal's among them.
FORM = "/AcroForm"
#: Kind of annotation that a field of a form is, a seal's too.
WIDGET = "/Widget"


def joined(letters: Iterable[bytes], title: str) -> bytes:
    """Return the pages of all letters as one PDF, called ``title``.

    Each letter begins on the front of a sheet, so that two never share one when the
    printer uses both sides. Seals, tags and attachments stay behind: what is printed is
    a copy, and the sealed file lies in the case.
    """
    # a process that prints nothing does not carry it
    import pikepdf

    with ExitStack() as open_ones, pikepdf.new() as out:
        for data in letters:
            letter = open_ones.enter_context(pikepdf.open(BytesIO(data)))
            size = letter.pages[0].mediabox
            for page in letter.pages:
                _take_off(page)
            if FORM in letter.Root:
                del letter.Root[FORM]
            out.pages.extend(letter.pages)
            if len(letter.pages) % 2:
                out.add_blank_page(page_size=(float(size[2]), float(size[3])))
        out.docinfo["/Title"] = title
        made = BytesIO()
        out.save(made, deterministic_id=True)
    return made.getvalue()


def _take_off(page: Any) -> None:
    """Take off what means nothing without its file: the seal's field, tags."""
    for name in OF_FILE:
        if name in page.obj:
            del page.obj[name]
    if "/Annots" not in page.obj:
        return
    kept = [one for one in page.obj.Annots if str(one.get("/Subtype")) != WIDGET]
    page.obj.Annots = kept
