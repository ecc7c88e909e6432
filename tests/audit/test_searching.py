"""Managers search the audit: with a purpose, for something named, on record."""

from collective.eloket.audit import searching
from collective.eloket.audit.errors import SearchPurposeError
from collective.eloket.audit.errors import SearchWideError
from collective.eloket.audit.searching import search
from collective.eloket.audit.searching import Searcher
from collective.eloket.audit.searching import Sought
from collective.eloket.vault import service as vault
from dataclasses import replace
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from tests.audit.entries import entry

import pytest


NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
MIA = Searcher("mia", "eid", "complaint", "Klacht van 3 november")
REFERENCE = "2026-7F3K-92QX"


def searches(audit):
    return [row for row in audit.find() if row.entry.action == searching.ACTION]


@pytest.mark.parametrize(
    "sought, expected",
    [
        (Sought(reference=REFERENCE), [0, 1]),
        (Sought(worker="clerk-1"), [0, 2]),
        (Sought(citizen="citizen-b"), [2]),
        (Sought(reference=REFERENCE, worker="clerk-2"), [1]),
        (Sought(worker="clerk-1", since=NOW + timedelta(hours=1)), [2]),
        (Sought(worker="clerk-1", until=NOW + timedelta(hours=1)), [0]),
        (Sought(worker="nobody"), []),
    ],
    ids=["request", "worker", "citizen", "two", "since", "until", "nobody"],
)
def test_what_is_named_is_found(audit, sought, expected):
    made = [
        audit.record(entry(), NOW),
        audit.record(entry(actor="clerk-2"), NOW),
        audit.record(entry(subject="citizen-b", object=None), NOW + timedelta(hours=2)),
    ]
    found = [row.id for row in search(MIA, sought).rows]
    assert found == [made[index] for index in expected][::-1]


def test_a_search_is_a_row_for_each_citizen_found(audit):
    for subject in ("citizen-a", "citizen-b", "citizen-a"):
        audit.record(entry(subject=subject))
    search(MIA, Sought(worker="clerk-1"))
    rows = searches(audit)
    assert {row.entry.subject for row in rows} == {"citizen-a", "citizen-b"}
    assert len(rows) == 2
    for row in rows:
        assert (row.entry.actor, row.entry.role) == ("mia", "manager")
        assert (row.entry.purpose, row.entry.means) == ("complaint", "eid")
        assert row.entry.details == {"words": MIA.words}


def test_a_search_without_a_hit_is_a_row_too(audit):
    search(MIA, Sought(reference=REFERENCE))
    (row,) = searches(audit)
    assert (row.entry.subject, row.entry.object) == (None, REFERENCE)


def test_rows_of_who_was_erased_are_found_and_the_search_is_recorded(audit):
    audit.record(entry(details={"name": "Peeters"}))
    vault.forget_person("citizen-a")
    (row,) = search(MIA, Sought(worker="clerk-1")).rows
    assert row.entry.details is None
    assert searches(audit)[0].entry.details is None


def test_attempts_are_found_too(audit):
    audit.attempt(entry(action="case.refuse"))
    (row,) = search(MIA, Sought(worker="clerk-1")).rows
    assert row.entry.outcome == "attempted"


@pytest.mark.parametrize(
    "changes",
    [
        {"purpose": ""},
        {"purpose": "curiosity"},
        {"purpose": "other", "words": " "},
        {"words": "x" * 501},
    ],
    ids=["none", "unknown", "unexplained", "a book"],
)
def test_without_a_purpose_nothing_is_searched(audit, changes):
    with pytest.raises(SearchPurposeError):
        search(replace(MIA, **changes), Sought(worker="clerk-1"))
    assert audit.find() == []


def test_without_words_only_the_purpose_is_kept(audit):
    search(replace(MIA, words=""), Sought(worker="clerk-1"))
    assert searches(audit)[0].entry.details is None


def test_who_names_nothing_cannot_leaf_through_it(audit):
    with pytest.raises(SearchWideError):
        search(MIA, Sought(since=NOW))
    assert audit.find() == []


def test_many_rows_come_in_pages(audit, monkeypatch):
    monkeypatch.setattr(searching, "PAGE_SIZE", 2)
    ids = [audit.record(entry()) for _number in range(3)]
    first = search(MIA, Sought(worker="clerk-1"))
    assert ([row.id for row in first.rows], first.next) == (ids[:0:-1], ids[1])
    second = search(MIA, Sought(worker="clerk-1", before=first.next))
    assert ([row.id for row in second.rows], second.next) == (ids[:1], None)


def test_who_saw_many_persons_is_told(audit):
    for subject in ("citizen-a", "citizen-b", "citizen-a"):
        audit.record(entry(subject=subject), NOW)
    audit.record(entry(actor="clerk-2"), NOW)
    audit.record(entry(actor=None, role="clerk"), NOW)
    audit.record(entry(actor="citizen-a", role="citizen", subject="citizen-b"), NOW)
    audit.record(entry(actor="clerk-2", subject="citizen-b"), NOW - timedelta(hours=2))
    since = NOW - timedelta(hours=1)
    assert audit.persons_seen("clerk", since, 1) == [("clerk-1", 2)]
    assert audit.persons_seen("clerk", since, 2) == []
