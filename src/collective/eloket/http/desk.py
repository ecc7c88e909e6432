"""Where is the e-desk of this site?"""

from Acquisition import aq_base
from collective.eloket.interfaces import IEloket
from plone import api
from plone.registry.interfaces import IRegistry
from Products.CMFCore.interfaces import ISiteRoot
from zope.component import queryUtility
from zope.component.hooks import getSite
from ZPublisher.HTTPRequest import HTTPRequest


#: Registry record with the path of the e-desk, relative to the site; empty: none yet.
DESK_RECORD = "collective.eloket.http.desk"


def get_desk(site: ISiteRoot) -> IEloket | None:
    """Return the site's e-desk, or None while there is none."""
    # asked some five times a page; the current site need not be looked up anew
    context = None if aq_base(getSite()) is aq_base(site) else site
    registry = queryUtility(IRegistry, context=context)
    path = registry.get(DESK_RECORD) if registry is not None else None
    if not path:
        return None
    # one step away as a rule
    go = site.unrestrictedTraverse if "/" in path else site._getOb
    desk = go(path, None)
    return desk if IEloket.providedBy(desk) else None


def path_of(request: HTTPRequest) -> str:
    """Return where the request's page is, relative to the site; no query.

    As the browser asked for it: without the name of a default view.
    """
    address = request.get("ACTUAL_URL") or request["URL"]
    return address.removeprefix(api.portal.get().absolute_url()) or "/"


def remember_desk(site: ISiteRoot, path: str) -> None:
    """Make the object at ``path`` (relative to the site) the site's e-desk."""
    registry = queryUtility(IRegistry, context=site)
    registry[DESK_RECORD] = path
