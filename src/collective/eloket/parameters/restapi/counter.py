"""``@eloket-counter``: a clerk reads a citizen's card, with the citizen there."""

from collective.eloket.errors import InvalidAnswerError
from collective.eloket.errors import NotFoundError
from collective.eloket.http.session import binding
from collective.eloket.limits import service as limits
from collective.eloket.parameters import counter
from collective.eloket.parameters import store
from collective.eloket.parameters.card_model import differences
from collective.eloket.parameters.cards import TOKENS
from collective.eloket.parameters.permissions import READ_CARDS
from collective.eloket.parameters.read_store import Reader
from collective.eloket.parameters.restapi.base import begun_json
from collective.eloket.parameters.restapi.base import NamedSteps
from collective.eloket.parameters.restapi.base import told
from plone import api


class Counter(NamedSteps):
    """Base: who reads."""

    @property
    def reader(self) -> Reader:
        """Who reads, in this session of theirs."""
        return counter.reader(api.user.get_current().getId(), binding(self.request))


class CounterPost(Counter):
    """Begins a read, or confirms one."""

    def respond(self) -> dict:
        """Return the question for the card, or what changed.

        :raises NotSignedInError: nobody is signed in.
        :raises NotAllowedError: somebody is, and may not read cards.
        :raises InvalidAnswerError: it is not said that the citizen agrees.
        :raises ReadUnknownError: not this session's read, or it is over.
        """
        self.require_clerk(READ_CARDS)
        if self.names == ["read"]:
            if self.json().get("agreed") is not True:
                raise InvalidAnswerError("agreed")
            return begun_json(counter.begin(self.reader))
        if self.names == ["confirm"]:
            read_id = self.json().get("read_id")
            return {"differences": told(counter.confirm(self.reader, read_id))}
        raise NotFoundError


class CounterPut(Counter):
    """Takes what was read from the card; the card says whose data it is about."""

    def respond(self) -> dict:
        """Return what the card would change; the look at it is recorded first.

        :raises NotSignedInError: nobody is signed in.
        :raises NotAllowedError: somebody is, and may not read cards.
        :raises CardError: the card is refused; nothing is kept of it.
        :raises NobodyHereError: no account has the card's number.
        """
        self.require_clerk(READ_CARDS)
        if len(self.names) != 2 or self.names[0] != "read":
            raise NotFoundError
        body = self.json()
        content = self.content(body)
        limits.spend(TOKENS, self.request)
        presence = body.get("presence")
        found = counter.hand_in(self.reader, self.names[1], content, presence)
        self.audited(
            subject=found.person_id,
            action="parameters.view",
            object=found.reading.proof.id,
        )
        return {
            "differences": told(differences(store.read(found.person_id), found.reading))
        }
