"""A document as a file: download it, or make a draft of one."""

from collective.eloket import _
from collective.eloket.catalogue.exchange.service import document_to_file
from collective.eloket.catalogue.exchange.service import make_document
from collective.eloket.catalogue.exchange.service import read_file
from collective.eloket.catalogue.exchange.shape import LARGEST_FILE_BYTES
from collective.eloket.errors import EloketError
from collective.eloket.http.errors import message_for
from collective.eloket.http.view import EloketView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18n import translate

import transaction


CHOOSE = _("problem_choose_file", default="Choose a file first.")


class ExportPage(EloketView):
    """Gives the file of a document; it holds nothing of citizens, and no secrets."""

    for_staff = True

    def respond(self) -> bytes:
        """Return the file."""
        data = document_to_file(self.context)
        response = self.request.response
        response.setHeader("Content-Type", "application/json; charset=utf-8")
        response.setHeader("X-Content-Type-Options", "nosniff")
        name = f"{self.context.getId()}.json"
        response.setHeader("Content-Disposition", f'attachment; filename="{name}"')
        return data


class ImportPage(EloketView):
    """Takes a file, and makes a draft of it or says why not."""

    for_staff = True
    template = ViewPageTemplateFile("templates/import.pt")
    #: Why the file was not taken, in the editor's words.
    problem = ""

    def respond(self) -> str:
        """Show the page, or take the file."""
        return self.receive() if self.posted else self.template()

    def receive(self) -> str:
        """Make the draft; when it is refused, say why on the same page."""
        sent = self.request.form.get("bestand")
        if not getattr(sent, "filename", None):
            return self.again(translate(CHOOSE, context=self.request))
        try:
            # one byte more tells that it is too large, without reading all of it
            data = sent.read(LARGEST_FILE_BYTES + 1)
            document = make_document(self.context, read_file(data))
        except EloketError as error:
            return self.again(message_for(error, self.request), error.status)
        self.message(
            _(
                "message_imported",
                default="The document was made as a draft. Nobody can ask for it yet.",
            )
        )
        return self.redirect(f"{document.absolute_url()}/nakijken", status=303)

    def again(self, problem: str, status: int = 400) -> str:
        """Show the page with the reason; nothing of the file is kept."""
        transaction.doom()
        self.request.response.setStatus(status)
        self.problem = problem
        return self.template()
