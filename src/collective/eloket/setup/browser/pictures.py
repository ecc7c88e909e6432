"""The pictures on the control panel: the site's logo, and the scan of a signature."""

from collections.abc import Callable
from collections.abc import Mapping
from collective.eloket import _
from collective.eloket.documents.letterhead import SCAN_RECORD
from collective.eloket.http.fields import Control
from collective.eloket.http.fields import Field
from collective.eloket.http.fields import typed
from collective.eloket.setup import logo
from dataclasses import replace
from typing import Any
from zope.i18nmessageid import Message
from ZPublisher.HTTPRequest import FileUpload


LOGO = Field(
    "logo",
    Control.FILE,
    _("label_logo", default="Logo of the site"),
    help=_(
        "help_logo",
        default="A PNG, JPEG or WebP of at most 1 MB and 4000 pixels. It replaces the "
        "one that Plone shows now.",
    ),
)
SCAN = Field(
    "signature_scan",
    Control.FILE,
    _("label_signature_scan", default="Scan of the signature on letters"),
    help=_(
        "help_signature_scan",
        default="A PNG, JPEG or WebP of at most 1 MB. It stands above the lines under "
        "a letter. What proves that a letter is genuine is its seal.",
    ),
)
SCAN_IS_SET = _("note_signature_scan", default="Letters carry a scan now.")
NO_SCAN = Field(
    "signature_scan_off",
    Control.FLAG,
    _("label_signature_scan_off", default="Letters carry no scan any more"),
)

#: Room → its pictures.
GROUPS: Mapping[str, Field] = {"brand": LOGO, "documents": SCAN}
#: Field → what was chosen; None: that picture goes.
Sent = dict[str, bytes | None]

#: Name of a field → registry record, and what keeps it.
RECORDS: Mapping[str, str] = {LOGO.name: logo.RECORD, SCAN.name: SCAN_RECORD}
SETTERS: Mapping[str, Callable[[bytes | None], None]] = {
    LOGO.name: logo.set_logo,
    SCAN.name: logo.set_scan,
}


def sent(form: dict[str, Any]) -> Sent:
    """Return what was chosen, by field."""
    found: Sent = {}
    if typed(form, NO_SCAN.name) == "true":
        found[SCAN.name] = None
    for field in GROUPS.values():
        file = form.get(field.name)
        if isinstance(file, FileUpload) and file.filename:
            found[field.name] = file.read(logo.LARGEST_BYTES + 1)
    return found


def fields_of(group: str, wrong: Mapping[str, Message | str]) -> list[Field]:
    """Return the fields of a room's pictures; ``wrong``: why they are refused."""
    if group not in GROUPS:
        return []
    field = replace(GROUPS[group], words=wrong.get(GROUPS[group].name))
    if field.name == SCAN.name and logo.has_scan():
        return [replace(field, note=SCAN_IS_SET), NO_SCAN]
    return [field]
