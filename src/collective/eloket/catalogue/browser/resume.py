"""*Verder waar u was*: the drafts of who is signed in, and the way to wipe one."""

from collective.eloket import _
from collective.eloket.catalogue import drafts
from collective.eloket.catalogue.browser import words
from collective.eloket.catalogue.content import OnlineDocument
from collective.eloket.catalogue.orders import was_sent
from collective.eloket.http.view import EloketView
from collective.eloket.mandates.service import may_act
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message


class Resume:
    """Mixed into pages that show drafts first."""

    resume_template = ViewPageTemplateFile("templates/resume.pt")

    def resumable(self) -> list[OnlineDocument]:
        """Return the documents whose drafts this page may show."""
        raise TypeError(f"{type(self).__name__} shows no drafts")

    @property
    def resume(self) -> str:
        """The panels, or nothing; for ``structure``."""
        self.kept_drafts = self.find_drafts()
        return self.resume_template() if self.kept_drafts else ""

    def find_drafts(self) -> list[dict]:
        """Return what is kept of this page's documents, the newest first."""
        if self.session.user_id is None:
            return []
        kept = drafts.lines(self.session)
        # what was typed for a child is nobody's to see once its mandate ended
        if not kept or not may_act(self.session):
            return []
        documents = {api.content.get_uuid(one): one for one in self.resumable()}
        return [
            {
                "title": words.said(documents[line.document_uid], "title"),
                "url": documents[line.document_uid].absolute_url(),
                "saved": words.moment_of(line.saved),
            }
            for line in kept
            if line.document_uid in documents
            and self.is_open_draft(documents[line.document_uid])
        ]

    def is_open_draft(self, document: OnlineDocument) -> bool:
        """Did it not become a case in the meantime?"""
        draft = drafts.find(self.session, document)
        return draft is not None and not was_sent(document, self.session, draft.key)


class WipeDraft(EloketView):
    """*Wis dit concept*: by POST; a GET leads to the document."""

    def respond(self):
        """Remove the draft, and lead back to the e-desk."""
        if not self.posted:
            return self.redirect(self.context.absolute_url())
        drafts.discard(self.require_citizen(), self.context)
        self.message(WIPED)
        return self.redirect(self.desk_url, status=303)


WIPED: Message = _("message_draft_wiped", default="The draft is wiped.")
