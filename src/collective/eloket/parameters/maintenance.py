"""Is it right under what people are found, and how is it made anew?"""

from collections.abc import Callable
from collective.eloket.parameters import lookups
from collective.eloket.parameters import store
from collective.eloket.vault.errors import PersonForgottenError
from dataclasses import dataclass


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
    """Make the look-ups anew from what is known; return of how many people.

    ``after_batch`` is called every BATCH people; a command commits there. Until the end
    officers do not find everybody. Starting again is safe.
    """
    lookups.lookups().clear()
    done = 0
    for person_id in store.records():
        record = store.records()[person_id]
        record.lookups = ()
        store.note_lookups(person_id, record, keys_now(person_id))
        done += 1
        if done % BATCH == 0:
            after_batch()
    after_batch()
    return done


def keys_now(person_id: str) -> tuple[str, ...]:
    """Return under what a person must be found; nothing for who was erased."""
    try:
        return lookups.keys_of(store.read(person_id))
    except PersonForgottenError:
        return ()
