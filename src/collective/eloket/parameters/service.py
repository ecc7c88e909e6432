"""The only door to what we know of people, and the only one who writes it."""

from collections.abc import Mapping
from collective.eloket.clock import utcnow
from collective.eloket.identity.evidence import Evidence
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.identity.numbers import NationalNumber
from collective.eloket.parameters import address_tasks
from collective.eloket.parameters import lookups
from collective.eloket.parameters import store
from collective.eloket.parameters.checks import CHECKS
from collective.eloket.parameters.errors import LockedValueError
from collective.eloket.parameters.errors import OtherNumberError
from collective.eloket.parameters.model import CHOICES
from collective.eloket.parameters.model import IDENTITY
from collective.eloket.parameters.model import OWN
from collective.eloket.parameters.model import SELF
from collective.eloket.parameters.model import source_of
from collective.eloket.parameters.model import Value
from collective.eloket.parameters.preferences import preferences
from collective.eloket.parameters.preferences import wants_mail
from collective.eloket.vault.errors import PersonForgottenError
from datetime import date

import hmac
import secrets


__all__ = ["preferences", "wants_mail"]


def known(person_id: str, level: AssuranceLevel) -> dict[str, Value]:
    """Return what a session of that level may see; empty for who was erased.

    Values with proof above ``level`` are masked: there, but without their value.
    """
    try:
        values = store.read(person_id)
    except PersonForgottenError:
        return {}
    return {name: value.seen_at(level) for name, value in values.items()}


def is_proven(person_id: str) -> bool:
    """Did a card, a provider, the register or a clerk say anything of this person?

    From then on names and address are not changed by hand any more.
    """
    return _is_proven(store.read(person_id))


def find_by_email(email: str) -> list[str]:
    """Return the ids of the people with exactly this address."""
    return lookups.persons(lookups.email_keys(email))


def find_by_birth(family_name: str, born: date) -> list[str]:
    """Return the ids of the people with this family name who were born on that day.

    Accents, blanks, dashes and capitals make no difference.
    """
    return lookups.persons(lookups.birth_keys(family_name, born))


def remember(person_id: str, evidence: Evidence, source: str | None = None) -> None:
    """Write what the evidence proves; nothing is written when nothing is new.

    A weaker proof never takes the place of a stronger one. ``source`` None: as the
    evidence says.

    :raises OtherNumberError: it proves another national number than the person's.
    """
    source = source or source_of(evidence)
    proven = _proven(evidence)
    values = store.read(person_id)
    _check_number(values.get("national_number"), proven.get("national_number"))
    new = {
        name: text
        for name, text in proven.items()
        if not _is_known(values.get(name), text, evidence, source)
    }
    _write(person_id, values, new, evidence, source)


def complete(person_id: str, evidence: Evidence) -> None:
    """Write what the evidence proves and no proof said before.

    Unlike ``remember`` it changes nothing that was proven, however well: a further way
    to sign in is no new look at the person. What citizens typed themselves gives way.
    """
    values = store.read(person_id)
    new = {
        name: text
        for name, text in _proven(evidence).items()
        if name not in values or values[name].source == SELF
    }
    _write(person_id, values, new, evidence, source_of(evidence))


def change_number(person_id: str, number: NationalNumber, source: str) -> None:
    """Write the national number that took the place of another one, level high.

    ``source``: REGISTER or CLERK; who may say so is checked by ``accounts``.
    """
    evidence_id = secrets.token_hex(16)
    found = Value(
        "national_number",
        number.digits,
        source,
        AssuranceLevel.HIGH,
        utcnow(),
        evidence_id,
    )
    store.write(person_id, store.read(person_id) | {"national_number": found})


def set_own(person_id: str, wanted: Mapping[str, object]) -> None:
    """Write what citizens say of themselves; an empty text takes a value away.

    Names and address only while no proof said anything of the person.

    :raises LockedValueError: only proof changes that.
    :raises InvalidAnswerError: a subclass per kind of value.
    """
    values = store.read(person_id)
    proven = _is_proven(values)
    changed = dict(values)
    for name, text in wanted.items():
        if name not in (*OWN, *CHOICES) and (proven or name not in IDENTITY):
            raise LockedValueError(name)
        checked = CHECKS[name](text)
        if not checked:
            changed.pop(name, None)
        elif name not in values or values[name].value != checked:
            changed[name] = Value(name, checked, SELF, AssuranceLevel.NONE, utcnow())
    if changed != values:
        store.write(person_id, changed)


def checked_email(text: object) -> str:
    """Return an address as it would be kept; empty stays empty. Writes nothing.

    :raises InvalidEmailError: not an address.
    """
    return CHECKS["email"](text)


def forget(person_id: str) -> None:
    """Remove all that is known of a person, and what waits for a clerk."""
    store.erase(person_id)
    address_tasks.drop(person_id)


def _is_proven(values: Mapping[str, Value]) -> bool:
    return any(value.source != SELF for value in values.values())


def _proven(evidence: Evidence) -> dict[str, str]:
    """Return what the evidence says of who somebody is."""
    found = {
        name: text
        for name, text in evidence.attributes.items()
        if name in IDENTITY and text
    }
    if evidence.number is not None:
        found["national_number"] = evidence.number.digits
    return found


def _write(
    person_id: str,
    values: dict[str, Value],
    new: Mapping[str, str],
    evidence: Evidence,
    source: str,
) -> None:
    if not new:
        return
    evidence_id = secrets.token_hex(16)
    proven = {
        name: Value(name, text, source, evidence.level, evidence.read_at, evidence_id)
        for name, text in new.items()
    }
    store.write(person_id, values | proven)


def _check_number(known: Value | None, proven: str | None) -> None:
    if known is None or known.source == SELF or proven is None:
        return
    if not hmac.compare_digest(str(known.value), proven):
        raise OtherNumberError


def _is_known(known: Value | None, text: str, evidence: Evidence, source: str) -> bool:
    """Is there nothing to write: the same value, or one that is proven better?"""
    if known is None or known.source == SELF:
        return False
    if known.level > evidence.level:
        return True
    is_same = known.value == text and known.source == source
    return is_same and known.level == evidence.level
