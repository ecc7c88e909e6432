"""Everything that somebody with the database in hands can do, and the word for it."""

from collective.eloket.audit import mismatches
from collective.eloket.audit import seal_rows
from collective.eloket.audit import sealing
from collective.eloket.audit.anchors import Anchor
from collective.eloket.audit.verifying import verify
from collective.eloket.clock import utcnow
from collective.eloket.vault import duties
from collective.eloket.vault import service as vault
from collective.eloket.vault.commands import write_new_ring
from tests.audit.chained import findings
from tests.audit.chained import head
from tests.audit.chained import record
from tests.audit.chained import sealed

import pytest


def anchor():
    return sealing.current_anchor()


def test_a_chain_that_nobody_touched_is_whole(audit):
    sealed(audit, 3, 2, 4)
    record(audit, 2)
    report = verify([anchor()])
    assert report.is_whole
    assert (report.rows, report.seals, report.unsealed, report.anchors) == (9, 3, 2, 1)


def test_a_chain_whose_key_was_replaced_is_whole(audit):
    sealed(audit, 3)
    before = anchor()
    first = vault.mac_key_id("audit")
    duties.rotate("audit")
    sealed(audit, 2)
    report = verify([before, anchor()])
    assert report.is_whole
    assert {seal.key_id for seal in seal_rows.seals()} == {
        first,
        vault.mac_key_id("audit"),
    }


def test_nothing_at_all_is_no_fault_of_the_chain(audit):
    report = verify()
    assert (report.is_whole, report.rows, report.seals) == (True, 0, 0)


def test_erasing_a_person_keeps_the_chain_whole(audit):
    sealed(audit, 3)
    vault.forget_person("citizen-a")
    assert findings(anchor()) == []
    assert {row.entry.details for row in audit.find()} == {None}


@pytest.mark.parametrize(
    "tampering, word, which",
    [
        ("DELETE FROM audit WHERE id = {2}", "removed", [2]),
        ("UPDATE audit SET actor = 'nobody' WHERE id = {2}", "changed", [2]),
        ("UPDATE audit SET at = at + 1 WHERE id = {0}", "changed", [0]),
        ("UPDATE audit SET details = NULL WHERE id = {4}", "changed", [4]),
        ("DELETE FROM audit WHERE id >= {3}", "cut-off", [3, 4]),
        ("DELETE FROM audit", "cut-off", [0, 1, 2, 3, 4]),
        (
            "INSERT INTO audit (id, at, role, action, outcome) "
            "VALUES (-5, 1, 'clerk', 'case.view', 'done')",
            "added",
            [-5],
        ),
    ],
    ids=[
        "a row is gone",
        "another did it",
        "another moment",
        "without details",
        "the end is gone",
        "all is gone",
        "one more",
    ],
)
def test_tampering_with_rows_is_found(audit, run, tampering, word, which):
    ids = sealed(audit, 3, 2)
    run(tampering, *ids)
    expected = [index if index < 0 else ids[index] for index in which]
    assert findings() == [(word, "row", number) for number in expected]


def exchange(run, one, other):
    run("UPDATE audit SET id = -1 WHERE id = {}", one)
    run("UPDATE audit SET id = {} WHERE id = {}", one, other)
    run("UPDATE audit SET id = {} WHERE id = -1", other)


@pytest.mark.parametrize("pair", [(0, 2), (1, 4)], ids=["in a batch", "of two batches"])
def test_rows_in_each_others_place_are_reordered(audit, run, pair):
    ids = sealed(audit, 3, 2)
    one, other = (ids[index] for index in pair)
    exchange(run, one, other)
    assert sorted(findings()) == [
        ("reordered", "row", one),
        ("reordered", "row", other),
    ]


def test_a_row_that_moved_to_the_front_is_reordered(audit, run):
    ids = sealed(audit, 3, 2)
    run("UPDATE audit SET id = -7 WHERE id = {}", ids[1])
    assert sorted(findings()) == [
        ("reordered", "row", -7),
        ("reordered", "row", ids[1]),
    ]


def test_a_gap_in_the_middle_is_not_taken_for_the_end(audit, run):
    ids = sealed(audit, 3, 2)
    run("DELETE FROM audit WHERE id IN ({}, {})", ids[1], ids[4])
    assert findings() == [("removed", "row", ids[1]), ("cut-off", "row", ids[4])]


@pytest.mark.parametrize(
    "tampering, expected",
    [
        ("DELETE FROM audit_seals WHERE number = 2", ("seal-removed", "seal", 2)),
        ("UPDATE audit_seals SET at = 1 WHERE number = 2", ("seal-changed", "seal", 2)),
        (
            "UPDATE audit_seals SET count = count + 1 WHERE number = 3",
            ("seal-changed", "seal", 3),
        ),
        (
            "UPDATE audit_seals SET key_id = 'none' WHERE number = 3",
            ("key-unknown", "seal", 3),
        ),
    ],
    ids=["a seal is gone", "another moment", "another count", "another key"],
)
def test_tampering_with_seals_is_found(audit, run, tampering, expected):
    sealed(audit, 2, 2, 2)
    run(tampering)
    assert expected in findings()


def test_a_seal_made_without_the_key_is_found(audit, run, tmp_path, monkeypatch):
    """Who writes into the database and has another key of the same id is found out."""
    sealed(audit, 2)
    run("DELETE FROM audit_seals")
    key_id = vault.mac_key_id("audit")
    path = tmp_path / "others.json"
    write_new_ring(path)
    with monkeypatch.context() as changed:
        changed.setenv("ELOKET_KEYS", str(path))
        path.write_text(path.read_text().replace(vault.mac_key_id("audit"), key_id))
        sealing.seal_new_rows()
    assert ("seal-changed", "seal", 1) in findings()


def test_a_seal_that_skips_the_one_before_is_found(audit):
    """Our own seal, of another chain, in the right place."""
    from collective.eloket.audit.chain import next_seal
    from collective.eloket.audit.chain import START
    from dataclasses import replace

    sealed(audit, 2)
    record(audit, 1)
    rows = seal_rows.rows_after(head().last_id, seal_rows.last_row_id())
    stranger = replace(START, number=1, count=2, hash=bytes(32))
    assert seal_rows.add_seal(next_seal(stranger, rows, 1.0))
    assert findings() == [("seal-changed", "seal", 2)]


def cut(run, number):
    """Take the chain's end away, rows and seals."""
    (last,) = run("SELECT last_id FROM audit_seals WHERE number = {}", number)
    run("DELETE FROM audit WHERE id > {}", last.last_id)
    run("DELETE FROM audit_seals WHERE number > {}", number)


def test_a_chain_cut_off_with_its_seals_is_found_by_an_anchor_only(audit, run):
    sealed(audit, 2, 2)
    kept = anchor()
    cut(run, 1)
    assert findings() == []
    assert findings(kept) == [("cut-off", "anchor", 4)]


def test_a_chain_that_went_on_after_the_cut_differs_from_the_anchor(audit, run):
    sealed(audit, 2, 2)
    kept = anchor()
    cut(run, 1)
    sealed(audit, 2, 3)
    assert findings() == []
    assert findings(kept) == [("anchor-differs", "anchor", 4)]


def test_an_anchor_between_two_seals_differs(audit):
    sealed(audit, 2, 2)
    stranger = Anchor(3, head().hash, utcnow())
    assert findings(stranger) == [("anchor-differs", "anchor", 3)]


def test_of_two_anchors_of_one_count_one_is_false(audit):
    sealed(audit, 2)
    false = Anchor(2, bytes(32), utcnow())
    assert findings(anchor(), false) == [("anchor-differs", "anchor", 2)]


def test_older_keys_of_the_ring_still_prove(audit, tmp_path):
    import json

    sealed(audit, 2)
    path = tmp_path / "keys.json"
    keys = json.loads(path.read_text())
    ring = keys["rings"]["audit"]
    ring["keys"]["next"] = next(iter(ring["keys"].values()))[:-4] + "AAA="
    ring["current"] = "next"
    path.write_text(json.dumps(keys))
    sealed(audit, 1)
    assert head().key_id == "next"
    assert findings(anchor()) == []


def test_it_stops_when_all_is_wrong(audit, run, monkeypatch):
    monkeypatch.setattr(mismatches, "MOST", 2)
    ids = sealed(audit, 5)
    run("UPDATE audit SET role = 'x'")
    report = verify([Anchor(99, bytes(32), utcnow())])
    assert report.is_cut_short
    assert [found.number for found in report.findings] == ids[:2]


def test_rows_of_many_pages_are_compared(audit, monkeypatch, run):
    monkeypatch.setattr(seal_rows, "PAGE", 10)
    monkeypatch.setattr(seal_rows.rows_after, "__defaults__", (2,))
    ids = sealed(audit, 7)
    run("DELETE FROM audit WHERE id = {}", ids[5])
    assert findings() == [("removed", "row", ids[5])]
