"""The PAS plugin that knows citizens: exact look-ups, computed role, no writing."""

from AccessControl.class_init import InitializeClass
from collective.eloket.accounts.ids import is_citizen_id
from collective.eloket.accounts.plugins.modest import modest_user
from collective.eloket.accounts.plugins.sheet import sheet_of
from collective.eloket.accounts.plugins.user import CitizenUser
from collective.eloket.accounts.plugins.user import ROLE
from collective.eloket.accounts.store import CitizenStore
from Products.PlonePAS.interfaces.capabilities import IDeleteCapability
from Products.PlonePAS.interfaces.plugins import IUserManagement
from Products.PluggableAuthService.interfaces.plugins import IPropertiesPlugin
from Products.PluggableAuthService.interfaces.plugins import IRolesPlugin
from Products.PluggableAuthService.interfaces.plugins import IUserEnumerationPlugin
from Products.PluggableAuthService.interfaces.plugins import IUserFactoryPlugin
from Products.PluggableAuthService.plugins.BasePlugin import BasePlugin
from zope.interface import implementer


@implementer(
    IUserEnumerationPlugin,
    IUserFactoryPlugin,
    IPropertiesPlugin,
    IRolesPlugin,
    IUserManagement,
    IDeleteCapability,
)
class CitizensPlugin(BasePlugin):
    """Holds the citizens of the site; Plone reads them here, and changes nothing."""

    meta_type = "E-loket citizens"

    def __init__(self, id: str, title: str = "") -> None:
        self._setId(id)
        self.title = title
        self.store = CitizenStore()

    # IUserEnumerationPlugin

    def enumerateUsers(
        self,
        id=None,
        login=None,
        exact_match=False,
        sort_by=None,
        max_results=None,
        **kw,
    ):
        """Return the citizens with exactly these ids; never search for anybody.

        Nor by login name: whoever logs in to Plone is looked up by it, and then
        plone.session would give a ticket to a citizen.
        """
        if kw or login is not None or id is None:
            return ()
        wanted = [id] if isinstance(id, str) else id
        return tuple(
            {"id": user_id, "login": user_id, "pluginid": self.getId()}
            for user_id in dict.fromkeys(wanted)
            if is_citizen_id(user_id) and self.store.find(user_id) is not None
        )

    def updateUser(self, user_id, login_name):
        """Citizens have no login name here that could be changed."""
        return None

    def updateEveryLoginName(self, quit_on_first_error=True):
        """Citizens have no login names here."""

    # IUserFactoryPlugin

    def createUser(self, user_id, name):
        """Return the user object of a citizen, or of who came through a provider.

        None leaves the others to Plone.
        """
        if is_citizen_id(user_id):
            return CitizenUser(user_id, name)
        return modest_user(user_id, name)

    # IPropertiesPlugin

    def getPropertiesForUser(self, user, request=None):
        """Return the read-only sheet of a citizen, nothing for others."""
        user_id = user.getId()
        if not is_citizen_id(user_id):
            return None
        return sheet_of(self.getId(), user_id)

    # IRolesPlugin

    def getRolesForPrincipal(self, principal, request=None):
        """Return the role of a citizen, which is stored nowhere."""
        if self.store.find(_citizen_id(principal.getId())) is None:
            return ()
        return (ROLE,)

    # IUserManagement and IDeleteCapability: Plone manages no citizens

    def doAddUser(self, login, password):
        """Leave it to the other plugins."""
        return False

    def doChangeUser(self, login, password, **kw):
        """:raises RuntimeError: always; PlonePAS then asks the next plugin."""
        raise RuntimeError("citizens are not changed here")

    def doDeleteUser(self, login):
        """:raises KeyError: always; citizens are erased by the e-loket."""
        raise KeyError(login)

    def allowDeletePrincipal(self, id):
        """Say no: citizens are erased by the e-loket."""
        return False


def _citizen_id(user_id: object) -> str | None:
    return user_id if is_citizen_id(user_id) else None


InitializeClass(CitizensPlugin)
