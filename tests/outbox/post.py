"""A mail server of the test's own, on a free port of localhost."""

from aiosmtpd.controller import Controller
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import socket


class Post:
    """Takes all mail; ``mails`` in the order they came."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            self.port = taken.getsockname()[1]
        self._server = Controller(self, hostname="127.0.0.1", port=self.port)

    async def handle_DATA(self, server, session, envelope):
        self.mails.append(message_from_bytes(envelope.content, policy=default))
        return "250 taken"

    def __enter__(self):
        self._server.start()
        return self

    def __exit__(self, *_error):
        self._server.stop()

    def ids_of(self, subject: str) -> list[str]:
        """Return the Message-ID of each mail of that subject."""
        return [mail["Message-ID"] for mail in self.mails if mail["Subject"] == subject]
