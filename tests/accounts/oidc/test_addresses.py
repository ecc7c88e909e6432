from collective.eloket.accounts.oidc import addresses
from collective.eloket.accounts.oidc.addresses import local_path
from collective.eloket.accounts.oidc.addresses import may_call

import pytest
import socket


SITE = "http://localhost:8080/gemeente"


def public(_host: str) -> list[str]:
    return ["193.191.245.244"]


def nowhere(_host: str) -> list[str]:
    return []


@pytest.mark.parametrize(
    "address, resolver",
    [
        ("https://provider.example/op", public),
        ("https://provider.example:8443/op?x=1", public),
        ("https://193.191.245.244/op", nowhere),
        ("https://known-to-the-proxy.example/op", nowhere),
        ("https://[64:ff9b::c1bf:f5f4]/op", nowhere),
        ("https://[2001:4860:4860::8888]/op", nowhere),
    ],
)
def test_a_public_https_address_may_be_called(address, resolver):
    assert may_call(address, False, resolver)


@pytest.mark.parametrize(
    "address",
    [
        "http://provider.example/op",
        "https://localhost/op",
        "https://op.localhost./op",
        "https://127.0.0.1/op",
        "https://[::1]/op",
        "https://10.1.2.3/op",
        "https://192.168.1.1/op",
        "https://169.254.169.254/latest",
        "https://[fe80::1]/op",
        "https://0.0.0.0/op",
        "https://[::ffff:10.0.0.1]/op",
        "https://[64:ff9b::a00:1]/op",
        "https://[2002:a00:1::]/op",
        "https://224.0.0.1/op",
    ],
)
def test_a_private_or_plain_address_needs_permission(address):
    assert not may_call(address, False, public)
    assert may_call(address, True, public)


@pytest.mark.parametrize(
    "found",
    [["10.0.0.1"], ["193.191.245.244", "127.0.0.1"], ["fe80::1%eth0"], ["no address"]],
)
def test_a_name_that_leads_inside_is_not_called(found):
    assert not may_call("https://provider.example/", False, lambda _host: found)


@pytest.mark.parametrize(
    "address",
    [
        None,
        5,
        "",
        "ftp://provider.example/",
        "//provider.example/",
        "https:///op",
        "https://user:word@provider.example/",
        "https://provider.example/#part",
        "https://provider.example/a b",
        "https://provider.example/\n",
        "https://provider.example:port/",
        "https://provider.example:0/",
        "https://[::1/",
        "javascript:alert(1)",
    ],
)
def test_what_is_no_address_is_never_called(address):
    assert not may_call(address, True, public)


def test_the_name_service_is_asked(monkeypatch):
    answer = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.0.0.1", 0))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: answer)
    assert addresses.resolve("provider.example") == ["10.0.0.1"]


def test_an_unknown_name_has_no_addresses(monkeypatch):
    def unknown(*_arguments, **_options):
        raise socket.gaierror

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    assert addresses.resolve("provider.example") == []


@pytest.mark.parametrize(
    "wanted, path",
    [
        ("/e-loket/mijn-aanvragen", "/e-loket/mijn-aanvragen"),
        ("/gemeente/e-loket", "/e-loket"),
        (f"{SITE}/e-loket/doc?x=1&y=2", "/e-loket/doc?x=1&y=2"),
        (SITE, "/"),
        ("/", "/"),
        ("/gemeentehuis", "/gemeentehuis"),
    ],
)
def test_an_address_of_this_site_becomes_a_local_path(wanted, path):
    assert local_path(SITE, wanted) == path


@pytest.mark.parametrize(
    "wanted",
    [
        None,
        ["/a", "/b"],
        "",
        "https://evil.example/",
        "https://localhost:8080/gemeente",
        "http://localhost:8080.evil.example/gemeente",
        "//evil.example/",
        "///evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "/%2e%2e/andere-site",
        "/gemeente/../andere-site",
        "/gemeente//evil.example",
        "/a\r\nSet-Cookie: x",
        "javascript:alert(1)",
        "e-loket",
        "http://[::1/",
        "/acl_users/burgerprofiel/logout",
        "/gemeente/acl%5fusers/burgerprofiel/login",
    ],
)
def test_an_address_that_leads_away_is_dropped(wanted):
    assert local_path(SITE, wanted) is None


def test_a_site_at_the_root_of_its_host_works_too():
    assert local_path("https://www.testegem.example", "/e-loket") == "/e-loket"
