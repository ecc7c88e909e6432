"""The page of a card that is refused: why, what one can do, what did not change."""

from collective.eloket.errors import EloketError
from collective.eloket.http.errors import message_for
from collective.eloket.http.view import EloketView
from collective.eloket.messages import MESSAGES
from collective.eloket.messages.card_advice import Refusal
from collective.eloket.messages.card_refusals import REFUSALS
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18n import translate


class RefusedCard(EloketView):
    """Mixed into pages that read cards, or that sign in with them."""

    refused_template = ViewPageTemplateFile("templates/card_refused.pt")
    #: Of what the page is made; set when something is refused.
    refused: Refusal
    refused_text = ""
    #: Does the page sign in? Else it reads what stands on the card.
    signs_in = False
    #: Where *Try again* and *Back* lead.
    action_url: str
    back_url: str

    @property
    def refusal(self):
        """The page of a refusal; cards have one of their own."""
        if not has_own_page(self.error):
            return super().refusal
        self.refused = REFUSALS[self.error.code]
        said = self.refused.text
        self.refused_text = said or message_for(self.error, self.request)
        return self.refused_template

    def show_refused(self, code: str) -> str:
        """Show why a provider's answer was refused; the word came by the address.

        Another word than those of REFUSALS is an unknown read.
        """
        known = code if code in REFUSALS else "card_read_unknown"
        self.refused = REFUSALS[known]
        said = self.refused.text or MESSAGES[known]
        self.refused_text = translate(said, context=self.request)
        self.request.response.setStatus(422)
        return self.refused_template()

    @property
    def leaves_task(self) -> bool:
        """Did the refusal leave something to do for a clerk?"""
        return isinstance(self.error, EloketError) and self.error.keeps


def has_own_page(error: EloketError | None) -> bool:
    """Has this refusal a heading of its own, and words about what one can do?"""
    return error is not None and error.code in REFUSALS
