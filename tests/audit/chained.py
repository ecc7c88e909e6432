"""A sealed audit to tamper with."""

from collective.eloket.audit import seal_rows
from collective.eloket.audit import sealing
from collective.eloket.audit.mismatches import Finding
from collective.eloket.audit.verifying import verify
from tests.audit.entries import entry


def record(audit, number: int) -> list[int]:
    """Record so many rows; return their ids."""
    return [
        audit.record(entry(object=f"case-{index}", details={"name": "Peeters"}))
        for index in range(number)
    ]


def sealed(audit, *batches: int) -> list[int]:
    """Record and seal so many rows in each batch; return all ids."""
    ids = []
    for number in batches:
        ids += record(audit, number)
        assert sealing.seal_new_rows() == number
    return ids


def findings(*anchors) -> list[tuple[str, str, int]]:
    """Return what verify finds."""
    return [tuple(found) for found in verify(anchors).findings]


def finding(word: str, about: str, number: int) -> Finding:
    return Finding(word, about, number)


def head():
    return seal_rows.last_seal()
