"""Of which service is somebody who works here?"""

from plone import api


#: Groups that everybody is in name no service.
EVERYBODY = frozenset({"AuthenticatedUsers"})


def service_of(user_id: str | None) -> str:
    """Return the titles of the groups of a member now; empty: none, or gone."""
    user = None if user_id is None else api.user.get(userid=user_id)
    if user is None:
        return ""
    groups = (api.group.get(name) for name in sorted(user.getGroups()))
    titles = [
        group.getProperty("title", "") or group.getId()
        for group in groups
        if group is not None and group.getId() not in EVERYBODY
    ]
    return ", ".join(titles)
