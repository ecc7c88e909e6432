"""``<document>/@eloket-trial``: an editor goes through a form; nothing is kept."""

from collective.eloket.catalogue.errors import AnswersRefusedError
from collective.eloket.catalogue.model import CaseOrder
from collective.eloket.catalogue.orders import order_of
from collective.eloket.catalogue.orders import Sent
from collective.eloket.catalogue.restapi.answers import AnswersService
from collective.eloket.catalogue.restapi.exchange import EDIT
from collective.eloket.catalogue.restapi.form import form_json
from collective.eloket.catalogue.restapi.problems import with_lines
from collective.eloket.catalogue.service import form_questions
from collective.eloket.catalogue.service import known_of
from collective.eloket.catalogue.trial import ExampleSession
from dataclasses import replace
from typing import Any

import transaction


class TrialService(AnswersService):
    """Base: for editors, as the example person; whatever happens, nothing is stored.

    The transaction is doomed before anything else, as on the page.
    """

    def reply(self):
        """Answer; see above."""
        transaction.doom()
        return super().reply()

    def example(self) -> ExampleSession:
        """Return the session of the example person; no form needs a value of it.

        :raises NotSignedInError: nobody is signed in.
        :raises NotAllowedError: for editors only.
        """
        self.require_permission(EDIT)
        return ExampleSession(csrf="")


class TrialGet(TrialService):
    """Gives the form, of a draft too, with what is known of the example person."""

    def respond(self) -> dict[str, Any]:
        """Return the same as ``@eloket-form``."""
        known = known_of(self.example())
        return form_json(self.context, form_questions(self.context), known)


class TrialPost(TrialService):
    """Looks at ``{answers, channel}`` as at a citizen's."""

    def respond(self) -> dict[str, Any]:
        """Return what would be sent.

        :raises InvalidAnswerError: with ``errors: [{field, message}]``.
        :raises EloketError: what a citizen would be told; see ``order_of``.
        """
        example = self.example()
        try:
            return order_json(order_of(self.context, example, self.tried()))
        except AnswersRefusedError as error:
            raise with_lines(error, self.request) from None

    def tried(self) -> Sent:
        """Return what was sent; the example person acts for nobody else."""
        return replace(self.sent(), on_behalf_of=None)


def order_json(order: CaseOrder) -> dict[str, Any]:
    """Return what would be sent, in the order of the form."""
    return {
        "answers": [
            {
                "name": name,
                "title": title,
                "value": order.texts.get(name, order.answers.get(name)),
                "source": order.sources.get(name),
            }
            for name, title in order.labels
        ],
        "files": [
            {"filename": one.name, "content_type": one.content_type}
            for one in order.attachments
        ],
        "channel": order.channel,
    }
