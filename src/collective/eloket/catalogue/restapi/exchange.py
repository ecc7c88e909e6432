"""``GET <document>/@eloket-export``, ``POST <desk>/@eloket-import``."""

from collective.eloket.catalogue.exchange.service import document_to_json
from collective.eloket.catalogue.exchange.service import make_document
from collective.eloket.catalogue.exchange.service import read_file
from collective.eloket.http.service import EloketService
from plone import api


EDIT = "Modify portal content"
ADD = "collective.eloket: Add online document"


class ExportGet(EloketService):
    """Gives a document with its form to who may change it."""

    def respond(self) -> dict:
        """Return what the file of the document holds.

        :raises NotSignedInError: nobody is signed in.
        :raises NotAllowedError: for editors only.
        """
        self.require_permission(EDIT)
        return document_to_json(self.context)


class ImportPost(EloketService):
    """Makes a draft of a file, which is the body of the call."""

    def respond(self) -> dict:
        """Return where the draft is; 201.

        :raises NotSignedInError: nobody is signed in.
        :raises NotAllowedError: they may not add documents here.
        :raises ImportRefusedError: a subclass per cause; nothing is made.
        """
        self.require_permission(ADD)
        document = make_document(
            self.context, read_file(self.request.get("BODY") or b"")
        )
        self.request.response.setStatus(201)
        self.request.response.setHeader("Location", document.absolute_url())
        return {
            "@id": document.absolute_url(),
            "id": document.getId(),
            "state": api.content.get_state(document),
        }
