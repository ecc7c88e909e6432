"""Real sockets: how long we wait, how much we take, and to whom we speak at all."""

from collective.eloket.accounts.oidc import provider_errors
from collective.eloket.accounts.oidc import transport
from collective.eloket.wires import connections as wires
from collective.eloket.wires.errors import PrivateAddressError
from contextlib import contextmanager
from contextlib import suppress
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from http.server import ThreadingHTTPServer
from typing import ClassVar

import gzip
import pytest
import socket
import threading
import time


JSON = b'{"a": 1}'


class Handler(BaseHTTPRequestHandler):
    """Answers well, or drips, or is silent; by path."""

    protocol_version = "HTTP/1.1"
    seen: ClassVar[list] = []
    connections: ClassVar[set] = set()

    def do_GET(self):
        self.seen.append(dict(self.headers))
        self.connections.add(self.client_address)
        with suppress(OSError):
            getattr(self, self.path.strip("/"))()

    def begin(self, length, **headers):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(length))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def good(self):
        self.begin(len(JSON), Set_Cookie="a=b; Path=/")
        self.wfile.write(JSON)

    def closing(self):
        self.close_connection = True
        self.begin(len(JSON), Connection="close")
        self.wfile.write(JSON)

    def packed(self):
        body = gzip.compress(b" " * 10**6)
        self.begin(len(body), Content_Encoding="gzip")
        self.wfile.write(body)

    def drip(self):
        self.begin(10**6)
        self.write_slowly(b" ")

    def drip_headers(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
        self.write_slowly(b"x")

    def silent(self):
        time.sleep(0.6)

    def huge(self):
        self.begin(2**21)
        for _ in range(32):
            self.wfile.write(b" " * 2**16)

    def write_slowly(self, byte):
        for _ in range(100):
            self.wfile.write(byte)
            self.wfile.flush()
            time.sleep(0.02)

    def log_message(self, *_arguments):
        pass


@pytest.fixture(scope="module")
def server():
    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    running.daemon_threads = True
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.server_port}"
    running.shutdown()
    running.server_close()


@contextmanager
def at_most(seconds):
    before = time.monotonic()
    yield
    assert time.monotonic() - before < seconds


def call(address, allow_private=True):
    return transport.call("GET", address, allow_private)


@pytest.mark.parametrize("path", ["good", "closing"])
def test_a_good_answer_is_read(server, path):
    assert call(f"{server}/{path}").body == {"a": 1}


@pytest.mark.parametrize("path", ["drip", "drip_headers"])
def test_a_dripping_provider_is_cut_off(server, monkeypatch, path):
    monkeypatch.setattr(wires, "WHOLE_ANSWER", timedelta(milliseconds=200))
    with at_most(1.5), pytest.raises(provider_errors.ProviderTimeoutError):
        call(f"{server}/{path}")


def test_a_silent_provider_is_cut_off(server, monkeypatch):
    monkeypatch.setattr(transport, "READ_SECONDS", 0.2)
    with pytest.raises(provider_errors.ProviderTimeoutError):
        call(f"{server}/silent")


def test_a_huge_answer_is_cut_off_on_its_way(server):
    with pytest.raises(provider_errors.AnswerTooLargeError):
        call(f"{server}/huge")


def test_a_packed_answer_is_not_unpacked(server):
    with pytest.raises(provider_errors.AnswerMalformedError):
        call(f"{server}/packed")


def test_nobody_there_is_a_silent_provider():
    with pytest.raises(provider_errors.ProviderTimeoutError):
        call("http://127.0.0.1:9/")


def test_the_patience_is_what_the_design_says():
    assert (transport.CONNECT_SECONDS, transport.READ_SECONDS) == (3, 5)
    assert wires.WHOLE_ANSWER.total_seconds() == 10
    assert transport.LARGEST_ANSWER_BYTES == 1024 * 1024


def test_a_wire_is_used_again_and_no_cookie_is_taken(server):
    Handler.seen.clear()
    Handler.connections.clear()
    for _ in range(3):
        call(f"{server}/good")
    assert len(Handler.connections) == 1
    assert not [headers for headers in Handler.seen if "Cookie" in headers]


def test_the_password_file_of_the_system_is_not_read(server, tmp_path, monkeypatch):
    (tmp_path / ".netrc").write_text("machine 127.0.0.1 login a password b\n")
    monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
    Handler.seen.clear()
    call(f"{server}/good")
    assert "Authorization" not in Handler.seen[0]


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/", "https://127.0.0.1:9/", "https://[::1]/"]
)
def test_a_private_address_is_not_called(address):
    with pytest.raises(provider_errors.AddressRefusedError):
        call(address, allow_private=False)


@pytest.fixture
def listener():
    """Notes what reaches it, down to the first byte."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(5)
        yield server


def test_a_name_that_leads_inside_later_is_not_spoken_to(listener, monkeypatch):
    # DNS rebinding: the name was public when the settings were checked
    port = listener.getsockname()[1]
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_args, **_more: found)
    with pytest.raises(provider_errors.AddressRefusedError):
        call(f"https://rebound.example:{port}/token", allow_private=False)
    wire, _address = listener.accept()
    wire.settimeout(5)
    assert wire.recv(1) == b""


def test_http_is_not_even_tried_without_permission():
    assert "http" not in wires.PUBLIC._pools


@pytest.fixture
def no_proxies(monkeypatch):
    for name in wires.PROXIES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.mark.parametrize("name", ["https_proxy", "HTTPS_PROXY"])
def test_a_proxy_of_the_environment_is_used_from_now_on(no_proxies, monkeypatch, name):
    address = "https://op.example/token?a=b"
    assert wires.proxies_to(address) == {}
    monkeypatch.setenv(name, "http://proxy.example:3128")
    assert wires.proxies_to(address)["https"] == "http://proxy.example:3128"


def test_a_host_that_needs_no_proxy_has_none(no_proxies, monkeypatch):
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    monkeypatch.setenv("no_proxy", "op.example")
    assert wires.proxies_to("https://op.example/token") == {}
    assert "https" in wires.proxies_to("https://other.example/token")


@pytest.mark.parametrize("name", wires.BUNDLES)
def test_whom_we_trust_can_be_said(monkeypatch, name):
    for one in wires.BUNDLES:
        monkeypatch.delenv(one, raising=False)
    assert wires.trusted() is True
    monkeypatch.setenv(name, "/etc/ours.pem")
    assert wires.trusted() == "/etc/ours.pem"


def test_a_wire_is_not_read_after_its_time():
    wire, other = socket.socketpair()
    with wire, other:
        other.send(b"late")
        over = time.monotonic() - 1
        reader = wires.TimedReader(socket.SocketIO(wire, "rb"), wire, over)
        with pytest.raises(TimeoutError):
            reader.readinto(bytearray(4))


@pytest.mark.parametrize(
    "address, taken", [("193.191.245.1", True), ("10.0.0.1", False)]
)
def test_only_an_address_of_the_open_internet_gets_a_wire(monkeypatch, address, taken):
    class Wire:
        closed = False

        def getpeername(self):
            return (address, 443)

        def close(self):
            self.closed = True

    wire = Wire()
    monkeypatch.setattr(
        "urllib3.util.connection.create_connection", lambda *_args, **_more: wire
    )
    connection = wires.PublicConnection("op.example")
    if taken:
        assert connection._new_conn() is wire
    else:
        with pytest.raises(PrivateAddressError):
            connection._new_conn()
    assert wire.closed is not taken
