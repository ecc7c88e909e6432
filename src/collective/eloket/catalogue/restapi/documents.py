"""``GET @eloket-documents``: what is on offer."""

from collective.eloket.catalogue.content import OnlineDocument
from collective.eloket.catalogue.service import open_documents
from collective.eloket.catalogue.translations import said_of
from collective.eloket.http.desk import get_desk
from collective.eloket.http.service import EloketService
from collective.eloket.interfaces import IEloket
from plone import api


class DocumentsGet(EloketService):
    """Lists the documents on offer; anybody may read it."""

    def respond(self) -> dict:
        """Return ``{items_total, items}``."""
        desk = self.context
        if not IEloket.providedBy(desk):
            desk = get_desk(api.portal.get())
        documents = [] if desk is None else open_documents(desk)
        items = [summary_of(document) for document in documents]
        return {"items_total": len(items), "items": items}


def summary_of(document: OnlineDocument) -> dict:
    """Return what a list says of a document."""
    return {
        "@id": document.absolute_url(),
        "id": document.getId(),
        "title": said_of(document, "title"),
        "description": said_of(document, "description"),
        "theme": document.theme,
        "outcome": document.outcome,
        "level": document.level,
        "needs_number": bool(document.needs_number),
        "right_needed": document.right_needed or None,
        "working_days": document.working_days,
        "fee": None if document.fee is None else str(document.fee),
        "channels": list(document.channels or ()),
    }
