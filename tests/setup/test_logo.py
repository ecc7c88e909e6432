from collective.eloket.setup import logo
from collective.eloket.setup.errors import LogoRefusedError
from PIL import Image
from plone.formwidget.namedfile.converter import b64decode_file

import io
import pytest


def picture(kind="PNG", size=(20, 10)) -> bytes:
    found = io.BytesIO()
    Image.new("RGB", size, "#0b5a68").save(found, kind)
    return found.getvalue()


@pytest.mark.parametrize(
    "kind, ending", [("PNG", "png"), ("JPEG", "jpg"), ("WEBP", "webp")]
)
def test_a_picture_is_taken_by_what_it_is(kind, ending):
    assert logo.checked_logo(picture(kind)) == ending


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        picture("GIF"),
        picture()[:40],
        picture(size=(4001, 1)),
        picture() + b"x" * logo.LARGEST_BYTES,
    ],
    ids=["empty", "text", "svg", "gif", "cut off", "wide", "heavy"],
)
def test_anything_else_is_refused(content):
    with pytest.raises(LogoRefusedError):
        logo.checked_logo(content)


def test_it_becomes_the_logo_of_plone(portal, integration):
    portal.portal_registry[logo.RECORD] = None
    assert not logo.has_logo()
    logo.set_logo(picture())
    assert logo.has_logo()
    kept = portal.portal_registry["plone.site_logo"]
    assert b64decode_file(kept) == ("logo.png", picture())
