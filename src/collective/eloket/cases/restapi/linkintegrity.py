"""The stock service about links, without its 500 for what is in no catalog."""

from plone.app.uuid.utils import uuidToObject
from plone.restapi.services.linkintegrity.get import LinkIntegrityGet
from zExceptions import NotFound


class LinkIntegrity(LinkIntegrityGet):
    """Answers 404 for a case, as for anything that is not there."""

    def reply(self):
        """Look first whether there is such content.

        :raises NotFound: there is none, or nobody but us may know.
        """
        uids = self.request.form.get("uids", [])
        for uid in uids if isinstance(uids, list) else [uids]:
            if uuidToObject(uid) is None:
                raise NotFound
        return super().reply()
