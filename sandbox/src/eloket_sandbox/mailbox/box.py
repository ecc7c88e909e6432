"""Catches all mail on a port of localhost and keeps it in memory."""

from aiosmtpd.controller import Controller
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from datetime import UTC
from email import message_from_bytes
from email import policy
from email.message import EmailMessage
from typing import Any
from zoneinfo import ZoneInfo

import secrets
import threading
import time


#: The oldest mails go first.
MOST_MAILS = 1000
#: RFC 5321 asks for 64 kB at least; letters come as attachments.
LARGEST_MAIL_BYTES = 30_000_000
PLACE = ZoneInfo("Europe/Brussels")


@dataclass(frozen=True)
class Attachment:
    """A file in a mail."""

    name: str
    content_type: str
    data: bytes = field(repr=False)


@dataclass(frozen=True)
class Mail:
    """A mail as it arrived; ``received`` in UTC, ``recipients`` from the envelope."""

    id: str
    received: datetime
    sender: str
    recipients: tuple[str, ...]
    raw: bytes = field(repr=False)

    @property
    def message(self) -> EmailMessage:
        """The mail, read."""
        return message_from_bytes(self.raw, policy=policy.default)

    @property
    def arrived(self) -> datetime:
        """When it arrived, on the clocks of the municipality."""
        return self.received.astimezone(PLACE)

    @property
    def subject(self) -> str:
        """The subject, decoded."""
        return str(self.message["Subject"] or "")

    def text(self, kind: str = "plain") -> str:
        """Return the body as plain text or as HTML; empty when it has none."""
        body = self.message.get_body((kind,))
        if body is None:
            return ""
        return body.get_content().replace("\r\n", "\n")

    def attachments(self) -> list[Attachment]:
        """Return the files in it."""
        return [
            Attachment(
                part.get_filename() or "",
                part.get_content_type(),
                part.get_payload(decode=True) or b"",
            )
            for part in self.message.iter_attachments()
        ]

    def as_dict(self) -> dict[str, Any]:
        """Return what tests want to know."""
        message = self.message
        return {
            "id": self.id,
            "received": self.received.isoformat(),
            "envelope_from": self.sender,
            "envelope_to": list(self.recipients),
            "from": str(message["From"] or ""),
            "to": str(message["To"] or ""),
            "subject": self.subject,
            "message_id": str(message["Message-ID"] or "").strip(),
            "language": str(message["Content-Language"] or ""),
            "text": self.text(),
            "html": self.text("html"),
            "attachments": [
                {
                    "name": each.name,
                    "content_type": each.content_type,
                    "size": len(each.data),
                }
                for each in self.attachments()
            ],
        }


class Mailbox:
    """All mails since the start, newest first."""

    def __init__(self) -> None:
        self._mails: list[Mail] = []
        self._lock = threading.Lock()

    def add(self, sender: str, recipients: tuple[str, ...], raw: bytes) -> None:
        """Keep a mail."""
        received = datetime.fromtimestamp(time.time(), UTC)
        mail = Mail(secrets.token_hex(8), received, sender, recipients, raw)
        with self._lock:
            self._mails = [mail, *self._mails][:MOST_MAILS]

    def mails(self) -> list[Mail]:
        """Return all mails, newest first."""
        return self._mails

    def find(self, mail_id: str) -> Mail | None:
        """Return a mail, or None."""
        return next((mail for mail in self._mails if mail.id == mail_id), None)

    def empty(self) -> None:
        """Throw all mails away."""
        with self._lock:
            self._mails = []


class Handler:
    """What aiosmtpd calls for each mail."""

    def __init__(self, mailbox: Mailbox) -> None:
        self.mailbox = mailbox

    async def handle_DATA(self, server, session, envelope):
        """Take the mail."""
        self.mailbox.add(
            envelope.mail_from or "", tuple(envelope.rcpt_tos), envelope.content
        )
        return "250 OK"


def listen(mailbox: Mailbox, port: int) -> Controller:
    """Receive mail on a port of 127.0.0.1, in a thread, until ``stop()``."""
    controller = Controller(
        Handler(mailbox),
        hostname="127.0.0.1",
        port=port,
        data_size_limit=LARGEST_MAIL_BYTES,
        # never looked up: that would be a question to the network
        server_hostname="localhost",
    )
    controller.start()
    return controller
