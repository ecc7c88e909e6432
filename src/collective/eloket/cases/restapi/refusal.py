"""What stock services say when a full store, or what it lies in, is to be deleted."""

from collective.eloket.cases.errors import StoreNotEmptyError
from collective.eloket.http.errors import body_for
from plone.rest.interfaces import IAPIRequest
from Products.Five.browser import BrowserView
from zope.component import adapter

import json


@adapter(StoreNotEmptyError, IAPIRequest)
class StoreNotEmpty(BrowserView):
    """The refusal in JSON, like one of our own services."""

    def __call__(self) -> None:
        response = self.request.response
        response.setHeader("Content-Type", "application/json")
        response.setStatus(self.context.status, lock=1)
        response.setBody(json.dumps(body_for(self.context, self.request)), lock=1)
