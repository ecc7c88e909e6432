"""``GET @eloket-tasks-export``: the chosen list as a file for a spreadsheet."""

from collective.eloket.cases.exporting import EXPORT
from collective.eloket.cases.exporting import take_along
from collective.eloket.cases.restapi.chosen import ChosenTasks
from collective.eloket.cases.restapi.chosen import HANDLE

import json


class TasksExport(ChosenTasks):
    """The same file as on the page of tasks, with the same permission and alarm."""

    def render(self) -> bytes | str:
        """Send the file as it is; a refusal as JSON."""
        answer = self.reply()
        if isinstance(answer, bytes):
            return answer
        self.request.response.setHeader("Content-Type", self.content_type)
        return json.dumps(answer, indent=2, sort_keys=True)

    def respond(self) -> bytes:
        """Return the file: no names of citizens, no answers.

        :raises NotSignedInError: nobody is signed in.
        :raises NotAllowedError: no clerk, no permission to take lists along, or not
            one of the group asked for.
        :raises ClerkLevelError: a clerk, not signed in surely enough.
        :raises InvalidAnswerError: there is no such state, or no such kind.
        """
        self.require_clerk(HANDLE)
        self.require_permission(EXPORT)
        choice = self.choice()
        self.audited(subject=None, action="tasks.export")
        return take_along(choice, self.request)
