"""Where is the e-desk of this site?"""

from collective.eloket.interfaces import IEloket
from plone.registry.interfaces import IRegistry
from Products.CMFCore.interfaces import ISiteRoot
from zope.component import queryUtility


#: Registry record with the path of the e-desk, relative to the site; empty: none yet.
DESK_RECORD = "collective.eloket.http.desk"


def get_desk(site: ISiteRoot) -> IEloket | None:
    """Return the site's e-desk, or None while there is none."""
    registry = queryUtility(IRegistry, context=site)
    path = registry.get(DESK_RECORD) if registry is not None else None
    if not path:
        return None
    # asked some five times a page, and one step away as a rule
    go = site.unrestrictedTraverse if "/" in path else site._getOb
    desk = go(path, None)
    return desk if IEloket.providedBy(desk) else None


def remember_desk(site: ISiteRoot, path: str) -> None:
    """Make the object at ``path`` (relative to the site) the site's e-desk."""
    registry = queryUtility(IRegistry, context=site)
    registry[DESK_RECORD] = path
