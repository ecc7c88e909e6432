"""``@eloket-post``: what the mail room has to print, and its batches."""

from collective.eloket.cases.access import current_groups
from collective.eloket.cases.lists import titles_of
from collective.eloket.documents.post import service as post
from collective.eloket.documents.post.model import Batch
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.http.dates import local_time
from collective.eloket.http.desk import get_desk
from collective.eloket.http.named import NamedService
from collective.eloket.interfaces import ICase
from plone import api
from typing import Any


class PostGet(NamedService):
    """Lists what waits, and what was printed; no names, no addresses."""

    def respond(self) -> dict[str, Any]:
        """Return both lists, of the reader's groups.

        :raises NotSignedInError: nobody is signed in.
        :raises NotAllowedError: somebody is, and may not print.
        :raises ClerkLevelError: a clerk, not signed in surely enough.
        """
        self.require_clerk(post.PERMISSION)
        self.check_no_name()
        self.audited(subject=None, action="post.list")
        groups = current_groups()
        waiting = post.waiting(groups)
        uids = {case.document_uid for case in waiting}
        titles = titles_of(uids, api.portal.get_current_language())
        return {
            "waiting": [item(case, titles) for case in waiting],
            "next": post.next_number(),
            "batches": [told(batch) for batch in post.batches(groups)],
        }


class PostPost(NamedService):
    """Makes a batch of ``{number}``: what GET said that the next one gets."""

    def respond(self) -> dict[str, Any]:
        """Return the batch; 201. Citizens read from now on that it was posted.

        :raises NotSignedInError: nobody is signed in.
        :raises NotAllowedError: somebody is, and may not print.
        :raises ClerkLevelError: a clerk, not signed in surely enough.
        :raises InvalidAnswerError: no number.
        :raises PostPrintedError: there is a batch of that number already.
        :raises PostEmptyError: nothing waits.
        """
        self.require_clerk(post.PERMISSION)
        self.check_no_name()
        number = self.json().get("number")
        if not isinstance(number, int) or isinstance(number, bool):
            raise InvalidAnswerError
        batch = post.print_batch(current_groups(), number, self.session.means)
        self.request.response.setStatus(201)
        return told(batch)


def item(case: ICase, titles: dict[str, str]) -> dict[str, Any]:
    """Return a letter that waits."""
    title = titles.get(case.document_uid, case.document_id)
    return {
        "reference": case.getId(),
        "document": {"id": case.document_uid, "title": title},
    }


def told(batch: Batch) -> dict[str, Any]:
    """Return a batch; its PDF lies at ``@id``, in the reader's own session."""
    site = api.portal.get()
    desk = get_desk(site)
    home = (site if desk is None else desk).absolute_url()
    day = local_time(batch.made_at).date()
    return {"@id": f"{home}/taken-post/{batch.number}", **batch.told(day)}
