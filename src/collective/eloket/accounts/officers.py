"""Who acts as an officer: a member of the site with the permission, never a citizen."""

from collective.eloket.errors import NotAllowedError
from collective.eloket.errors import NotSignedInError
from plone import api


def acting_officer(permission: str) -> str:
    """Return the user id of who acts, if they hold the permission on the site.

    :raises NotSignedInError: nobody is signed in.
    :raises NotAllowedError: somebody is, and may not.
    """
    if api.user.is_anonymous():
        raise NotSignedInError
    if not api.user.has_permission(permission, obj=api.portal.get()):
        raise NotAllowedError
    return api.user.get_current().getId()
