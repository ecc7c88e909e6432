"""Plone reads citizens through the plugin, and changes nothing."""

from collective.eloket.accounts.plugins import sheet
from collective.eloket.accounts.registry import CITIZENS
from plone import api
from plone.app.testing import login
from plone.app.testing import logout
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import TEST_USER_ID
from Products.PlonePAS.interfaces.capabilities import IPasswordSetCapability
from Products.PlonePAS.interfaces.plugins import IUserIntrospection
from Products.PluggableAuthService.interfaces.plugins import IPropertiesPlugin
from Products.PluggableAuthService.interfaces.plugins import IUserAdderPlugin
from tests.accounts.people import citizen
from tests.accounts.people import token

import pytest


@pytest.fixture
def plugin(portal):
    return portal.acl_users[CITIZENS]


@pytest.fixture
def noor(portal):
    return citizen(email="noor@example.com")


@pytest.fixture
def as_noor(portal, noor):
    """The request of the citizen's own session."""
    request = portal.REQUEST
    request.cookies["eloket-session"] = token(noor.id)
    logout()
    return request


class TestEnumeration:
    def test_finds_by_exact_id(self, plugin, noor):
        wanted = {"id": noor.id, "login": noor.id, "pluginid": CITIZENS}
        assert plugin.enumerateUsers(id=noor.id, exact_match=True) == (wanted,)
        assert plugin.enumerateUsers(id=[noor.id, "x", noor.id]) == (wanted,)

    @pytest.mark.parametrize(
        "query",
        [
            {},
            {"id": "citizen-"},
            {"id": "citizen"},
            {"login": "citizen-"},
            {"fullname": "Noor"},
            {"email": "noor@example.com", "exact_match": True},
            {"id": "citizen-bbbbbbbbbbbbbbbbbbbbbbbbbb", "exact_match": True},
        ],
        ids=str,
    )
    def test_finds_nobody_else(self, plugin, noor, query):
        assert plugin.enumerateUsers(**query) == ()

    def test_finds_nobody_by_login_name(self, portal, noor):
        pas = portal.acl_users
        assert pas._verifyUser(pas.plugins, login=noor.id) is None
        assert pas._verifyUser(pas.plugins, user_id=noor.id)["id"] == noor.id

    def test_search_of_plone_shows_no_citizen(self, portal, noor):
        pas = portal.acl_users
        for query in ({}, {"fullname": "Noor"}, {"name": "citizen"}, {"id": "citiz"}):
            assert noor.id not in {
                found["userid"] for found in pas.searchUsers(**query)
            }
        assert noor.id not in {user.getId() for user in api.user.get_users()}

    def test_login_names_are_not_updated(self, plugin, noor):
        assert plugin.updateUser(noor.id, "noor") is None
        assert plugin.updateEveryLoginName() is None


class TestRoles:
    def test_a_citizen_is_a_citizen_and_no_member(self, portal, noor):
        user = portal.acl_users.getUserById(noor.id)
        assert set(user.getRoles()) == {"Citizen", "Authenticated"}

    def test_the_role_is_stored_nowhere(self, portal, noor):
        manager = portal.acl_users.portal_role_manager
        assert manager.getRolesForPrincipal(portal.acl_users.getUserById(noor.id)) == ()

    @pytest.mark.parametrize("role", ["Manager", "Member", "Eloket Clerk"])
    def test_no_role_that_is_granted_to_the_id_counts(self, portal, noor, role):
        portal.acl_users.portal_role_manager.assignRoleToPrincipal(role, noor.id)
        user = portal.acl_users.getUserById(noor.id)
        assert set(user.getRoles()) == {"Citizen", "Authenticated"}

    def test_others_have_no_role_of_ours(self, plugin, portal):
        user = portal.acl_users.getUserById(TEST_USER_ID)
        assert plugin.getRolesForPrincipal(user) == ()

    def test_an_unknown_id_has_none(self, plugin, noor):
        class Gone:
            def getId(self):
                return "citizen-bbbbbbbbbbbbbbbbbbbbbbbbbb"

        assert plugin.getRolesForPrincipal(Gone()) == ()


class TestProperties:
    def test_come_before_those_that_can_be_written(self, portal):
        plugins = portal.acl_users.plugins
        assert plugins.listPluginIds(IPropertiesPlugin)[0] == CITIZENS

    def test_hold_every_name_of_plones_member_data(self, portal, noor):
        sheet = portal.acl_users.getUserById(noor.id).getPropertysheet(CITIZENS)
        assert set(portal.portal_memberdata.propertyIds()) <= set(sheet.propertyIds())

    def test_show_citizens_their_own_name(self, portal, noor, as_noor):
        user = portal.acl_users.getUserById(noor.id)
        assert user.getProperty("fullname") == "Noor Voorbeeld"
        assert user.getProperty("email") == "noor@example.com"

    def test_are_opened_once_in_a_request_for_who_is_signed_in(
        self, portal, noor, as_noor
    ):
        sheets = [
            portal.acl_users.getUserById(noor.id).getPropertysheet(CITIZENS)
            for _time in range(2)
        ]
        assert sheets[0] is sheets[1]
        assert sheets[0].getProperty("fullname") == "Noor Voorbeeld"
        # who signs out on the way sees nothing any more
        as_noor.cookies.clear()
        after = portal.acl_users.getUserById(noor.id)
        assert after.getProperty("fullname") == ""

    @pytest.mark.parametrize("name", [None, SITE_OWNER_NAME], ids=["anon", "manager"])
    def test_show_nothing_to_anybody_else(self, portal, noor, name):
        logout()
        if name:
            login(portal.aq_parent, name)
        found = portal.portal_membership.getMemberInfo(noor.id)
        assert found["fullname"] == ""
        assert portal.acl_users.getUserById(noor.id).getProperty("email") == ""

    @pytest.mark.seed("001-32")
    @pytest.mark.parametrize("name", ["fullname", "email", "description", "listed"])
    def test_cannot_be_written(self, portal, noor, name):
        login(portal.aq_parent, SITE_OWNER_NAME)
        member = portal.portal_membership.getMemberById(noor.id)
        member.setMemberProperties({name: "Somebody else"})
        assert noor.id not in portal.acl_users.mutable_properties._storage
        assert not member.canWriteProperty(name)

    @pytest.mark.parametrize("first", [True, False], ids=["first", "last"])
    def test_nothing_is_written_behind_them(self, portal, noor, first):
        plugins = portal.acl_users.plugins
        if not first:
            while plugins.listPluginIds(IPropertiesPlugin)[-1] != CITIZENS:
                plugins.movePluginsDown(IPropertiesPlugin, [CITIZENS])
        user = portal.acl_users.getUserById(noor.id)
        user.setProperties(fullname="Somebody else", description="x")
        member = portal.portal_membership.getMemberById(noor.id)
        member.setMemberProperties({"fullname": "Somebody else"})
        assert noor.id not in portal.acl_users.mutable_properties._storage
        assert [sheet.getId() for sheet in user.getOrderedPropertySheets()] == [
            CITIZENS
        ]

    def test_hold_nothing_where_nobody_asks(self, plugin, portal, noor, monkeypatch):
        # a command: there is no request, so nobody is signed in
        user = portal.acl_users.getUserById(noor.id)
        monkeypatch.setattr(sheet, "getRequest", lambda: None)
        found = plugin.getPropertiesForUser(user)
        assert found.getProperty("fullname") == ""

    def test_others_have_no_sheet_of_ours(self, plugin, portal):
        user = portal.acl_users.getUserById(TEST_USER_ID)
        assert plugin.getPropertiesForUser(user) is None


class TestManagement:
    def test_is_refused(self, plugin, portal, noor):
        assert plugin.doAddUser("noor", "secret") is False
        with pytest.raises(RuntimeError):
            plugin.doChangeUser(noor.id, "secret")
        with pytest.raises(KeyError):
            plugin.doDeleteUser(noor.id)
        assert not plugin.allowDeletePrincipal(noor.id)

    def test_plone_cannot_delete_a_citizen(self, portal, noor):
        portal.acl_users.userFolderDelUsers([noor.id])
        assert portal.acl_users.getUserById(noor.id) is not None

    def test_plone_cannot_set_a_password(self, portal, noor):
        with pytest.raises(RuntimeError):
            portal.acl_users.userSetPassword(noor.id, "een lange zin")

    @pytest.mark.parametrize("interface", [IPasswordSetCapability, IUserIntrospection])
    def test_offers_no_more(self, plugin, interface):
        assert not interface.providedBy(plugin)

    def test_adds_no_users(self, portal):
        assert CITIZENS not in portal.acl_users.plugins.listPluginIds(IUserAdderPlugin)
