"""Letters as PDF/A-3a: tagged for screen readers, complete in itself, for the archive.

WeasyPrint is loaded at the first letter, not at start: a web process never makes one,
and would carry 60 MB and Pango for nothing.
"""

from chameleon import PageTemplateFile
from collective.eloket.documents.errors import LetterReachesOutError
from collective.eloket.documents.interfaces import ILetterRenderer
from collective.eloket.documents.model import LetterContent
from functools import cache
from pathlib import Path
from typing import Any
from zope.interface import implementer

import os


LETTERS = Path(__file__).parent / "letters"

#: ISO 19005-3, conformance level A: tagged, so that it can be read aloud.
VARIANT = "pdf/a-3a"

_template = PageTemplateFile(str(LETTERS / "letter.pt"))


@implementer(ILetterRenderer)
class LetterRenderer:
    """See ILetterRenderer."""

    def render(self, letter: LetterContent) -> bytes:
        """See ILetterRenderer."""
        return pdf_of(_template(letter=letter), letter)


def pdf_of(html: str, letter: LetterContent) -> bytes:
    """Return the PDF of a page that may ask for nothing but the letter's images.

    :raises LetterReachesOutError: it asks for more.
    """
    from collective.eloket.documents.fetcher import ClosedFetcher
    from collective.eloket.documents.fetcher import FatalURLFetchingError
    from weasyprint import HTML

    fetcher = ClosedFetcher(letter.images)
    try:
        made = HTML(string=html, url_fetcher=fetcher).write_pdf(
            stylesheets=[_stylesheet()], font_config=_fonts(), pdf_variant=VARIANT
        )
    except FatalURLFetchingError:
        # a BaseException of WeasyPrint's: it would end the worker
        raise LetterReachesOutError from None
    if fetcher.refused:
        raise LetterReachesOutError
    return made


@cache
def _fonts() -> Any:
    from weasyprint.text.fonts import FontConfiguration

    # without libharfbuzz-subset, fontTools writes the moment into each font; told so,
    # it writes this one, and the same letter has the same bytes
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    # one per process: each further one keeps 0.35 MB for ever
    return FontConfiguration()


@cache
def _stylesheet() -> Any:
    from weasyprint import CSS

    text = (LETTERS / "letter.css").read_text(encoding="utf-8")
    return CSS(string=text, font_config=_fonts())
