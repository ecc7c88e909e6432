"""``POST @eloket-tasks``: one deed for several cases, with one reason."""

from collective.eloket.cases.content import DocumentRequest
from collective.eloket.cases.restapi.chosen import HANDLE
from collective.eloket.cases.together import Chosen
from collective.eloket.cases.together import Deed
from collective.eloket.cases.together import DEEDS
from collective.eloket.cases.together import do_all
from collective.eloket.cases.together import MOST_CHOSEN
from collective.eloket.cases.together import Outcome
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.http.errors import body_for
from collective.eloket.http.service import EloketService
from typing import Any


class TasksPost(EloketService):
    """Takes ``{act, cases: [{reference, version}], user, comment, send_comment}``."""

    largest_body_bytes = 100_000

    def respond(self) -> dict[str, Any]:
        """Do it to each as if it were alone; return which were done, and which not.

        :raises NotSignedInError: nobody is signed in.
        :raises NotAllowedError: no clerk.
        :raises ClerkLevelError: a clerk, not signed in surely enough.
        :raises InvalidAnswerError: the body is not as described; nothing is done.
        """
        self.require_clerk(HANDLE)
        sent = self.json()
        return self.shown(do_all(deed_of(sent), chosen_of(sent)))

    def shown(self, outcome: Outcome) -> dict[str, Any]:
        """Return what came of it."""
        return {
            "done": [state_json(case) for case in outcome.done],
            "not_done": [
                {"reference": reference, **body_for(error, self.request)}
                for reference, error in outcome.refused
            ],
        }


def deed_of(sent: dict[str, Any]) -> Deed:
    """Return what is to be done.

    :raises InvalidAnswerError: no act of ours, or words of another kind.
    """
    act, user, comment = sent.get("act"), sent.get("user", ""), sent.get("comment", "")
    along = sent.get("send_comment")
    texts = all(isinstance(one, str) for one in (act, user, comment))
    if not texts or act not in DEEDS or not isinstance(along, bool | None):
        raise InvalidAnswerError
    return Deed(act, user, comment, along)


def chosen_of(sent: dict[str, Any]) -> list[Chosen]:
    """Return the cases, each once.

    :raises InvalidAnswerError: none, too many, or one without its version.
    """
    cases = sent.get("cases")
    if not isinstance(cases, list) or not 0 < len(cases) <= MOST_CHOSEN:
        raise InvalidAnswerError
    return list(dict.fromkeys(map(_one, cases)))


def _one(sent: Any) -> Chosen:
    if not isinstance(sent, dict):
        raise InvalidAnswerError
    reference, version = sent.get("reference"), sent.get("version")
    if not isinstance(reference, str) or not isinstance(version, str):
        raise InvalidAnswerError
    return Chosen(reference, version)


def state_json(case: DocumentRequest) -> dict[str, Any]:
    """Return how a case stands now."""
    return {
        "reference": case.getId(),
        "state": case.state,
        "assignee": case.assignee or None,
        "version": case.version,
    }
