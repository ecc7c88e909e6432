"""One call: in time whatever stands between, and with the open internet only."""

from collective.eloket.wires.connections import PROXIES
from collective.eloket.wires.errors import PrivateAddressError
from collective.eloket.wires.service import answered
from collective.eloket.wires.service import ANYWHERE
from collective.eloket.wires.service import Patience
from collective.eloket.wires.service import PLAIN_PUBLIC
from collective.eloket.wires.service import PUBLIC
from tests.wires.dripping import at_once
from tests.wires.dripping import dripping

import pytest
import requests


SHORT = Patience(connect=3, silence=5, whole=0.2)


@pytest.fixture(autouse=True)
def _no_proxies(monkeypatch):
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


def call(adapter, address):
    with answered(adapter, "POST", address, SHORT, body=b"x") as answer:
        return answer.status_code


def test_who_drips_is_cut_off():
    with dripping() as host, at_once(), pytest.raises(requests.RequestException):
        call(ANYWHERE, f"http://{host}/")


def test_who_drips_through_a_proxy_is_cut_off(monkeypatch):
    with dripping() as host, at_once(), pytest.raises(requests.RequestException):
        monkeypatch.setenv("http_proxy", f"http://{host}")
        call(ANYWHERE, "http://op.example/")


@pytest.mark.parametrize(
    ("adapter", "scheme"),
    [(PUBLIC, "https"), (PLAIN_PUBLIC, "https"), (PLAIN_PUBLIC, "http")],
    ids=["https", "https where http is allowed", "http"],
)
def test_a_private_address_is_not_spoken_to(adapter, scheme):
    with dripping() as host, pytest.raises(PrivateAddressError):
        call(adapter, f"{scheme}://{host}/")
