"""What do all pages share? Session, CSRF, refusals in plain words, audit."""

from collective.eloket.errors import EloketError
from collective.eloket.errors import NotSignedInError
from collective.eloket.http import csrf
from collective.eloket.http.audited import tell_viewed
from collective.eloket.http.backoff import quick_retry
from collective.eloket.http.contact import Contact
from collective.eloket.http.contact import get_contact
from collective.eloket.http.desk import get_desk
from collective.eloket.http.desk import path_of
from collective.eloket.http.errors import message_for
from collective.eloket.http.errors import tell_status
from collective.eloket.http.icons import icon
from collective.eloket.http.policy import protect_page
from collective.eloket.http.session import current_session
from collective.eloket.interfaces import ICurrentSession
from collective.eloket.interfaces import IEloket
from collective.eloket.interfaces import IEloketView
from plone import api
from Products.Five.browser import BrowserView
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from Products.statusmessages.interfaces import IStatusMessage
from urllib.parse import urlencode
from zope.i18nmessageid import Message
from zope.interface import implementer

import transaction


@implementer(IEloketView)
class EloketView(BrowserView):
    """Base of our pages: a subclass sets ``template`` or writes ``respond()``."""

    template = None
    #: Is the page for who works here, so that a stranger is led to Plone's own login?
    for_staff = False
    #: How a refusal looks; the template gets ``view.error_text``.
    refusal = ViewPageTemplateFile("templates/refusal.pt")
    #: Does even a POST change nothing, so that it may come from anywhere?
    only_asks = False
    error: EloketError | None = None
    #: Title of the browser's window; None: what the page is headed.
    page_title: Message | None = None

    def respond(self):
        """Return the page; refuse by raising an EloketError."""
        return self.template()

    def __call__(self):
        self.request.response.setHeader("Cache-Control", "no-store")
        protect_page(self.request)
        # our pages use the whole width: no portlets beside them
        for column in ("left", "right"):
            self.request.set(f"disable_plone.{column}column", 1)
        quick_retry(self.request)
        try:
            if csrf.is_write(self.request) and not self.only_asks:
                csrf.protect_form(self.request)
            return self.respond()
        except NotSignedInError:
            transaction.doom()
            return self.redirect(self.sign_in_url())
        except EloketError as error:
            return self.refuse(error)

    def refuse(self, error: EloketError):
        """Show the refusal page with its status; what the request wrote is not kept.

        But for what a refusal leaves to others to do, see ``EloketError.keeps``.
        """
        if not error.keeps:
            transaction.doom()
        self.error = error
        tell_status(error, self.request)
        return self.refusal()

    @property
    def error_text(self) -> str:
        """The citizen's words for the refusal."""
        return message_for(self.error, self.request)

    @property
    def session(self) -> ICurrentSession:
        """The session of this request."""
        return current_session(self.request)

    @property
    def csrf(self) -> str:
        """Value of the hidden field ``_csrf``."""
        return self.session.csrf

    @property
    def posted(self) -> bool:
        """Was a form sent? Its origin is checked by then."""
        return csrf.is_write(self.request)

    def require_citizen(self) -> ICurrentSession:
        """Return the citizen's session.

        :raises NotSignedInError: nobody is signed in; the reader is led to sign-in.
        """
        session = self.session
        if session.user_id is None:
            raise NotSignedInError
        return session

    @property
    def desk(self) -> IEloket | None:
        """The e-desk of this site."""
        return get_desk(api.portal.get())

    @property
    def desk_url(self) -> str:
        """Address of the e-desk; the site's when there is none."""
        desk = self.desk
        return (desk if desk is not None else api.portal.get()).absolute_url()

    @property
    def site_url(self) -> str:
        """Address of the site."""
        return api.portal.get().absolute_url()

    @property
    def contact(self) -> Contact:
        """Where citizens can call or come by."""
        return get_contact()

    def sign_in_url(self) -> str:
        """Address of the sign-in page that leads back here."""
        return (
            f"{self.desk_url}/aanmelden?{urlencode({'came_from': self.local_path()})}"
        )

    def local_path(self) -> str:
        """Return where this page is, relative to the site."""
        return path_of(self.request)

    def redirect(self, address: str, status: int = 302) -> str:
        """Send the reader elsewhere on this site; after a POST use 303."""
        self.request.response.redirect(address, status=status)
        return ""

    def message(self, text: Message, kind: str = "info") -> None:
        """Show a notice on the next page."""
        IStatusMessage(self.request).addStatusMessage(text, type=kind)

    def audited(self, **what) -> None:
        """Record a view of personal data; see http.audited.tell_viewed."""
        tell_viewed(self.request, **what)

    def icon(self, name: str) -> str:
        """Return the drawing of that name; for ``structure`` in templates."""
        return icon(name)
