"""Where is the document of that UID? Asked for each row of a list."""

from collective.eloket.interfaces import IOnlineDocument
from plone import api
from plone.app.uuid.utils import uuidToPhysicalPath


def find_document(uid: str) -> IOnlineDocument | None:
    """Return the document, whoever may see it; None when it is gone.

    Goes from folder to folder: traversing asks for views, skins and acquired names at
    each step, which takes twenty times as long.
    """
    path = uuidToPhysicalPath(uid)
    if not path:
        return None
    found = api.portal.get()
    for name in path.split("/")[len(found.getPhysicalPath()) :]:
        found = found._getOb(name, None)
        if found is None:
            return None
    return found
