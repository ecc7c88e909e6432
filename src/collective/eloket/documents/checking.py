"""QR code and code at the bottom of a letter."""

from collective.eloket import _
from collective.eloket.documents.model import Check
from collective.eloket.documents.model import LetterContent
from dataclasses import replace
from functools import partial
from io import BytesIO
from urllib.parse import urlsplit
from zope.i18n import translate

import segno


#: Name under which the letter's template asks for the QR code.
QR = "qr"
#: Pixels to a side of a module: 300 dots to the inch at the size of the letter.
PIXELS = 8


def with_check(letter: LetterContent, code: str, address: str) -> LetterContent:
    """Return the letter with a code; ``address``: of the page that checks it."""
    say = partial(translate, target_language=letter.language)
    parts = urlsplit(address)
    sealed_by = _(
        "letter_sealed_by",
        default="Sealed electronically by ${municipality}. The seal is in the PDF "
        "file. A print is a copy.",
        mapping={"municipality": letter.municipality},
    )
    where = _(
        "letter_check_where",
        default="Check this document: scan the QR code, or type the code at ${address}",
        mapping={"address": parts.netloc + parts.path},
    )
    alt = _("letter_qr_alt", default="QR code to check this document")
    check = Check(code, address, say(sealed_by), say(where), say(alt))
    drawn = ("image/png", qr_code(f"{address}/{code}"))
    return replace(letter, check=check, images={**letter.images, QR: drawn})


def qr_code(text: str) -> bytes:
    """Return a QR code as PNG (ISO/IEC 18004); a seventh of it may be spoiled.

    Drawn as SVG it took a seventh of a whole letter's time.
    """
    out = BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="png", border=4, scale=PIXELS
    )
    return out.getvalue()
