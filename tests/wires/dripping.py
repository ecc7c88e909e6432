"""Somebody who answers, a byte at a time, for as long as one lets them."""

from contextlib import contextmanager
from contextlib import suppress

import socket
import threading
import time


BEGIN = b"HTTP/1.1 200 OK\r\n"
#: Seconds that a patient caller would wait.
WHOLE = 3


@contextmanager
def dripping(head=BEGIN + b"X-Long: "):
    """Serve one address on which each answer drips; yields its host and port."""

    gone = threading.Event()

    def serve():
        while True:
            with suppress(OSError):
                wire, _address = server.accept()
                threading.Thread(target=drip, args=(wire,), daemon=True).start()
                continue
            return

    def drip(wire):
        end = time.monotonic() + WHOLE
        with wire, suppress(OSError):
            wire.recv(65536)
            wire.sendall(head)
            while time.monotonic() < end and not gone.is_set():
                wire.sendall(b"x")
                gone.wait(0.02)

    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=serve, daemon=True).start()
        yield f"127.0.0.1:{server.getsockname()[1]}"
        gone.set()
        server.shutdown(socket.SHUT_RDWR)


@contextmanager
def at_once():
    """Fail when what is done within waits for the whole answer."""
    before = time.monotonic()
    yield
    assert time.monotonic() - before < WHOLE - 1
