"""Anchors: what the chain was at a moment, in one word that is kept elsewhere."""

from base64 import urlsafe_b64decode
from base64 import urlsafe_b64encode
from collective.eloket.audit.errors import AnchorUnreadableError
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from datetime import UTC
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import re


#: One word without blanks: no mail program breaks it, and it can be copied whole.
WORD = re.compile(
    r"eloket-anchor/1;count=(\d{1,18});head=([0-9a-f]{64});"
    r"at=(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)Z"
    r"(?:;token=([\w-]+))?",
    re.ASCII,
)

#: A saved mail, or a list of anchors of some years.
LARGEST_FILE_BYTES = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Anchor:
    """How many rows were sealed, the hash of the last seal, and when; UTC.

    ``token``: a time-stamp of the word (RFC 3161, DER), None where nobody stamped it.
    """

    count: int
    head: bytes
    at: datetime
    token: bytes | None = field(default=None, repr=False)

    @property
    def word(self) -> str:
        """What is sent, and stamped: without the time-stamp."""
        moment = self.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")
        return f"eloket-anchor/1;count={self.count};head={self.head.hex()};at={moment}Z"

    def __str__(self) -> str:
        if self.token is None:
            return self.word
        token = urlsafe_b64encode(self.token).decode().rstrip("=")
        return f"{self.word};token={token}"


def anchors_in(text: str) -> list[Anchor]:
    """Return all anchors that stand in a text.

    :raises AnchorUnreadableError: none, or one whose moment does not exist.
    """
    found = [_anchor(*match.groups()) for match in WORD.finditer(text)]
    if not found:
        raise AnchorUnreadableError("there is no anchor in it")
    return found


def read_anchors(given: str) -> list[Anchor]:
    """Return the anchors of a file, or of the value itself.

    A file may be a list, what a webhook was sent, or a saved mail.

    :raises AnchorUnreadableError: there is none in it, or no such file.
    """
    if WORD.search(given):
        return anchors_in(given)
    try:
        with Path(given).open("rb") as file:
            content = file.read(LARGEST_FILE_BYTES)
    except (OSError, ValueError):
        raise AnchorUnreadableError("no anchor, and no file that can be read") from None
    plain = content.decode("utf-8", "replace")
    if WORD.search(plain):
        return anchors_in(plain)
    return anchors_in(_body_of(content))


def _body_of(mail: bytes) -> str:
    body = message_from_bytes(mail, policy=default).get_body(("plain",))
    return "" if body is None else body.get_content()


def _anchor(count: str, head: str, moment: str, token: str | None) -> Anchor:
    try:
        at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
    except ValueError:
        raise AnchorUnreadableError("its moment does not exist") from None
    return Anchor(int(count), bytes.fromhex(head), at, _token(token))


def _token(text: str | None) -> bytes | None:
    if text is None:
        return None
    try:
        return urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except ValueError:
        raise AnchorUnreadableError("its time-stamp cannot be read") from None
