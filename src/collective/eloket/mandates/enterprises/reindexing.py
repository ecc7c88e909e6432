"""Rights for organisations are found by the new key of the ring ``blind``.

What somebody holds lies under the hash of their number, and words about them are sealed
with a key that is named after that hash. Both move in one transaction, and with the
account where there is one, so that nobody loses a right meanwhile. The former key is
let go of after it. All of it is safe to run twice.
"""

from collections.abc import Iterable
from collections.abc import Iterator
from collective.eloket.accounts.afterwards import after_commit
from collective.eloket.mandates.enterprises import relations
from collective.eloket.mandates.enterprises import store
from collective.eloket.mandates.enterprises.model import Holding
from collective.eloket.mandates.enterprises.relations import WorkRelation
from collective.eloket.vault import service as vault
from collective.eloket.vault.errors import PersonForgottenError
from dataclasses import replace


#: Numbers that change in one transaction.
BATCH = 50


def parts() -> Iterator[list[str]]:
    """Yield keyed numbers that are not of today's key, some at a time."""
    part: list[str] = []
    for number_key in _old_ones():
        part.append(number_key)
        if len(part) == BATCH:
            yield part
            part = []
    if part:
        yield part


def lift(number_keys: Iterable[str]) -> None:
    """Bring all that lies under these keyed numbers to today's key.

    In the caller's transaction; what is of today's key already stays as it is.
    """
    for before in number_keys:
        now = vault.lifted(before)
        if now != before:
            _move(before, now)


def _old_ones() -> list[str]:
    keys = {entry.partition(store.BETWEEN)[0] for entry in store.tree(store.HELD)}
    return sorted(key for key in keys if vault.lifted(key) != key)


def _move(before: str, now: str) -> None:
    held = list(store.held_by(before))
    for organisation, rows in held:
        if _move_relation(organisation, before, now):
            store.keep_held(now, organisation, _merged(organisation, now, rows))
        store.remove(before, organisation)
    if held:
        after_commit(vault.forget_person, store.holder_of(before))


def _merged(
    organisation: str, now: str, rows: tuple[Holding, ...]
) -> tuple[Holding, ...]:
    """Return what was held before with what was given by the new hash meanwhile."""
    given = store.find_held(now, organisation)
    known = {one.id for one in given}
    return (*(one for one in rows if one.id not in known), *given)


def _move_relation(organisation: str, before: str, now: str) -> bool:
    """Move what is said of somebody; False: whoever it was is erased, so all goes."""
    try:
        relation = relations.find(organisation, before)
    except PersonForgottenError:
        return False
    if relation is None:
        return True
    made = relations.find(organisation, now)
    relations.keep(organisation, now, _joined(relation, made))
    member = store.member_of(organisation, before)
    if member in store.managers_of(organisation):
        store.note_manager(organisation, store.member_of(organisation, now))
    return True


def _joined(before: WorkRelation, made: WorkRelation | None) -> WorkRelation:
    """Return what was typed last, with the notes of both."""
    if made is None:
        return before
    return replace(
        made,
        given=before.given | made.given,
        taken=before.taken | made.taken,
        begin=min(before.begin, made.begin),
    )
