"""What is kept of requests for rights: ids and plain facts, sealed words.

Each tree stands in an annotation of its own. The dotted names stand in the database:
never move or rename them.
"""

from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from collections.abc import Iterator
from collective.eloket.mandates.trees import find_tree
from collective.eloket.mandates.trees import make_missing
from datetime import date
from itertools import islice
from persistent import Persistent


#: Annotations of the site.
REQUESTS = "collective.eloket.mandates.access_requests"
OF_PERSONS = "collective.eloket.mandates.access_requests.persons"
OPEN_ONES = "collective.eloket.mandates.access_requests.open"
ENDED = "collective.eloket.mandates.access_requests.ended"
WAITING = "collective.eloket.mandates.access_requests.waiting"
REMINDED = "collective.eloket.mandates.access_requests.reminded"

#: As in ``mandates.store``.
BETWEEN, BEHIND = "~", "~\x7f"


class Requests(OOBTree):
    """Id of a request → KeptRequest; ids are random, writers seldom meet."""

    max_leaf_size = 30
    max_internal_size = 250


class OfPersons(OOTreeSet):
    """Person id ~ id, of all requests."""

    max_leaf_size = 60
    max_internal_size = 250


class OpenOnes(OOTreeSet):
    """Organisation ~ id, of those that wait for a manager."""

    max_leaf_size = 60
    max_internal_size = 250


class Ended(OOTreeSet):
    """Day ~ id, of those that wait no more; days as ``2026-11-26``."""

    max_leaf_size = 60
    max_internal_size = 250


class Waiting(OOTreeSet):
    """Day on which it was sent ~ id, of those that wait; days as above."""

    max_leaf_size = 60
    max_internal_size = 250


class Reminded(OOTreeSet):
    """The same of those whose managers were reminded since."""

    max_leaf_size = 60
    max_internal_size = 250


TREES = {
    REQUESTS: Requests,
    OF_PERSONS: OfPersons,
    OPEN_ONES: OpenOnes,
    ENDED: Ended,
    WAITING: Waiting,
    REMINDED: Reminded,
}


class KeptRequest(Persistent):
    """A request; what is said of its person is sealed with that person's key.

    ``sent``: the Belgian day on which it was; ``ended``: that from which on it waits no
    more; empty: it waits. Without ``sent`` it is older than terms are, and has none.
    """

    ended = ""
    sent = ""

    def __init__(
        self, person_id: str, organisation: str, sealed: bytes, sent: date
    ) -> None:
        self.person_id = person_id
        self.organisation = organisation
        self.sealed = sealed
        self.state = "open"
        self.sent = sent.isoformat()


def tree(name: str):
    """Return a tree of this site; an empty one where none was made yet."""
    return find_tree(TREES, name)


def make_trees() -> None:
    """Make what is missing, on a site that was installed before there were any."""
    make_missing(TREES)


def find(id: object) -> KeptRequest | None:
    """Return the request of that id, or None."""
    return tree(REQUESTS).get(id) if isinstance(id, str) else None


def add(id: str, kept: KeptRequest) -> None:
    """Keep a request, which waits for a manager."""
    make_trees()
    tree(REQUESTS)[id] = kept
    tree(OF_PERSONS).insert(f"{kept.person_id}{BETWEEN}{id}")
    tree(OPEN_ONES).insert(f"{kept.organisation}{BETWEEN}{id}")
    tree(WAITING).insert(f"{kept.sent}{BETWEEN}{id}")


def note_reminded(id: str) -> None:
    """Note that the managers were reminded of a request, which still waits."""
    key = f"{tree(REQUESTS)[id].sent}{BETWEEN}{id}"
    tree(WAITING).discard(key)
    tree(REMINDED).insert(key)


def end(id: str, state: str, sealed: bytes, day: date) -> None:
    """Let a request wait no more, from ``day`` on."""
    make_trees()
    kept = tree(REQUESTS)[id]
    kept.state, kept.sealed, kept.ended = state, sealed, day.isoformat()
    _wait_no_more(id, kept)
    tree(ENDED).insert(f"{kept.ended}{BETWEEN}{id}")


def remove(id: str) -> None:
    """Let go of a request; safe when it is gone."""
    kept = tree(REQUESTS).pop(id, None)
    if kept is not None:
        tree(OF_PERSONS).discard(f"{kept.person_id}{BETWEEN}{id}")
        _wait_no_more(id, kept)
        tree(ENDED).discard(f"{kept.ended}{BETWEEN}{id}")


def _wait_no_more(id: str, kept: KeptRequest) -> None:
    tree(OPEN_ONES).discard(f"{kept.organisation}{BETWEEN}{id}")
    for name in (WAITING, REMINDED):
        tree(name).discard(f"{kept.sent}{BETWEEN}{id}")


def ended_before(day: date, most: int) -> list[str]:
    """Return the ids of requests that ended before that day, ``most`` of the oldest."""
    return _before(ENDED, day, most)


def unreminded_before(day: date, most: int) -> list[str]:
    """Return the ids of requests that wait, sent before that day; nobody reminded."""
    return _before(WAITING, day, most)


def waiting_before(day: date, most: int) -> list[str]:
    """Return the ids of requests that wait, sent before that day; reminded or not."""
    return [*_before(REMINDED, day, most), *_before(WAITING, day, most)][:most]


def _before(name: str, day: date, most: int) -> list[str]:
    keys = tree(name).keys(None, day.isoformat())
    return [key.partition(BETWEEN)[2] for key in islice(keys, most)]


def of_person(person_id: str) -> Iterator[tuple[str, KeptRequest]]:
    """Yield ids and requests of a citizen, whatever became of them."""
    yield from _listed(OF_PERSONS, person_id)


def open_of(organisation: str) -> Iterator[tuple[str, KeptRequest]]:
    """Yield ids and requests that wait for a manager of an organisation."""
    yield from _listed(OPEN_ONES, organisation)


def _listed(name: str, first: str) -> Iterator[tuple[str, KeptRequest]]:
    start, requests = f"{first}{BETWEEN}", tree(REQUESTS)
    for key in list(tree(name).keys(start, f"{first}{BEHIND}")):
        id = key.removeprefix(start)
        yield id, requests[id]
