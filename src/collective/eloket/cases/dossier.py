"""What is sealed of a case: one JSON value, and words that came with steps."""

from collective.eloket.cases.attachments import file_context
from collective.eloket.cases.attachments import letter_context
from collective.eloket.cases.attachments import SealedFile
from collective.eloket.cases.content import DocumentRequest
from collective.eloket.catalogue.model import CaseOrder
from collective.eloket.catalogue.translations import said_in
from collective.eloket.vault import service as vault
from dataclasses import dataclass
from dataclasses import field
from typing import Any

import base64


#: How a sealed comment begins in the workflow history.
SEALED_COMMENT = "sealed:"


@dataclass(frozen=True, slots=True)
class Dossier:
    """The opened contents of a case.

    ``labels`` are ``[name, title]`` pairs in the order of the form, ``sources`` say who
    vouches for an answer, ``files`` are ``{"name", "content_type"}`` in the order of
    the sealed files.
    """

    name: str = field(repr=False)
    email: str | None = field(repr=False)
    document_title: str
    answers: dict[str, Any] = field(repr=False)
    labels: list[list[str]]
    sources: dict[str, dict[str, str]]
    files: list[dict[str, str]] = field(repr=False)
    #: What people read in place of an answer: the titles of choices, dates.
    texts: dict[str, str] = field(default_factory=dict, repr=False)
    #: Name of whom it is for; empty when that is the applicant.
    subject_name: str = field(default="", repr=False)
    #: The document's title in the applicant's language; empty in what was sent before.
    said_title: str = ""

    @property
    def applicants_title(self) -> str:
        """What the document was called for who asked for it."""
        return self.said_title or self.document_title

    def shown(self, name: str) -> Any:
        """Return an answer as people read it."""
        return self.texts.get(name, self.answers.get(name))


@dataclass(frozen=True, slots=True)
class Letter:
    """The answer of a case, opened."""

    filename: str = field(repr=False)
    content_type: str
    data: bytes = field(repr=False)


def seal_dossier(case: DocumentRequest, order: CaseOrder, name: str) -> None:
    """Put the order's answers and files into the case, sealed for its applicant."""
    reference = case.getId()
    contents = {
        "name": name,
        "email": order.email,
        "document_title": order.document.Title(),
        "said_title": said_in(order.document, "title", order.language),
        "answers": order.answers,
        "texts": order.texts,
        "labels": [list(pair) for pair in order.labels],
        "sources": order.sources,
        "subject_name": order.subject_name,
        "files": [
            {"name": upload.name, "content_type": upload.content_type}
            for upload in order.attachments
        ],
    }
    keys = vault.for_person(case.applicant)
    case._sealed = keys.seal_json(contents, _answers_context(reference))
    case._files = tuple(
        SealedFile(case.applicant, file_context(reference, number), upload.data)
        for number, upload in enumerate(order.attachments)
    )


def open_dossier(case: DocumentRequest) -> Dossier:
    """Return the contents of a case; the caller has written the audit row.

    :raises SealError: a subclass per cause.
    :raises PersonForgottenError: the applicant's key was erased.
    """
    keys = vault.for_person(case.applicant)
    return Dossier(**keys.open_json(case._sealed, _answers_context(case.getId())))


def seal_letter(case: DocumentRequest, letter: Letter) -> None:
    """Put the answer into the case, sealed; an earlier one is replaced."""
    context = letter_context(case.getId())
    about = {"filename": letter.filename, "content_type": letter.content_type}
    case._letter = (
        SealedFile(case.applicant, context, letter.data),
        vault.for_person(case.applicant).seal_json(about, context + ":about"),
    )


def open_letter(case: DocumentRequest) -> Letter | None:
    """Return the answer of the case, None while there is none."""
    if case._letter is None:
        return None
    sealed_file, sealed_about = case._letter
    context = letter_context(case.getId()) + ":about"
    about = vault.for_person(case.applicant).open_json(sealed_about, context)
    return Letter(data=sealed_file.open_bytes(), **about)


def seal_comment(case: DocumentRequest, comment: str) -> str:
    """Return the words of a step as they may stand in the workflow history."""
    if not comment:
        return ""
    keys = vault.for_person(case.applicant)
    sealed = keys.seal_text(comment, _comment_context(case.getId()))
    return SEALED_COMMENT + base64.b64encode(sealed).decode("ascii")


def open_comment(case: DocumentRequest, comment: str) -> str:
    """Return the words of a step from the workflow history."""
    if not comment.startswith(SEALED_COMMENT):
        return comment
    sealed = base64.b64decode(comment.removeprefix(SEALED_COMMENT))
    return vault.for_person(case.applicant).open_text(
        sealed, _comment_context(case.getId())
    )


def _answers_context(reference: str) -> str:
    return f"case:{reference}:answers"


def _comment_context(reference: str) -> str:
    return f"case:{reference}:comment"
