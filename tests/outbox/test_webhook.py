"""A call to a web address: at its end in time, and to whom it is allowed only."""

from collective.eloket.outbox import private
from collective.eloket.outbox import webhook
from collective.eloket.outbox.delivery import LEASE
from collective.eloket.outbox.errors import PrivateHostRefusedError
from collective.eloket.wires.service import ANYWHERE
from collective.eloket.wires.service import Patience
from collective.eloket.wires.service import PLAIN_PUBLIC
from plone import api
from tests.wires.dripping import at_once
from tests.wires.dripping import dripping

import pytest


@pytest.fixture(autouse=True)
def _secret(portal, monkeypatch):
    monkeypatch.setenv("ELOKET_ANCHOR_SECRET", "s" * 32)


def allow(*hosts):
    api.portal.set_registry_record(private.HOSTS, hosts)


def test_who_drips_headers_is_cut_off(monkeypatch):
    allow("127.0.0.1")
    monkeypatch.setattr(webhook, "PATIENCE", Patience(3, 10, 0.2))
    with (
        dripping() as host,
        at_once(),
        pytest.raises(webhook.WebhookFailedError, match=r"Time|Connection"),
    ):
        webhook.send(f"http://{host}/", b"{}", "1")


def test_the_worker_waits_shorter_than_another_one_may_take_its_job():
    assert webhook.PATIENCE.whole < LEASE.total_seconds()


def test_nobody_on_a_private_network_is_called():
    with (
        dripping() as host,
        pytest.raises(webhook.WebhookFailedError, match="PrivateAddress"),
    ):
        webhook.send(f"http://{host}/", b"{}", "1")


@pytest.mark.parametrize(
    ("address", "adapter"),
    [
        ("https://hooks.intern/a", ANYWHERE),
        ("https://HOOKS.intern:8443/a", ANYWHERE),
        ("https://stamps.intern:8443/", ANYWHERE),
        ("http://[fd00::1]/", ANYWHERE),
        ("https://stamps.intern/", PLAIN_PUBLIC),
        ("https://stamps.intern:9/", PLAIN_PUBLIC),
        ("https://other.intern/hooks.intern", PLAIN_PUBLIC),
        ("https://hooks.intern@other.intern/", PLAIN_PUBLIC),
    ],
)
def test_only_those_that_were_named_may_be_on_a_private_network(address, adapter):
    allow("hooks.intern", "stamps.intern:8443", "[fd00::1]")
    assert private.adapter_for(address) is adapter


def test_hosts_are_kept_once_in_small_letters():
    lines = [" Hooks.intern ", "hooks.intern", "10.0.0.1:8080", "[fd00::1]:80"]
    found = private.checked_hosts(lines)
    assert found == ("hooks.intern", "10.0.0.1:8080", "[fd00::1]:80")
    assert private.checked_hosts(()) == ()


@pytest.mark.parametrize(
    "line",
    [
        "",
        "https://hooks.intern",
        "hooks.intern/a",
        "a b",
        "u@hooks.intern",
        "h:0",
        "h:x",
        "h:99999",
        "fd00::1",
        "[fd00",
        "h?x",
        "h#x",
    ],
)
def test_what_is_no_host_is_refused(line):
    with pytest.raises(PrivateHostRefusedError):
        private.checked_hosts([line])
