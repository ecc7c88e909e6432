from collective.eloket.documents.post.model import Batch
from collective.eloket.documents.post.model import Entry
from collective.eloket.documents.post.store import PostRoom
from datetime import date
from datetime import datetime
from datetime import UTC


ENTRIES = (
    Entry("2026-AAAA-AAAA", "k1", "bevolking"),
    Entry("2026-BBBB-BBBB", "k2", "x"),
)
BATCH = Batch(1, 1795860000, "lieve", ENTRIES)


def test_a_letter_waits_once_and_the_newer_one():
    room = PostRoom()
    room.put("2026-AAAA-AAAA", "old")
    room.put("2026-AAAA-AAAA", "new")
    room.put("2026-BBBB-BBBB", "k2")
    assert sorted(room.waiting()) == [
        ("2026-AAAA-AAAA", "new"),
        ("2026-BBBB-BBBB", "k2"),
    ]
    room.drop("2026-AAAA-AAAA")
    room.drop("2026-CCCC-CCCC")
    assert list(room.waiting()) == [("2026-BBBB-BBBB", "k2")]


def test_batches_are_counted_from_one_and_read_as_written():
    room = PostRoom()
    assert room.next_number == 1
    room.add(BATCH)
    room.add(BATCH._replace(number=2))
    assert room.next_number == 3
    assert room.find(1) == BATCH
    assert room.find(3) is None
    assert [batch.number for batch in room.batches()] == [2, 1]


def test_a_batch_says_when_and_how_many():
    assert BATCH.made_at == datetime(2026, 11, 28, 10, 0, tzinfo=UTC)
    assert BATCH.told(date(2026, 11, 28)) == {
        "number": 1,
        "day": "2026-11-28",
        "count": 2,
    }


def test_each_service_sees_its_own_letters():
    assert BATCH.of_groups(frozenset({"bevolking"})).entries == ENTRIES[:1]
    assert BATCH.of_groups(frozenset()).entries == ()
