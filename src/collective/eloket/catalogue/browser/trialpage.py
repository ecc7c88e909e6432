"""*Probeer als burger*: an editor goes through the form; nothing is stored or sent."""

from collective.eloket.catalogue.browser.onepage import OnePageForm
from collective.eloket.catalogue.errors import AnswersRefusedError
from collective.eloket.catalogue.orders import order_of
from collective.eloket.catalogue.trial import ExampleSession
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18n import translate

import transaction


class TrialPage(OnePageForm):
    """The form with an example person: checked as a citizen's, and then forgotten.

    The transaction is doomed before anything else, so the database keeps nothing
    whatever happens; drafts, cases, mails and audit are never called.
    """

    name = "probeer"
    is_trial = True
    for_staff = True
    done = ViewPageTemplateFile("templates/tried.pt")

    def __call__(self):
        transaction.doom()
        return super().__call__()

    @cached_property
    def session(self) -> ExampleSession:
        """The example person's."""
        return ExampleSession(super().session.csrf)

    def receive(self):
        """Check what was typed as a citizen's, and tell what would be sent."""
        try:
            self.order = order_of(self.context, self.session, self.sent())
        except AnswersRefusedError as error:
            return self.again(error)
        return self.done()

    def answers(self) -> list[tuple[str, str]]:
        """Return what would be sent, as (question, answer)."""
        order = self.order
        return [(title, self.text_of(name)) for name, title in order.labels]

    def text_of(self, name: str) -> str:
        """Return an answer as a person reads it."""
        value = self.order.texts.get(name, self.order.answers.get(name))
        if isinstance(value, bool):
            (question,) = [one for one in self.questions if one.name == name]
            words = dict(self.options(question))["yes" if value else "no"]
            return translate(words, context=self.request)
        return "" if value is None else str(value)

    @property
    def level_too_low(self) -> bool:
        """The example person is signed in as surely as can be."""
        return False
