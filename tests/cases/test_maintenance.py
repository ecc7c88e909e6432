from collective.eloket.cases import commands
from collective.eloket.cases.access import find_case
from collective.eloket.cases.access import store_of
from collective.eloket.cases.access import stores_of
from collective.eloket.cases.index import find_index
from collective.eloket.cases.maintenance import BATCH
from collective.eloket.cases.maintenance import check_index
from collective.eloket.cases.maintenance import rebuild_index
from plone import api
from tests.cases import house
from unittest.mock import patch

import pytest


@pytest.fixture
def store(desk, document, noor, jan):
    for number in range(5):
        for citizen in (noor, jan):
            house.submit(
                house.order(document, citizen, idempotency_key=f"key-{number}")
            )
    return store_of(desk)


def test_an_index_that_follows_the_cases_is_right(store):
    found = check_index([store])
    assert found.is_right
    assert found.cases == 10


def test_what_is_wrong_is_found(store):
    first, second, _third, *_ = store.references()
    index = find_index()
    index.replace(first, store[first].row(), None)
    store[second].assignee = "lieve"
    index.replace("2026-0000-0000", None, store[second].row())
    found = check_index([store])
    assert found.missing == [first]
    assert found.different == [second]
    assert found.left_over == ["2026-0000-0000"]
    assert not found.is_right


def test_a_rebuilt_index_says_what_the_old_one_said(store, noor):
    index = find_index()
    before = dict(index.all_rows())
    counts = index.count("bevolking")
    own = index.of_person(noor.id, None, 100)
    assert rebuild_index([store]) == 10
    assert dict(index.all_rows()) == before
    assert index.count("bevolking") == counts
    assert index.of_person(noor.id, None, 100) == own
    assert check_index([store]).is_right


def test_a_rebuild_hands_over_in_batches(store):
    batches = []
    with patch("collective.eloket.cases.maintenance.BATCH", 3):
        rebuild_index([store], after_batch=lambda: batches.append(1))
    assert len(batches) == 4
    assert BATCH > 3


def test_the_command_checks_and_rebuilds_every_site(portal, store, caplog):
    root = portal.aq_parent
    assert commands.run(root, "check") == 0
    first = next(store.references())
    find_index().replace(first, store[first].row(), None)
    assert commands.run(root, "check") == 1
    assert first in caplog.text
    with patch("transaction.commit"):
        assert commands.run(root, "reindex") == 0
    assert commands.run(root, "check") == 0


def test_a_case_of_another_desk_is_found_and_looked_after(portal, store, noor):
    with api.env.adopt_roles(["Manager"]):
        desk = api.content.create(portal, "Eloket", "tweede", title="Tweede")
        second = api.content.create(desk, "OnlineDocument", "bewijs", title="Bewijs")
    case = house.submit(house.order(second, noor, idempotency_key="elsewhere"))
    assert case.getId() not in store and case.getId() in store_of(desk)
    assert find_case(case.getId()).getId() == case.getId()
    stores = stores_of(portal)
    assert check_index(stores).cases == 11
    assert check_index(stores).is_right
    assert rebuild_index(stores) == 11
    with patch("transaction.commit"):
        assert commands.run(portal.aq_parent, "reindex") == 0
    assert commands.run(portal.aq_parent, "check") == 0


def test_the_command_refuses_what_it_does_not_know(capsys):
    with pytest.raises(SystemExit):
        commands.main(["destroy", "zope.conf"])
    assert "destroy" in capsys.readouterr().err
