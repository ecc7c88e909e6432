from collective.eloket.cases import service
from collective.eloket.cases.earlier import EarlierCases
from collective.eloket.cases.workflow import make_step
from collective.eloket.catalogue.interfaces import IEarlierCases
from collective.eloket.vault import service as vault
from tests.cases import house
from zope.component import getUtility
from zope.interface.verify import verifyObject

import pytest


@pytest.fixture
def earlier(portal):
    """Return what knows of earlier cases."""
    found = getUtility(IEarlierCases)
    assert isinstance(found, EarlierCases)
    assert verifyObject(IEarlierCases, found)
    return found


def test_the_newest_that_is_not_decided_is_told(earlier, document, noor):
    assert earlier.last_open(noor.id, noor.id, document) is None
    house.submit(house.order(document, noor))
    case = house.submit(house.order(document, noor, idempotency_key="key-2"))
    found = earlier.last_open(noor.id, noor.id, document)
    assert found.submitted == case.submitted.replace(microsecond=0)


def test_of_others_and_of_another_document_nothing_is_told(
    earlier, desk, document, noor, jan
):
    house.submit(house.order(document, noor))
    assert earlier.last_open(jan.id, jan.id, document) is None
    assert earlier.last_open(noor.id, jan.id, document) is None
    assert earlier.last_open(noor.id, noor.id, desk) is None


def test_what_was_withdrawn_is_not_told(earlier, portal, document, noor):
    case = house.submit(house.order(document, noor))
    house.act_as(portal, noor.id)
    make_step(case, "withdraw", "")
    assert earlier.last_open(noor.id, noor.id, document) is None


def test_answers_that_nobody_can_read_any_more_are_not_compared(
    earlier, document, noor
):
    first = service.submit(house.order(document, noor))
    assert earlier.answers_of(first.reference)["copies"] == 2
    assert earlier.answers_of("2026-AAAA-AAAA") == {}
    vault.forget_person(noor.id)
    assert earlier.answers_of(first.reference) == {}
