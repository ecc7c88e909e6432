"""Persons' keys are wrapped anew with the current data key, while work goes on.

Which key wraps a row stands in the row. So there is no list of what was done: broken
off anywhere and started again, what is done already is only looked at. A row is
replaced only while it is what was read: an erased key does not come back.
"""

from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from collective.eloket.vault.errors import SealError
from collective.eloket.vault.interfaces import IKeyRing
from collective.eloket.vault.model import read_key_id
from collective.eloket.vault.store import PersonKeys
from collective.eloket.vault.wrapping import unwrap_key
from collective.eloket.vault.wrapping import wrap_key
from dataclasses import dataclass
from dataclasses import replace


#: Rows that are read at once.
BATCH = 500


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is: rows looked at, wrapped anew, and those that do not open."""

    seen: int = 0
    wrapped: int = 0
    unreadable: int = 0


def rewrap(
    ring: Callable[[], IKeyRing], persons: PersonKeys, batch: int = BATCH
) -> Iterator[Progress]:
    """Wrap all persons' keys with the current data key; yield after each batch.

    Each row commits by itself. A key that is made meanwhile is wrapped by the current
    key already.

    :raises SideStoreError: the database does not do it; start again.
    """
    done = Progress()
    for page in pages(persons, batch):
        for person_id, wrapped in page:
            done = _count(done, _rewrap_one(ring(), persons, person_id, wrapped))
        yield done


def wrapped_by(persons: PersonKeys, batch: int = BATCH) -> Counter[str]:
    """Return how many persons' keys each data key wraps; "?" are no wrapped keys.

    :raises SideStoreError: the database does not tell.
    """
    found: Counter[str] = Counter()
    for page in pages(persons, batch):
        found.update(_key_of(wrapped) for _id, wrapped in page)
    return found


def pages(persons: PersonKeys, batch: int) -> Iterator[list[tuple[str, bytes]]]:
    """Yield ids and wrapped keys, some at a time, in the order of ids."""
    last = ""
    while page := persons.page(last, batch):
        yield page
        last = page[-1][0]


def _rewrap_one(
    ring: IKeyRing, persons: PersonKeys, person_id: str, wrapped: bytes
) -> str:
    if _key_of(wrapped) == ring.current("data")[0]:
        return ""
    try:
        key = unwrap_key(ring, person_id, wrapped)
    except SealError:
        return "unreadable"
    persons.replace(person_id, wrapped, wrap_key(ring, person_id, key))
    return "wrapped"


def _count(done: Progress, what: str) -> Progress:
    done = replace(done, seen=done.seen + 1)
    return replace(done, **{what: getattr(done, what) + 1}) if what else done


def _key_of(wrapped: bytes) -> str:
    try:
        return read_key_id(wrapped)[0]
    except SealError:
        return "?"
