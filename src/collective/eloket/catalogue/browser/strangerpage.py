"""Asking without signing in: the form, and the page that says it was sent."""

from collective.eloket.accounts import cookies
from collective.eloket.catalogue.browser import words
from collective.eloket.catalogue.browser.onepage import OnePageForm
from collective.eloket.catalogue.errors import AnswersRefusedError
from collective.eloket.catalogue.errors import DocumentClosedError
from collective.eloket.catalogue.model import SubmittedCase
from collective.eloket.catalogue.service import is_open
from collective.eloket.catalogue.stranger_orders import submit_of_stranger
from collective.eloket.catalogue.strangers import STRANGERS
from collective.eloket.catalogue.strangers import StrangerSession
from collective.eloket.catalogue.strangers import takes_strangers
from collective.eloket.catalogue.strangers import ways_of
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

import base64
import json


#: Cookie that names, sealed, what this browser just sent.
SENT = "eloket-sent"
SENT_SECONDS = 30 * 60


class StrangerForm(OnePageForm):
    """The form of who did not sign in; who did goes to the usual one."""

    name = "aanvraag-zonder-aanmelden"

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
        """Nobody's, with the value of this browser."""
        return StrangerSession("", super().session.csrf)

    def receive(self):
        """Make a case of what was typed, and lead to the page that says so."""
        limits.spend(STRANGERS, self.request)
        try:
            case = submit_of_stranger(self.context, self.session.csrf, self.sent())
        except AnswersRefusedError as error:
            return self.again(error)
        self.remember(case)
        url = f"{self.context.absolute_url()}/ontvangen"
        return self.redirect(url, status=303)

    def remember(self, case: SubmittedCase) -> None:
        """Let this browser show the reference for half an hour."""
        told = json.dumps([case.reference, case.due.isoformat()]).encode()
        sealed = vault.seal(told, sent_context(self.context))
        value = base64.urlsafe_b64encode(sealed).decode()
        cookies.write(self.request, SENT, value, max_age=SENT_SECONDS)

    def channels(self) -> list:
        """See FormPage: the ways that are open to strangers."""
        ways = ways_of(self.context)
        return [pair for pair in words.channels_of(self.context) if pair[0] in ways]

    @property
    def shown_channel(self) -> str:
        """How the answer leaves if nobody says more."""
        return self.channel or ways_of(self.context)[0]


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
        return words.day_of(date.fromisoformat(self.told[1]))


def sent_context(document) -> str:
    """Return what the cookie is sealed for: this document alone."""
    return f"stranger-sent:{api.content.get_uuid(document)}"
