"""One case in JSON, as the clerk who decides reads it."""

from collective.eloket.cases.content import DocumentRequest
from collective.eloket.cases.dossier import Dossier
from collective.eloket.cases.dossier import open_dossier
from collective.eloket.cases.foureyes import proposal_of
from collective.eloket.cases.hidden import hidden_answers
from collective.eloket.cases.model import POST
from collective.eloket.cases.postal import address_of
from collective.eloket.cases.restapi.shapes import case_json
from collective.eloket.cases.restapi.shapes import messages_json
from collective.eloket.cases.timeline import past_steps
from dataclasses import asdict
from typing import Any


def task_json(case: DocumentRequest, page: str, with_numbers: bool) -> dict[str, Any]:
    """Return all that a clerk decides by; ``page``: the address of the case's page.

    The caller has written the audit row, and one more when numbers go along.
    """
    dossier = open_dossier(case)
    return {
        "@id": page,
        **case_json(case, dossier, past_steps(case), dossier.document_title),
        "name": dossier.name,
        "address": _address_json(case),
        "group": case.clerk_group,
        "assignee": case.assignee or None,
        "version": case.version,
        "four_eyes": bool(case.four_eyes),
        "proposal": _proposal_json(case),
        "answers": _answers_json(dossier, with_numbers),
        "files": [
            {
                "@id": f"{page}/bijlage/{place}",
                "filename": about["name"],
                "content_type": about["content_type"],
            }
            for place, about in enumerate(dossier.files)
        ],
        "answers_file": {"@id": f"{page}/antwoorden"},
        "messages": messages_json(case, page, for_clerk=True),
    }


def _answers_json(dossier: Dossier, with_numbers: bool) -> list[dict[str, Any]]:
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


def _address_json(case: DocumentRequest) -> dict[str, str] | None:
    """Return where the letter goes by post; None: it does not, or nobody knows."""
    address = address_of(case) if case.channel == POST else None
    return address and asdict(address)


def _proposal_json(case: DocumentRequest) -> dict[str, str] | None:
    proposal = proposal_of(case)
    if proposal is None:
        return None
    return {
        "verdict": proposal.verdict,
        "by": proposal.by,
        "at": proposal.at.isoformat(timespec="seconds"),
        "reason": proposal.reason,
    }
