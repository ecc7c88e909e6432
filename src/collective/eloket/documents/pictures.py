"""Pictures on letters: small, opaque, of a kind that every archive can show."""

from functools import lru_cache
from io import BytesIO
from PIL import Image


#: What is read; no SVG, which can ask for other files.
FORMATS = ("PNG", "JPEG", "WEBP")
#: Larger ones would make each letter larger: 300 dots per inch of the place they get.
LARGEST = (900, 350)
WHITE = (255, 255, 255)


@lru_cache(maxsize=8)
def for_letters(content: bytes) -> bytes | None:
    """Return a picture as a PNG for letters; None: it is none, or of another kind.

    In sRGB on white: PDF/A (ISO 19005) has one colour space per file, and transparency
    makes it larger. The same picture gives the same bytes.
    """
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as picture:
            picture.draft("RGB", LARGEST)
            seen = picture.convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
    seen.thumbnail(LARGEST)
    plain = Image.new("RGB", seen.size, WHITE)
    plain.paste(seen, mask=seen.getchannel("A"))
    made = BytesIO()
    plain.save(made, "PNG", optimize=True)
    return made.getvalue()
