"""``POST <document>/@eloket-cases``: send a request."""

from collective.eloket.catalogue.errors import AnswersRefusedError
from collective.eloket.catalogue.model import SubmittedCase
from collective.eloket.catalogue.orders import submit
from collective.eloket.catalogue.restapi.answers import AnswersService
from collective.eloket.catalogue.restapi.problems import with_lines
from collective.eloket.catalogue.stranger_orders import submit_of_stranger
from collective.eloket.catalogue.strangers import STRANGERS
from collective.eloket.catalogue.strangers import takes_strangers
from collective.eloket.errors import NotSignedInError
from collective.eloket.http import csrf
from collective.eloket.limits import service as limits


class CasesPost(AnswersService):
    """Makes a case of ``{answers, channel, on_behalf_of}``."""

    def respond(self) -> dict:
        """Return reference, state and expected day, with 201; the same key, the same.

        A stranger has no page of the case: no ``@id``.

        :raises InvalidAnswerError: with ``errors: [{field, message}]``.
        """
        try:
            case = self.submit()
        except AnswersRefusedError as error:
            raise with_lines(error, self.request) from None
        response = self.request.response
        response.setStatus(201)
        told = {
            "reference": case.reference,
            "state": case.state,
            "due": case.due.isoformat(),
        }
        if self.session.user_id is None:
            return told
        response.setHeader("Location", case.url)
        return {"@id": case.url} | told

    def submit(self) -> SubmittedCase:
        """Make the case of who is signed in, or of a stranger's browser.

        Who sent credentials that sign nobody in here is no stranger: their call had no
        CSRF value that would tell their browser.

        :raises NotSignedInError: one must sign in for it.
        :raises StrangersTooOftenError: too many came from there.
        """
        session = self.session
        if session.user_id is not None:
            return submit(self.context, session, self.sent())
        if csrf.has_authorization(self.request) or not takes_strangers(self.context):
            raise NotSignedInError
        limits.spend(STRANGERS, self.request)
        return submit_of_stranger(self.context, session.csrf, self.sent())
