"""Of whom a letter is, in two letters; only where the municipality wants that."""

from collective.eloket.cases.service import Dossier
from collective.eloket.catalogue.finding import find_document
from collective.eloket.documents.verification.model import initials_of
from collective.eloket.documents.verification.service import tells_initials
from collective.eloket.interfaces import ICase


#: Theme of documents about criminal records (GDPR, article 10): never initials.
CRIMINAL = "criminal"


def initials_for(case: ICase, dossier: Dossier) -> str:
    """Return the initials of whom the letter is about; empty when none are told.

    Of a document that is gone nobody can say whether it was about criminal records.
    """
    document = find_document(case.document_uid)
    if document is None or document.theme == CRIMINAL or not tells_initials():
        return ""
    return initials_of(dossier.subject_name or dossier.name)
