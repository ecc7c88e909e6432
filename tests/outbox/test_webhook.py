"""A call to a web address: signed, and at its end in time."""

from collective.eloket.outbox import webhook
from collective.eloket.outbox.delivery import LEASE
from collective.eloket.wires.service import Patience
from tests.wires.dripping import at_once
from tests.wires.dripping import dripping

import pytest


@pytest.fixture(autouse=True)
def _secret(monkeypatch):
    monkeypatch.setenv("ELOKET_ANCHOR_SECRET", "s" * 32)


def test_who_drips_headers_is_cut_off(monkeypatch):
    monkeypatch.setattr(webhook, "PATIENCE", Patience(3, 10, 0.2))
    with (
        dripping() as host,
        at_once(),
        pytest.raises(webhook.WebhookFailedError),
    ):
        webhook.send(f"http://{host}/", b"{}", "1")


def test_the_worker_waits_shorter_than_another_one_may_take_its_job():
    assert webhook.PATIENCE.whole < LEASE.total_seconds()
