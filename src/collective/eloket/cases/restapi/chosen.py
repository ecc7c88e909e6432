"""Which tasks a call is about: what its address says."""

from collective.eloket.cases.filters import choice_of
from collective.eloket.cases.filters import KINDS
from collective.eloket.cases.filters import own_groups
from collective.eloket.cases.filters import Wanted
from collective.eloket.cases.model import Choice
from collective.eloket.cases.model import STATES
from collective.eloket.cases.restapi.base import CaseService
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.errors import NotAllowedError


HANDLE = "collective.eloket: Handle cases"


class ChosenTasks(CaseService):
    """Base: reads ``group``, ``state``, ``show``, ``document`` and ``for_others``."""

    def choice(self) -> Choice:
        """Return what the index is asked for.

        :raises NotAllowedError: not one of the clerk's own groups.
        :raises InvalidAnswerError: there is no such state, or no such kind.
        """
        groups = self.groups()
        return choice_of(self.wanted(), groups)

    def groups(self) -> tuple[str, ...]:
        """Return the groups to show: all of the clerk's, or the one asked for."""
        own = own_groups()
        asked = self.request.form.get("group")
        if asked is None:
            return own
        if asked not in own:
            raise NotAllowedError
        return (asked,)

    def wanted(self) -> Wanted:
        """Return what was asked for; all open ones when nothing was.

        :raises InvalidAnswerError: there is no such state, or no such kind.
        """
        form = self.request.form
        state, kind = form.get("state", ""), form.get("show", "")
        document = form.get("document", "")
        if state not in ("", *STATES) or kind not in ("", *KINDS):
            raise InvalidAnswerError
        if not isinstance(document, str):
            raise InvalidAnswerError
        return Wanted(kind, state, document, self.says_yes("for_others"))

    def says_yes(self, name: str) -> bool:
        """Does the address say ``1`` there, and not ``0`` or nothing?

        :raises InvalidAnswerError: it says something else.
        """
        said = self.request.form.get(name, "0")
        if said not in ("0", "1"):
            raise InvalidAnswerError
        return said == "1"
