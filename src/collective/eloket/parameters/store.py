"""What is stored of a person: one sealed value each.

The dotted names stand in the database: never move or rename them.
"""

from BTrees.OOBTree import OOBTree
from collective.eloket.parameters import lookups
from collective.eloket.parameters.model import from_json
from collective.eloket.parameters.model import to_json
from collective.eloket.parameters.model import Value
from collective.eloket.vault import service as vault
from persistent import Persistent
from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.globalrequest import getRequest


#: Annotation of the site under which the records lie.
ANNOTATION = "collective.eloket.parameters"
#: Attribute of the request with what was opened for it.
OPENED = "_eloket_opened"
MOST_OPENED = 8


class PersonRecord(Persistent):
    """All values of one person, sealed with that person's key."""

    #: Under what the person is found: it can be taken away when the key is gone.
    lookups: tuple[str, ...] = ()
    #: What is kept of the person's cards, sealed too; see ``card_store``.
    card: bytes | None = None

    def __init__(self, sealed: bytes) -> None:
        self.sealed = sealed


class PersonRecords(OOBTree):
    """Person id → PersonRecord; ids are random, so writers seldom meet."""

    max_leaf_size = 30
    max_internal_size = 24


def records() -> PersonRecords:
    """Return the records of this site."""
    return IAnnotations(api.portal.get())[ANNOTATION]


def read(person_id: str) -> dict[str, Value]:
    """Return all that is known of a person; empty when nothing is.

    A page asks some eight times for who is signed in: what was opened stays with the
    request, and is gone with it.

    :raises PersonForgottenError: the person was erased.
    """
    record = records().get(person_id)
    if record is None:
        return {}
    opened, sealed = _opened(), record.sealed
    if (person_id, sealed) in opened:
        vault.for_person(person_id).check_key()
    else:
        opened[person_id, sealed] = _open(person_id, sealed)
    return dict(opened[person_id, sealed])


def _open(person_id: str, sealed: bytes) -> dict[str, Value]:
    return from_json(vault.for_person(person_id).open_json(sealed, _context(person_id)))


def _opened() -> dict[tuple[str, bytes], dict[str, Value]]:
    """Return what this request opened, of few people; nothing outside of requests."""
    request = getRequest()
    if request is None:
        return {}
    # not by getattr(): that of a request falls back on what a form sent
    opened = vars(request).setdefault(OPENED, {})
    if len(opened) >= MOST_OPENED:
        # a list or a command looks at many people, and at each of them once
        opened.clear()
    return opened


def write(person_id: str, values: dict[str, Value]) -> None:
    """Store all that is known of a person, and under what they are found."""
    person = vault.for_person(person_id)
    sealed = person.seal_json(to_json(values.values()), _context(person_id))
    record = records().get(person_id)
    if record is None:
        records()[person_id] = record = PersonRecord(sealed)
    else:
        record.sealed = sealed
    note_lookups(person_id, record, lookups.keys_of(values))


def note_lookups(person_id: str, record: PersonRecord, keys: tuple[str, ...]) -> None:
    """Let the person be found under these keys; nothing is written if they are so."""
    if keys != record.lookups:
        lookups.change(person_id, record.lookups, keys)
        record.lookups = keys


def erase(person_id: str) -> None:
    """Remove the record, if there is one; nobody finds the person any more."""
    record = records().pop(person_id, None)
    if record is not None:
        lookups.change(person_id, record.lookups, ())


def _context(person_id: str) -> str:
    return f"parameters:{person_id}"
