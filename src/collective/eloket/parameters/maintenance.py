"""Is it right under what people are found, and how is it made anew?"""

from collections.abc import Callable
from collections.abc import Iterator
from collective.eloket.parameters import lookups
from collective.eloket.parameters import store
from collective.eloket.parameters.lookups import PersonLookups
from collective.eloket.parameters.store import PersonRecords
from collective.eloket.vault.errors import PersonForgottenError
from dataclasses import dataclass
from itertools import islice


#: So many people are put back before their changes are handed over.
BATCH = 1000


@dataclass(frozen=True, slots=True)
class Findings:
    """What a check of the look-ups found: how many, and ids, never more."""

    persons: int
    different: list[str]
    missing: int
    left_over: int

    @property
    def is_right(self) -> bool:
        """Do the look-ups say what the records say?"""
        return not (self.different or self.missing or self.left_over)


def check_lookups() -> Findings:
    """Compare the look-ups with what is known; changes nothing, opens every record."""
    wanted, different, persons = set(), [], 0
    for person_id in store.records():
        persons += 1
        keys = keys_now(person_id)
        if keys != store.records()[person_id].lookups:
            different.append(person_id)
        wanted.update(f"{key}{person_id}" for key in keys)
    found = set(lookups.lookups())
    return Findings(persons, different, len(wanted - found), len(found - wanted))


def rebuild_lookups(after_batch: Callable[[], None] = lambda: None) -> int:
    """Make the look-ups right by what is known; return of how many people.

    Writes only what is wrong, person by person, so officers find everybody meanwhile.
    ``after_batch`` is called every BATCH people or entries; a command commits there.
    Broken off, it can be started again: what was done already is not written anew.
    """
    done = 0
    for part in parts_of(store.records()):
        for person_id in part:
            mend(person_id)
        done += len(part)
        after_batch()
    for part in parts_of(lookups.lookups()):
        for entry in part:
            if not is_right(entry):
                lookups.lookups().discard(entry)
        after_batch()
    return done


def parts_of(tree: PersonRecords | PersonLookups) -> Iterator[list[str]]:
    """Yield the keys BATCH by BATCH; others may change the tree in between."""
    part = list(islice(tree.keys(), BATCH))
    while part:
        yield part
        part = list(islice(tree.keys(part[-1], excludemin=True), BATCH))


def mend(person_id: str) -> None:
    """Let a person be found as what is known says; the entries of others stay."""
    record = store.records().get(person_id)
    if record is not None:
        keys = keys_now(person_id)
        lookups.put_in(person_id, keys)
        store.note_lookups(person_id, record, keys)


def is_right(entry: str) -> bool:
    """Does a record stand for this entry?"""
    record = store.records().get(entry[lookups.HASH :])
    return record is not None and entry[: lookups.HASH] in record.lookups


def keys_now(person_id: str) -> tuple[str, ...]:
    """Return under what a person must be found; nothing for who was erased."""
    try:
        return lookups.keys_of(store.read(person_id))
    except PersonForgottenError:
        return ()
