from collective.eloket.ephemeral.interfaces import ISideStore
from collective.eloket.ephemeral.store import SideStore
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from zope.interface.verify import verifyObject

import os
import pytest
import signal
import subprocess
import sys


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


TAKER = """
import sys
from collective.eloket.ephemeral.sql import make_engine
from collective.eloket.ephemeral.store import SideStore

engine = make_engine(sys.argv[1])
store = SideStore(lambda: engine)
print("here", flush=True)
sys.stdin.readline()
print(sum(store.take("nonce", str(number)) is not None for number in range(100)))
"""


def test_of_many_processes_one_takes(store, address):
    for number in range(100):
        store.put("nonce", str(number), b"1", MINUTE)
    takers = [
        subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", TAKER, address],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _number in range(3)
    ]
    for taker in takers:
        taker.stdout.readline()
    taken = sum(int(taker.communicate("go\n")[0]) for taker in takers)
    assert taken == 100


KILLED = """
import os, signal, sys
from collective.eloket.ephemeral.sql import make_engine
from collective.eloket.ephemeral.store import SideStore
from datetime import timedelta

engine = make_engine(sys.argv[1])
store = SideStore(lambda: engine)
store.put("nonce", "before", b"1", timedelta(minutes=1))
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_killed_process_leaves_its_writes_and_no_lock(store, address):
    ended = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", KILLED, address], check=False
    )
    assert ended.returncode == -signal.SIGKILL
    assert store.get("nonce", "before") == b"1"
    assert store.put_if_absent("nonce", "after", b"1", MINUTE)


def test_a_forked_child_has_an_engine_of_its_own(address, monkeypatch):
    from collective.eloket.ephemeral import sql

    monkeypatch.setenv("ELOKET_SIDE_STORE", address)
    mine = SideStore(sql.engine)
    mine.put("nonce", "a", b"1", MINUTE)
    child = os.fork()
    if child == 0:
        os._exit(0 if mine.take("nonce", "a") == b"1" else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert mine.take("nonce", "a") is None
