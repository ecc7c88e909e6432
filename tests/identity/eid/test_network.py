from collective.eloket.identity.eid import network
from collective.eloket.identity.eid.certificate_errors import RevocationUnknownError
from collective.eloket.identity.eid.network import fetch
from http.server import BaseHTTPRequestHandler
from http.server import HTTPServer
from tests.wires.dripping import at_once
from tests.wires.dripping import BEGIN
from tests.wires.dripping import dripping

import pytest
import threading


class Authority(BaseHTTPRequestHandler):
    """Answers by the path; repeats a question with its type."""

    def do_GET(self):
        path = self.path.strip("/")
        if path == "moved":
            self.reply(302, b"", Location="/list")
        elif path == "large":
            self.reply(200, b"x" * 2000)
        elif path == "who":
            self.reply(200, self.headers.get("Authorization", "nobody").encode())
        elif path == "silent":
            self.server.go.wait(10)
        else:
            self.reply(200 if path == "list" else 500, b"a list")

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.reply(200, self.headers["Content-Type"].encode() + b":" + body)

    def reply(self, status, body, **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture(scope="module")
def authority():
    with HTTPServer(("localhost", 0), Authority) as server:
        server.go = threading.Event()
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://localhost:{server.server_port}"
        server.go.set()
        server.shutdown()
        thread.join()


def test_a_list_is_fetched(authority):
    assert fetch(f"{authority}/list", None) == b"a list"


def test_a_question_is_posted(authority):
    assert fetch(authority, b"question") == b"application/ocsp-request:question"


def test_a_password_of_this_machine_is_not_sent(authority, tmp_path, monkeypatch):
    passwords = tmp_path / "netrc"
    passwords.write_text("machine localhost login us password secret")
    monkeypatch.setenv("NETRC", str(passwords))
    assert fetch(f"{authority}/who", None) == b"nobody"


@pytest.mark.parametrize("path", ["moved", "broken"])
def test_nothing_else_than_an_answer_is_taken(authority, path):
    with pytest.raises(RevocationUnknownError):
        fetch(f"{authority}/{path}", None)


def test_nobody_there_is_an_unknown_answer():
    with pytest.raises(RevocationUnknownError):
        fetch("http://localhost:1/", None)


def test_a_large_answer_is_cut_off(authority, monkeypatch):
    monkeypatch.setattr(network, "LARGEST_BYTES", 1000)
    with pytest.raises(RevocationUnknownError, match="too large"):
        fetch(f"{authority}/large", None)


def test_silence_is_an_unknown_answer(authority, monkeypatch):
    monkeypatch.setattr(network, "READ_SECONDS", 0.1)
    with pytest.raises(RevocationUnknownError):
        fetch(f"{authority}/silent", None)


HEADERS, BODY = BEGIN + b"X-Long: ", BEGIN + b"Content-Length: 100000\r\n\r\n"


@pytest.mark.parametrize("head", [HEADERS, BODY], ids=["headers", "body"])
def test_who_drips_is_cut_off(head, monkeypatch):
    monkeypatch.setattr(network, "WHOLE_SECONDS", 0.2)
    with dripping(head) as host, at_once(), pytest.raises(RevocationUnknownError):
        fetch(f"http://{host}/", b"question")


def test_a_citizen_waits_as_long_as_the_design_says():
    assert network.WHOLE_SECONDS == 5
