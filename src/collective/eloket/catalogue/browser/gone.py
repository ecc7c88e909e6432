"""What who sent a form reads when its document is not there any more.

A document that got another name is no such case: Plone leads the same POST on to it.
"""

from collective.eloket import _
from collective.eloket.catalogue.model import is_typed
from collective.eloket.http.csrf import check_same_origin
from collective.eloket.http.desk import get_desk
from collective.eloket.http.errors import ForeignRequestError
from pathlib import Path
from plone import api
from Products.CMFPlone.browser import exceptions
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile


#: The page of a document that takes what was typed.
FORM_PAGE = "/aanvraag"
#: How its fields begin.
FIELD = "vraag."
STOCK = Path(exceptions.__file__).parent / "templates" / "error_message.pt"


class Gone(exceptions.ExceptionView):
    """Says what became of the answers; for all else it is Plone's own page."""

    stock = ViewPageTemplateFile(str(STOCK))
    gone = ViewPageTemplateFile("templates/gone.pt")
    page_title = _("heading_document_gone", default="This document is gone")

    def index(self, **told):
        """Show the page with its words, or Plone's."""
        return self.gone() if self.was_form_sent else self.stock(**told)

    @property
    def was_form_sent(self) -> bool:
        """Was this the form of a document?"""
        sent = self.request["REQUEST_METHOD"] == "POST"
        return sent and self.request["ACTUAL_URL"].rstrip("/").endswith(FORM_PAGE)

    @property
    def desk_url(self) -> str:
        """The address of the e-desk; the site's when there is none any more."""
        site = api.portal.get()
        desk = get_desk(site)
        return (site if desk is None else desk).absolute_url()

    def typed(self) -> str:
        """Return what was typed, to be copied; nothing that another site sent."""
        try:
            check_same_origin(self.request)
        except ForeignRequestError:
            return ""
        found = []
        for name, value in self.request.form.items():
            if name.startswith(FIELD) and is_typed(value):
                found += value if isinstance(value, list) else [value]
        return "\n\n".join(text for text in found if text.strip())
