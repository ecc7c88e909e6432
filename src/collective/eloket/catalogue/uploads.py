"""Files as they come from a form or a call."""

from collective.eloket.catalogue import office
from collective.eloket.catalogue.filekinds import PACKED
from collective.eloket.catalogue.model import Upload
from collective.eloket.catalogue.questions import LARGEST_FILE_BYTES
from pathlib import PurePosixPath
from typing import Any

import base64
import binascii


LONGEST_NAME = 200

#: Type by the first bytes; what the sender calls it does not count.
SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (office.SIGNATURE, PACKED),
)


def upload_of(sent: Any) -> Upload | None:
    """Return the file of a form's field, None when none was chosen."""
    name = getattr(sent, "filename", None)
    if not name:
        return None
    # one byte more tells that it is too large, without reading all of it
    return make_upload(name, sent.read(LARGEST_FILE_BYTES + 1))


def upload_from_json(sent: Any) -> Upload | None:
    """Return the file of ``{"filename", "data"}`` (base64); None when it is not one."""
    if not isinstance(sent, dict):
        return None
    name, data = sent.get("filename"), sent.get("data")
    if not isinstance(name, str) or not isinstance(data, str):
        return None
    try:
        return make_upload(name, base64.b64decode(data, validate=True))
    except (binascii.Error, ValueError):
        return None


def make_upload(name: str, data: bytes) -> Upload:
    """Return the upload with a plain name, and the type that its bytes tell."""
    last = PurePosixPath(name.replace("\\", "/")).name
    plain = "".join(sign for sign in last if sign.isprintable())[-LONGEST_NAME:]
    return Upload(plain or "bestand", content_type_of(data), data)


def content_type_of(data: bytes) -> str:
    """Return the type that the first bytes tell."""
    for start, content_type in SIGNATURES:
        if data.startswith(start):
            return content_type
    return "application/octet-stream"
