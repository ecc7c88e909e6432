"""What stock pages and services say when a full store is to be deleted."""

from collective.eloket.http.errors import body_for
from plone.rest.interfaces import IAPIRequest
from Products.CMFPlone.browser.exceptions import ExceptionView

import json


class StoreNotEmpty(ExceptionView):
    """Plone's own error page, or our JSON, with the right status.

    One view for both: our layer comes before the marker of REST requests.
    """

    def __call__(self):
        if IAPIRequest.providedBy(self.request):
            return self.as_json()
        page = super().__call__()
        self.request.response.setStatus(self.context.status, lock=1)
        return page

    def as_json(self) -> str:
        """Answer like one of our own services."""
        response = self.request.response
        response.setHeader("Content-Type", "application/json")
        response.setStatus(self.context.status, lock=1)
        return json.dumps(body_for(self.context, self.request))
