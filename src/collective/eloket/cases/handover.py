"""What the cases hand over, and erase, when the e-loket leaves."""

from collections.abc import Iterator
from collective.eloket.cases.access import stores_of
from collective.eloket.cases.content import DocumentRequest
from collective.eloket.cases.dossier import open_dossier
from collective.eloket.cases.dossier import open_letter
from collective.eloket.cases.idempotency import OrderKeys
from collective.eloket.cases.index import ANNOTATION
from collective.eloket.cases.postal import opened_address
from collective.eloket.cases.talk import messages_of
from collective.eloket.cases.talk import OpenedMessage
from collective.eloket.cases.timeline import past_steps
from collective.eloket.interfaces import IRoomData
from collective.eloket.vault.errors import PersonForgottenError
from dataclasses import asdict
from Products.CMFCore.interfaces import ISiteRoot
from typing import Any
from zope.annotation.interfaces import IAnnotations
from zope.interface import implementer


#: What of a case is kept in the clear, as it is handed over.
FACTS = (
    "document_id",
    "document_uid",
    "outcome",
    "applicant",
    "subject",
    "capacity",
    "mandate_id",
    "organisation",
    "right_needed",
    "means",
    "level",
    "channel",
    "language",
    "form_version",
    "clerk_group",
    "assignee",
    "four_eyes",
    "registered_as",
    "state",
)
#: Type of a file → how its name ends in the hand-over; its own name is personal data.
ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


@implementer(IRoomData)
class CasesData:
    """See IRoomData."""

    order = 70

    def count(self, site: ISiteRoot) -> int:
        """See IRoomData."""
        return sum(1 for store in stores_of(site) for _ in store.references())

    def person_ids(self, site: ISiteRoot) -> Iterator[str]:
        """See IRoomData."""
        for case in _cases(site):
            yield from (case.applicant, case.subject)

    def export(self, site: ISiteRoot) -> Iterator[tuple[str, Any]]:
        """See IRoomData."""
        for case in _cases(site):
            yield from exported(case)

    def erase(self, site: ISiteRoot) -> None:
        """Let go of all cases, with index and order keys; nobody is told."""
        for store in stores_of(site):
            store.forget_all()
        root = IAnnotations(site).get(ANNOTATION)
        if root is not None:
            root["index"].clear()
            root["keys"] = OrderKeys()


def exported(
    case: DocumentRequest, with_notes: bool = True
) -> Iterator[tuple[str, Any]]:
    """Yield ``case.json``, the files and messages of a case, opened.

    Of who was erased before, only what is in the clear is left. ``with_notes``: what
    clerks wrote among themselves too, and who of them wrote.
    """
    folder = f"cases/{case.getId()}"
    facts = {name: getattr(case, name) for name in FACTS} | {
        "reference": case.getId(),
        "submitted": case.submitted.isoformat(),
        "due": case.due.isoformat(),
        "posted": case.posted and case.posted.isoformat(),
        "handed_over": case.handed and case.handed.isoformat(),
    }
    try:
        contents = asdict(open_dossier(case))
        letter = open_letter(case)
        contents |= {"address": opened_address(case)}
    except PersonForgottenError:
        yield f"{folder}/case.json", facts | {"erased": True}
        return
    for number, about in enumerate(contents["files"]):
        about["path"] = f"files/{number}.{_ending(about['content_type'])}"
        yield f"{folder}/{about['path']}", case._files[number].open_bytes()
    if letter is not None:
        path = f"answer.{_ending(letter.content_type)}"
        yield f"{folder}/{path}", letter.data
        contents["answer"] = {"name": letter.filename, "path": path}
    for message in messages_of(case, for_clerk=with_notes):
        place = f"messages/{message.number}"
        for number, about in enumerate(message.files):
            path = f"{place}-{number}.{_ending(about['content_type'])}"
            about["path"] = path
            file = case._messages[message.number].files[number]
            yield f"{folder}/{path}", file.open_bytes()
        yield f"{folder}/{place}.json", _message(message, with_notes)
    yield f"{folder}/case.json", facts | contents | {"timeline": _steps(case)}


def _cases(site: ISiteRoot) -> Iterator[DocumentRequest]:
    for store in stores_of(site):
        for reference in store.references():
            yield store[reference]


def _ending(content_type: str) -> str:
    return ENDINGS.get(content_type, "bin")


def _message(message: OpenedMessage, with_author: bool) -> dict[str, Any]:
    said = {
        "kind": str(message.kind),
        "at": message.at.isoformat(),
        "text": message.text,
        "files": list(message.files),
    }
    return said | {"author": message.author} if with_author else said


def _steps(case: DocumentRequest) -> list[dict[str, str]]:
    return [
        {"state": step.state, "at": step.at.isoformat(), "comment": step.comment}
        for step in past_steps(case)
    ]
