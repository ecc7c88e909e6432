"""What a case system is told: one message per step, the same whenever it is made."""

from collective.eloket.cases.clerks_words import said_for
from collective.eloket.cases.content import DocumentRequest
from collective.eloket.cases.dossier import Dossier
from collective.eloket.cases.dossier import open_dossier
from collective.eloket.cases.model import DELIVER
from collective.eloket.cases.model import WORKFLOW_ID
from collective.eloket.http.language import spoken
from collective.eloket.vault import service as vault
from collective.eloket.vault.errors import PersonForgottenError
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime
from datetime import UTC
from typing import Any


CREATED, CHANGED = "case.created", "case.state_changed"
ANSWERED, WITHDRAWN = "case.answered", "case.withdrawn"
#: Step → what kind of news it is; others are CHANGED.
TYPES = {DELIVER: ANSWERED, "refuse": ANSWERED, "withdraw": WITHDRAWN}


@dataclass(frozen=True, slots=True)
class CaseMessage:
    """One step of a case. ``id``: the same each time that this step is told.

    ``at`` is aware, UTC. ``data`` names no person, unless answers are wished.
    """

    id: str
    type: str
    at: datetime
    data: dict[str, Any] = field(repr=False)

    def as_dict(self) -> dict[str, Any]:
        """Return the body, as Standard Webhooks lays it out."""
        return {"type": self.type, "timestamp": moment(self.at), "data": self.data}


def numbers_of(case: DocumentRequest) -> range:
    """Return the numbers of the steps of a case; the first is 0."""
    return range(len(_history(case)))


def time_of(case: DocumentRequest, number: int) -> datetime:
    """Return when a step was made; aware, UTC."""
    return _history(case)[number]["time"].asdatetime().astimezone(UTC)


def message_about(
    case: DocumentRequest, number: int, with_answers: bool
) -> CaseMessage | None:
    """Return the message about a step; None when the case has no such step.

    Answers come with the first message only: they do not change.
    """
    if number >= len(_history(case)):
        return None
    step = _history(case)[number].get("action") or ""
    data = _facts(case, number, step)
    if with_answers and number == 0:
        data |= _answers(case)
    kind = CREATED if number == 0 else TYPES.get(step, CHANGED)
    return CaseMessage(id_of(case, number), kind, time_of(case, number), data)


def id_of(case: DocumentRequest, number: int) -> str:
    """Return the id of the message about a step: no one else can guess another's."""
    return "msg_" + vault.blind("case-step", f"{case.getId()}:{number}")


def moment(at: datetime) -> str:
    """Return a moment as ``2026-11-26T10:06:00Z``."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _history(case: DocumentRequest) -> tuple[dict[str, Any], ...]:
    return case.workflow_history[WORKFLOW_ID]


def _facts(case: DocumentRequest, number: int, step: str) -> dict[str, Any]:
    return {
        "reference": case.getId(),
        "document": case.document_id,
        "outcome": case.outcome,
        "sequence": number,
        "step": step or "submit",
        "state": _history(case)[number]["review_state"],
        "at": moment(time_of(case, number)),
        "submitted": moment(case.submitted),
        "due": case.due.isoformat(),
    }


def _answers(case: DocumentRequest) -> dict[str, Any]:
    try:
        dossier = open_dossier(case)
    except PersonForgottenError:
        return {}
    language = spoken()
    ours = said_for(case, dossier, language)
    return {
        "applicant": dossier.name,
        "for": dossier.subject_name or dossier.name,
        "language": case.language,
        "site_language": language,
        "document_title": ours.document_title,
        "answers": [
            _answer(dossier, ours, name, title, label)
            for (name, title), (_name, label) in zip(
                dossier.labels, ours.labels, strict=True
            )
        ],
    }


def _answer(
    dossier: Dossier, ours: Dossier, name: str, title: str, label: str
) -> dict[str, Any]:
    """Return one answer: as its applicant read it, as the site says it, as it is kept.

    ``title`` and ``value`` are in the applicant's language, and stay so: receivers of
    before read them. The others are the same whatever language it was asked in.
    """
    return {
        "name": name,
        "title": title,
        "value": dossier.shown(name),
        "site_title": label,
        "site_value": ours.shown(name),
        "answer": dossier.answers.get(name),
    }
