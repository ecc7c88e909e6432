"""Roads that show Noor: each returns whether it did."""

from plone import api
from plone.app.testing import logout
from tests.roads.places import NAME
from tests.roads.places import Place

import transaction


def shown(place: Place, who, path: str, as_json: bool = True) -> bool:
    """Does this page or call name Noor?"""
    session = place.program(who) if as_json else who
    return place.is_noor(session.get(f"{place.url}/{path}").text)


SEARCH = {"form.widgets.fullname": "Noor", "form.buttons.search": "Search"}


def member_search(place: Place) -> bool:
    """PLATFORM C3: *List portal members* is everybody's."""
    answer = place.send(place.browser(place.jan), "@@member-search", SEARCH)
    return NAME in answer.text or place.noor in answer.text


def member_search_by_manager(place: Place) -> bool:
    """The same by who may."""
    answer = place.send(place.manager(), "@@member-search", SEARCH)
    return NAME in answer.text or place.noor in answer.text


def users_by_query(place: Place) -> bool:
    """PLATFORM C2."""
    return shown(place, place.manager(), "@users?query=noor")


def users_by_search(place: Place) -> bool:
    """PLATFORM C2."""
    return shown(place, place.manager(), "@users?search=Noor")


def users_all(place: Place) -> bool:
    """PLATFORM C2: all of them, by who manages users."""
    return shown(place, place.manager(), "@users?limit=1000")


def author_page(place: Place) -> bool:
    """PLATFORM C3."""
    answer = place.browser(place.jan).get(f"{place.url}/author/{place.noor}")
    return NAME in answer.text


def member_info(place: Place) -> bool:
    """PLATFORM C3: public, for every template and script."""
    place.settle()
    logout()
    found = place.portal.portal_membership.getMemberInfo(place.noor)
    return NAME in repr(found)


def search_users(place: Place) -> bool:
    """PLATFORM C2: what Plone's own tools ask."""
    place.settle()
    users = place.portal.acl_users
    queries = ({"fullname": "Noor"}, {"email": "noor@"}, {"name": "noor"}, {})
    return any(
        found["userid"] == place.noor
        for query in queries
        for found in users.searchUsers(**query)
    )


def list_members(place: Place) -> bool:
    """PLATFORM C2: everybody, one by one."""
    place.settle()
    with api.env.adopt_roles(["Manager"]):
        return place.noor in {user.getId() for user in api.user.get_users()}


def search_for_members(place: Place) -> bool:
    """PLATFORM C2: portal_membership, for who manages users."""
    place.settle()
    tool = place.portal.portal_membership
    with api.env.adopt_roles(["Manager"]):
        found = tool.searchForMembers(name="noor")
        return place.noor in {member.getId() for member in found}


def sharing_service(place: Place) -> bool:
    """PLATFORM C2."""
    return shown(place, place.manager(), "@sharing?search=noor")


def sharing_page(place: Place) -> bool:
    """PLATFORM C2."""
    page = place.manager().get(f"{place.url}/@@sharing?search_term=noor").text
    return place.noor in page or NAME in page


def users_vocabulary(place: Place) -> bool:
    """PLATFORM C2."""
    path = "@vocabularies/plone.app.vocabularies.Users?title=noor"
    return shown(place, place.manager(), path)


def principals_vocabulary(place: Place) -> bool:
    """PLATFORM C2."""
    path = "@vocabularies/plone.app.vocabularies.Principals?title=noor"
    return shown(place, place.manager(), path)


def principals_service(place: Place) -> bool:
    """PLATFORM C2."""
    return shown(place, place.manager(), "@principals?search=noor")


def users_overview(place: Place) -> bool:
    """PLATFORM C2: the list of users."""
    page = "@@usergroup-userprefs?searchstring=noor&form.button.Search=Search"
    text = place.manager().get(f"{place.url}/{page}").text
    return place.noor in text or NAME in text


def name_of_a_user(place: Place) -> bool:
    """PLATFORM C3: whoever manages users reads the name by the id."""
    answer = place.program(place.manager()).get(f"{place.url}/@users/{place.noor}")
    return NAME in answer.text


def owner_in_listing(place: Place) -> bool:
    """A name beside what somebody made."""
    place.settle()
    place.portal.portal_registry["plone.many_users"] = False
    transaction.commit()
    path = "@vocabularies/plone.app.vocabularies.Users"
    return shown(place, place.manager(), path)


READING = {
    "@@member-search": member_search,
    "@@member-search by a manager": member_search_by_manager,
    "@users?query": users_by_query,
    "@users?search": users_by_search,
    "@users": users_all,
    "author/<id>": author_page,
    "getMemberInfo": member_info,
    "searchUsers": search_users,
    "listMembers": list_members,
    "searchForMembers": search_for_members,
    "@sharing?search": sharing_service,
    "@@sharing": sharing_page,
    "vocabulary Users": users_vocabulary,
    "vocabulary Users, few users": owner_in_listing,
    "vocabulary Principals": principals_vocabulary,
    "@principals": principals_service,
    "@@usergroup-userprefs": users_overview,
    "@users/<id>": name_of_a_user,
}
