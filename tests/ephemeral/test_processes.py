"""Several processes at one side store, and what is left of one that is killed."""

from collective.eloket.ephemeral import sql
from collective.eloket.ephemeral.store import SideStore
from datetime import timedelta
from tests.ephemeral.processes import answers
from tests.ephemeral.processes import started

import os
import pytest
import signal


MINUTE = timedelta(minutes=1)

TAKER = """
mine = store()
wait()
print(sum(mine.take("nonce", str(n)) is not None for n in range(100)))
"""

PUTTER = """
mine = store()
wait()
print(sum(mine.put_if_absent("nonce", str(n), b"1", MINUTE) for n in range(100)))
"""

COUNTER = """
mine = store()
wait()
for n in range(50):
    last = mine.count("try", "a", 60 * MINUTE)
print(last)
"""

STARTER = """
wait()
mine = store()
print(mine.put_if_absent("nonce", "a", b"1", MINUTE))
"""


def test_of_many_processes_one_takes(store, address):
    for number in range(100):
        store.put("nonce", str(number), b"1", MINUTE)
    with started(3, TAKER, address) as takers:
        assert sum(int(taken) for taken in answers(takers)) == 100


def test_of_many_processes_one_puts(store, address):
    with started(3, PUTTER, address) as putters:
        assert sum(int(put) for put in answers(putters)) == 100


def test_of_many_processes_one_replaces_what_has_ended(store, address):
    for number in range(100):
        store.put("nonce", str(number), b"old", timedelta(0))
    with started(3, PUTTER, address) as putters:
        assert sum(int(put) for put in answers(putters)) == 100


def test_no_count_of_a_process_is_lost(store, address):
    with started(3, COUNTER, address) as counters:
        assert max(int(last) for last in answers(counters)) == 150


def test_processes_that_start_together_make_the_tables_once(address):
    with started(4, STARTER, address) as starters:
        assert sorted(answers(starters)) == ["False", "False", "False", "True"]


#: Killed where it holds every lock it can: changes made, not yet committed.
KILLED = {
    "sqlite": """
mine = store()
connection = mine._engine().connect()
connection.exec_driver_sql("BEGIN IMMEDIATE")
connection.exec_driver_sql("DELETE FROM entries")
wait()
""",
    "postgresql": """
mine = store()
connection = mine._engine().connect()
connection.execution_options(isolation_level="READ COMMITTED")
connection.exec_driver_sql("DELETE FROM entries")
wait()
""",
}


def test_a_killed_process_leaves_no_lock_and_half_a_change(store, address, engine):
    store.put("nonce", "before", b"1", MINUTE)
    with started(1, KILLED[engine.dialect.name], address) as (killed,):
        os.kill(killed.pid, signal.SIGKILL)
        assert killed.wait() == -signal.SIGKILL
        assert store.take("nonce", "before") == b"1"
        assert store.put_if_absent("nonce", "after", b"1", MINUTE)


WRITER = """
import os, signal
mine = store()
wait()
mine.put("nonce", "written", b"1", MINUTE)
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_process_wrote_stays(store, address):
    with started(1, WRITER, address) as writers:
        answers(writers)
        assert store.get("nonce", "written") == b"1"


@pytest.fixture
def shared(address, monkeypatch):
    """The store of this process, as the product makes it."""
    monkeypatch.setenv("ELOKET_SIDE_STORE", address)
    yield SideStore(sql.engine)
    sql.engine().dispose()


def test_a_forked_child_has_an_engine_of_its_own(shared):
    shared.put("nonce", "a", b"1", MINUTE)
    child = os.fork()
    if child == 0:
        os._exit(0 if shared.take("nonce", "a") == b"1" else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert shared.take("nonce", "a") is None


def test_a_fork_in_the_middle_of_opening_does_not_stop_the_child(shared):
    with sql._lock:
        child = os.fork()
        if child == 0:
            signal.alarm(20)
            os._exit(0 if shared.get("nonce", "a") is None else 1)
    assert os.waitpid(child, 0)[1] == 0
