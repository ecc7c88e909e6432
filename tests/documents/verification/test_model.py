from collective.eloket.documents.verification.model import initials_of
from collective.eloket.documents.verification.model import Record
from collective.eloket.documents.verification.model import State
from collective.eloket.documents.verification.model import verdict_on
from collective.eloket.documents.verification.store import LetterRecords
from datetime import date

import pytest


ISSUED, LAST = date(2026, 11, 27), date(2036, 11, 27)
RECORD = Record(b"d" * 32, "Uittreksel", ISSUED.toordinal(), LAST.toordinal())


def test_what_was_issued_is_genuine_until_its_last_day():
    found = verdict_on(RECORD, False, LAST)
    assert (found.state, found.title, found.issued) == (
        State.GENUINE,
        "Uittreksel",
        ISSUED,
    )
    assert found.is_of(b"d" * 32)
    assert not found.is_of(b"e" * 32)
    assert found.withdrawn is found.initials is None


def test_the_day_after_nothing_is_told_of_it():
    found = verdict_on(RECORD, False, date(2036, 11, 28))
    assert found.state == State.EXPIRED
    assert (found.title, found.issued, found.digest) == (None, None, None)


def test_what_was_taken_back_says_when():
    record = RECORD._replace(withdrawn=date(2026, 12, 4).toordinal())
    found = verdict_on(record, False, LAST)
    assert (found.state, found.withdrawn) == (State.WITHDRAWN, date(2026, 12, 4))


def test_what_was_never_issued_is_unknown():
    assert verdict_on(None, False, ISSUED).state == State.UNKNOWN
    assert verdict_on(None, True, ISSUED).state == State.EXPIRED


@pytest.mark.parametrize(
    "name, initials",
    [
        ("Noor Elisa Voorbeeld", "N.E.V."),
        ("Jan Van den Berg", "J.V.D.B."),
        ("élodie d'Or", "É.D."),
        ("", ""),
        ("- 3", ""),
    ],
)
def test_initials(name, initials):
    assert initials_of(name) == initials


class TestRecords:
    def test_a_record_is_found_by_its_key_only(self):
        records = LetterRecords()
        records.put("a", RECORD)
        assert records.find("a") == RECORD
        assert records.find("b") is None
        assert not records.is_over("a")
        assert not records.is_over("b")

    def test_plain_values_are_kept(self):
        records = LetterRecords()
        records.put("a", RECORD)
        (kept,) = [shard["a"] for shard in records._shards if "a" in shard]
        assert type(kept) is tuple

    def test_what_is_over_leaves_only_that_it_was_there(self):
        records = LetterRecords()
        records.put("a", RECORD)
        for number in range(64):
            assert records.let_go(number, LAST.toordinal()) == 0
        let_go = [records.let_go(number, LAST.toordinal() + 1) for number in range(64)]
        assert sum(let_go) == 1
        assert records.find("a") is None
        assert records.is_over("a")
        assert list(records.items()) == [("a", None)]
        assert sum(records.let_go(n, LAST.toordinal() + 1) for n in range(64)) == 0
