"""How much a picture unpacks to stands in its head, and is looked at before anybody."""

from collective.eloket.catalogue.pictures import is_too_large
from io import BytesIO
from PIL import Image
from tests.catalogue.packed import png

import pytest
import struct


PNG, JPEG = "image/png", "image/jpeg"


def jpeg(width: int, height: int) -> bytes:
    """Return a small photo with other measures in its head (ISO 10918-1, B.2.2)."""
    made = BytesIO()
    Image.new("L", (8, 8)).save(made, "JPEG")
    data = made.getvalue()
    measures = data.index(b"\xff\xc0") + 5
    return data[:measures] + struct.pack(">HH", height, width) + data[measures + 4 :]


@pytest.mark.parametrize(
    "data, kind, expected",
    [
        (png(100, 100), PNG, False),
        # a scan of A4 with 1200 dots per inch
        (png(9921, 14_031), PNG, False),
        (png(60_000, 60_000), PNG, True),
        (png(1, 2**31 - 1), PNG, True),
        (jpeg(4000, 3000), JPEG, False),
        (jpeg(65_000, 65_000), JPEG, True),
        (b"\x89PNG\r\n\x1a\n", PNG, False),
        (b"\xff\xd8\xff", JPEG, False),
        (png(60_000, 60_000), "application/pdf", False),
    ],
    ids=[
        *("small", "scan", "bomb", "long", "photo", "bomb as a photo"),
        *("no head", "no photo", "another type"),
    ],
)
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_more_dots_than_any_photo_has(data, kind, expected):
    assert is_too_large(data, kind) is expected
