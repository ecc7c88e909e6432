"""Do we get there? Tried on real sockets of this machine."""

from collective.eloket.accounts.oidc.probe import road
from collective.eloket.accounts.oidc.probe.road import UnreachableError
from collective.eloket.accounts.oidc.provider_errors import ProviderTimeoutError
from datetime import timedelta
from tests.accounts.oidc.probe import servers

import pytest
import requests
import responses
import socket


PUBLIC = "193.191.245.244"


@pytest.fixture
def authority(tmp_path, monkeypatch):
    found = servers.Authority(tmp_path)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(found.file))
    return found


@pytest.fixture
def serving():
    """Return what starts a server; all end with the test."""
    running = []

    def start(chain):
        running.append(servers.serve(chain))
        return running[-1].server_address[1]

    yield start
    for server in running:
        server.shutdown()
        server.server_close()


def codes(address, allow_private=False, resolver=lambda _host: [PUBLIC]) -> list[str]:
    found = []
    try:
        for line in road.look_at_address(address, allow_private, resolver):
            found.append(line.code)
    except UnreachableError as stop:
        found.append(stop.finding.code)
    return found


def why(address) -> str:
    with pytest.raises(UnreachableError) as stop:
        road.call("GET", address, True)
    return stop.value.finding.code


@pytest.mark.parametrize(
    "address, allowed, resolver, expected",
    [
        ("https://op.example/", False, lambda _: [PUBLIC], ["address_public"]),
        ("https://op.example/", False, lambda _: ["10.0.0.1"], ["address_private"]),
        ("https://localhost/", False, lambda _: [PUBLIC], ["address_private"]),
        ("http://op.example/", False, lambda _: [PUBLIC], ["address_http"]),
        ("op.example", False, lambda _: [PUBLIC], ["address_odd"]),
        ("http://localhost/", True, lambda _: ["127.0.0.1"], ["address_allowed"]),
        (
            "https://op.example/",
            False,
            lambda _: [],
            ["address_public", "name_unknown"],
        ),
    ],
    ids=["public", "private", "localhost", "http", "no address", "allowed", "no name"],
)
def test_an_address_is_looked_at_before_it_is_called(
    address, allowed, resolver, expected, monkeypatch
):
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"):
        monkeypatch.delenv(name, raising=False)
    assert codes(address, allowed, resolver) == expected


def test_behind_a_proxy_the_name_may_be_unknown(monkeypatch):
    monkeypatch.setenv("https_proxy", "http://proxy.example:3128")
    assert codes("https://op.example/", resolver=lambda _: []) == ["address_public"]


def test_a_good_certificate_gets_an_answer(authority, serving):
    port = serving(authority.chain())
    assert road.call("GET", f"https://localhost:{port}/", True).status == 200


def test_an_expired_certificate(authority, serving):
    port = serving(authority.chain(ends=timedelta(days=-1)))
    assert why(f"https://localhost:{port}/") == "certificate_expired"


def test_a_certificate_of_somebody_else(authority, serving):
    port = serving(authority.chain("other.example"))
    assert why(f"https://localhost:{port}/") == "certificate_name"


def test_a_certificate_by_nobody_we_know(authority, serving, monkeypatch):
    port = serving(authority.chain())
    monkeypatch.delenv("REQUESTS_CA_BUNDLE")
    assert why(f"https://localhost:{port}/") == "certificate_unknown"


def test_https_where_there_is_none(serving):
    port = serving(None)
    assert why(f"https://localhost:{port}/") == "certificate_wrong"


def test_nobody_listens():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    assert why(f"http://127.0.0.1:{port}/") == "refused"


@pytest.mark.parametrize(
    "error, code",
    [
        (requests.ConnectTimeout("slow"), "silent"),
        (requests.ReadTimeout("slow"), "silent"),
        (requests.ConnectionError(socket.gaierror(-2, "unknown")), "name_unknown"),
        (requests.exceptions.ProxyError("no"), "unreachable"),
    ],
    ids=["no connection", "no answer", "no name", "proxy"],
)
def test_other_reasons(error, code):
    with responses.RequestsMock() as network:
        network.add("GET", "http://op.example/", body=error)
        assert why("http://op.example/") == code


def test_an_address_that_turns_private_is_not_called():
    with pytest.raises(UnreachableError) as stop:
        road.call("GET", "https://10.0.0.1/", False)
    assert stop.value.finding.code == "address_private"


def test_errors_that_lead_back_to_each_other_have_an_end():
    one, other = ValueError("one"), ValueError("other")
    one.__cause__, other.__cause__ = other, one
    assert list(road.chain(one)) == [one, other]


def test_an_answer_that_drips_is_silent():
    assert road.reason(ProviderTimeoutError("too slow"), "x").code == "silent"


def test_a_host_is_named_with_its_port():
    assert road.host_of("https://op.example:8443/op") == "op.example:8443"
    assert road.host_of("nonsense") == "nonsense"
