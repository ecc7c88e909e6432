"""A case in the words of the clerk who reads it.

What was sealed says questions, choices and the document's title as the applicant read
them. Clerks read them in their own language, from the version of the form that was
filled in; what cannot be known any more stays as it was sealed.
"""

from collections.abc import Mapping
from collective.eloket.cases.content import DocumentRequest
from collective.eloket.cases.dossier import Dossier
from collective.eloket.cases.dossier import open_dossier
from collective.eloket.catalogue.finding import find_document
from collective.eloket.catalogue.translations import said_in
from collective.eloket.catalogue.versions import Asked
from collective.eloket.catalogue.versions import asked_in
from collective.eloket.http.language import spoken
from collective.eloket.interfaces import IOnlineDocument
from dataclasses import replace
from typing import Any


def open_for_clerk(case: DocumentRequest, language: str) -> Dossier:
    """Return the contents of a case, for who reads that language.

    What people typed stays as it was typed. The caller has written the audit row.

    :raises SealError: a subclass per cause.
    :raises PersonForgottenError: the applicant's key was erased.
    """
    return said_for(case, open_dossier(case), spoken(language))


def said_for(case: DocumentRequest, dossier: Dossier, language: str) -> Dossier:
    """Return the same contents with labels, choices and title in that language."""
    if language == case.language:
        return replace(dossier, document_title=dossier.applicants_title)
    document = find_document(case.document_uid)
    if document is None:
        return replace(dossier, said_title="")
    title = title_in(document, dossier, language)
    dossier = replace(dossier, document_title=title, said_title=title)
    asked = asked_in(document, case.form_version, language)
    return dossier if asked is None else _in_words(dossier, asked)


def title_in(document: IOnlineDocument, dossier: Dossier, language: str) -> str:
    """Return what the document was called; a new name has other translations."""
    if document.Title() != dossier.document_title:
        return dossier.document_title
    return said_in(document, "title", language)


def _in_words(dossier: Dossier, asked: Mapping[str, Asked]) -> Dossier:
    labels = [
        [name, asked[name].title if name in asked else title]
        for name, title in dossier.labels
    ]
    chosen = {
        name: _titles(asked[name], dossier.answers.get(name))
        for name in dossier.texts
        if name in asked and asked[name].choices
    }
    return replace(dossier, labels=labels, texts=dossier.texts | chosen)


def _titles(asked: Asked, answer: Any) -> str:
    titles = dict(asked.choices)
    tokens = answer if isinstance(answer, list) else [answer]
    return ", ".join(titles.get(token, str(token)) for token in tokens)
