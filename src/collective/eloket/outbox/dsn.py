"""Reads reports of mail servers: which mail of ours did not arrive?

Everything in a report is a stranger's: it is read with bounds, and only one thing is
taken out of it, the id of a mail.
"""

from email import message_from_bytes
from email import message_from_string
from email.message import Message

import re


#: A report holds some headers and a mail of ours, which is small.
LARGEST_BYTES = 256 * 1024
#: Parts of a report, and readers it may speak of; ours is one.
MOST_PARTS = 20
#: Our Message-ID: see ``mail.compose`` and ``jobs.put``.
OURS = re.compile(r"\s*<([0-9a-f]{32})@[^<>@\s]{1,255}>\s*")
#: What the report holds of the mail itself: RFC 6522, section 3.
ORIGINALS = ("message/rfc822", "text/rfc822-headers", "message/global")
STATUS = "message/delivery-status"
#: Deeper reports are taken for an attack on the reader.
DEEPEST = 6


def failed_mail(report: bytes) -> str | None:
    """Return the job id of the mail that a report says did not arrive; else None.

    A report that it is late, or that it arrived, is none (RFC 3464, section 2.3.3).
    """
    if len(report) > LARGEST_BYTES or not _is_shallow(report):
        return None
    message = message_from_bytes(report)
    kind = str(message.get_param("report-type", "")).lower()
    if message.get_content_type() != "multipart/report" or kind != "delivery-status":
        return None
    parts = message.get_payload()
    if not isinstance(parts, list) or len(parts) > MOST_PARTS:
        return None
    if not any(_says_failed(part) for part in parts):
        return None
    ids = [_id_in(part) for part in parts]
    return next((id for id in ids if id is not None), None)


def _is_shallow(report: bytes) -> bool:
    # the library reads parts within parts by calling itself
    lowered = report.lower()
    nested = lowered.count(b"multipart/") + lowered.count(b"message/")
    return nested <= DEEPEST * MOST_PARTS


def _says_failed(part: Message) -> bool:
    if part.get_content_type() != STATUS:
        return False
    groups = part.get_payload()
    return isinstance(groups, list) and any(
        str(group.get("Action", "")).strip().lower() == "failed"
        for group in groups[:MOST_PARTS]
    )


def _id_in(part: Message) -> str | None:
    if part.get_content_type() not in ORIGINALS:
        return None
    found = part.get_payload()
    headers = found[0] if isinstance(found, list) and found else found
    if isinstance(headers, str):
        headers = message_from_string(headers)
    if not isinstance(headers, Message):
        return None
    match = OURS.fullmatch(str(headers.get("Message-ID", "")))
    return match[1] if match else None
