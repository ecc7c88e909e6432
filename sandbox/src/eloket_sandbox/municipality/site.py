"""The site itself: its admin, its profile, its settings; run inside Zope."""

from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import noSecurityManager
from collective.eloket.accounts.oidc.service import set_provider
from collective.eloket.interfaces import IEloketLayer
from dataclasses import dataclass
from dataclasses import field
from eloket_sandbox.municipality.content import fill
from plone.distribution.api import site as site_api
from plone.registry.interfaces import IRegistry
from Products.CMFPlone.Portal import PloneSite
from Testing.makerequest import makerequest
from zope.component import getUtility
from zope.component.hooks import setSite
from zope.globalrequest import setRequest
from zope.interface import alsoProvides

import transaction


SITE = "gemeente"
PROVIDER = "burgerprofiel"
ANSWERS = {
    "site_id": SITE,
    "title": "Gemeente Testegem",
    "description": "Een verzonnen gemeente met een e-loket",
    "default_language": "nl",
    "portal_timezone": "Europe/Brussels",
    "setup_content": False,
}
PROFILE = "profile-collective.eloket:default"
SENDER = ("E-loket Testegem", "e-loket@testegem.example")


@dataclass(frozen=True)
class Wishes:
    """What this start wants of the site."""

    admin_password: str = field(repr=False)
    staff_passwords: dict[str, str] = field(repr=False)
    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    mail_port: int


def prepare(root, wishes: Wishes) -> None:
    """Make the site when there is none, and set what depends on this start.

    One transaction: after a crash there is a whole site or none.
    """
    root = makerequest(root)
    setRequest(root.REQUEST)
    try:
        with transaction.manager as current:
            current.note("eloket-start")
            set_admin_password(root, wishes.admin_password)
            act_as_admin(root)
            alsoProvides(root.REQUEST, IEloketLayer)
            if SITE not in root.objectIds():
                fill(make_site(root), wishes.staff_passwords)
            site = root[SITE]
            setSite(site)
            set_mail(wishes.mail_port)
            let_in(site, wishes)
    finally:
        noSecurityManager()
        setSite(None)


def make_site(root) -> PloneSite:
    """Return a new Dutch classic site with the e-loket in it."""
    site = site_api.create(root, "classic", ANSWERS)
    setSite(site)
    site.portal_setup.runAllImportStepsFromProfile(PROFILE)
    return site


def let_in(site: PloneSite, wishes: Wishes) -> None:
    """Make the sandbox's provider a way to sign in."""
    set_provider(
        site,
        PROVIDER,
        "burgerprofiel",
        wishes.issuer,
        wishes.client_id,
        wishes.client_secret,
        # the sandbox has no certificate and lives on this machine
        {"allow_private": True},
    )


def set_admin_password(root, password: str) -> None:
    """Let ``admin`` sign in to Zope with this password, and no other."""
    users = root.acl_users
    if users.getUserById("admin") is None:
        users._doAddUser("admin", password, ["Manager"], [])
    elif hasattr(users, "users"):
        users.users.updateUserPassword("admin", password)
    else:
        users._doChangeUser("admin", password, ["Manager"], [])


def act_as_admin(root) -> None:
    """Do what follows as ``admin``, who becomes the owner of the content."""
    users = root.acl_users
    newSecurityManager(None, users.getUserById("admin").__of__(users))


def set_mail(port: int) -> None:
    """Send all mail to the sandbox's mailbox."""
    registry = getUtility(IRegistry)
    registry["plone.smtp_host"] = "127.0.0.1"
    registry["plone.smtp_port"] = port
    registry["plone.email_from_name"] = SENDER[0]
    registry["plone.email_from_address"] = SENDER[1]
