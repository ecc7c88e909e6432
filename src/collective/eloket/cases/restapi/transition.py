"""``POST <case>/@workflow/<transition>``: our own road to the steps of a case."""

from collective.eloket.cases.access import check_level
from collective.eloket.cases.access import is_clerk_of
from collective.eloket.cases.access import own_case
from collective.eloket.cases.errors import CaseNotFoundError
from collective.eloket.cases.restapi.base import CaseService
from collective.eloket.cases.workflow import make_step
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.errors import NotSignedInError
from plone import api
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


@implementer(IPublishTraverse)
class Transition(CaseService):
    """Makes the step that the path names; the body may hold ``comment``."""

    def respond(self):
        """Make the step and return the new state.

        :raises NotSignedInError: nobody is signed in, whatever the path names.
        :raises CaseNotFoundError: not the applicant, not a clerk of its group.
        """
        self.check_person()
        comment = self.json().get("comment", "")
        if not isinstance(comment, str):
            raise InvalidAnswerError
        make_step(self.context, self.path[0], comment)
        return {"reference": self.context.getId(), "state": self.context.state}

    def check_person(self) -> None:
        """Refuse who has nothing to do with this case."""
        if api.user.is_anonymous():
            raise NotSignedInError
        if self.session.user_id is not None:
            own_case(self.session, self.context.getId())
            check_level(self.session, self.context)
        elif not is_clerk_of(self.context):
            raise CaseNotFoundError
