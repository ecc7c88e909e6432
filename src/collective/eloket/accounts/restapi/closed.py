"""Stock services that would change a citizen's data, or make them another token."""

from AccessControl import getSecurityManager
from collections.abc import Iterable
from collective.eloket.accounts.errors import CitizenDataLockedError
from collective.eloket.accounts.errors import CitizenTokenRefusedError
from collective.eloket.accounts.errors import ExtraPropertiesError
from collective.eloket.accounts.ids import is_citizen_id
from collective.eloket.errors import EloketError
from collective.eloket.http.errors import body_for
from collective.eloket.http.errors import tell_status
from collective.eloket.http.session import current_session
from plone.restapi.services.auth.renew import Renew
from plone.restapi.services.users.add import UsersPost
from plone.restapi.services.users.delete import UsersDelete
from plone.restapi.services.users.update import UsersPatch
from zExceptions import NotFound

import json
import transaction


#: What somebody who registers with Plone itself may say.
OF_A_NEW_USER = frozenset(
    {"username", "email", "fullname", "password", "sendPasswordReset"}
)


class ClosedForCitizens:
    """Refuses when a citizen calls, or is called upon; else it is the stock service."""

    error: type[EloketError] = CitizenDataLockedError

    def concerned(self) -> Iterable[object]:
        """Return the user ids that the call is about, and the caller's."""
        return (getSecurityManager().getUser().getId(),)

    def is_closed(self) -> bool:
        """Is a citizen concerned?"""
        return any(is_citizen_id(user_id) for user_id in self.concerned())

    def reply(self):
        """Return the refusal, or what the stock service says."""
        if not self.is_closed():
            return super().reply()
        return self.refuse(self.error())

    def refuse(self, error: EloketError) -> dict:
        """Return the body of a refusal; nothing is kept."""
        transaction.doom()
        tell_status(error, self.request)
        return body_for(error, self.request)


class ClosedUsers(ClosedForCitizens):
    """A service with a user id in its path."""

    def concerned(self):
        """Return the caller and who stands in the path."""
        return (*super().concerned(), *self.params)


class OneUser(ClosedUsers):
    """A service on exactly one user."""

    def reply(self):
        """Say that there is nobody where the path names nobody; stock breaks there."""
        if len(self.params) != 1:
            raise NotFound
        return super().reply()


class PatchUser(OneUser, UsersPatch):
    """No citizen is changed here."""


class DeleteUser(OneUser, UsersDelete):
    """No citizen is erased here."""


class PostUser(ClosedUsers, UsersPost):
    """No citizen is made, and no password of one is set, here."""

    def reply(self):
        """Say that there is nobody where the path names nothing; stock breaks there."""
        if self.params and self.params[1:] != ["reset-password"]:
            raise NotFound
        if not self.params and not self.can_manage_users and self.further():
            return self.refuse(ExtraPropertiesError())
        return super().reply()

    def further(self) -> set[str]:
        """Return the names that somebody who registers may not send.

        Plone would make a property of each, whatever it says of the person.
        """
        return set(self.body()).difference(OF_A_NEW_USER)

    def concerned(self):
        """Return also whom the body would make."""
        return (*super().concerned(), *self.wanted())

    def wanted(self) -> tuple[object, ...]:
        """Return the names of the user that the body would make."""
        body = self.body()
        return (body.get("username"), body.get("id"), body.get("email"))

    def body(self) -> dict:
        """Return the body; what is no JSON object is left to the stock service."""
        try:
            body = json.loads(self.request.get("BODY") or b"{}")
        except (ValueError, RecursionError):
            return {}
        return body if isinstance(body, dict) else {}


class RenewToken(ClosedForCitizens, Renew):
    """No token of jwt_auth is made of a session of ours, which it would outlive."""

    error = CitizenTokenRefusedError

    def is_closed(self) -> bool:
        """Is it a session of a citizen, or one that a provider began for a member?"""
        return current_session(self.request).sid is not None or super().is_closed()
