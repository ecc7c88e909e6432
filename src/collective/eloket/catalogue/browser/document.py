"""A document's page: what it is, what it takes, and the way to ask for it."""

from collective.eloket.catalogue import drafts
from collective.eloket.catalogue.browser import words
from collective.eloket.catalogue.browser.resume import Resume
from collective.eloket.catalogue.browser.stronger import StrongerSignIn
from collective.eloket.catalogue.content import OnlineDocument
from collective.eloket.catalogue.publishing import CLOSED
from collective.eloket.catalogue.publishing import state_of
from collective.eloket.catalogue.service import is_open
from collective.eloket.catalogue.service import lacks_number
from collective.eloket.catalogue.strangers import takes_strangers
from collective.eloket.http.dates import local_time
from collective.eloket.http.view import EloketView
from collective.eloket.mandates.errors import OnBehalfRefusedError
from collective.eloket.mandates.service import check_right
from collective.eloket.mandates.service import SILENT
from collective.eloket.messages import MESSAGES
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message


class DocumentPage(StrongerSignIn, Resume, EloketView):
    """Term, fee and level stand before sign-in."""

    template = ViewPageTemplateFile("templates/document.pt")
    number_template = ViewPageTemplateFile("templates/number.pt")
    words = words

    @property
    def is_open(self) -> bool:
        """Can it be asked for now?"""
        return is_open(self.context)

    @property
    def lacks_number(self) -> bool:
        """Is somebody signed in who cannot ask for it, without a national number?"""
        return lacks_number(self.context, self.session)

    @property
    def number_note(self) -> str:
        """The note that says so, with a way out; for ``structure``."""
        return self.number_template()

    @property
    def not_as_now(self) -> Message | None:
        """Why one cannot ask as what one acts now; None: one can, or nobody is in."""
        if self.session.user_id is None:
            return None
        try:
            check_right(self.session, self.context.right_needed or "")
        except (OnBehalfRefusedError, *SILENT) as error:
            return MESSAGES[error.code]
        return None

    @property
    def needs_no_sign_in(self) -> bool:
        """Can who is not signed in ask for it as they are?"""
        stranger = self.session.user_id is None
        return stranger and self.is_open and takes_strangers(self.context)

    @property
    def may_start(self) -> bool:
        """Is there a way to the form?"""
        may = self.is_open and not self.level_too_low and not self.lacks_number
        return may and self.not_as_now is None

    @property
    def is_closed(self) -> bool:
        """Was it closed by its editor?"""
        return state_of(self.context) == CLOSED

    @property
    def kept_until(self) -> str:
        """Until when a draft is kept while the document is off; empty: no draft."""
        if self.is_open or self.session.user_id is None:
            return ""
        draft = drafts.find(self.session, self.context)
        return (
            words.day_of(local_time(draft.saved + drafts.LIFE).date()) if draft else ""
        )

    def resumable(self) -> list[OnlineDocument]:
        """See Resume."""
        return [self.context] if self.is_open else []

    def lines(self, text: str | None) -> list[str]:
        """Return the lines of a text that say something."""
        return [line.strip() for line in (text or "").splitlines() if line.strip()]

    @property
    def print_url(self) -> str:
        """Where the form to print is; empty when there is none."""
        if self.context.printable_form is None:
            return ""
        return f"{self.context.absolute_url()}/@@download/printable_form"

    @property
    def form_url(self) -> str:
        """Where the form is."""
        return f"{self.context.absolute_url()}/aanvraag"
