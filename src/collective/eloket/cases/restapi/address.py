"""``POST <case>/@eloket-address``: a clerk fills in where the letter goes by post."""

from collective.eloket.cases.access import is_clerk_of
from collective.eloket.cases.errors import CaseNotFoundError
from collective.eloket.cases.postal import keep_address
from collective.eloket.cases.restapi.base import CaseService
from collective.eloket.errors import NotSignedInError
from plone import api


class Address(CaseService):
    """Keeps ``{street, postal_code, municipality}``; never of who asked."""

    largest_body_bytes = 10_000

    def respond(self):
        """Return whose address was kept.

        :raises NotSignedInError: nobody is signed in.
        :raises CaseNotFoundError: not a clerk of its group; the applicant neither.
        :raises EloketError: see ``keep_address``.
        """
        if api.user.is_anonymous():
            raise NotSignedInError
        if not is_clerk_of(self.context):
            raise CaseNotFoundError
        keep_address(self.context, self.json())
        return {"reference": self.context.getId()}
