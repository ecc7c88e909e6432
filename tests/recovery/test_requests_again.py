"""Requests for rights that were refused or taken back wait no more after a restore."""

from collective.eloket.mandates.self_registration import expiring
from collective.eloket.mandates.self_registration import sealing
from collective.eloket.mandates.self_registration import store
from collective.eloket.recovery import model
from collective.eloket.recovery import replaying
from collective.eloket.vault import service as vault
from datetime import date
from datetime import timedelta
from tests.mandates.self_registration import house
from tests.mandates.self_registration.conftest import bram
from tests.mandates.self_registration.conftest import day
from tests.mandates.self_registration.conftest import karel
from tests.mandates.self_registration.conftest import noor
from tests.mandates.self_registration.conftest import register
from tests.recovery.test_replaying import fact
from tests.recovery.test_replaying import noted

import pytest


__all__ = ["bram", "day", "karel", "noor", "register"]

pytestmark = pytest.mark.usefixtures("integration", "journal", "day")


@pytest.fixture
def asked(noor, bram):
    """A request of Noor for a right at the bakery, whose local manager is Bram."""
    return house.ask(noor)


def facts_of_requests(portal):
    return [about for kind, about in noted(portal) if kind == "request-ended"]


def test_a_request_that_is_taken_back_is_noted(portal, noor, asked):
    house.withdraw(noor, asked)
    assert facts_of_requests(portal) == [{"request": asked, "state": "withdrawn"}]


def test_a_refusal_is_noted_without_its_reason(portal, bram, asked):
    house.refuse(bram, asked)
    assert facts_of_requests(portal) == [{"request": asked, "state": "refused"}]
    assert house.DECIDED["reason"] not in repr(noted(portal))


def test_a_yes_is_no_negative_fact(portal, bram, asked):
    house.approve(bram, asked)
    assert facts_of_requests(portal) == []


def test_one_that_is_too_old_is_noted(portal, asked):
    expiring.expire(date.fromisoformat(store.find(asked).sent) + timedelta(days=91))
    assert facts_of_requests(portal) == [{"request": asked, "state": "expired"}]


@pytest.mark.parametrize("state", ["refused", "withdrawn", "expired"])
def test_a_request_waits_no_more_again(portal, asked, state):
    found = fact(portal, model.REQUEST_ENDED, request=asked, state=state)
    assert replaying.apply(found)
    assert list(store.open_of(house.BAKERY.code)) == []
    request = sealing.opened(asked, store.find(asked))
    assert request.state == state
    assert (request.decision is None) == (state != "refused")
    assert not replaying.apply(found)


def test_a_request_of_who_was_erased_goes(portal, noor, asked):
    vault.forget_person(noor.id)
    found = fact(portal, model.REQUEST_ENDED, request=asked, state="refused")
    assert replaying.apply(found)
    assert store.find(asked) is None
    assert not replaying.apply(found)
