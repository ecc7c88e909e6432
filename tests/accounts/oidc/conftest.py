from collective.eloket.accounts import service as accounts
from collective.eloket.accounts.model import Registration
from collective.eloket.accounts.oidc.discovery import Shelf
from collective.eloket.clock import utcnow
from collective.eloket.vault import commands
from tests.accounts.oidc.provider import FakeProvider
from tests.accounts.oidc.test_service import set_provider
from tests.accounts.oidc.visitor import evidence
from tests.accounts.oidc.visitor import Visitor
from zope.component.hooks import setSite

import pytest
import responses
import socket
import transaction


@pytest.fixture
def keys(tmp_path, monkeypatch):
    """Key ring and side store of this test."""
    commands.write_new_ring(tmp_path / "keys.json")
    monkeypatch.setenv("ELOKET_KEYS", str(tmp_path / "keys.json"))
    monkeypatch.setenv("ELOKET_SIDE_STORE", f"sqlite:///{tmp_path / 'side.sqlite'}")


@pytest.fixture
def mock():
    """The network: only what a test adds is there; names are all public."""
    Shelf.clear()
    with responses.RequestsMock(assert_all_requests_are_fired=False) as network:
        yield network
    Shelf.clear()


@pytest.fixture
def op(mock):
    return FakeProvider(mock, lambda: int(utcnow().timestamp()))


@pytest.fixture
def public_name(monkeypatch):
    """The DNS: the provider of the tests is on the open internet."""
    real = socket.getaddrinfo

    def answer(host, *args, **more):
        if host == "provider.example":
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("193.191.245.1", 0))]
        return real(host, *args, **more)

    monkeypatch.setattr(socket, "getaddrinfo", answer)


@pytest.fixture
def site(portal_of_app, op):
    set_provider(portal_of_app)
    transaction.commit()
    return portal_of_app


@pytest.fixture
def portal_of_app(functional):
    portal = functional["portal"]
    setSite(portal)
    return portal


@pytest.fixture
def visitor(functional, site):
    return Visitor(functional["app"], site)


@pytest.fixture
def citizen(site):
    found = accounts.register(Registration(evidence=evidence()))
    transaction.commit()
    return found.id
