"""Pictures that are set: the site's logo, which Plone keeps, and a signature's scan."""

from collective.eloket.documents.letterhead import SCAN_RECORD
from collective.eloket.setup.errors import LogoRefusedError
from PIL import Image
from plone.formwidget.namedfile.converter import b64encode_file
from plone.registry.interfaces import IRegistry
from zope.component import getUtility

import io


#: Plone's own record, that its control panel *Site* sets as well.
RECORD = "plone.site_logo"
LARGEST_BYTES = 1024 * 1024
LARGEST_PIXELS = 4000
#: No SVG: a browser that opens one runs the script in it.
FORMATS = {"PNG": "png", "JPEG": "jpg", "WEBP": "webp"}


def checked_logo(content: bytes) -> str:
    """Return the ending of the file's name; its own name and type are not believed.

    :raises LogoRefusedError: another kind of file, or too large.
    """
    if len(content) > LARGEST_BYTES:
        raise LogoRefusedError
    try:
        with Image.open(io.BytesIO(content), formats=list(FORMATS)) as picture:
            is_small = max(picture.size) <= LARGEST_PIXELS
            kind = picture.format
            picture.verify()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise LogoRefusedError from None
    if not is_small or kind is None:
        raise LogoRefusedError
    return FORMATS[kind]


def set_logo(content: bytes) -> None:
    """Make it the logo of the site.

    :raises LogoRefusedError: another kind of file, or too large.
    """
    name = f"logo.{checked_logo(content)}"
    getUtility(IRegistry)[RECORD] = b64encode_file(name, content)


def set_scan(content: bytes | None) -> None:
    """Make it the scan of the signature on letters; None: none any more.

    :raises LogoRefusedError: another kind of file, or too large.
    """
    registry = getUtility(IRegistry)
    if content is None:
        registry[SCAN_RECORD] = None
        return
    name = f"signature.{checked_logo(content)}"
    registry[SCAN_RECORD] = b64encode_file(name, content)


def has_logo() -> bool:
    """Has the site a logo of its own?"""
    return bool(getUtility(IRegistry).get(RECORD))


def has_scan() -> bool:
    """Does a scan of a signature stand on letters?"""
    return bool(getUtility(IRegistry).get(SCAN_RECORD))
