"""Who works at this request, without the member that Plone wraps around the user."""

from AccessControl import getSecurityManager


def own_user_id() -> str | None:
    """Return the id of who is signed in, citizen or staff; None: nobody is."""
    return getSecurityManager().getUser().getId()
