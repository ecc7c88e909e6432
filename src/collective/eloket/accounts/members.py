"""Members of the site who come in through a provider: who may, and for how long."""

from collective.eloket.accounts.errors import IdentityUnlinkedError
from collective.eloket.accounts.errors import LinkingClosedError
from collective.eloket.accounts.holder import Holder
from collective.eloket.accounts.ids import is_citizen_id
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.accounts.registry import CITIZENS
from collective.eloket.accounts.registry import setting
from collective.eloket.accounts.store import Member
from collective.eloket.clock import utcnow
from plone import api
from Products.PlonePAS.plugins.ufactory import PloneUser
from Products.PluggableAuthService.interfaces.events import IPASEvent
from zope.component.hooks import getSite


#: Too much depends on who has these: they sign in with a password, unless set.
POWERFUL = frozenset({"Manager", "Site Administrator"})


def find_user(user_id: str) -> PloneUser | None:
    """Return the member with that id in this site's own folder, or None."""
    return api.portal.get().acl_users.getUserById(user_id)


def is_too_powerful(user: PloneUser) -> bool:
    """Does the user manage the site, by own, group's or local role on the site?"""
    if setting("link_powerful_members"):
        return False
    roles = {*user.getRoles(), *user.getRolesInContext(api.portal.get())}
    return bool(roles & POWERFUL)


def check_may_hold_links(holder: Holder) -> None:
    """:raises LinkingClosedError: a member with great powers."""
    if not holder.is_citizen:
        check_may_come_in(holder.user_id)


def check_may_come_in(user_id: str) -> PloneUser:
    """Return the member that an identity leads to.

    :raises IdentityUnlinkedError: the member is not there any more.
    :raises LinkingClosedError: the member has great powers.
    """
    user = find_user(user_id)
    if user is None:
        raise IdentityUnlinkedError
    if is_too_powerful(user):
        raise LinkingClosedError
    return user


def new_member(user_id: str) -> Member:
    """Keep a place for what is linked to a member of the site; returns it."""
    member = citizen_store().members[user_id] = Member(user_id, utcnow())
    return member


def forget_member(event: IPASEvent) -> None:
    """Let nothing lead to a user id that is given up, or given to somebody new.

    Plone gives an id again to whoever asks for it, so what was linked to the former
    member must not lead to the next one. The identities are nobody's then.
    """
    principal = event.principal
    user_id = principal if isinstance(principal, str) else principal.getId()
    site = getSite()
    if site is None or is_citizen_id(user_id):
        return
    if CITIZENS in api.portal.get().acl_users.objectIds():
        citizen_store().forget_member(user_id)
