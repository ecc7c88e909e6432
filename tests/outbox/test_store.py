from collective.eloket.outbox.store import GUARDS
from collective.eloket.outbox.store import Job
from collective.eloket.outbox.store import Outbox
from collective.eloket.outbox.store import SHARDS
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage

import pytest
import secrets
import transaction


@pytest.fixture
def database(tmp_path):
    opened = DB(FileStorage(str(tmp_path / "Data.fs")))
    with opened.transaction() as connection:
        connection.root.outbox = Outbox()
    yield opened
    opened.close()


def job(**changes) -> Job:
    values = {"kind": "mail", "sealed": b"sealed", "person_id": None, "due": 1.0}
    return Job(**values | changes)


def ids_on_one_shard(outbox: Outbox, number: int) -> list[str]:
    shard = outbox._shard("first")
    found = []
    while len(found) < number:
        job_id = secrets.token_hex(16)
        if outbox._shard(job_id) is shard:
            found.append(job_id)
    return found


def test_what_is_added_is_found_until_it_is_removed():
    outbox = Outbox()
    one = job()
    outbox.add("one", one)
    assert outbox.find("one") is one
    assert list(outbox.items()) == [("one", one)]
    outbox.remove("one")
    assert outbox.find("one") is None
    assert list(outbox.items()) == []


def test_jobs_lie_on_many_shards():
    outbox = Outbox()
    for _number in range(1000):
        outbox.add(secrets.token_hex(16), job())
    sizes = [len(shard) - len(GUARDS) for shard in outbox._shards]
    assert len(sizes) == SHARDS
    assert max(sizes) < 50
    assert min(sizes) > 0


def test_submitters_and_a_worker_on_one_shard_do_not_conflict(database):
    """From the very first job on, also where the last one is taken off."""
    outbox = database.open().root.outbox
    ids = ids_on_one_shard(outbox, 4)
    with database.transaction() as connection:
        connection.root.outbox.add(ids[0], job())
    managers = [transaction.TransactionManager() for _ in range(3)]
    roots = [database.open(manager).root for manager in managers]
    for manager in managers:
        manager.begin()
    roots[0].outbox.remove(ids[0])
    roots[1].outbox.add(ids[1], job())
    roots[2].outbox.add(ids[2], job())
    for manager in managers:
        manager.commit()
    with database.transaction() as connection:
        found = {job_id for job_id, _job in connection.root.outbox.items()}
    assert found == {ids[1], ids[2]}
