"""``@eloket-handovers``: what lies ready at the counter, and handing it over."""

from collective.eloket.cases.access import current_groups
from collective.eloket.cases.lists import titles_of
from collective.eloket.cases.service import open_dossier
from collective.eloket.documents.counter import service as counter
from collective.eloket.documents.counter.errors import CardNotSeenError
from collective.eloket.errors import NotFoundError
from collective.eloket.http.desk import get_desk
from collective.eloket.http.named import NamedService
from collective.eloket.interfaces import ICase
from plone import api
from typing import Any


class HandoversGet(NamedService):
    """Lists what nobody came for yet, without names; or tells whose one is."""

    def respond(self) -> dict[str, Any]:
        """Return the list of the reader's groups, or the one that the path names.

        :raises NotSignedInError: nobody is signed in.
        :raises NotAllowedError: somebody is, and may not hand documents over.
        :raises ClerkLevelError: a clerk, not signed in surely enough.
        :raises NotAtCounterError: no document of that request lies here for them.
        """
        self.require_clerk(counter.PERMISSION)
        if self.names:
            return self.one(counter.get_waiting(self.only_name(), current_groups()))
        self.audited(subject=None, action="counter.list")
        waiting = counter.waiting(current_groups())
        titles = titles_in_words(waiting)
        return {"waiting": [item(case, titles) for case in waiting]}

    def one(self, case: ICase) -> dict[str, Any]:
        """Return whose it is, and where its letter lies; the look is recorded."""
        whose = {"subject": case.subject, "object": case.getId()}
        self.audited(**whose, action="case.view")
        found = item(case, titles_in_words([case]))
        dossier = open_dossier(case)
        return found | {
            "name": dossier.name,
            "subject_name": dossier.subject_name or None,
            "letter": {"@id": f"{found['@id']}/brief.pdf"},
        }


class HandoversPost(NamedService):
    """Hands one over to who came, and closes its request: ``{card_seen: true}``."""

    def respond(self) -> dict[str, Any]:
        """Return what became of the request that the path names.

        :raises NotSignedInError: nobody is signed in.
        :raises NotAllowedError: somebody is, and may not hand documents over.
        :raises ClerkLevelError: a clerk, not signed in surely enough.
        :raises NotFoundError: the path names none.
        :raises NotAtCounterError: no document of that request lies here for them.
        :raises CardNotSeenError: the body does not say that a card was looked at.
        """
        self.require_clerk(counter.PERMISSION)
        if not self.names:
            raise NotFoundError
        case = counter.get_waiting(self.only_name(), current_groups())
        if self.json().get("card_seen") is not True:
            raise CardNotSeenError
        counter.hand_over(case, self.session.means)
        handed = case.handed.isoformat(timespec="seconds")
        return {"reference": case.getId(), "state": case.state, "handed": handed}


def titles_in_words(cases: list[ICase]) -> dict[str, str]:
    """Return UID → title of the documents of these, in the language of the call."""
    uids = {case.document_uid for case in cases}
    return titles_of(uids, api.portal.get_current_language())


def item(case: ICase, titles: dict[str, str]) -> dict[str, Any]:
    """Return a document that waits; ``@id`` is its page for clerks."""
    site = api.portal.get()
    home = (get_desk(site) or site).absolute_url()
    title = titles.get(case.document_uid, case.document_id)
    return {
        "@id": f"{home}/taken-afgeven/{case.getId()}",
        "reference": case.getId(),
        "document": {"id": case.document_uid, "title": title},
    }
