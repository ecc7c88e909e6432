"""Asking without signing in: the form, and the page that says it was sent."""

from collective.eloket import _
from collective.eloket.accounts import cookies
from collective.eloket.catalogue import drafts
from collective.eloket.catalogue.browser import words
from collective.eloket.catalogue.browser.loose import LooseForm
from collective.eloket.catalogue.errors import DocumentClosedError
from collective.eloket.catalogue.model import SubmittedCase
from collective.eloket.catalogue.orders import KEY
from collective.eloket.catalogue.orders import sent_before
from collective.eloket.catalogue.service import is_open
from collective.eloket.catalogue.stranger_orders import submit_of_stranger
from collective.eloket.catalogue.strangers import PAGES
from collective.eloket.catalogue.strangers import stranger_for
from collective.eloket.catalogue.strangers import STRANGERS
from collective.eloket.catalogue.strangers import StrangerSession
from collective.eloket.catalogue.strangers import takes_strangers
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.errors import NotSignedInError
from collective.eloket.http.session import current_session
from collective.eloket.http.view import EloketView
from collective.eloket.limits import service as limits
from collective.eloket.vault import service as vault
from collective.eloket.vault.errors import SealError
from datetime import date
from functools import cached_property
from plone import api
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message

import base64
import json


#: Cookie that names, sealed, what this browser just sent.
SENT = "eloket-sent"
SENT_SECONDS = 30 * 60


FORGOTTEN: Message = _(
    "message_stranger_forgotten",
    default="We keep what you fill in for 30 minutes only, and they are over. "
    "Begin anew.",
)


class StrangerForm(LooseForm):
    """The form of who did not sign in; who did goes to the usual one.

    What was typed on other pages, and files, wait in a draft that this browser finds
    again by the key of the form, which its pages carry.
    """

    name = "aanvraag-zonder-aanmelden"
    is_stranger = True
    #: There is nothing to find again on the e-desk.
    was_stopped = False

    def respond(self):
        """Show or take the form.

        :raises DocumentClosedError: it is not on offer.
        :raises NotSignedInError: it is not for strangers.
        """
        if current_session(self.request).user_id is not None:
            return self.redirect(f"{self.context.absolute_url()}/aanvraag")
        if not is_open(self.context):
            raise DocumentClosedError
        if not takes_strangers(self.context):
            raise NotSignedInError
        return super().respond()

    @cached_property
    def session(self) -> StrangerSession:
        """Nobody's, with the value of this browser and the key of this form."""
        csrf = current_session(self.request).csrf
        return StrangerSession("", csrf, self.sent_key)

    @property
    def sent_key(self) -> str:
        """The key of a form that was shown before; empty: it is a new one."""
        sent = self.request.form.get("sleutel")
        return sent if isinstance(sent, str) and KEY.fullmatch(sent) else ""

    def own_url(self, **query: object) -> str:
        """See FormWays: with the key, without which nothing is found again."""
        return super().own_url(**query, sleutel=self.key)

    def show(self):
        """Show the form anew, or where its key says that somebody was."""
        if not self.sent_key:
            self.number = 1
            return self.template()
        if self.sent_before() is not None:
            return self.redirect(f"{self.context.absolute_url()}/ontvangen")
        self.draft = drafts.find(self.session, self.context)
        if self.draft is None:
            self.message(FORGOTTEN)
            return self.redirect(self.action_url)
        return self.template()

    def receive(self):
        """Keep what another page needs, then do what was clicked.

        :raises InvalidAnswerError: the form has no key.
        :raises StrangersTooOftenError: too many came from there.
        """
        if not self.sent_key:
            raise InvalidAnswerError
        leaves_much = self.is_end or self.uploads
        limits.spend(STRANGERS if leaves_much else PAGES, self.request)
        if self.has_steps or self.has_files:
            self.draft = self.keep(self.session)
        return self.move()

    def submit(self) -> SubmittedCase:
        """Make a case of what was typed."""
        return submit_of_stranger(self.context, self.session.csrf, self.sent())

    def sent_before(self) -> SubmittedCase | None:
        """See FormPage."""
        uid = api.content.get_uuid(self.context)
        writer = stranger_for(uid, self.session.csrf, self.sent_key)
        return sent_before(self.context, writer, self.sent_key)

    def done(self, case: SubmittedCase):
        """See FormPage: the page finds the case in a cookie."""
        self.remember(case)
        return self.redirect(f"{self.context.absolute_url()}/ontvangen", status=303)

    def remember(self, case: SubmittedCase) -> None:
        """Let this browser show the reference for half an hour."""
        told = json.dumps([case.reference, case.due.isoformat()]).encode()
        sealed = vault.seal(told, sent_context(self.context))
        value = base64.urlsafe_b64encode(sealed).decode()
        cookies.write(self.request, SENT, value, max_age=SENT_SECONDS)


class StrangerSent(EloketView):
    """Says once more what this browser sent; nobody else can ask for it."""

    template = ViewPageTemplateFile("templates/stranger_sent.pt")

    def respond(self) -> str:
        """Show reference and day; without them, the document."""
        if self.told is None:
            return self.redirect(self.context.absolute_url())
        return self.template()

    @cached_property
    def told(self) -> list[str] | None:
        """Reference and due day; None when this browser sent nothing."""
        try:
            sealed = base64.urlsafe_b64decode(cookies.read(self.request, SENT))
            opened = vault.open_sealed(sealed, sent_context(self.context))
        except (ValueError, SealError):
            return None
        return json.loads(opened)

    @property
    def reference(self) -> str:
        """What to say on the telephone."""
        return self.told[0]

    @property
    def due_text(self) -> str:
        """The day on which the answer is there at the latest."""
        return words.due_of(date.fromisoformat(self.told[1]))


def sent_context(document) -> str:
    """Return what the cookie is sealed for: this document alone."""
    return f"stranger-sent:{api.content.get_uuid(document)}"
