"""Is the chain whole? Reads everything once, a batch at a time, and changes nothing."""

from collections.abc import Iterable
from collections.abc import Iterator
from collective.eloket.audit import anchor_rows
from collective.eloket.audit import seal_rows
from collective.eloket.audit.anchors import Anchor
from collective.eloket.audit.chain import hash_of
from collective.eloket.audit.chain import Seal
from collective.eloket.audit.chain import START
from collective.eloket.audit.chain import tag_of
from collective.eloket.audit.mismatches import Finding
from collective.eloket.audit.mismatches import Mismatch
from collective.eloket.audit.mismatches import Mismatches
from collective.eloket.audit.mismatches import TooManyMismatchesError
from collective.eloket.audit.mismatches import Word
from collective.eloket.audit.stamps import about_stamps
from dataclasses import dataclass
from dataclasses import field

import hmac


#: No row has a lower id; SQLite takes any.
LOWEST = -(2**63)


@dataclass(slots=True)
class Report:
    """What was found. ``rows`` are sealed and looked at, ``unsealed`` are not yet."""

    rows: int = 0
    seals: int = 0
    unsealed: int = 0
    anchors: int = 0
    #: of the anchors, with a time-stamp
    stamps: int = 0
    findings: list[Finding] = field(default_factory=list)
    #: there was more wrong than is told
    is_cut_short: bool = False

    @property
    def is_whole(self) -> bool:
        """Is nothing wrong, as far as seals reach?"""
        return not self.findings


def verify(anchors: Iterable[Anchor] = ()) -> Report:
    """Compare rows with seals, seals with each other, and the chain with anchors.

    With those that are given, and those that an authority stamped and the database
    keeps; their time-stamps are verified too.

    :raises AuditUnavailableError: it could not be read.
    :raises StampTrustError: there are time-stamps, and no authorities to believe.
    """
    report = Report()
    known = [*anchors, *anchor_rows.kept()]
    awaited = _by_count(known)
    report.anchors = sum(map(len, awaited.values()))
    report.stamps = len({one.token for one in known} - {None})
    report.findings += about_stamps(known)
    mismatches = Mismatches()
    last = START
    try:
        for seal in seal_rows.seals():
            report.findings += _about_seal(seal, last)
            report.findings += _about_anchors(seal, awaited)
            _compare(seal, last.last_id if last.number else LOWEST, mismatches)
            report.rows += seal.rows
            report.seals += 1
            last = seal
    except TooManyMismatchesError:
        report.is_cut_short = True
    report.findings += mismatches.findings(_is_end_gone(mismatches))
    if not report.is_cut_short:
        report.findings += _unmet(awaited, last)
    report.unsealed, _first = seal_rows.count_after(seal_rows.last_seal().last_id)
    return report


def _by_count(anchors: Iterable[Anchor]) -> dict[int, set[bytes]]:
    found: dict[int, set[bytes]] = {}
    for anchor in anchors:
        found.setdefault(anchor.count, set()).add(anchor.head)
    return found


def _is_end_gone(mismatches: Mismatches) -> bool:
    last = mismatches.last_there
    end = seal_rows.last_seal().last_id
    return not seal_rows.rows_after(LOWEST if last is None else last, end, most=1)


def _about_seal(seal: Seal, before: Seal) -> Iterator[Finding]:
    if seal.number > before.number + 1:
        yield Finding(Word.SEAL_REMOVED, "seal", before.number + 1)
    try:
        is_ours = hmac.compare_digest(hash_of(seal), seal.hash)
    except KeyError:
        yield Finding(Word.KEY_UNKNOWN, "seal", seal.number)
        return
    follows = seal.number == before.number + 1
    is_next = not follows or (
        hmac.compare_digest(seal.previous, before.hash)
        and seal.count == before.count + seal.rows
    )
    if not is_ours or not is_next:
        yield Finding(Word.SEAL_CHANGED, "seal", seal.number)


def _about_anchors(seal: Seal, awaited: dict[int, set[bytes]]) -> Iterator[Finding]:
    for head in awaited.pop(seal.count, ()):
        if not hmac.compare_digest(head, seal.hash):
            yield Finding(Word.ANCHOR_DIFFERS, "anchor", seal.count)


def _unmet(awaited: dict[int, set[bytes]], last: Seal) -> Iterator[Finding]:
    for count in sorted(awaited):
        word = Word.CUT_OFF if count > last.count else Word.ANCHOR_DIFFERS
        yield Finding(word, "anchor", count)


def _compare(seal: Seal, lower: int, mismatches: Mismatches) -> None:
    """Note what differs between the rows of a seal and its tags."""
    expected = dict(seal.entries())
    for row in _rows_between(lower, seal.last_id):
        mismatches.last_there = row["id"]
        wanted = expected.pop(row["id"], None)
        found = _tag_of(row, seal.key_id)
        if wanted is None or not hmac.compare_digest(wanted, found):
            mismatches.add(Mismatch(row["id"], wanted, found))
    for row_id, wanted in expected.items():
        mismatches.add(Mismatch(row_id, wanted, None))


def _tag_of(row, key_id: str) -> bytes:
    try:
        return tag_of(row, key_id)
    except KeyError:
        # said of its seal already
        return b""


def _rows_between(lower: int, until: int) -> Iterator:
    while rows := seal_rows.rows_after(lower, until):
        yield from rows
        lower = rows[-1]["id"]
