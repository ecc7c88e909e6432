"""What Zope or Plone cannot read at all: 400 and plain words, in place of their 500.

File names in no encoding, and names of fields that ask for a conversion that the value
does not take (``age:int``): no page of ours sends these. It happens before the request
comes to any site, so there is no layer, no language and nobody signed in. Calls of
Plone's own that get something else than a JSON object end here too.
"""

from collective.eloket import _
from collective.eloket.http.errors import FormUnreadableError
from collective.eloket.http.unavailable import answer_plainly
from collective.eloket.http.unavailable import usual_view
from Products.Five.browser import BrowserView
from types import TracebackType
from ZPublisher.HTTPRequest import HTTPRequest


TITLE = _("heading_unread", default="This form cannot be read")
#: The publisher's function that reads a form (ZPublisher.HTTPRequest).
READING = HTTPRequest.processInputs.__code__


class UnreadView(BrowserView):
    """Answers with 400; nothing of the request was looked at."""

    def __call__(self) -> str:
        return answer_plainly(self.request, FormUnreadableError(), TITLE)


def form_view(error: ValueError, request: HTTPRequest) -> BrowserView:
    """Return it for what the form broke; for all else what anybody else gets."""
    if was_reading(error.__traceback__):
        return UnreadView(error, request)
    return usual_view(error, request)


def was_reading(trace: TracebackType | None) -> bool:
    """Did it happen while the publisher read the form?"""
    while trace is not None:
        if trace.tb_frame.f_code is READING:
            return True
        trace = trace.tb_next
    return False
