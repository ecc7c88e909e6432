from collective.eloket.audit import chain
from dataclasses import fields
from dataclasses import replace

import pytest


ROW = {
    "id": 7,
    "at": 1795683600.25,
    "actor": "clerk-1",
    "role": "clerk",
    "subject": "citizen-a",
    "action": "case.view",
    "object": "2026-7F3K-92QX",
    "purpose": None,
    "means": "eid",
    "outcome": "done",
    "ref": None,
    "details": b"ciphertext",
}
CHANGES = {
    "at": 1795683600.5,
    "actor": None,
    "role": "worker",
    "subject": "citizen-b",
    "action": "case.list",
    "object": "2026-7F3K-92QY",
    "purpose": "",
    "means": "itsme",
    "outcome": "failed",
    "ref": 6,
    "details": b"ciphertexu",
}


def tag(audit_row):
    return chain.tag_of(audit_row, chain.vault.mac_key_id(chain.RING))


def test_the_changes_below_are_of_every_column():
    assert set(CHANGES) == set(chain.COLUMNS) == set(ROW) - {"id"}


@pytest.mark.parametrize("column", chain.COLUMNS)
def test_a_tag_hangs_on_every_column(audit, column):
    assert tag(ROW) != tag(ROW | {column: CHANGES[column]})


def test_a_tag_does_not_hang_on_the_id_so_that_a_moved_row_is_known(audit):
    assert tag(ROW) == tag(ROW | {"id": 8})


def test_a_tag_is_that_of_either_database(audit):
    assert tag(ROW) == tag(ROW | {"details": memoryview(ROW["details"])})


@pytest.mark.parametrize(
    "one, other",
    [
        (["ab", "c"], ["a", "bc"]),
        ([None], [""]),
        (["1"], [1]),
        ([b"a"], ["a"]),
        ([1.0], [1]),
        (["a"], ["a", None]),
        (["-"], [None]),
    ],
    ids=str,
)
def test_different_values_never_look_alike(one, other):
    assert chain.packed(one) != chain.packed(other)


def test_a_seal_names_its_batch(audit):
    first = chain.next_seal(chain.START, [ROW, ROW | {"id": 9}], 5.0)
    assert (first.number, first.count, first.rows, first.last_id) == (1, 2, 2, 9)
    assert [row_id for row_id, _tag in first.entries()] == [7, 9]
    assert first.previous == chain.NOTHING
    second = chain.next_seal(first, [ROW | {"id": 10}], 6.0)
    assert (second.number, second.count, second.previous) == (2, 3, first.hash)


@pytest.mark.parametrize(
    "change",
    [
        {"number": 2},
        {"at": 6.0},
        {"count": 2},
        {"last_id": 8},
        {"previous": bytes(31) + b"1"},
        {"tags": b"x" * 24},
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_hash_of_a_seal_hangs_on_all_it_says(audit, change):
    seal = chain.next_seal(chain.START, [ROW], 5.0)
    assert chain.hash_of(seal) == seal.hash
    assert chain.hash_of(replace(seal, **change)) != seal.hash


def test_every_part_of_a_seal_is_hashed():
    told = {"number", "at", "count", "last_id", "previous", "tags", "key_id"}
    assert {one.name for one in fields(chain.Seal)} == told | {"hash"}


def test_a_seal_of_a_key_that_is_not_ours_cannot_be_reckoned(audit):
    seal = chain.next_seal(chain.START, [ROW], 5.0)
    with pytest.raises(KeyError):
        chain.hash_of(replace(seal, key_id="unknown"))


def test_a_malformed_seal_names_no_rows():
    assert list(replace(chain.START, tags=b"x" * 25).entries()) == []
