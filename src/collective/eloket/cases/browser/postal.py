"""Where the letter goes by post, on the clerk's page; a form where nobody knows."""

from collective.eloket import _
from collective.eloket.cases.browser.colleagues import ColleaguesPage
from collective.eloket.cases.model import POST
from collective.eloket.cases.postal import address_of
from collective.eloket.cases.postal import keep_address
from collective.eloket.cases.postal import needs_address
from collective.eloket.cases.postal import PARTS
from collective.eloket.cases.postal import PostalAddress
from collective.eloket.cases.words import SOURCES
from collective.eloket.errors import EloketError
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.http.errors import message_for
from collective.eloket.http.fields import Control
from collective.eloket.http.fields import Field
from collective.eloket.http.fields import FormFields
from collective.eloket.http.fields import typed
from collective.eloket.parameters.words import TITLES
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.i18nmessageid import Message


#: Step of the form that fills in where the letter goes.
ADDRESS = "adres"

KEPT = _("notice_address_kept", default="The address is kept for this request.")


class PostalPage(FormFields, ColleaguesPage):
    """Where the letter goes, and the form of a clerk who looked it up."""

    postal_template = ViewPageTemplateFile("templates/postal.pt")
    #: Why the address was not taken, in words.
    address_problem = ""

    def postal(self) -> str:
        """Return where the letter goes, with the form; for ``structure``."""
        return self.postal_template()

    @property
    def goes_by_post(self) -> bool:
        """Does its document leave by post?"""
        return self.case.channel == POST and self.case.outcome == "document"

    @cached_property
    def address(self) -> PostalAddress | None:
        """Where the letter goes; None: nobody knows."""
        return address_of(self.case)

    @property
    def address_source(self) -> Message:
        """Who says so, in words."""
        return SOURCES[self.address.source]

    @property
    def needs_address(self) -> bool:
        """Is there a form for the address?"""
        return needs_address(self.case)

    def address_fields(self) -> list[Field]:
        """Return the fields of the form, with what was typed or kept."""
        return [
            Field(
                name,
                Control.LINE,
                TITLES[name],
                self.address_typed(name),
                required=True,
                words=self.address_problem or None if name == PARTS[0] else None,
            )
            for name in PARTS
        ]

    def address_typed(self, name: str) -> str:
        """Return what stands in a field of the form."""
        if self.address_problem:
            return typed(self.request.form, name)
        return getattr(self.address, name, "")

    def keep_address(self):
        """Keep what the clerk filled in; on a refusal the words stay in the fields."""
        sent = {name: typed(self.request.form, name) for name in PARTS}
        try:
            keep_address(self.case, sent)
        except InvalidAnswerError as error:
            return self.refuse_address(error)
        self.message(KEPT)
        return self.redirect(self.url, 303)

    def refuse_address(self, error: EloketError):
        """Show the form with what was typed, and why it is not taken."""
        self.address_problem = message_for(error, self.request)
        return self.again(error)
