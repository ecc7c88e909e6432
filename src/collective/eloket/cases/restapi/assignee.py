"""``POST <case>/@eloket-assignee``: give a case to a clerk, or let it go."""

from collective.eloket.cases.assigning import assign
from collective.eloket.cases.assigning import release
from collective.eloket.cases.errors import StepNotOpenError
from collective.eloket.cases.restapi.base import CaseService
from collective.eloket.errors import InvalidAnswerError


class Assignee(CaseService):
    """Takes ``{user, version}``; ``user`` null: nobody handles it then."""

    def respond(self):
        """Change who handles it, and return who does now.

        :raises NotSignedInError: nobody is signed in.
        :raises CaseNotFoundError: not the applicant, not a clerk of its group.
        :raises NotYourCaseError: its applicant, who gives it to nobody.
        :raises InvalidAnswerError: the body names neither a clerk nor null.
        :raises StepNotOpenError: it is decided; or ``version`` was sent, and the case
            went on since.
        """
        self.check_party()
        sent = self.json()
        if not isinstance(sent.get("user", 0), str | None):
            raise InvalidAnswerError
        if sent.get("version") not in (None, self.context.version):
            raise StepNotOpenError("assign")
        if sent["user"] is None:
            release(self.context)
        else:
            assign(self.context, sent["user"])
        return {
            "reference": self.context.getId(),
            "assignee": self.context.assignee or None,
            "version": self.context.version,
        }
