"""The user object of a member whose session a provider began."""

from collective.eloket.accounts import member_session
from collective.eloket.accounts.members import POWERFUL
from collective.eloket.accounts.registry import setting
from Products.PlonePAS.plugins.ufactory import PloneUser
from zope.component.hooks import getSite
from zope.globalrequest import getRequest


class ModestUser(PloneUser):
    """A member without the powers of Manager and Site Administrator, wherever given.

    Who has them for the whole site does not come in this way at all. This is for a
    role that somebody has in one folder, or got after the session began.
    """

    def _addRoles(self, roles=()):
        super()._addRoles(set(roles) - POWERFUL)

    def getRolesInContext(self, place):
        """Return the roles there, without the powerful ones."""
        found = super().getRolesInContext(place)
        return [role for role in found if role not in POWERFUL]

    def allowed(self, place, object_roles=None):
        """Is one of the roles enough, other than the powerful ones?"""
        if object_roles is None or not POWERFUL.intersection(object_roles):
            return super().allowed(place, object_roles)
        others = [role for role in object_roles if role not in POWERFUL]
        return super().allowed(place, others)


def modest_user(user_id: str, name: str) -> ModestUser | None:
    """Return the user object of who came through a provider, else None."""
    request = getRequest()
    if request is None or getSite() is None:
        return None
    if member_session.find(request, user_id) is None:
        return None
    return None if setting("link_powerful_members") else ModestUser(user_id, name)
