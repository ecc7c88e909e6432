"""A small clamd on localhost: reads INSTREAM as the real one, says what it is told."""

from collections.abc import Iterator
from contextlib import contextmanager

import socket
import struct
import threading


class FakeClamd:
    """Knows one virus by its bytes; ``reply`` replaces its verdict."""

    VIRUS = b"ELOKET-SANDBOX-VIRUS"

    def __init__(self, reply: bytes | None = None) -> None:
        self.reply = reply
        self.seen: list[bytes] = []

    def serve(self, listening: socket.socket) -> None:
        """Answer until the socket is closed."""
        while True:
            try:
                found, _address = listening.accept()
            except OSError:
                return
            with found, found.makefile("rb") as stream:
                self.answer(found, stream)

    def answer(self, found: socket.socket, stream) -> None:
        """Read one stream, as clamd does, and say what it is."""
        assert stream.read(10) == b"zINSTREAM\0"
        data = b""
        while size := struct.unpack("!L", stream.read(4))[0]:
            data += stream.read(size)
        self.seen.append(data)
        virus = self.VIRUS in data
        said = b"stream: Eloket.Test.UNOFFICIAL FOUND\0" if virus else b"stream: OK\0"
        found.sendall(said if self.reply is None else self.reply)


@contextmanager
def running(fake: FakeClamd, path: str | None = None) -> Iterator[str]:
    """Yield the address, on a port or on a socket in the file system."""
    family = socket.AF_UNIX if path else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.bind(path or ("127.0.0.1", 0))
    listening.listen()
    thread = threading.Thread(target=fake.serve, args=(listening,), daemon=True)
    thread.start()
    yield f"unix:{path}" if path else f"127.0.0.1:{listening.getsockname()[1]}"
    listening.shutdown(socket.SHUT_RDWR)
    listening.close()
    thread.join(5)
