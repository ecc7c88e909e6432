from collective.eloket.documents.pictures import for_letters
from collective.eloket.documents.pictures import LARGEST
from io import BytesIO
from PIL import Image

import pytest


def picture(kind="PNG", size=(20, 10), mode="RGB", colour="#0b5a68") -> bytes:
    made = BytesIO()
    Image.new(mode, size, colour).save(made, kind)
    return made.getvalue()


def read(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_becomes_a_png(kind):
    made = read(for_letters(picture(kind)))
    assert (made.format, made.mode, made.size) == ("PNG", "RGB", (20, 10))


def test_what_shows_through_is_white():
    clear = picture(mode="RGBA", colour=(0, 0, 0, 0))
    assert read(for_letters(clear)).getpixel((0, 0)) == (255, 255, 255)


def test_other_colour_spaces_become_srgb():
    assert read(for_letters(picture("JPEG", mode="CMYK", colour=0))).mode == "RGB"


def test_a_large_one_becomes_small_in_its_proportions():
    width, height = read(for_letters(picture(size=(3600, 1200)))).size
    assert width <= LARGEST[0] and height <= LARGEST[1]
    assert width == 3 * height


def test_the_same_has_the_same_bytes():
    for_letters.cache_clear()
    first = for_letters(picture())
    for_letters.cache_clear()
    assert for_letters(picture()) == first


@pytest.mark.parametrize(
    "content",
    [b"", b"no picture", b"<svg xmlns='http://www.w3.org/2000/svg'/>", picture()[:40]],
    ids=["empty", "text", "svg", "cut off"],
)
def test_anything_else_is_none(content):
    assert for_letters(content) is None


def test_a_kind_that_is_not_listed_is_none():
    assert for_letters(picture("GIF")) is None
