"""The four steps in which a card is read, at home and at the counter."""

from collective.eloket.http.card_form import CardForm
from collective.eloket.http.card_form import CardFormView
from collective.eloket.messages import card_steps
from collective.eloket.parameters import cards
from collective.eloket.parameters.card_model import Begun


class StepsView(CardFormView):
    """Base of pages on which a read that has ``begun`` goes on."""

    begun: Begun
    read_id = ""
    #: Where the form, *Stop* and *Choose another way* lead.
    action_url: str
    stop_url: str
    other_url: str

    @property
    def steps_form(self) -> str:
        """The form whose script reads the card; for ``structure``."""
        return self._form(card_steps.READ, self.begun.read_id, self.begun.nonce)

    @property
    def files_form(self) -> str:
        """The form whose script adds the files, where a provider saw the holder."""
        return self._form(card_steps.ADDED, self.read_id, None, aanbieder="1")

    def _form(
        self, purpose: str, read_id: str, nonce: str | None, **hidden: str
    ) -> str:
        return self.card_form(
            CardForm(
                purpose=purpose,
                origin=cards.origin(),
                action=self.action_url,
                stop=self.stop_url,
                other=self.other_url,
                nonce=nonce,
                hidden={"stap": "kaart", "lezing": read_id, **hidden},
            )
        )
