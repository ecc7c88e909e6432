"""What happens when e-desks and documents come and go."""

from Acquisition import aq_base
from collective.eloket.accounts.interfaces import ICitizenSignedIn
from collective.eloket.catalogue import drafts
from collective.eloket.catalogue.easyform.factory import make_form
from collective.eloket.catalogue.easyform.interfaces import IDocumentForm
from collective.eloket.catalogue.errors import FormLockedError
from collective.eloket.http.desk import get_desk
from collective.eloket.http.desk import remember_desk
from collective.eloket.interfaces import IEloket
from collective.eloket.interfaces import IOnlineDocument
from OFS.interfaces import IObjectWillBeMovedEvent
from plone import api
from zope.lifecycleevent.interfaces import IObjectAddedEvent


def choose_desk(desk: IEloket, event: IObjectAddedEvent) -> None:
    """Let the first e-desk of a site be the one that links lead to."""
    site = api.portal.get()
    if get_desk(site) is None:
        path = "/".join(desk.getPhysicalPath()[len(site.getPhysicalPath()) :])
        remember_desk(site, path)


def give_form(document: IOnlineDocument, event: IObjectAddedEvent) -> None:
    """Make the form of a new document."""
    make_form(document)


def keep_form(form: IDocumentForm, event: IObjectWillBeMovedEvent) -> None:
    """Refuse to remove, rename or move a form alone; it goes with its document.

    :raises FormLockedError: the document would be left without a form.
    """
    if aq_base(event.object) is aq_base(form) and event.oldParent is not None:
        raise FormLockedError


def claim_drafts(event: ICitizenSignedIn) -> None:
    """Give the citizen what was kept in the browser when this sign-in began."""
    if event.aside is not None:
        drafts.claim(event.aside, event.user_id)
