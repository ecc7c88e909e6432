"""A proxy's word about an address counts only when we know the proxy."""

from collective.eloket.limits.address import address_key
from collective.eloket.limits.address import client_address
from collective.eloket.limits.address import RECORD
from collective.eloket.limits.address import UNKNOWN
from pathlib import Path
from tests.http.requests import request
from ZPublisher import HTTPRequest as zope_request

import pytest


def from_address(remote, forwarded=None):
    made = request(**{"X-Forwarded-For": forwarded})
    made.environ.pop("REMOTE_ADDR", None)
    if remote is not None:
        made.environ["REMOTE_ADDR"] = remote
    return made


@pytest.mark.parametrize(
    "remote, forwarded, found",
    [
        ("203.0.113.7", None, "203.0.113.7"),
        ("203.0.113.7", "198.51.100.1", "203.0.113.7"),
        ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "6.6.6.6, 198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "6.6.6.6, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
        ("10.0.0.1", "10.9.9.9, 10.0.0.2", "10.9.9.9"),
        ("10.0.0.1", "198.51.100.1, rubbish", "10.0.0.1"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", None, "10.0.0.1"),
        ("::ffff:10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("10.0.0.1", "[2001:db8:1:2::9]", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:3:4:5:6", None, "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "6.6.6.6", "2001:db8:1:2::/64"),
        ("fe80::1%eth0", None, "fe80::/64"),
        ("2001:db8:ffff::1", "198.51.100.9", "198.51.100.9"),
        ("", None, UNKNOWN),
        (None, "198.51.100.1", UNKNOWN),
        ("rubbish", "198.51.100.1", UNKNOWN),
    ],
)
def test_the_client_is_the_last_who_is_no_proxy_of_ours(
    portal, remote, forwarded, found
):
    portal.portal_registry[RECORD] = ("10.0.0.0/8", "2001:db8:ffff::/48")
    assert client_address(from_address(remote, forwarded)) == found


def test_nobody_is_believed_by_default(portal):
    assert client_address(from_address("10.0.0.1", "6.6.6.6")) == "10.0.0.1"


def test_what_is_no_network_believes_nobody(portal):
    portal.portal_registry[RECORD] = ("10.0.0", "localhost", " ")
    assert client_address(from_address("10.0.0.1", "6.6.6.6")) == "10.0.0.1"


def test_the_proxies_of_zope_are_known_too(portal, monkeypatch):
    monkeypatch.setattr(zope_request, "trusted_proxies", ["127.0.0.1"])
    assert client_address(from_address("127.0.0.1", "6.6.6.6")) == "6.6.6.6"


def test_without_a_site_nobody_is_believed():
    assert client_address(from_address("10.0.0.1", "6.6.6.6")) == "10.0.0.1"


def test_the_key_tells_no_address(portal):
    one, two = (address_key(from_address(text)) for text in ("192.0.2.1", "192.0.2.2"))
    assert one != two and "192" not in one


SOURCE = Path(__file__).parents[2] / "src" / "collective" / "eloket"
OTHER_WAYS = ("getClientAddr", "REMOTE_ADDR", "X_FORWARDED_FOR", "X-Forwarded-For")


def test_nobody_else_asks_for_an_address():
    asking = {
        str(path.relative_to(SOURCE))
        for path in SOURCE.rglob("*.py")
        if any(way in path.read_text(encoding="utf-8") for way in OTHER_WAYS)
    }
    assert asking == {"limits/address.py"}
