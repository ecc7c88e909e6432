"""Letterhead and signature of the municipality: lines by language, logo, scan."""

from collective.eloket import _
from collective.eloket.documents.model import LetterContent
from collective.eloket.documents.pictures import for_letters
from dataclasses import replace
from plone import api
from plone.formwidget.namedfile.converter import b64decode_file
from zope.i18n import translate
from zope.i18nmessageid import Message


#: Under a letter where the municipality has set no lines of its own.
SIGNATURE = (
    _("letter_signature_for", default="On behalf of the mayor,"),
    _("letter_signature_by", default="the authorised official"),
)

#: Registry records. Lines: of all languages; behind ``_fr`` and so on, of one.
SENDER_RECORD = "collective.eloket.documents.letterhead"
SIGNATURE_RECORD = "collective.eloket.documents.signature"
#: The scan of a signature, and whether the site's logo stands on letters.
SCAN_RECORD = "collective.eloket.documents.signature_scan"
WITH_LOGO_RECORD = "collective.eloket.documents.letter_logo"
#: Plone's own record, that its control panel *Site* sets.
LOGO_RECORD = "plone.site_logo"

#: Names under which the template asks for the pictures.
LOGO, SCAN = "logo", "scan"


def with_letterhead(letter: LetterContent) -> LetterContent:
    """Return the letter with the municipality's own lines and logo at its head.

    Where no lines are set, its ``sender`` stays: the service that handles the case.
    """
    lines = lines_of(SENDER_RECORD, letter.language)
    alt = _(
        "letter_logo_alt",
        default="Logo of ${municipality}",
        mapping={"municipality": letter.municipality},
    )
    with_logo = api.portal.get_registry_record(WITH_LOGO_RECORD, default=True)
    picture = picture_of(LOGO_RECORD) if with_logo else None
    found = replace(letter, sender=lines or letter.sender)
    return _with_picture(found, LOGO, picture, alt)


def with_signature(letter: LetterContent) -> LetterContent:
    """Return the letter with the lines of who signs for the municipality, and scan."""
    lines = lines_of(SIGNATURE_RECORD, letter.language)
    if not lines:
        lines = tuple(
            translate(one, target_language=letter.language) for one in SIGNATURE
        )
    alt = _("letter_scan_alt", default="Signature")
    found = replace(letter, signature=lines)
    return _with_picture(found, SCAN, picture_of(SCAN_RECORD), alt)


def lines_of(record: str, language: str) -> tuple[str, ...]:
    """Return the lines that are set for a language; else those for all of them."""
    for name in (f"{record}_{language}", record):
        text = api.portal.get_registry_record(name, default=None) or ""
        lines = tuple(line.strip() for line in text.splitlines() if line.strip())
        if lines:
            return lines
    return ()


def picture_of(record: str) -> bytes | None:
    """Return the picture of a record as letters have it; None: there is none."""
    kept = api.portal.get_registry_record(record, default=None)
    return for_letters(b64decode_file(kept)[1]) if kept else None


def _with_picture(
    letter: LetterContent, name: str, data: bytes | None, alt: Message
) -> LetterContent:
    if data is None:
        return letter
    said = translate(alt, target_language=letter.language)
    return replace(
        letter,
        images={**letter.images, name: ("image/png", data)},
        alts={**letter.alts, name: said},
    )
