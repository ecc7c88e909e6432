"""The site itself: its admin, its profile, its settings; run inside Zope."""

from AccessControl.SecurityManagement import newSecurityManager
from AccessControl.SecurityManagement import noSecurityManager
from Acquisition import aq_base
from collective.eloket.interfaces import IEloketLayer
from dataclasses import dataclass
from dataclasses import field
from eloket_sandbox.municipality.content import fill
from eloket_sandbox.municipality.rights import let_rights_be_given
from eloket_sandbox.municipality.ways import Known
from eloket_sandbox.municipality.ways import let_cards_in
from eloket_sandbox.municipality.ways import let_in
from plone import api
from plone.distribution.api import site as site_api
from plone.registry.interfaces import IRegistry
from Testing.makerequest import makerequest
from zope.component import getUtility
from zope.component.hooks import setSite
from zope.globalrequest import setRequest
from zope.interface import alsoProvides

import transaction


SITE = "gemeente"
ANSWERS = {
    "site_id": SITE,
    "title": "Gemeente Testegem",
    "description": "Een verzonnen gemeente met een e-loket",
    "default_language": "nl",
    "portal_timezone": "Europe/Brussels",
    "setup_content": False,
}
#: Mark on the root of Zope while the site is being made.
UNFINISHED = "_eloket_sandbox_unfinished"
PROFILE = "profile-collective.eloket:default"
STAMPS = "collective.eloket.documents.stamp_authority"
PRIVATE = "collective.eloket.outbox.private_hosts"
SENDER = ("E-loket Testegem", "e-loket@testegem.example")


@dataclass(frozen=True)
class Wishes:
    """What this start wants of the site."""

    admin_password: str = field(repr=False)
    staff_passwords: dict[str, str] = field(repr=False)
    providers: tuple[Known, ...]
    mail_port: int
    #: ``http://localhost:PORT``, which cards sign as well.
    origin: str
    #: Address of the time-stamp authority; empty: none.
    stamps: str = ""


def prepare(root, wishes: Wishes) -> None:
    """Make the site when there is none, and set what depends on this start.

    After a crash half-way the next start makes the site anew.
    """
    root = makerequest(root)
    setRequest(root.REQUEST)
    alsoProvides(root.REQUEST, IEloketLayer)
    try:
        with transaction.manager:
            set_admin_password(root, wishes.admin_password)
            begin_site(root)
        act_as_admin(root)
        if SITE not in root.objectIds():
            # begins and commits a transaction of its own
            site_api.create(root, "classic", ANSWERS)
        with transaction.manager:
            finish_site(root, wishes)
    finally:
        noSecurityManager()
        setSite(None)


def begin_site(root) -> None:
    """Note that a site is being made; take away one that was not finished."""
    if hasattr(aq_base(root), UNFINISHED) and SITE in root.objectIds():
        root._delObject(SITE)
    if SITE not in root.objectIds():
        setattr(root, UNFINISHED, True)


def finish_site(root, wishes: Wishes) -> None:
    """Fill a new site; tell any site where the outside world is now."""
    site = root[SITE]
    setSite(site)
    if hasattr(aq_base(root), UNFINISHED):
        site.portal_setup.runAllImportStepsFromProfile(PROFILE)
        let_rights_be_given()
        fill(site, wishes.staff_passwords)
        delattr(root, UNFINISHED)
    set_mail(wishes.mail_port)
    api.portal.set_registry_record(STAMPS, wishes.stamps)
    api.portal.set_registry_record(PRIVATE, ("localhost",))
    let_cards_in(wishes.origin)
    for provider in wishes.providers:
        let_in(site, provider)


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
