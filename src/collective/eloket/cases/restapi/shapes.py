"""A case in JSON."""

from collective.eloket.cases.content import DocumentRequest
from collective.eloket.cases.dossier import Dossier
from collective.eloket.cases.hidden import hidden_answers
from collective.eloket.cases.lists import Line
from collective.eloket.cases.talk import messages_of
from collective.eloket.cases.timeline import PastStep
from typing import Any


def line_json(line: Line, url: str) -> dict[str, Any]:
    """Return a row of a list."""
    return {
        "@id": url,
        "reference": line.reference,
        "document": {"id": line.row.document, "title": line.title},
        "state": line.row.state,
        "due": line.row.due.isoformat(),
        "submitted": line.row.submitted_at.isoformat(),
    }


def case_json(
    case: DocumentRequest, dossier: Dossier, past: list[PastStep], title: str
) -> dict[str, Any]:
    """Return one case with its timeline, without addresses and answers.

    ``title``: what its reader calls the document.
    """
    return {
        "reference": case.getId(),
        "document": {"id": case.document_uid, "title": title},
        "state": case.state,
        "due": case.due.isoformat(),
        "submitted": case.submitted.isoformat(timespec="seconds"),
        "capacity": case.capacity,
        "organisation": case.organisation,
        "subject_name": dossier.subject_name or None,
        "channel": case.channel,
        "posted": case.posted and case.posted.isoformat(timespec="seconds"),
        "timeline": [
            {
                "state": step.state,
                "at": step.at.isoformat(timespec="seconds"),
                "comment": step.comment,
            }
            for step in past
        ],
    }


def answers_json(dossier: Dossier, with_numbers: bool = False) -> list[dict[str, Any]]:
    """Return the answers in the order of the form; a hidden one has no value."""
    hidden = frozenset() if with_numbers else hidden_answers(dossier)
    return [
        {
            "name": name,
            "title": title,
            "value": None if name in hidden else dossier.shown(name),
            "hidden": name in hidden,
            "source": dossier.sources.get(name),
        }
        for name, title in dossier.labels
    ]


def files_json(dossier: Dossier, page: str) -> list[dict[str, Any]]:
    """Return the files that came with it; they lie below the page of the case."""
    return [
        {
            "@id": f"{page}/bijlage/{place}",
            "filename": about["name"],
            "content_type": about["content_type"],
        }
        for place, about in enumerate(dossier.files)
    ]


def documents_json(case: DocumentRequest, page: str) -> list[dict[str, Any]]:
    """Return what can be downloaded below its page: the answer, once delivered."""
    if not case.can_fetch:
        return []
    return [{"@id": f"{page}/document", "size_bytes": case._letter[0].size_bytes}]


def messages_json(
    case: DocumentRequest, page: str, *, for_clerk: bool = False
) -> list[dict[str, Any]]:
    """Return what the reader may read; files lie below the page of the case."""
    return [
        {
            "from": str(message.kind),
            "at": message.at.isoformat(timespec="seconds"),
            "text": message.text,
            "files": [
                {
                    "@id": f"{page}/bericht/{message.number}/{place}",
                    "filename": about["name"],
                    "content_type": about["content_type"],
                }
                for place, about in enumerate(message.files)
            ],
        }
        for message in messages_of(case, for_clerk=for_clerk)
    ]
