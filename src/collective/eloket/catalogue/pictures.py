"""A small file may hold a picture that unpacks to more than a computer can show."""

from io import BytesIO
from PIL import Image


#: The types that are looked at; the others we take hold no picture of their own.
PICTURES = {"image/jpeg": "JPEG", "image/png": "PNG"}


def is_too_large(data: bytes, content_type: str) -> bool:
    """Does a picture have more dots than any photo or scan that comes with a form?

    Pillow draws the line, at 179 million: who opens such a file waits, or loses what
    was open beside it. Reads the head of the file and unpacks nothing. What is no
    picture at all is not too large; nobody is harmed by it.
    """
    kind = PICTURES.get(content_type)
    if kind is None:
        return False
    try:
        with Image.open(BytesIO(data), formats=(kind,)):
            return False
    except Image.DecompressionBombError:
        return True
    except (OSError, SyntaxError, ValueError):
        return False
