"""Two sites with the same people: each road is tried in both in the same way."""

from collective.eloket.accounts.ids import new_citizen_id
from collective.eloket.accounts.lookups import find_citizen
from collective.eloket.accounts.passwords import is_password
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.parameters import service as parameters
from plone import api
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.session import tktauth
from Products.CMFPlone.tests.utils import MockMailHost
from Products.MailHost.interfaces import IMailHost
from tests.accounts.people import citizen
from tests.accounts.people import evidence
from tests.accounts.people import make_desk
from tests.accounts.people import PASSWORD
from tests.accounts.people import token
from zope.component import getSiteManager
from zope.component.hooks import setSite

import binascii
import re
import requests
import transaction


#: What a road tries to put in place of what is known of Noor.
NEW = "Iemand Anders"
NEW_EMAIL = "iemand@anders.example"
NEW_SENTENCE = "een heel andere zin"
NAME = "Noor Voorbeeld"
EMAIL = "noor@voorbeeld.example"


class Place:
    """A site, and what is known there of Noor."""

    site_id: str
    #: User ids, and by what the password is typed.
    noor: str
    jan: str
    login = "noor.v1"

    def __init__(self, layer) -> None:
        self.root = layer["app"]
        self.origin = f"http://{layer['host']}:{layer['port']}"
        self.portal = self.root[self.site_id]
        self.url = f"{self.origin}/{self.site_id}"
        setSite(self.portal)
        with api.env.adopt_roles(["Manager"]):
            self.portal.portal_registry["plone.enable_user_pwd_choice"] = True
            self.portal.portal_registry["plone.enable_self_reg"] = True
            self.portal.manage_permission(
                "Add portal member", ["Anonymous", "Manager"], acquire=1
            )
            self.fill()
        # mails go nowhere
        self.portal.MailHost = mailhost = MockMailHost("MailHost")
        manager = getSiteManager(self.portal)
        manager.unregisterUtility(provided=IMailHost)
        manager.registerUtility(mailhost, IMailHost)
        transaction.commit()

    def fill(self) -> None:
        """Bring Noor and Jan in."""
        raise NotImplementedError

    def settle(self) -> None:
        """See what others committed, with this site's utilities."""
        setSite(self.portal)
        transaction.begin()

    # who asks

    def anonymous(self) -> requests.Session:
        """Return a browser of a stranger."""
        made = requests.Session()
        made.headers["Origin"] = self.origin
        return made

    def manager(self) -> requests.Session:
        """Return a browser of the Manager."""
        made = self.anonymous()
        made.auth = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
        return made

    def browser(self, who: str) -> requests.Session:
        """Return the browser of Noor or Jan."""
        raise NotImplementedError

    def program(self, session: requests.Session) -> requests.Session:
        """Let a browser ask for JSON."""
        session.headers["Accept"] = "application/json"
        return session

    def send(
        self, session: requests.Session, page: str, form: dict
    ) -> requests.Response:
        """Send a form of a page, with the token that the page carries, if any."""
        address = f"{self.url}/{page}"
        text = session.get(address).text
        value = re.search(r'name="_authenticator"[^>]*value="([^"]+)"', text)
        value = value or re.search(r'data-token="([^"]+)"', text)
        data = dict(form)
        if value is not None:
            data["_authenticator"] = value[1]
        return session.post(address, data=data)

    # what came of it

    def stored(self) -> str:
        """Return everything that is kept of Noor in clear, as text to search in."""
        self.settle()
        users = self.portal.acl_users
        memberdata = self.portal.portal_memberdata
        return repr(
            (
                dict(users.mutable_properties._storage.get(self.noor, {})),
                users.source_users._userid_to_login.get(self.noor),
                self.noor in memberdata.portraits,
                self.known(),
            )
        )

    def known(self) -> object:
        """Return what else the site knows of Noor."""
        return None

    def accepts(self, password: str) -> bool:
        """Is this Noor's password?"""
        raise NotImplementedError

    def is_there(self) -> bool:
        """Is there still a Noor?"""
        self.settle()
        return self.portal.acl_users.getUserById(self.noor) is not None

    def roles(self) -> set[str]:
        """Return Noor's roles."""
        self.settle()
        return set(self.portal.acl_users.getUserById(self.noor).getRoles())

    def is_noor(self, text: str) -> bool:
        """Does an answer name Noor: by name, address or user id?"""
        return any(word in text for word in (NAME, EMAIL, f'"{self.noor}"'))

    def ticket(self) -> str:
        """Return the ticket that plone.session would make for Noor."""
        self.settle()
        made = tktauth.createTicket(
            secret=self.portal.acl_users.session._getSigningSecret(self.noor),
            userid=self.noor,
        )
        return binascii.b2a_base64(made).rstrip().decode()

    def jwt(self) -> str:
        """Return the token that jwt_auth would make for Noor."""
        self.settle()
        made = self.portal.acl_users.jwt_auth.create_token(self.noor)
        transaction.commit()
        return made


class Stock(Place):
    """Plone as it comes; Noor and Jan are members."""

    site_id = "stock"
    noor = "noor"
    jan = "jan"
    login = "noor"

    def fill(self) -> None:
        """See Place."""
        names = {"noor": (NAME, EMAIL), "jan": ("Jan Janssens", "jan@example.com")}
        for name, (fullname, email) in names.items():
            api.user.create(
                username=name,
                email=email,
                password=PASSWORD,
                properties={"fullname": fullname},
            )
        self.new_id = "els"

    def browser(self, who: str) -> requests.Session:
        """See Place."""
        self.settle()
        made = self.anonymous()
        users = self.portal.acl_users.source_users
        made.auth = (users.getLoginForUserId(who), PASSWORD)
        return made

    def accepts(self, password: str) -> bool:
        """See Place."""
        self.settle()
        users = self.portal.acl_users.source_users
        return users.authenticateCredentials(
            {"login": self.noor, "password": password}
        ) == (self.noor, self.noor)

    def remove(self) -> None:
        """Delete Noor."""
        self.settle()
        with api.env.adopt_roles(["Manager"]):
            api.user.delete(username=self.noor)
        transaction.commit()


class Ours(Place):
    """The e-loket; Noor and Jan are citizens."""

    site_id = "plone"

    def fill(self) -> None:
        """See Place."""
        made = citizen(username=self.login, password=PASSWORD, email=EMAIL)
        other = {"given_names": "Jan", "family_name": "Janssens"}
        self.noor, self.jan = made.id, citizen(evidence(attributes=other)).id
        make_desk(self.portal)
        self.new_id = new_citizen_id()

    def browser(self, who: str) -> requests.Session:
        """See Place."""
        self.settle()
        made = self.anonymous()
        made.headers["Cookie"] = f"eloket-session={token(who)}"
        return made

    def known(self) -> object:
        """See Place."""
        found = parameters.known(self.noor, AssuranceLevel.HIGH)
        return {name: value.value for name, value in found.items()}

    def accepts(self, password: str) -> bool:
        """See Place."""
        self.settle()
        return is_password(find_citizen(self.noor).password, password)

    def remove(self) -> None:
        """Take Noor's account away."""
        self.settle()
        del self.portal.acl_users.eloket_citizens.store.citizens[self.noor]
        transaction.commit()
