"""What people and programs get when a database cannot do what it is told.

A full disk, a database that went away: nothing was kept, nobody did anything wrong, and
it works again later. So 503 and plain words, instead of Zope's 500. The page stands by
itself: Plone's frame would ask the same databases.
"""

from collective.eloket import _
from collective.eloket.errors import EloketError
from collective.eloket.errors import UnavailableError
from collective.eloket.http.errors import body_for
from collective.eloket.http.errors import message_for
from collective.eloket.http.errors import tell_status
from collective.eloket.http.policy import protect_page
from html import escape
from plone.rest.interfaces import IAPIRequest
from Products.Five.browser import BrowserView
from zope.component import getSiteManager
from zope.i18n import translate
from zope.i18nmessageid import Message
from zope.interface import implementedBy
from zope.interface import Interface
from zope.interface import providedBy
from ZPublisher.HTTPRequest import HTTPRequest

import errno
import json
import logging


logger = logging.getLogger(__name__)

#: Seconds after which a program may try again.
PAUSE_SECONDS = 60
#: No room: on the disk, in a quota, in a file.
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}

TITLE = _("heading_unavailable", default="This does not work now")
PAGE = """\
<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
</head>
<body>
<main>
<h1>{title}</h1>
<p>{text}</p>
</main>
</body>
</html>
"""


class UnavailableView(BrowserView):
    """Answers with 503; nothing of the request was kept."""

    def __call__(self) -> str:
        # the class only: the words may hold an address, or values
        logger.error("database in trouble: %s", type(self.context).__name__)
        error = UnavailableError(PAUSE_SECONDS)
        return answer_plainly(self.request, error, TITLE)


def answer_plainly(request: HTTPRequest, error: EloketError, title: Message) -> str:
    """Return JSON, or a page that stands by itself; sets status and headers."""
    response = request.response
    response.setHeader("Cache-Control", "no-store")
    tell_status(error, request)
    # plone.transformchain would make 500 of it again
    response.setStatus(error.status, lock=1)
    if IAPIRequest.providedBy(request):
        response.setHeader("Content-Type", "application/json")
        return json.dumps(body_for(error, request))
    protect_page(request)
    response.setHeader("Content-Type", "text/html; charset=utf-8")
    words = {
        "language": request.get("LANGUAGE") or "nl",
        "title": translate(title, context=request),
        "text": message_for(error, request),
    }
    return PAGE.format(**{name: escape(word) for name, word in words.items()})


def disk_view(error: OSError, request) -> BrowserView:
    """Return the same for a full disk; for another trouble what anybody else gets."""
    if error.errno in FULL:
        return UnavailableView(error, request)
    return usual_view(error, request)


def usual_view(error: Exception, request: HTTPRequest) -> BrowserView:
    """Return what anybody else says of an error."""
    specs = (implementedBy(Exception), providedBy(request))
    usual = getSiteManager().adapters.lookup(specs, Interface, "index.html")
    return usual(error, request)
