from collective.eloket.ephemeral.interfaces import ISideStore
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from zope.interface.verify import verifyObject

import pytest


NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def test_the_store_keeps_its_contract(store):
    assert verifyObject(ISideStore, store)


def test_only_the_first_puts(store):
    assert store.put_if_absent("nonce", "a", b"1", MINUTE, NOW)
    assert not store.put_if_absent("nonce", "a", b"2", MINUTE, NOW)
    assert store.get("nonce", "a", NOW) == b"1"


def test_kinds_and_keys_are_apart(store):
    store.put("nonce", "a", b"1", MINUTE, NOW)
    assert store.get("claim", "a", NOW) is None
    assert store.get("nonce", "b", NOW) is None
    assert store.put_if_absent("claim", "a", b"2", MINUTE, NOW)


def test_what_has_ended_counts_as_absent(store):
    store.put("nonce", "a", b"1", MINUTE, NOW)
    at_the_end = NOW + MINUTE
    assert store.get("nonce", "a", at_the_end - timedelta(microseconds=1)) == b"1"
    assert store.get("nonce", "a", at_the_end) is None
    assert store.put_if_absent("nonce", "a", b"2", MINUTE, at_the_end)
    assert store.get("nonce", "a", at_the_end) == b"2"


def test_what_has_ended_cannot_be_taken(store):
    store.put("nonce", "a", b"1", MINUTE, NOW)
    assert store.take("nonce", "a", NOW + MINUTE) is None
    assert store.take("nonce", "a", NOW) is None


def test_one_takes_and_the_next_finds_nothing(store):
    store.put("nonce", "a", b"1", MINUTE, NOW)
    assert store.take("nonce", "a", NOW) == b"1"
    assert store.take("nonce", "a", NOW) is None


def test_a_later_value_replaces_the_first(store):
    store.put("heart", "last", b"1", MINUTE, NOW)
    store.put("heart", "last", b"2", MINUTE, NOW + MINUTE)
    assert store.get("heart", "last", NOW + MINUTE) == b"2"


def test_a_deleted_value_is_gone(store):
    store.put("claim", "a", b"1", MINUTE, NOW)
    store.delete("claim", "a")
    store.delete("claim", "a")
    assert store.get("claim", "a", NOW) is None


def test_all_bytes_come_back(store):
    value = bytes(range(256))
    store.put("nonce", "a", value, MINUTE, NOW)
    assert store.get("nonce", "a", NOW) == value


def test_counting_counts_this_one(store):
    assert [store.count("try", "a", MINUTE, NOW) for _ in range(3)] == [1, 2, 3]
    assert store.counted("try", "a", MINUTE, NOW) == 3
    assert store.count("try", "b", MINUTE, NOW) == 1


def test_one_can_be_taken_back(store):
    store.count("try", "a", MINUTE, NOW)
    store.count("try", "a", MINUTE, NOW)
    store.uncount("try", "a", MINUTE, NOW)
    assert store.counted("try", "a", MINUTE, NOW) == 1
    store.uncount("try", "a", MINUTE, NOW)
    store.uncount("try", "a", MINUTE, NOW)
    assert store.counted("try", "a", MINUTE, NOW) == 0
    store.uncount("try", "never", MINUTE, NOW)
    assert store.count("try", "never", MINUTE, NOW) == 1


@pytest.mark.parametrize("seconds, left", [(0, 2), (30, 2), (54, 2), (66, 0)])
def test_the_window_slides(store, seconds, left):
    store.count("try", "a", MINUTE, NOW)
    store.count("try", "a", MINUTE, NOW)
    assert store.counted("try", "a", MINUTE, NOW + timedelta(seconds=seconds)) == left


def test_the_sweep_takes_only_what_has_ended(store):
    store.put("nonce", "old", b"1", MINUTE, NOW)
    store.put("nonce", "new", b"1", 5 * MINUTE, NOW)
    store.count("try", "a", MINUTE, NOW)
    assert store.sweep(NOW + 3 * MINUTE) == 2
    assert store.get("nonce", "new", NOW + 3 * MINUTE) == b"1"


def test_kept_values_stay_until_they_are_erased(store):
    store.keep("key", "p", b"1")
    store.keep("key", "p", b"2")
    store.sweep(NOW + timedelta(days=10_000))
    assert store.kept("key", "p") == b"1"
    store.erase("key", "p")
    assert store.kept("key", "p") is None


def test_a_long_key_is_a_defect(store):
    with pytest.raises(ValueError):
        store.get("nonce", "k" * 201)


def test_of_many_threads_one_takes(store):
    for number in range(20):
        key = str(number)
        store.put("nonce", key, b"1", MINUTE)
        with ThreadPoolExecutor(8) as pool:
            taken = list(
                pool.map(lambda _n, key=key: store.take("nonce", key), range(8))
            )
        assert taken.count(b"1") == 1


def test_of_many_threads_one_puts(store):
    for number in range(20):
        key = str(number)
        with ThreadPoolExecutor(8) as pool:
            put = list(
                pool.map(
                    lambda n, key=key: store.put_if_absent(
                        "nonce", key, str(n).encode(), MINUTE
                    ),
                    range(8),
                )
            )
        assert put.count(True) == 1


def test_no_count_is_lost_between_threads(store):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda _n: store.count("try", "a", MINUTE, NOW), range(80)))
    assert store.counted("try", "a", MINUTE, NOW) == 80


def test_of_many_threads_one_replaces_what_has_ended(store):
    for number in range(20):
        key = str(number)
        store.put("nonce", key, b"old", MINUTE, NOW - MINUTE)
        with ThreadPoolExecutor(8) as pool:
            put = list(
                pool.map(
                    lambda n, key=key: store.put_if_absent(
                        "nonce", key, str(n).encode(), MINUTE, NOW
                    ),
                    range(8),
                )
            )
        assert put.count(True) == 1
        winner = str(put.index(True)).encode()
        assert store.get("nonce", key, NOW) == winner


def test_no_more_callers_than_allowed_stay_within_a_limit(store):
    with ThreadPoolExecutor(8) as pool:
        counts = list(
            pool.map(lambda _n: store.count("try", "a", MINUTE, NOW), range(40))
        )
    for limit in (1, 10, 39):
        assert sum(count <= limit for count in counts) <= limit


def test_windows_of_another_length_are_apart(store):
    store.count("try", "a", MINUTE, NOW)
    assert store.count("try", "a", 10 * MINUTE, NOW) == 1


def test_what_is_counted_is_not_forgotten_before_the_window_ends(store):
    late_in_its_slot = NOW + timedelta(seconds=5.9)
    store.count("try", "a", MINUTE, late_in_its_slot)
    almost = late_in_its_slot + MINUTE - timedelta(seconds=0.1)
    store.sweep(almost)
    assert store.counted("try", "a", MINUTE, almost) == 1


def test_without_a_time_it_is_now(store):
    assert store.put_if_absent("nonce", "a", b"1", MINUTE)
    store.put("nonce", "b", b"1", MINUTE)
    assert store.get("nonce", "a") == b"1"
    assert store.count("try", "a", MINUTE) == store.counted("try", "a", MINUTE) == 1
    assert store.sweep() == 0
    assert store.take("nonce", "a") == b"1"


def test_kept_values_come_a_page_at_a_time(store):
    for key in ("b", "a", "c"):
        store.keep("key", key, key.encode())
    store.keep("other", "d", b"d")
    assert store.kept_page("key", "", 2) == [("a", b"a"), ("b", b"b")]
    assert store.kept_page("key", "b", 2) == [("c", b"c")]
    assert store.kept_page("key", "c", 2) == []


def test_a_kept_value_is_replaced_only_while_it_is_the_old_one(store):
    store.keep("key", "p", b"1")
    assert not store.replace_kept("key", "p", b"0", b"2")
    assert store.kept("key", "p") == b"1"
    assert store.replace_kept("key", "p", b"1", b"2")
    assert store.kept("key", "p") == b"2"
    store.erase("key", "p")
    assert not store.replace_kept("key", "p", b"2", b"3")
    assert store.kept("key", "p") is None
