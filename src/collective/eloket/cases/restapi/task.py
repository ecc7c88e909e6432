"""One case in JSON, as the clerk who decides reads it."""

from collective.eloket.accounts.closing import is_closed
from collective.eloket.cases.clerks_words import open_for_clerk
from collective.eloket.cases.content import DocumentRequest
from collective.eloket.cases.foureyes import proposal_of
from collective.eloket.cases.model import POST
from collective.eloket.cases.postal import address_of
from collective.eloket.cases.restapi.shapes import answers_json
from collective.eloket.cases.restapi.shapes import case_json
from collective.eloket.cases.restapi.shapes import files_json
from collective.eloket.cases.restapi.shapes import messages_json
from collective.eloket.cases.timeline import past_steps
from dataclasses import asdict
from plone import api
from typing import Any


def task_json(case: DocumentRequest, page: str, with_numbers: bool) -> dict[str, Any]:
    """Return all that a clerk decides by; ``page``: the address of the case's page.

    The caller has written the audit row, and one more when numbers go along.
    """
    dossier = open_for_clerk(case, api.portal.get_current_language())
    return {
        "@id": page,
        **case_json(case, dossier, past_steps(case), dossier.document_title),
        "name": dossier.name,
        "address": _address_json(case),
        "group": case.clerk_group,
        "assignee": case.assignee or None,
        "version": case.version,
        "deceased": is_closed(case.applicant),
        "goes_on": bool(case.goes_on),
        "four_eyes": bool(case.four_eyes),
        "proposal": _proposal_json(case),
        "answers": answers_json(dossier, with_numbers),
        "files": files_json(dossier, page),
        "answers_file": {"@id": f"{page}/antwoorden"},
        "messages": messages_json(case, page, for_clerk=True),
    }


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
