"""``POST <case>/@workflow/<transition>``: our own road to the steps of a case."""

from collective.eloket.cases.errors import StepNotOpenError
from collective.eloket.cases.restapi.base import CaseService
from collective.eloket.cases.workflow import make_step
from collective.eloket.errors import InvalidAnswerError
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


@implementer(IPublishTraverse)
class Transition(CaseService):
    """Makes the step that the path names; the body may hold words and wishes."""

    def respond(self):
        """Make the step and return the new state.

        :raises NotSignedInError: nobody is signed in, whatever the path names.
        :raises CaseNotFoundError: not the applicant, not a clerk of its group.
        :raises StepNotOpenError: ``version`` was sent, and the case went on since.
        """
        self.check_party()
        sent = self.json()
        comment, along = sent.get("comment", ""), sent.get("send_comment")
        verdict, version = sent.get("verdict"), sent.get("version")
        if not isinstance(comment, str) or not isinstance(along, bool | None):
            raise InvalidAnswerError
        if version not in (None, self.context.version):
            raise StepNotOpenError(self.path[0])
        make_step(self.context, self.path[0], comment, along=along, verdict=verdict)
        return {"reference": self.context.getId(), "state": self.context.state}
