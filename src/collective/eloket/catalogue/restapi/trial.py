"""``<document>/@eloket-trial``: an editor goes through a form; nothing is kept."""

from collective.eloket.catalogue.acting import acting
from collective.eloket.catalogue.errors import AnswersRefusedError
from collective.eloket.catalogue.errors import NumberNeededError
from collective.eloket.catalogue.model import CaseOrder
from collective.eloket.catalogue.orders import order_of
from collective.eloket.catalogue.orders import Sent
from collective.eloket.catalogue.restapi.answers import AnswersService
from collective.eloket.catalogue.restapi.exchange import EDIT
from collective.eloket.catalogue.restapi.form import form_json
from collective.eloket.catalogue.restapi.problems import with_lines
from collective.eloket.catalogue.service import form_questions
from collective.eloket.catalogue.service import known_of
from collective.eloket.catalogue.service import lacks_number
from collective.eloket.catalogue.stranger_orders import way_of
from collective.eloket.catalogue.trial import CALLED
from collective.eloket.catalogue.trial import check_example
from collective.eloket.catalogue.trial import EXAMPLES
from collective.eloket.catalogue.trial import examples_for
from collective.eloket.catalogue.trial import ExampleSession
from collective.eloket.catalogue.trial import STRANGER
from collective.eloket.errors import InvalidAnswerError
from dataclasses import replace
from typing import Any
from zope.i18n import translate

import transaction


class TrialService(AnswersService):
    """Base: for editors, as an example person; whatever happens, nothing is stored.

    The transaction is doomed before anything else, as on the page.
    """

    def reply(self):
        """Answer; see above."""
        transaction.doom()
        return super().reply()

    def example(self, called: object) -> ExampleSession:
        """Return the session of an example person; no form needs a value of it.

        ``called``: the name of one, as programs call them; None: the usual one.

        :raises NotSignedInError: nobody is signed in.
        :raises NotAllowedError: for editors only.
        :raises InvalidAnswerError: one cannot ask for the document as such.
        :raises NumberNeededError: it is for accounts with a national number.
        """
        self.require_permission(EDIT)
        if called is not None and called not in tuple(CALLED):
            raise InvalidAnswerError
        wanted = None if called is None else CALLED[str(called)]
        session = ExampleSession("", check_example(self.context, wanted))
        if lacks_number(self.context, session):
            raise NumberNeededError
        return session


class TrialGet(TrialService):
    """Gives the form, of a draft too, with what is known of an example person."""

    def respond(self) -> dict[str, Any]:
        """Return the same as ``@eloket-form``, and ``trial``: as whom it is tried."""
        example = self.example(self.request.form.get("as"))
        form = form_json(self.context, form_questions(self.context), known_of(example))
        return form | {"trial": self.trial_json(example)}

    def trial_json(self, example: ExampleSession) -> dict[str, Any]:
        """Return as whom it is tried, for whom, and as whom else one can."""
        names = examples_for(self.context)
        return {
            "as": next(name for name, who in CALLED.items() if who == example.who),
            "for": acting(example).subject_name or None,
            "examples": [
                {"as": name, "title": translate(EXAMPLES[who], context=self.request)}
                for name, who in CALLED.items()
                if who in names
            ],
        }


class TrialPost(TrialService):
    """Looks at ``{as, answers, channel}`` as at a citizen's."""

    def respond(self) -> dict[str, Any]:
        """Return what would be sent.

        :raises InvalidAnswerError: with ``errors: [{field, message}]``.
        :raises EloketError: what a citizen would be told; see ``order_of``.
        """
        example = self.example(self.json().get("as"))
        try:
            return order_json(order_of(self.context, example, self.tried(example)))
        except AnswersRefusedError as error:
            raise with_lines(error, self.request) from None

    def tried(self, example: ExampleSession) -> Sent:
        """Return what was sent; for whom it is, the example says."""
        sent = replace(self.sent(), on_behalf_of=None)
        if example.who != STRANGER:
            return sent
        return replace(sent, channel=way_of(self.context, sent.channel))


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
        "for": order.subject_name or None,
    }
