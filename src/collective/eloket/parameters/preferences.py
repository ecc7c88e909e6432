"""What citizens choose for themselves: language, mails, digital or paper."""

from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.parameters import store
from collective.eloket.parameters.model import MAIL
from collective.eloket.vault.errors import PersonForgottenError
from dataclasses import dataclass


#: What is mailed unless a citizen says no; what must be said is mailed in any case.
MAILS = ("asked", "ready", "steps")
DIGITAL = "digital"
PAPER = "paper"
YES = "yes"
NO = "no"


@dataclass(frozen=True, slots=True)
class Preferences:
    """Choices of a citizen; ``language`` is empty and ``has_chosen`` False at first.

    ``mails`` holds those of MAILS that are wanted.
    """

    language: str
    delivery: str
    mails: frozenset[str]
    has_chosen: bool


def preferences(person_id: str) -> Preferences:
    """Return what a citizen chose, and what goes without a choice."""
    try:
        values = store.read(person_id)
    except PersonForgottenError:
        values = {}
    said = {
        name: value.seen_at(AssuranceLevel.NONE).value or ""
        for name, value in values.items()
    }
    return Preferences(
        language=said.get("language", ""),
        delivery=said.get("delivery") or DIGITAL,
        mails=frozenset(kind for kind in MAILS if said.get(MAIL + kind) != NO),
        has_chosen="delivery" in said,
    )


def wants_mail(person_id: str, kind: str) -> bool:
    """Does the citizen want this mail? ``kind`` is one of MAILS."""
    return kind in preferences(person_id).mails
