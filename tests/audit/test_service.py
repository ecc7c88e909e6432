from collective.eloket.audit.errors import AuditUnavailableError
from collective.eloket.vault import service as vault
from collective.eloket.vault.errors import PersonForgottenError
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from tests.audit.entries import entry
from tests.audit.failing import FailingVote
from ZODB.POSException import ConflictError

import pytest
import transaction


NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def outcomes(audit, **which):
    """Outcome and reference of each row, oldest first."""
    return [(row.entry.outcome, row.ref) for row in reversed(audit.find(**which))]


def test_what_is_recorded_is_found(audit):
    row_id = audit.record(entry(), NOW)
    (row,) = audit.find()
    assert (row.id, row.at, row.ref) == (row_id, NOW, None)
    assert row.entry == entry()


def test_a_row_outlives_the_transaction_it_was_written_in(audit):
    audit.record(entry())
    transaction.abort()
    assert outcomes(audit) == [("done", None)]


@pytest.mark.parametrize("subject", ["citizen-a", None], ids=["a person", "nobody"])
def test_details_are_sealed(audit, run, subject):
    details = {"name": "Peeters", "old": ["Kerkstraat 1"]}
    audit.record(entry(subject=subject, details=details))
    (row,) = run("SELECT * FROM audit")
    assert b"Peeters" not in repr(row).encode()
    assert b"Peeters" not in bytes(row.details)
    assert audit.find()[0].entry.details == details


def test_details_of_who_is_forgotten_cannot_be_read_and_the_row_stays(audit):
    audit.record(entry(details={"name": "Peeters"}))
    vault.forget_person("citizen-a")
    assert audit.find()[0].entry == entry(details=None)


def test_details_of_who_has_no_key_are_refused(audit):
    with pytest.raises(PersonForgottenError):
        audit.record(entry(subject="citizen-c", details={"name": "Peeters"}))
    assert audit.find() == []


def test_rows_of_other_persons_are_not_found(audit):
    audit.record(entry(subject="citizen-b"))
    audit.record(entry(subject=None))
    mine = audit.record(entry())
    assert [row.id for row in audit.find(subject="citizen-a")] == [mine]
    assert audit.find(subject="citizen-c") == []


def test_newer_rows_come_first(audit):
    ids = [audit.record(entry(), NOW + timedelta(hours=hour)) for hour in range(3)]
    assert [row.id for row in audit.find()] == ids[::-1]
    assert [row.id for row in audit.find(most=1)] == ids[2:]


def test_older_rows_can_be_left_out(audit):
    ids = [audit.record(entry(), NOW + timedelta(hours=hour)) for hour in range(3)]
    found = audit.find(since=NOW + timedelta(hours=1))
    assert [row.id for row in found] == [ids[2], ids[1]]


def test_a_change_is_attempted_before_it_is_done(audit):
    row_id = audit.attempt(entry(action="case.submit"))
    assert outcomes(audit) == [("attempted", None)]
    transaction.commit()
    assert outcomes(audit) == [("attempted", None), ("done", row_id)]


def test_only_the_attempt_holds_the_details(audit):
    audit.attempt(entry(details={"name": "Peeters"}))
    transaction.commit()
    details = [row.entry.details for row in audit.find()]
    assert details == [None, {"name": "Peeters"}]


def test_a_change_that_is_broken_off_has_failed(audit):
    row_id = audit.attempt(entry())
    transaction.abort()
    assert outcomes(audit) == [("attempted", None), ("failed", row_id)]


def test_a_refused_change_has_failed(audit):
    row_id = audit.attempt(entry())
    transaction.doom()
    transaction.abort()
    assert outcomes(audit) == [("attempted", None), ("failed", row_id)]


def test_a_conflict_and_its_second_try_have_two_rows_each(audit):
    first = audit.attempt(entry())
    transaction.get().join(FailingVote())
    with pytest.raises(ConflictError):
        transaction.commit()
    # as the publisher does before it tries again
    transaction.abort()
    transaction.begin()
    second = audit.attempt(entry())
    transaction.commit()
    assert outcomes(audit) == [
        ("attempted", None),
        ("failed", first),
        ("attempted", None),
        ("done", second),
    ]


def test_nothing_is_written_by_the_next_transaction(audit):
    audit.attempt(entry())
    transaction.commit()
    transaction.begin()
    transaction.abort()
    assert len(audit.find()) == 2


def test_two_attempts_of_one_transaction_end_apart(audit):
    ids = [audit.attempt(entry(object=name)) for name in ("one", "two")]
    transaction.commit()
    ends = {row.ref: row.entry.object for row in audit.find() if row.ref}
    assert ends == dict(zip(ids, ("one", "two"), strict=True))


@pytest.mark.parametrize("act", ["record", "attempt"])
def test_what_cannot_be_recorded_is_refused(audit, run, act):
    run("DROP TABLE audit")
    with pytest.raises(AuditUnavailableError) as refusal:
        getattr(audit, act)(entry())
    assert "citizen-a" not in str(refusal.value)


@pytest.mark.parametrize("end", [transaction.commit, transaction.abort])
def test_an_end_that_cannot_be_written_does_not_break_the_request(
    audit, run, caplog, end
):
    row_id = audit.attempt(entry())
    run("ALTER TABLE audit RENAME TO elsewhere")
    end()
    assert f"of attempt {row_id}" in caplog.text
    assert "citizen-a" not in caplog.text
    run("ALTER TABLE elsewhere RENAME TO audit")
    assert outcomes(audit) == [("attempted", None)]
