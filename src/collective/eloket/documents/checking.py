"""QR code and code at the bottom of a letter."""

from collective.eloket import _
from collective.eloket.documents.model import Check
from collective.eloket.documents.model import LetterContent
from dataclasses import replace
from functools import partial
from io import BytesIO
from itertools import chain
from PIL import Image
from PIL import ImageOps
from urllib.parse import urlsplit
from zope.i18n import translate

import segno


#: Name under which the letter's template asks for the QR code.
QR = "qr"
#: Pixels to a side of a module: 200 dots to the inch at the size of the letter.
PIXELS = 4
#: Modules of nothing around it, and the grey that is white.
BORDER, WHITE = 4, 255


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

    In shades of grey, which a PDF takes as they are: of one bit, WeasyPrint makes three
    colours first. Drawn as SVG it took a seventh of a whole letter's time.
    """
    modules = segno.make(text, error="m", micro=False).matrix
    inside = Image.frombytes("L", (len(modules),) * 2, bytes(chain(*modules)))
    drawn = ImageOps.expand(inside, BORDER).point((WHITE, *[0] * WHITE))
    out = BytesIO()
    drawn.resize((drawn.width * PIXELS,) * 2, Image.Resampling.NEAREST).save(out, "PNG")
    return out.getvalue()
