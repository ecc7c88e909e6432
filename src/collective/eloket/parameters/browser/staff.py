"""What the pages for clerks share: who may see them."""

from collective.eloket.errors import NotAllowedError
from collective.eloket.http.clerk_level import check_clerk_level
from collective.eloket.http.view import EloketView
from plone import api
from zExceptions import Unauthorized


TASKS = "taken"
COUNTER = "taken-eid"
ADDRESSES = "taken-adressen"


class StaffView(EloketView):
    """Mixed into pages for who holds ``permission``."""

    for_staff = True
    permission: str

    def check_may(self) -> None:
        """Let only go on who holds the permission here.

        :raises Unauthorized: nobody is signed in; they are led to the staff's login.
        :raises NotAllowedError: somebody is, and may not.
        :raises ClerkLevelError: not signed in surely enough.
        """
        if not api.user.has_permission(self.permission, obj=self.context):
            raise Unauthorized if api.user.is_anonymous() else NotAllowedError
        check_clerk_level()

    @property
    def me(self) -> str:
        """User id of who looks."""
        return api.user.get_current().getId()

    @property
    def tasks_url(self) -> str:
        """Address of the list of tasks."""
        return f"{self.desk_url}/{TASKS}"


def name_of(user_id: str) -> str | None:
    """Return what somebody who works here is called; None: no name, or gone."""
    user = api.user.get(userid=user_id)
    return None if user is None else user.getProperty("fullname", "") or None
