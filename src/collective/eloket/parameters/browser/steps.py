"""The four steps in which a card is read, at home and at the counter."""

from collective.eloket.http.card_form import CardForm
from collective.eloket.http.card_form import CardFormView
from collective.eloket.messages import card_steps
from collective.eloket.parameters import cards
from collective.eloket.parameters.card_model import Begun


class StepsView(CardFormView):
    """Base of pages on which a read that has ``begun`` goes on."""

    begun: Begun
    #: Where the form, *Stop* and *Choose another way* lead.
    action_url: str
    stop_url: str
    other_url: str

    @property
    def steps_form(self) -> str:
        """The form whose script reads the card; for ``structure``."""
        return self.card_form(
            CardForm(
                purpose=card_steps.READ,
                origin=cards.origin(),
                action=self.action_url,
                stop=self.stop_url,
                other=self.other_url,
                nonce=self.begun.nonce,
                hidden={"stap": "kaart", "lezing": self.begun.read_id},
            )
        )
