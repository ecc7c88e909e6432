"""Who acts as an officer: a member of the site with the permission, never a citizen."""

from collective.eloket.errors import NotAllowedError
from collective.eloket.errors import NotSignedInError
from collective.eloket.http.clerk_level import check_clerk_level
from plone import api


def acting_officer(permission: str) -> str:
    """Return the user id of who acts, if they hold the permission on the site.

    :raises NotSignedInError: nobody is signed in.
    :raises NotAllowedError: somebody is, and may not.
    :raises ClerkLevelError: not signed in surely enough.
    """
    if api.user.is_anonymous():
        raise NotSignedInError
    if not api.user.has_permission(permission, obj=api.portal.get()):
        raise NotAllowedError
    check_clerk_level()
    return api.user.get_current().getId()
