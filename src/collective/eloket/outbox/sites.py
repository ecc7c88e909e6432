"""The Plone sites of a database, opened without anybody asking for a page.

``Testing.makerequest`` would do it too, but whoever imports ``Testing`` before Zope has
opened its database gets an empty one in memory instead.
"""

from collections.abc import Iterator
from collective.eloket.outbox.jobs import find_outbox
from contextlib import contextmanager
from io import BytesIO
from OFS.Application import Application
from Products.CMFCore.interfaces import ISiteRoot
from zope.component.hooks import setSite
from zope.globalrequest import setRequest
from zope.publisher.browser import setDefaultSkin
from ZPublisher.BaseRequest import RequestContainer
from ZPublisher.HTTPRequest import HTTPRequest
from ZPublisher.HTTPResponse import HTTPResponse

import transaction
import Zope2


#: The least that a request must say; no address may be made of it.
ENVIRONMENT = {
    "SERVER_NAME": "nohost",
    "SERVER_PORT": "80",
    "REQUEST_METHOD": "GET",
}


@contextmanager
def open_sites() -> Iterator[list[ISiteRoot]]:
    """Open the database for a while; yields the Plone sites that have an outbox."""
    transaction.begin()
    app = with_request(Zope2.app())
    try:
        setRequest(app.REQUEST)
        sites = app.objectValues("Plone Site")
        yield [site for site in sites if find_outbox(site) is not None]
    finally:
        setSite(None)
        setRequest(None)
        transaction.abort()
        app._p_jar.close()


def with_request(app: Application) -> Application:
    """Return the root with a request of its own: Plone's tools ask for one."""
    response = HTTPResponse(stdout=BytesIO())
    request = HTTPRequest(BytesIO(), dict(ENVIRONMENT), response)
    setDefaultSkin(request)
    wrapped = app.__of__(RequestContainer(REQUEST=request))
    request["PARENTS"] = [wrapped]
    return wrapped
