"""What one submission hands to the cases, and what it gets back."""

from collective.eloket.identity.levels import AssuranceLevel
from dataclasses import dataclass
from dataclasses import field
from datetime import date
from datetime import datetime
from typing import Any


#: How a citizen can get the answer; the order is the order on the page.
CHANNELS: tuple[str, ...] = ("download", "post", "counter")

#: What comes out of a case.
OUTCOMES: tuple[str, ...] = ("document", "decision", "report")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that came with the answers; ``name`` is its file name."""

    name: str = field(repr=False)
    content_type: str
    data: bytes = field(repr=False)
    #: Was it looked at for viruses already?
    is_clean: bool = False


@dataclass(frozen=True, slots=True)
class CaseOrder:
    """Checked answers of a citizen, ready to become a case.

    ``document`` is the online document itself. ``applicant`` is who is signed in,
    ``subject`` whom it is for: the same, or a child or organisation by ``mandate_id``.
    ``answers`` are JSON values in the order of the form (a
    file is named by its file name; its bytes are in ``attachments``). ``sources`` says
    for each answer who vouches for it: ``{"source": "provider", "level": "high"}``.
    ``channel`` is one of CHANNELS. ``email`` is where news goes, or None.
    """

    document: Any
    applicant: str
    subject: str
    capacity: str
    mandate_id: str | None
    answers: dict[str, Any] = field(repr=False)
    labels: list[tuple[str, str]]
    sources: dict[str, dict[str, str]]
    attachments: list[Upload] = field(repr=False)
    channel: str
    idempotency_key: str = field(repr=False)
    means: str | None
    level: AssuranceLevel
    language: str
    email: str | None = field(repr=False)
    #: What people read in place of an answer: the titles of choices, dates.
    texts: dict[str, str] = field(default_factory=dict, repr=False)
    #: Number of the organisation that it is for; None: it is for a person.
    organisation: str | None = None
    #: State of the form that was filled in, as ``easyform.models.version_of`` names it.
    form_version: str = ""
    #: Name that somebody typed who did not sign in; empty: it is known otherwise.
    applicant_name: str = field(default="", repr=False)
    #: Name of whom it is for; empty when that is the applicant.
    subject_name: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class SubmittedCase:
    """What the citizen is told of the new case.

    ``repeated`` is true when the same order came before and this is its case.
    """

    reference: str
    state: str
    due: date
    url: str
    repeated: bool


@dataclass(frozen=True, slots=True)
class EarlierCase:
    """A request for the same document; ``submitted`` is aware, UTC."""

    reference: str
    submitted: datetime


def is_typed(value: object) -> bool:
    """Is this what a field of a form holds: a text, or some of them?"""
    if isinstance(value, list):
        return all(isinstance(one, str) for one in value)
    return isinstance(value, str)
