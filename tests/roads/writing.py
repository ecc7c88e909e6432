"""Roads that write: each returns whether it changed what is kept of Noor."""

from contextlib import suppress
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.testing.zope import login
from plone.testing.zope import logout
from Products.CMFPlone.controlpanel import utils as email_login
from Products.PythonScripts.PythonScript import PythonScript
from tests.accounts.people import PASSWORD
from tests.roads.places import EMAIL
from tests.roads.places import NEW
from tests.roads.places import NEW_EMAIL
from tests.roads.places import NEW_SENTENCE
from tests.roads.places import Place
from zExceptions import Forbidden

import re
import transaction


#: A picture of one point.
GIF = "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"


def patch(place: Place, who, body: dict) -> None:
    """Change Noor by the service of plone.restapi."""
    place.program(who).patch(f"{place.url}/@users/{place.noor}", json=body)


def own_properties_by_patch(place: Place) -> bool:
    """PLATFORM F1."""
    patch(place, place.browser(place.noor), {"description": NEW})
    return NEW in place.stored()


def own_password_by_patch(place: Place) -> bool:
    """PLATFORM F2: no policy, no old password."""
    patch(place, place.browser(place.noor), {"password": "a"})
    return place.accepts("a")


def any_property_when_registering(place: Place) -> bool:
    """PLATFORM F3: anonymous, every further name becomes a property."""
    body = {
        "username": "els",
        "email": "els@example.com",
        "password": PASSWORD,
        "description": NEW,
    }
    session = place.program(place.anonymous())
    session.post(f"{place.url}/@users", json=body)
    place.settle()
    properties = place.portal.acl_users.mutable_properties._storage
    return NEW in repr([dict(found) for found in properties.values()])


def login_name_by_email(place: Place) -> bool:
    """PLATFORM F4: where the address is the login name."""
    place.settle()
    place.portal.portal_registry["plone.use_email_as_login"] = True
    transaction.commit()
    patch(place, place.browser(place.noor), {"email": NEW_EMAIL})
    return NEW_EMAIL in place.stored()


def form_of_details(place: Place, who, page: str, query: str = "") -> bool:
    """Send one of Plone's forms of personal data."""
    form = {
        "form.widgets.fullname": NEW,
        "form.widgets.email": EMAIL,
        "form.buttons.save": "Save",
        "userid": place.noor if query else "",
    }
    place.send(who, f"{page}{query}", form)
    return NEW in place.stored()


def personal_information(place: Place) -> bool:
    """PLATFORM F5: the page of oneself."""
    return form_of_details(place, place.browser(place.noor), "@@personal-information")


def user_information(place: Place) -> bool:
    """PLATFORM F5: the page of others."""
    query = f"?userid={place.noor}"
    return form_of_details(place, place.manager(), "@@user-information", query)


def users_overview_email(place: Place) -> bool:
    """PLATFORM F5: the column of addresses in the list of users."""
    form = {
        "form.submitted": "1",
        "form.button.Modify": "Save",
        "users.id:records": place.noor,
        "users.email:records": NEW_EMAIL,
        "users.roles:list:records": "Member",
    }
    place.send(place.manager(), "@@usergroup-userprefs", form)
    return NEW_EMAIL in place.stored()


def properties_by_manager(place: Place) -> bool:
    """PLATFORM F5: PATCH by who manages users."""
    patch(place, place.manager(), {"fullname": NEW, "email": NEW_EMAIL})
    return NEW in place.stored() or NEW_EMAIL in place.stored()


def account_by_csv(place: Place) -> bool:
    """PLATFORM F5: a file of users."""
    lines = f"username,email,password,description\n{place.new_id},e@x.example,"
    content = f"{lines}{PASSWORD},{NEW}\n".encode()
    place.program(place.manager()).post(
        f"{place.url}/@users", files={"file": ("users.csv", content, "text/csv")}
    )
    place.settle()
    return place.portal.acl_users.getUserById(place.new_id) is not None


def account_by_post(place: Place) -> bool:
    """The same by JSON: somebody with the id of such a person."""
    body = {"username": place.new_id, "email": "e@x.example", "password": PASSWORD}
    place.program(place.manager()).post(f"{place.url}/@users", json=body)
    place.settle()
    return place.portal.acl_users.getUserById(place.new_id) is not None


def account_by_add_on(place: Place) -> bool:
    """The same by an add-on's code."""
    place.settle()
    with api.env.adopt_roles(["Manager"]), suppress(Forbidden):
        api.user.create(username=place.new_id, email="e@x.example", password=PASSWORD)
        transaction.commit()
    transaction.abort()
    place.settle()
    return place.portal.acl_users.getUserById(place.new_id) is not None


def shadow_behind_the_first_sheet(place: Place) -> bool:
    """PLATFORM F6: what the first sheet refuses is written into the next."""
    place.settle()
    user = place.portal.acl_users.getUserById(place.noor)
    user.setProperties(description=NEW)
    transaction.commit()
    return NEW in place.stored()


def own_login_name(place: Place) -> bool:
    """PLATFORM F7: published, and a token of any page is enough."""
    browser = place.browser(place.noor)
    page = browser.get(f"{place.url}/sitemap").text
    found = re.search(r'data-token="([^"]+)"', page)
    query = {"login_name": NEW_EMAIL, "_authenticator": found[1] if found else ""}
    browser.get(f"{place.url}/acl_users/updateOwnLoginName", params=query)
    return NEW_EMAIL in place.stored()


def portrait(place: Place) -> bool:
    """PLATFORM F8 and C3: uploaded by oneself, shown by the id."""
    picture = {
        "filename": "x.gif",
        "encoding": "base64",
        "content-type": "image/gif",
        "data": GIF,
    }
    patch(place, place.browser(place.noor), {"portrait": picture})
    stranger = place.program(place.browser(place.jan))
    answer = stranger.get(f"{place.url}/@portrait/{place.noor}")
    is_picture = "image/" in answer.headers.get("Content-Type", "")
    return answer.status_code == 200 and is_picture


def deletion(place: Place) -> bool:
    """PLATFORM F8: by the service."""
    place.program(place.manager()).delete(f"{place.url}/@users/{place.noor}")
    return not place.is_there()


def deletion_in_overview(place: Place) -> bool:
    """PLATFORM F8: by the list of users."""
    form = {
        "form.submitted": "1",
        "form.button.Modify": "Save",
        "users.id:records": place.noor,
        "delete:list": place.noor,
    }
    place.send(place.manager(), "@@usergroup-userprefs", form)
    return not place.is_there()


def password_by_user_folder(place: Place) -> bool:
    """PLATFORM F8: as the ZMI and add-ons do."""
    place.settle()
    try:
        place.portal.acl_users.userSetPassword(place.noor, NEW_SENTENCE)
    except RuntimeError:
        return False
    transaction.commit()
    return place.accepts(NEW_SENTENCE)


def member_properties_by_add_on(place: Place) -> bool:
    """PLATFORM F8: ``setMemberProperties`` in an add-on."""
    place.settle()
    login(place.root.acl_users, SITE_OWNER_NAME)
    member = place.portal.portal_membership.getMemberById(place.noor)
    member.setMemberProperties({"description": NEW, "fullname": NEW})
    logout()
    transaction.commit()
    return NEW in place.stored()


#: What the author of a form may keep in it: an action in Python, with the proxy role
#: Manager. A TALES expression can do less.
SCRIPT = "context.acl_users.userFolderEditUser({noor!r}, {new!r}, ['Member'], ())"


def script_with_manager_proxy(place: Place) -> bool:
    """PLATFORM F8: a script that acts as Manager, whoever runs it."""
    place.settle()
    script = PythonScript("try").__of__(place.portal)
    script.ZPythonScript_edit("", SCRIPT.format(noor=place.noor, new=NEW_SENTENCE))
    script._proxy_roles = ("Manager",)
    logout()
    with suppress(RuntimeError):
        script()
        transaction.commit()
    transaction.abort()
    return place.accepts(NEW_SENTENCE) or "Member" in place.roles()


def roles_by_patch(place: Place) -> bool:
    """A role that is granted to the id."""
    patch(place, place.manager(), {"roles": {"Editor": True}})
    return "Editor" in place.roles()


def roles_by_group(place: Place) -> bool:
    """A role that a group brings."""
    place.program(place.manager()).patch(
        f"{place.url}/@groups/Administrators", json={"users": {place.noor: True}}
    )
    return "Manager" in place.roles()


def login_names_become_addresses(place: Place) -> bool:
    """PLATFORM C3: the whole site changes over to addresses as login names."""
    place.settle()
    with api.env.adopt_roles(["Manager"]):
        email_login.migrate_to_email_login(place.portal)
    transaction.commit()
    place.settle()
    logins = place.portal.acl_users.source_users._userid_to_login
    return logins.get(place.noor) == EMAIL


def reset_by_mail(place: Place) -> bool:
    """Anybody lets Plone mail a link that sets another password."""
    place.settle()
    place.portal.portal_registry["plone.email_from_address"] = "site@example.com"
    transaction.commit()
    place.program(place.anonymous()).post(
        f"{place.url}/@users/{place.login}/reset-password", json={}
    )
    place.settle()
    requests = place.portal.portal_password_reset._requests
    return any(user == place.noor for user, _expiry in requests.values())


WRITING = {
    "own properties by PATCH @users": own_properties_by_patch,
    "own password by PATCH @users": own_password_by_patch,
    "any property by POST @users": any_property_when_registering,
    "login name by the address": login_name_by_email,
    "@@personal-information": personal_information,
    "@@user-information": user_information,
    "@@usergroup-userprefs, e-mail": users_overview_email,
    "PATCH @users by a manager": properties_by_manager,
    "POST @users, CSV": account_by_csv,
    "POST @users, JSON": account_by_post,
    "account by an add-on": account_by_add_on,
    "PloneUser.setProperties": shadow_behind_the_first_sheet,
    "acl_users/updateOwnLoginName": own_login_name,
    "portrait": portrait,
    "DELETE @users": deletion,
    "@@usergroup-userprefs, delete": deletion_in_overview,
    "acl_users.userSetPassword": password_by_user_folder,
    "setMemberProperties": member_properties_by_add_on,
    "script with the proxy role Manager": script_with_manager_proxy,
    "roles by PATCH @users": roles_by_patch,
    "roles by PATCH @groups": roles_by_group,
    "use_email_as_login": login_names_become_addresses,
    "reset-password of @users": reset_by_mail,
}
