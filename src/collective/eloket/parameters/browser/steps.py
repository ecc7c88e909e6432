"""The four steps in which a card is read, at home and at the counter."""

from collections.abc import Callable
from collections.abc import Mapping
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.http.card_form import CardForm
from collective.eloket.http.card_form import CardFormView
from collective.eloket.http.handed import text
from collective.eloket.messages import card_steps
from collective.eloket.parameters import cards
from collective.eloket.parameters.card_model import Begun
from types import MappingProxyType

import transaction


#: Word in the form → name of the method that does this step.
DONE_BY: Mapping[str, str] = MappingProxyType(
    {"start": "start", "kaart": "hand_in", "bevestig": "confirm", "stop": "stop"}
)


class StepsView(CardFormView):
    """Base of pages on which a read that has ``begun`` goes on."""

    consent: Callable[[], str]
    steps: Callable[[], str]
    #: Names of pages: this one, and those to which *Back*, *Stop* and *Choose another
    #: way* lead.
    page: str
    back_page: str
    stop_page: str
    other_page: str
    begun: Begun
    read_id = ""
    failed = False

    def do_step(self) -> str:
        """Do the step that the form names, the first one when it names none.

        :raises InvalidAnswerError: there is no such step.
        """
        step = text(self.request.form, "stap") or "start"
        if step not in DONE_BY:
            raise InvalidAnswerError
        return getattr(self, DONE_BY[step])()

    def agreed(self) -> bool:
        """Is it ticked that the card may be read? If not, nothing is kept."""
        if "akkoord" in self.request.form:
            return True
        transaction.doom()
        self.failed = True
        self.request.response.setStatus(400)
        return False

    @property
    def action_url(self) -> str:
        """Where the forms of this page lead."""
        return f"{self.desk_url}/{self.page}"

    @property
    def back_url(self) -> str:
        """Where one goes instead."""
        return f"{self.desk_url}/{self.back_page}"

    @property
    def stop_url(self) -> str:
        """Where *Stop* leads."""
        return f"{self.desk_url}/{self.stop_page}"

    @property
    def other_url(self) -> str:
        """Where *Choose another way* leads."""
        return f"{self.desk_url}/{self.other_page}"

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
