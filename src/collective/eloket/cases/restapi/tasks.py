"""``GET @eloket-tasks``: the cases that a clerk's groups handle."""

from collective.eloket.cases.access import current_groups
from collective.eloket.cases.index import get_index
from collective.eloket.cases.lists import lines_of
from collective.eloket.cases.model import OPEN_STATES
from collective.eloket.cases.model import STATES
from collective.eloket.cases.restapi.base import CaseService
from collective.eloket.cases.restapi.shapes import line_json
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.errors import NotAllowedError


class Tasks(CaseService):
    """A page of the list, first due first; no names, no answers."""

    def respond(self):
        """Return the page.

        :raises NotSignedInError: nobody is signed in.
        :raises NotAllowedError: no clerk, or not one of the group asked for.
        :raises InvalidAnswerError: there is no such state.
        """
        self.require_permission("collective.eloket: Handle cases")
        self.audited(subject=None, action="tasks.list")
        index, groups, states = get_index(), self.groups(), self.states()
        page = index.queue(groups, states, self.cursor, self.page_size)
        counts = [index.count("group", group) for group in groups]
        items = [
            line_json(line, self.page_url(line.reference))
            | {"group": line.row.group, "assignee": line.row.assignee or None}
            for line in lines_of(page.rows, self.language)
        ]
        total = sum(count[state] for count in counts for state in states)
        return self.with_batching({"items": items, "items_total": total}, page)

    def groups(self) -> list[str]:
        """Return the groups to show: all of the clerk's, or the one asked for."""
        own = current_groups()
        asked = self.request.form.get("group")
        if asked is None:
            return sorted(own)
        if asked not in own:
            raise NotAllowedError
        return [asked]

    def states(self) -> tuple[str, ...]:
        """Return the states to show: all open ones, or the one asked for."""
        asked = self.request.form.get("state")
        if asked is None:
            return OPEN_STATES
        if asked not in STATES:
            raise InvalidAnswerError
        return (asked,)
