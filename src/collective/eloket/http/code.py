"""Is a script code that somebody installed, or something that lies in the site?

Zope reads ``++plone++``, ``++resource++`` and ``++theme++`` from packages. Plone looks
into the site's own resources first, though: there a theme may be uploaded and a file of
a package replaced, by whoever may change the site (plone.resource.utils,
Products.CMFPlone.traversal). And behind other namespaces, as ``++api++``, stands
content.
"""

from plone.resource.interfaces import IResourceDirectory
from zope.component import queryUtility

import re


#: A file behind one of the namespaces of packages, with or without a name that makes
#: browsers keep it. No sign in it can mean something else than it says.
FILE = re.compile(
    r"/(?:\+\+webresource\+\+[\w.-]+/)?\+\+(?P<kind>plone|resource|theme)\+\+"
    r"(?P<name>[\w.-]+)(?:/[\w-][\w.-]*)*(?:\?[\w.=&-]*)?"
)
#: Where Plone looks first, in the site's own resources, by kind.
OWN = {"plone": ("plone", "resource_overrides"), "theme": ("theme",), "resource": ()}


def is_installed(path: str) -> bool:
    """Does that path, below the site, lead to code of a package and nowhere else?"""
    found = FILE.fullmatch(path)
    return found is not None and not _is_own(found["kind"], found["name"])


def _is_own(kind: str, name: str) -> bool:
    """Do the site's own resources have a directory of that name?"""
    own = queryUtility(IResourceDirectory, name="persistent")
    return own is not None and any(
        folder in own and name in own[folder] for folder in OWN[kind]
    )
