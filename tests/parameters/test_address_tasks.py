"""Addresses that wait for a clerk, and what is kept of addresses that were decided."""

from collective.eloket.parameters import address_tasks
from collective.eloket.parameters import reading as readings
from collective.eloket.parameters import service
from collective.eloket.parameters.card_store import CardRecord
from plone import api
from tests.identity.eid.house import card
from tests.parameters.card_house import answer
from tests.parameters.card_house import cards_are_read
from tests.parameters.card_house import Session
from zope.annotation.interfaces import IAnnotations

import pytest


CARD = card("ec")


@pytest.fixture
def reading(noor, tmp_path):
    """What Noor's card says."""
    with cards_are_read(tmp_path):
        begun = readings.begin(Session(noor))
        presence = answer(CARD, begun.nonce)
        readings.hand_in(Session(noor), begun.read_id, CARD.content(), presence)
        yield readings.find(Session(noor), begun.read_id)


def test_a_site_of_before_has_no_tasks_and_gets_them(noor, reading):
    del IAnnotations(api.portal.get())[address_tasks.ANNOTATION]
    assert list(address_tasks.waiting()) == []
    address_tasks.add(noor, reading)
    assert [task.person_id for task in address_tasks.waiting()] == [noor]


def test_who_is_forgotten_has_no_tasks(noor, reading):
    address_tasks.add(noor, reading)
    service.forget(noor)
    assert address_tasks.count() == 0


def test_a_list_has_an_end(noor, reading, monkeypatch):
    monkeypatch.setattr(address_tasks, "MOST_SHOWN", 0)
    address_tasks.add(noor, reading)
    assert list(address_tasks.waiting()) == []
    assert address_tasks.count() == 1


@pytest.mark.parametrize(
    "now, before, after",
    [
        ("b", ("a",), ("b",)),
        ("a", ("a", "c"), ("c",)),
        (None, ("a",), ()),
    ],
    ids=["another one counts", "it counts already", "none counts"],
)
def test_a_decided_address_counts_and_the_other_was_replaced(now, before, after):
    record = CardRecord(address_hash=now, superseded=before).with_decided("a")
    assert (record.address_hash, record.superseded) == ("a", after)
