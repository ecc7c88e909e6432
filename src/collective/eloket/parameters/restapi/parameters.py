"""``@eloket-parameters``: what is known of me, and a card that is read anew."""

from collective.eloket.errors import InvalidAnswerError
from collective.eloket.errors import NotFoundError
from collective.eloket.http.service import EloketService
from collective.eloket.limits import service as limits
from collective.eloket.parameters import reading
from collective.eloket.parameters import service
from collective.eloket.parameters.card_model import Difference
from collective.eloket.parameters.cards import TOKENS
from collective.eloket.parameters.model import IDENTITY
from collective.eloket.parameters.model import OWN
from dataclasses import asdict
from zope.interface import implementer
from zope.publisher.interfaces import IPublishTraverse


#: All files of a card in base64, without the photo, are far below.
LARGEST_READ_BYTES = 200_000


@implementer(IPublishTraverse)
class Parameters(EloketService):
    """Base: the names behind the service say which step it is."""

    largest_body_bytes = LARGEST_READ_BYTES

    def __init__(self, context, request):
        super().__init__(context, request)
        self.names: list[str] = []

    def publishTraverse(self, request, name):
        """Keep the names behind the service."""
        self.names.append(name)
        return self


class ParametersGet(Parameters):
    """Lists what this session may see of its citizen."""

    def respond(self) -> dict:
        """Return ``{items: [{name, value, source, level, at}]}``; masked ones null."""
        session = self.require_citizen()
        if self.names:
            raise NotFoundError
        self.audited(subject=session.user_id, action="parameters.view")
        known = service.known(session.user_id, session.level)
        return {
            "items": [
                {
                    "name": name,
                    "value": known[name].value,
                    "source": known[name].source,
                    "level": known[name].level.label,
                    "at": known[name].at.isoformat(),
                }
                for name in (*IDENTITY, *OWN)
                if name in known
            ]
        }


class ParametersPost(Parameters):
    """Begins a read, or confirms one."""

    def respond(self) -> dict:
        """Return the question for the card, or what changed.

        :raises ReadUnknownError: not this session's read, or it is over.
        """
        session = self.require_citizen()
        if self.names == ["read"]:
            begun = reading.begin(session)
            return {
                "read_id": begun.read_id,
                "nonce": begun.nonce,
                "expires": begun.expires.isoformat(),
            }
        if self.names == ["confirm"]:
            read_id = self.json().get("read_id")
            return {"differences": told(reading.confirm(session, read_id))}
        raise NotFoundError


class ParametersPut(Parameters):
    """Takes what was read from the card."""

    def respond(self) -> dict:
        """Return what the card would change.

        :raises CardError: the card is refused; nothing is kept of it.
        """
        session = self.require_citizen()
        if len(self.names) != 2 or self.names[0] != "read":
            raise NotFoundError
        body = self.json()
        content = body.get("content")
        if content is not None and not isinstance(content, dict | str):
            raise InvalidAnswerError
        limits.spend(TOKENS, self.request)
        found = reading.hand_in(session, self.names[1], content, body.get("presence"))
        return {"differences": told(found)}


def told(found: list[Difference]) -> list[dict]:
    """Return differences as JSON."""
    return [asdict(one) for one in found]
