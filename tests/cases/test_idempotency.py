from collective.eloket.cases.idempotency import KEPT
from collective.eloket.cases.idempotency import KEY_LIFE
from collective.eloket.cases.idempotency import OrderKeys
from collective.eloket.catalogue.drafts import LIFE
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from ZODB.POSException import ConflictError

import pytest
import transaction
import ZODB


NOW = datetime(2026, 11, 23, 10, 6, tzinfo=UTC)
SECOND = timedelta(seconds=1)


def test_a_key_is_found_for_24_hours():
    keys = OrderKeys()
    keys.remember("k", "2026-7F3K-92QX", NOW)
    assert keys.find("k", NOW) == "2026-7F3K-92QX"
    assert keys.find("k", NOW + KEY_LIFE - SECOND) == "2026-7F3K-92QX"
    assert keys.find("k", NOW + KEY_LIFE) is None
    assert keys.find("other", NOW) is None


def test_a_key_tells_what_became_of_a_form_as_long_as_its_draft_may_live():
    assert KEPT == LIFE
    keys = OrderKeys()
    keys.remember("k", "2026-7F3K-92QX", NOW)
    assert keys.find("k", NOW + KEPT - SECOND, KEPT) == "2026-7F3K-92QX"
    assert keys.find("k", NOW + KEPT, KEPT) is None


def test_an_old_key_is_used_again_for_a_new_case():
    keys = OrderKeys()
    keys.remember("k", "first", NOW)
    later = NOW + KEPT + SECOND
    keys.remember("k", "second", later)
    assert keys.find("k", later) == "second"
    assert keys.sweep(later) == 0


def kept(keys: OrderKeys) -> int:
    return sum(len(tree) for tree in keys.references)


def test_writing_takes_old_neighbours_away_so_keys_do_not_pile_up():
    keys = OrderKeys()
    for day in range(4):
        today = NOW + day * (KEPT + SECOND)
        for number in range(1000):
            keys.remember(f"{day}-{number}", "first", today)
        assert 1000 <= kept(keys) < 1150
    keys.sweep(today)
    assert kept(keys) == 1000


def test_sweeping_takes_old_keys_and_nothing_else_away():
    keys = OrderKeys()
    for number in range(100):
        keys.remember(f"k{number}", "old", NOW)
    later = NOW + KEPT + SECOND
    keys.remember("new", "new", later)
    keys.sweep(later)
    assert keys.find("new", later) == "new"
    assert kept(keys) == 1


def test_an_old_key_that_was_written_again_is_not_swept_with_its_first_age():
    keys = OrderKeys()
    keys.remember("k", "first", NOW)
    keys.remember("k", "second", NOW + SECOND)
    keys.sweep(NOW + KEPT)
    assert keys.find("k", NOW + KEPT, KEPT) == "second"


@pytest.fixture
def two():
    """Two processes with the same keys."""
    database = ZODB.DB(None)
    managers = [transaction.TransactionManager() for _ in range(2)]
    roots = [database.open(manager).root() for manager in managers]
    roots[0]["keys"] = OrderKeys()
    managers[0].commit()
    managers[1].begin()
    yield [
        (manager, root["keys"]) for manager, root in zip(managers, roots, strict=True)
    ]
    for manager in managers:
        manager.abort()
    database.close()


def test_two_clicks_at_the_same_time_conflict_so_one_is_tried_again(two):
    for _manager, keys in two:
        keys.remember("k", "mine", NOW)
    two[0][0].commit()
    with pytest.raises(ConflictError):
        two[1][0].commit()
    two[1][0].abort()
    assert two[1][1].find("k", NOW) == "mine"


def test_different_orders_at_the_same_time_do_not_conflict(two):
    for number, (_manager, keys) in enumerate(two):
        keys.remember(f"k{number}", "mine", NOW)
    for manager, _keys in two:
        manager.commit()
