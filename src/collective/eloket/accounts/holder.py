"""Who acts in this request, with an account that identities can be linked to?"""

from AccessControl import getSecurityManager
from Acquisition import aq_base
from Acquisition import aq_parent
from collective.eloket.accounts import cookies
from collective.eloket.accounts.ids import is_citizen_id
from collective.eloket.errors import NotSignedInError
from collective.eloket.http.authorization import authorization
from collective.eloket.http.session import current_session
from collective.eloket.vault.service import blind
from dataclasses import dataclass
from dataclasses import field
from plone import api
from ZPublisher.HTTPRequest import HTTPRequest


CITIZEN = "citizen"
MEMBER = "member"


@dataclass(frozen=True, slots=True)
class Holder:
    """A citizen, or a member of the site, in one session.

    ``role`` is the audit's word; ``session`` is the same in all requests of a session
    and in no other, and tells nothing.
    """

    user_id: str
    role: str
    means: str | None
    session: str = field(repr=False)

    @property
    def is_citizen(self) -> bool:
        """Is it a citizen, whose data lies in ``parameters``?"""
        return self.role == CITIZEN


def get_holder(request: HTTPRequest) -> Holder:
    """Return who acts.

    :raises NotSignedInError: nobody does.
    """
    holder = find_holder(request)
    if holder is None:
        raise NotSignedInError
    return holder


def find_holder(request: HTTPRequest) -> Holder | None:
    """Return who acts, or None: a stranger, or a user of another folder than ours."""
    session = current_session(request)
    if session.user_id is not None:
        return Holder(session.user_id, CITIZEN, session.means, session.sid)
    user = getSecurityManager().getUser()
    user_id = user.getId()
    if user_id is None or is_citizen_id(user_id) or not _is_ours(user):
        return None
    return Holder(user_id, MEMBER, session.means, _session_of_plone(request))


def _is_ours(user) -> bool:
    """Does this site's own folder know the user? Zope's own users are above it."""
    folder = api.portal.get().acl_users
    return aq_base(aq_parent(user)) is aq_base(folder)


def _session_of_plone(request: HTTPRequest) -> str:
    # what proved who it is, in this request: an Authorization header, or Plone's ticket
    sent = authorization(request) or request.cookies.get(cookies.PLONE, "")
    return blind("plone-session", sent)
