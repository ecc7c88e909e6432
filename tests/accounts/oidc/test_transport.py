from collective.eloket.accounts.oidc import errors
from collective.eloket.accounts.oidc import transport
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from http.server import ThreadingHTTPServer

import pytest
import threading
import time


class Drip(BaseHTTPRequestHandler):
    """Sends one blank at a time, for ever; or nothing at all."""

    seen: dict = {}  # noqa: RUF012

    def do_GET(self):
        self.seen.update(self.headers)
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        try:
            while self.path != "/silent":
                self.wfile.write(b" ")
                self.wfile.flush()
                time.sleep(0.02)
            time.sleep(0.6)
        except OSError:
            pass

    def log_message(self, *_arguments):
        pass


@contextmanager
def server():
    running = ThreadingHTTPServer(("127.0.0.1", 0), Drip)
    running.daemon_threads = True
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()


def test_a_dripping_provider_is_cut_off(monkeypatch):
    from datetime import timedelta

    monkeypatch.setattr(transport, "WHOLE_ANSWER", timedelta(milliseconds=100))
    monkeypatch.setattr(transport, "CHUNK_BYTES", 1)
    with server() as address, pytest.raises(errors.ProviderTimeoutError):
        transport.call("GET", f"{address}/drip", allow_private=True)


def test_a_silent_provider_is_cut_off(monkeypatch):
    monkeypatch.setattr(transport, "READ_SECONDS", 0.2)
    with server() as address, pytest.raises(errors.ProviderTimeoutError):
        transport.call("GET", f"{address}/silent", allow_private=True)


def test_nobody_there_is_a_silent_provider():
    with pytest.raises(errors.ProviderTimeoutError):
        transport.call("GET", "http://127.0.0.1:9/", allow_private=True)


def test_the_patience_is_what_the_design_says():
    assert (transport.CONNECT_SECONDS, transport.READ_SECONDS) == (3, 5)
    assert transport.LARGEST_ANSWER_BYTES == 1024 * 1024


def test_a_refused_address_is_not_called():
    with pytest.raises(errors.AddressRefusedError):
        transport.call("GET", "http://127.0.0.1:9/", allow_private=False)


def test_the_password_file_of_the_system_is_not_read(tmp_path, monkeypatch):
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login a password b\n")
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    monkeypatch.setattr(transport, "READ_SECONDS", 0.2)
    Drip.seen.clear()
    with server() as address, pytest.raises(errors.ProviderTimeoutError):
        transport.call("GET", f"{address}/silent", allow_private=True)
    assert "Authorization" not in Drip.seen
