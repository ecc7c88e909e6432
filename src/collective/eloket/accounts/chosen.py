"""Whom an officer chose among those found: sealed in a form, for a short while."""

from collective.eloket.accounts.search_errors import ChoiceOverError
from collective.eloket.accounts.search_model import Purpose
from collective.eloket.clock import utcnow
from collective.eloket.vault import service as vault
from collective.eloket.vault.errors import SealError
from dataclasses import dataclass
from dataclasses import field
from datetime import timedelta

import base64
import json


#: A page that lies open longer says nothing any more.
LIFE = timedelta(minutes=30)
CONTEXT = "citizen-chosen"


@dataclass(frozen=True, slots=True)
class Chosen:
    """Whom an officer looks at, and why, as typed for the search."""

    person_id: str
    purpose: str
    words: str = field(repr=False)


def choice_of(officer: str, person_id: str, purpose: Purpose) -> str:
    """Return what a form carries, so that this officer goes on with that person."""
    at = int(utcnow().timestamp())
    said = json.dumps([officer, person_id, purpose.name, purpose.words, at])
    return base64.urlsafe_b64encode(vault.seal(said.encode(), CONTEXT)).decode()


def read_choice(officer: str, sent: object) -> Chosen:
    """Return whom a form is about.

    :raises ChoiceOverError: it is too old, of somebody else, or none of ours.
    """
    try:
        sealed = base64.urlsafe_b64decode(sent if isinstance(sent, str) else "")
        said = json.loads(vault.open_sealed(sealed, CONTEXT))
    except (ValueError, SealError):
        raise ChoiceOverError from None
    by, person_id, purpose, words, at = said
    if by != officer or utcnow().timestamp() >= at + LIFE.total_seconds():
        raise ChoiceOverError
    return Chosen(person_id, purpose, words)
