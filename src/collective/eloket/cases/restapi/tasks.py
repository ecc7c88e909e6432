"""``GET @eloket-tasks``: the cases that a clerk's groups handle, and one of them."""

from collective.eloket.cases.access import clerk_case
from collective.eloket.cases.access import find_case
from collective.eloket.cases.alarm import note_read
from collective.eloket.cases.errors import CaseNotFoundError
from collective.eloket.cases.filters import counts_by_kind
from collective.eloket.cases.filters import total_of
from collective.eloket.cases.index import get_index
from collective.eloket.cases.lists import lines_of
from collective.eloket.cases.restapi.chosen import ChosenTasks
from collective.eloket.cases.restapi.chosen import HANDLE
from collective.eloket.cases.restapi.shapes import line_json
from collective.eloket.cases.restapi.task import task_json
from plone import api
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


@implementer(IPublishTraverse)
class Tasks(ChosenTasks):
    """A page of the list, first due first: no names, no answers; or one case whole."""

    def respond(self):
        """Return what the path names.

        :raises NotSignedInError: nobody is signed in.
        :raises ClerkLevelError: a clerk, not signed in surely enough.
        :raises NotAllowedError: the list: no clerk, or not one of the group asked for.
        :raises CaseNotFoundError: a case: none, or not theirs to handle.
        :raises OwnFamilyError: the clerk's own case, or of their family.
        :raises InvalidAnswerError: there is no such state.
        """
        signed_in = not api.user.is_anonymous()
        if self.path and signed_in and not api.user.has_permission(HANDLE):
            raise CaseNotFoundError
        self.require_clerk(HANDLE)
        return self.one_case() if self.path else self.list_of_tasks()

    def one_case(self) -> dict:
        """Return one case; national numbers only when asked for, which is noted."""
        if len(self.path) > 1:
            raise CaseNotFoundError
        case = clerk_case(self.path[0])
        whose = {"subject": case.subject, "object": case.getId()}
        self.audited(**whose, action="case.view")
        note_read(api.user.get_current().getId())
        with_numbers = self.request.form.get("show") == "number"
        if with_numbers:
            self.audited(**whose, action="case.number")
        return task_json(case, self.page_url(case.getId()), with_numbers)

    def list_of_tasks(self) -> dict:
        """Return a page of the list."""
        self.audited(subject=None, action="tasks.list")
        choice, with_versions = self.choice(), self.says_yes("versions")
        page = get_index().chosen(choice, self.cursor, self.page_size)
        items = [
            line_json(line, self.page_url(line.reference))
            | {
                "group": line.row.group,
                "assignee": line.row.assignee or None,
                "deceased": line.row.halted,
            }
            | ({"version": version_of(line.reference)} if with_versions else {})
            for line in lines_of(page.rows, self.language)
        ]
        counts = counts_by_kind(choice.groups)
        answer = {"items": items, "items_total": total_of(choice), "counts": counts}
        return self.with_batching(answer, page)


def version_of(reference: str) -> str | None:
    """Return what says that nobody did anything since; None: the case went away.

    Each case is opened for it, so the list says it to who asks only.
    """
    case = find_case(reference)
    return case and case.version
