"""``@eloket-parameters``: what is known of me, and a card that is read anew."""

from collective.eloket.errors import NotFoundError
from collective.eloket.limits import service as limits
from collective.eloket.parameters import reading
from collective.eloket.parameters import service
from collective.eloket.parameters.cards import TOKENS
from collective.eloket.parameters.model import IDENTITY
from collective.eloket.parameters.model import OWN
from collective.eloket.parameters.restapi.base import begun_json
from collective.eloket.parameters.restapi.base import NamedSteps
from collective.eloket.parameters.restapi.base import told


class ParametersGet(NamedSteps):
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


class ParametersPost(NamedSteps):
    """Begins a read, or confirms one."""

    def respond(self) -> dict:
        """Return the question for the card, or what changed.

        :raises ReadUnknownError: not this session's read, or it is over.
        """
        session = self.require_citizen()
        if self.names == ["read"]:
            return begun_json(reading.begin(session))
        if self.names == ["confirm"]:
            read_id = self.json().get("read_id")
            return {"differences": told(reading.confirm(session, read_id))}
        raise NotFoundError


class ParametersPut(NamedSteps):
    """Takes what was read from the card."""

    def respond(self) -> dict:
        """Return what the card would change.

        :raises CardError: the card is refused; nothing is kept of it.
        """
        session = self.require_citizen()
        if len(self.names) != 2 or self.names[0] != "read":
            raise NotFoundError
        body = self.json()
        content = self.content(body)
        limits.spend(TOKENS, self.request)
        found = reading.hand_in(session, self.names[1], content, body.get("presence"))
        return {"differences": told(found)}
