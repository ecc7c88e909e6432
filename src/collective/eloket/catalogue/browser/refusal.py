"""What Plone's own pages and services say when they may not do that to a document."""

from collective.eloket.http.errors import body_for
from collective.eloket.http.errors import message_for
from collective.eloket.interfaces import IOnlineDocument
from plone.rest.interfaces import IAPIRequest
from Products.CMFPlone.browser.exceptions import ExceptionView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile

import json


class EditorRefused(ExceptionView):
    """A page in the editor's words with the way to mend it, or our JSON.

    One view for both: our layer comes before the marker of REST requests. By now
    nothing of the request is kept.
    """

    index = ViewPageTemplateFile("templates/editor_refused.pt")

    def __call__(self):
        error = self.context
        response = self.request.response
        response.setStatus(error.status, lock=1)
        response.setHeader("Cache-Control", "no-store")
        if IAPIRequest.providedBy(self.request):
            response.setHeader("Content-Type", "application/json")
            return json.dumps(body_for(error, self.request))
        self.error_text = message_for(error, self.request)
        self.context = self.place()
        return self.index()

    def place(self):
        """Return the content that was asked for, behind views if need be."""
        found = self.__parent__
        while not hasattr(found, "portal_type"):
            found = found.__parent__
        return found

    @property
    def is_document(self) -> bool:
        """Is there a document whose pages can be named?"""
        return IOnlineDocument.providedBy(self.context)
