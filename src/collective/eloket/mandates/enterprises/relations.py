"""*Werkrelatie*: who works for an organisation, as its manager typed it."""

from collections.abc import Iterable
from collective.eloket.mandates.enterprises import store
from collective.eloket.mandates.enterprises.errors import MemberUnknownError
from collective.eloket.vault import service as vault
from dataclasses import asdict
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Note:
    """Who gave a right, when (aware, UTC) and why; or who took it away."""

    by: str
    at: datetime
    reason: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class WorkRelation:
    """A person who works there; names as a manager typed them, empty where unknown.

    ``begin`` and ``end`` are days in Belgium, the end included. ``given`` and ``taken``
    say of each right, by the id of the holding, who gave it and who took it away.
    """

    given_names: str = field(repr=False)
    family_name: str = field(repr=False)
    email: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)
    begin: date = date.min
    end: date | None = None
    given: dict[str, Note] = field(default_factory=dict)
    taken: dict[str, Note] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Given names and family name."""
        return f"{self.given_names} {self.family_name}".strip()


def find(organisation: str, number_key: str) -> WorkRelation | None:
    """Return the work relation of whoever has that number, or None."""
    member = store.member_of(organisation, number_key)
    kept = store.find_relation(organisation, member)
    return None if kept is None else opened(organisation, kept)


def has_any(organisation: str, number_keys: Iterable[str]) -> bool:
    """Does whoever has one of these keyed numbers work there, or did they?"""
    names = (store.member_of(organisation, key) for key in number_keys)
    return any(store.find_relation(organisation, name) is not None for name in names)


def get(organisation: str, member: object) -> tuple[str, WorkRelation]:
    """Return the keyed number and the work relation of a member.

    :raises MemberUnknownError: nobody of that name works there.
    """
    name = member if isinstance(member, str) else ""
    kept = store.find_relation(organisation, name)
    if kept is None:
        raise MemberUnknownError
    return kept.number_key, opened(organisation, kept)


def opened(organisation: str, kept: store.KeptRelation) -> WorkRelation:
    """Return a kept relation, opened.

    :raises PersonForgottenError: the person was erased.
    """
    key = vault.for_person(store.holder_of(kept.number_key))
    found = key.open_json(kept.sealed, _context(organisation))
    return WorkRelation(
        given_names=found["given_names"],
        family_name=found["family_name"],
        email=found["email"],
        phone=found["phone"],
        begin=date.fromisoformat(found["begin"]),
        end=None if found["end"] is None else date.fromisoformat(found["end"]),
        given=_read_notes(found["given"]),
        taken=_read_notes(found["taken"]),
    )


def keep(organisation: str, number_key: str, relation: WorkRelation) -> None:
    """Keep a work relation, sealed with a key of whoever has that number.

    The key is made at the first; it needs no account.
    """
    holder = store.holder_of(number_key)
    vault.new_person(holder)
    said = {
        **asdict(relation),
        "begin": relation.begin.isoformat(),
        "end": None if relation.end is None else relation.end.isoformat(),
        "given": _written_notes(relation.given),
        "taken": _written_notes(relation.taken),
    }
    sealed = vault.for_person(holder).seal_json(said, _context(organisation))
    store.keep_relation(organisation, number_key, sealed)


def _written_notes(notes: dict[str, Note]) -> dict[str, Any]:
    return {
        id: {"by": note.by, "at": note.at.isoformat(), "reason": note.reason}
        for id, note in notes.items()
    }


def _read_notes(found: dict[str, Any]) -> dict[str, Note]:
    return {
        id: Note(note["by"], datetime.fromisoformat(note["at"]), note["reason"])
        for id, note in found.items()
    }


def _context(organisation: str) -> str:
    return f"work-relation:{organisation}"
