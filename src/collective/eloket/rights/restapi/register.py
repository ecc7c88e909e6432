"""``GET @eloket-register``: the register of processing, or the impact assessment."""

from collective.eloket.errors import InvalidAnswerError
from collective.eloket.http.language import spoken
from collective.eloket.http.service import EloketService
from collective.eloket.rights.permissions import VIEW_REGISTER
from collective.eloket.rights.register import rendering
from collective.eloket.rights.register import service
from plone import api


class RegisterGet(EloketService):
    """Gives a paper, made of the settings of now; nothing in it is of a citizen."""

    def respond(self) -> dict:
        """Return ``?paper=register`` (by itself) or ``?paper=dpia``.

        :raises NotSignedInError: nobody is signed in.
        :raises NotAllowedError: for managers and administrators only.
        :raises InvalidAnswerError: there is no such paper.
        """
        self.require_permission(VIEW_REGISTER)
        name = self.request.form.get("paper", service.REGISTER)
        if not isinstance(name, str) or name not in service.PAPERS:
            raise InvalidAnswerError
        self.audited(subject=None, action="register.export", object=name)
        language = spoken(api.portal.get_current_language())
        data = rendering.as_data(service.paper_of(name), language)
        return {"@id": self.request["URL"], **data}
