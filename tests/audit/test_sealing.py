from collective.eloket.audit import seal_rows
from collective.eloket.audit import sealing
from collective.eloket.audit.errors import AuditUnavailableError
from collective.eloket.audit.verifying import verify
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from tests.audit.chained import head
from tests.audit.chained import record
from tests.audit.chained import sealed
from tests.audit.entries import entry

import pytest
import threading


NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def test_rows_are_sealed_once_and_in_order(audit):
    ids = record(audit, 3)
    assert sealing.seal_new_rows() == 3
    assert sealing.seal_new_rows() == 0
    assert [row_id for row_id, _tag in head().entries()] == ids
    sealed(audit, 2)
    assert (head().number, head().count, head().rows) == (2, 5, 2)


def test_many_rows_are_sealed_in_batches(audit, monkeypatch):
    monkeypatch.setattr(seal_rows.rows_after, "__defaults__", (2,))
    record(audit, 5)
    assert sealing.seal_new_rows() == 5
    assert (head().number, head().count, head().rows) == (3, 5, 1)


def test_a_sealer_leaves_its_worker_time_for_other_work(audit, monkeypatch):
    monkeypatch.setattr(sealing, "MOST_SEALS", 2)
    monkeypatch.setattr(seal_rows.rows_after, "__defaults__", (1,))
    record(audit, 3)
    assert sealing.seal_new_rows() == 2
    assert sealing.seal_new_rows() == 1


def test_what_waits_is_told(audit):
    assert sealing.waiting() == sealing.Waiting(0, None)
    sealed(audit, 1)
    for hours in (1, 0):
        audit.record(entry(), NOW + timedelta(hours=hours))
    assert sealing.waiting() == sealing.Waiting(2, NOW)


def test_there_is_no_anchor_before_there_is_a_seal(audit):
    record(audit, 1)
    assert sealing.current_anchor() is None


def test_an_anchor_says_what_the_chain_is(audit):
    sealed(audit, 2, 1)
    anchor = sealing.current_anchor()
    assert (anchor.count, anchor.head) == (3, head().hash)


def test_a_slower_sealer_seals_nothing(audit):
    sealed(audit, 1)
    seal = head()
    assert not seal_rows.add_seal(seal)


def test_a_sealer_stops_when_another_was_faster(audit, monkeypatch):
    record(audit, 2)
    slow = seal_rows.last_seal()
    assert sealing.seal_new_rows() == 2
    with monkeypatch.context() as changed:
        changed.setattr(seal_rows, "last_seal", lambda: slow)
        assert sealing.seal_new_rows() == 0
    assert head().count == 2


def test_any_number_of_sealers_and_writers_make_one_chain(audit):
    """Rows come while four seal at once; none is left out, none is sealed twice."""
    begin = threading.Barrier(8)

    def write():
        begin.wait()
        record(audit, 25)

    def seal():
        begin.wait()
        for _number in range(10):
            try:
                sealing.seal_new_rows()
            except AuditUnavailableError:
                # a lock was not had in time; the next turn does it
                continue

    with ThreadPoolExecutor(8) as pool:
        done = [pool.submit(act) for act in [write] * 4 + [seal] * 4]
    for each in done:
        each.result()
    sealing.seal_new_rows()
    report = verify()
    assert (report.findings, report.rows, report.unsealed) == ([], 100, 0)


def test_no_row_comes_in_before_what_is_sealed(audit, side_store):
    """On PostgreSQL an id is given before its row is seen: a sealer waits for it."""
    engine = side_store.engine()
    if engine.dialect.name == "sqlite":
        # one writer at a time
        assert seal_rows.last_row_id() == 0
        return
    early = engine.connect().execution_options(isolation_level="READ COMMITTED")
    inserting = early.begin()
    values = "(at, role, action, outcome) VALUES (1, 'clerk', 'x', 'done')"
    early.exec_driver_sql(f"INSERT INTO audit {values}")
    with pytest.raises(AuditUnavailableError):
        seal_rows.last_row_id()
    inserting.commit()
    early.close()
    assert seal_rows.last_row_id() == 1


@pytest.mark.parametrize("act", [sealing.seal_new_rows, sealing.waiting])
def test_a_database_that_is_down_is_told(audit, run, act):
    run("DROP TABLE audit_seals")
    with pytest.raises(AuditUnavailableError):
        act()
