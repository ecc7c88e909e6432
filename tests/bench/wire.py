"""The cheapest client there is: what it uses of the two cores, the servers lack."""

from urllib.parse import urlsplit

import json
import secrets
import socket


class Submitter:
    """Submits the same answers again and again, on one connection."""

    def __init__(self, base: str, document: str, token: str, answers: dict) -> None:
        parts = urlsplit(base)
        self._body = json.dumps({"answers": answers}).encode()
        self._head = (
            f"POST /gemeente/e-loket/{document}/@eloket-cases HTTP/1.1\r\n"
            f"Host: {parts.netloc}\r\n"
            "Accept: application/json\r\n"
            "Content-Type: application/json\r\n"
            f"Authorization: Bearer {token}\r\n"
            f"Content-Length: {len(self._body)}\r\n"
            "Idempotency-Key: "
        ).encode()
        self._socket = socket.create_connection(("127.0.0.1", parts.port), timeout=60)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def submit(self) -> None:
        """Submit once.

        :raises OSError: the answer was not 201, or there was none.
        """
        key = secrets.token_urlsafe(12).encode()
        self._socket.sendall(self._head + key + b"\r\n\r\n" + self._body)
        answer = self._read()
        if answer[9:12] != b"201":
            raise OSError(answer[:300].decode("utf-8", "replace"))

    def _read(self) -> bytes:
        found = b""
        while True:
            received = self._socket.recv(65536)
            if not received:
                raise OSError("the server hung up")
            found += received
            head, end, body = found.partition(b"\r\n\r\n")
            if end and len(body) >= _length(head):
                return found


def _length(head: bytes) -> int:
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            return int(line.partition(b":")[2])
    raise OSError("an answer without a length")
