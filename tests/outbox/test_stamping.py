"""Anchors of the audit are stamped; while the authority is dead, they wait."""

from collective.eloket.audit import anchor_rows
from collective.eloket.audit.anchors import anchors_in
from collective.eloket.ephemeral.service import engine
from collective.eloket.outbox import private
from collective.eloket.outbox.anchoring import anchors_left
from collective.eloket.outbox.anchoring import arrivals
from collective.eloket.outbox.anchoring import put_anchor
from collective.eloket.outbox.destinations import SETTINGS
from collective.eloket.outbox.destinations import STAMPS
from collective.eloket.outbox.destinations import WEBHOOK
from collective.eloket.setup.metrics import metrics_text
from collective.eloket.wires.stamps.errors import StampRefusedError
from collective.eloket.wires.stamps.errors import StampSilentError
from collective.eloket.wires.stamps.errors import StampTrustError
from collective.eloket.wires.stamps.tokens import stamped_at
from collective.eloket.wires.stamps.trust import read_anchors
from eloket_sandbox.cards.trusting import pem
from eloket_sandbox.sealing.authorities import new_seal_pki
from pathlib import Path
from plone import api
from sqlalchemy import delete
from tests.documents.seal import house
from tests.outbox.test_anchoring import HOOK
from tests.outbox.test_anchoring import mails
from tests.outbox.test_anchoring import perform
from tests.outbox.test_anchoring import site
from tests.outbox.test_anchoring import waiting
from urllib.parse import urlsplit

import os
import pytest


__all__ = ["mails", "site"]


@pytest.fixture
def stamping(site, monkeypatch, tmp_path):
    """Sets the authority of the site, and returns the job for it."""
    path = tmp_path / "stamp-trust.pem"
    path.write_text(pem(house.pki().root))
    monkeypatch.setenv("ELOKET_STAMP_TRUST", str(path))
    registry = api.portal.get_tool("portal_registry")
    registry[SETTINGS["mail"]] = None

    def stamping(address):
        api.portal.set_registry_record(private.HOSTS, (urlsplit(address).netloc,))
        registry[SETTINGS[STAMPS]] = address
        put_anchor()
        (payload,) = waiting(site)
        return payload

    yield stamping
    # the side store is of all tests: who verifies it next believes another authority
    with engine().connect() as connection:
        connection.execute(delete(anchor_rows.ANCHORS))


@pytest.fixture
def authority():
    with house.stamp_authority() as address:
        yield address


def kept(payload):
    return [one for one in anchor_rows.kept() if one.word == payload["anchor"]]


def test_an_anchor_is_stamped_and_kept_with_its_token(site, stamping, authority):
    payload = stamping(authority)
    assert not anchors_left()
    perform(site, payload)
    (anchor,) = kept(payload)
    trusted = read_anchors(Path(os.environ["ELOKET_STAMP_TRUST"]))
    assert stamped_at(anchor.token, anchor.word.encode(), trusted) >= anchor.at
    assert anchors_left()
    assert arrivals() == {STAMPS: True}


def test_what_was_stamped_is_told_to_the_web_address_with_its_token(
    site, stamping, authority
):
    payload = stamping(authority)
    api.portal.set_registry_record(SETTINGS[WEBHOOK], HOOK)
    perform(site, payload)
    (told,) = [one for one in waiting(site) if one["means"] == WEBHOOK]
    assert anchors_in(told["anchor"]) == kept(payload)
    assert told["to"] == HOOK


def test_while_the_authority_is_dead_the_anchor_waits_and_all_can_see_it(
    site, stamping, authority
):
    payload = stamping("http://127.0.0.1:1/tsa")
    with pytest.raises(StampSilentError):
        perform(site, payload)
    assert not anchors_left()
    assert kept(payload) == []
    said = metrics_text(site).decode()
    assert 'eloket_audit_anchors_arrive{means="stamps"} 0.0' in said
    api.portal.set_registry_record(private.HOSTS, (urlsplit(authority).netloc,))
    perform(site, payload | {"to": authority})
    assert kept(payload)


def test_an_authority_whom_nobody_here_believes_proves_nothing(site, stamping):
    with house.stamp_authority(new_seal_pki().stamps) as address:
        payload = stamping(address)
        with pytest.raises(StampRefusedError):
            perform(site, payload)
    assert kept(payload) == []


def test_without_authorities_to_believe_none_is_asked(
    site, stamping, authority, monkeypatch
):
    payload = stamping(authority)
    monkeypatch.delenv("ELOKET_STAMP_TRUST")
    with pytest.raises(StampTrustError):
        perform(site, payload)


def test_an_authority_on_a_private_network_is_asked_when_a_manager_named_it_only(
    site, stamping, authority
):
    payload = stamping(authority)
    api.portal.set_registry_record(private.HOSTS, ())
    with pytest.raises(StampSilentError):
        perform(site, payload)
