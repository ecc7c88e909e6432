"""*De brief*: an editor writes what letters of a document say, and looks at them."""

from collective.eloket import _
from collective.eloket.catalogue.translations import further_languages
from collective.eloket.catalogue.translations import own_language
from collective.eloket.documents.example import example_letter
from collective.eloket.documents.interfaces import ILetterRenderer
from collective.eloket.documents.texts import service as texts
from collective.eloket.documents.texts.errors import LetterTextError
from collective.eloket.documents.texts.fields import usable_fields
from collective.eloket.documents.texts.language import TAGS
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.http.errors import message_for
from collective.eloket.http.view import EloketView
from collective.eloket.parameters.words import LANGUAGE_NAMES
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.component import getUtility
from zope.i18nmessageid import Message


KEPT = _("message_letter_kept", default="The text of the letter is kept.")


class LetterPage(EloketView):
    """Shows one language at a time; a form without script."""

    for_staff = True
    template = ViewPageTemplateFile("templates/letter.pt")
    page_title = _("heading_letter_text", default="The letter")
    #: Why the text was not taken, in words.
    problem = ""

    def respond(self):
        """Show the page; keep what was typed, or show it as a PDF."""
        if not self.posted:
            return self.template()
        try:
            texts.check_text(self.context, self.text)
        except LetterTextError as error:
            self.problem = message_for(error, self.request)
            self.request.response.setStatus(error.status)
            return self.template()
        if self.request.form.get("doe") == "voorbeeld":
            return self.preview()
        is_right = self.request.form.get("klopt") == "1"
        texts.keep_text(self.context, self.language, self.text, is_right)
        self.message(KEPT)
        return self.redirect(f"{self.url}?taal={self.language}", 303)

    @property
    def url(self) -> str:
        """Address of this page."""
        return f"{self.context.absolute_url()}/brief"

    @cached_property
    def languages(self) -> list[str]:
        """The languages of the letter: the document's own first."""
        return [own_language(self.context), *further_languages(self.context)]

    @cached_property
    def language(self) -> str:
        """The language of this page."""
        wanted = self.request.form.get("taal")
        return wanted if wanted in self.languages else self.languages[0]

    def name_of(self, language: str) -> Message | str:
        """Return what a language is called."""
        return LANGUAGE_NAMES.get(language, language)

    @cached_property
    def text(self) -> str:
        """What was typed; at first, what is kept.

        :raises InvalidAnswerError: what was sent is no text.
        """
        sent = self.request.form.get("tekst")
        if sent is None and not self.posted:
            return texts.text_of(self.context, self.language)
        if not isinstance(sent, str):
            raise InvalidAnswerError
        return sent.replace("\r\n", "\n")

    @property
    def is_translation(self) -> bool:
        """Is this the text of another language than the document's own?"""
        return self.language != self.languages[0]

    @property
    def original(self) -> str:
        """The text in the document's own language; empty: our own words."""
        return texts.text_of(self.context, self.languages[0])

    @property
    def translated(self) -> str:
        """What was translated; empty: our own words."""
        return texts.source_of(self.context, self.language) or ""

    @property
    def is_outdated(self) -> bool:
        """Was the letter changed after it was translated?"""
        return texts.age_of(self.context, self.language) == texts.Age.OUTDATED

    @property
    def is_unsure(self) -> bool:
        """Does nobody know what was translated?"""
        return texts.age_of(self.context, self.language) == texts.Age.UNSURE

    @property
    def tags(self) -> str:
        """The tags that letters have."""
        return " ".join(TAGS)

    def fields(self) -> list[tuple[str, Message | str]]:
        """Return the fields as they are written, and what stands in them."""
        return [
            (f"{{{{{name}}}}}", title)
            for name, title in usable_fields(self.context).items()
        ]

    def preview(self) -> bytes:
        """Return the letter with example data; it is neither sealed nor kept."""
        letter = example_letter(self.context, self.language, self.text)
        response = self.request.response
        response.setHeader("Content-Type", "application/pdf")
        response.setHeader("X-Content-Type-Options", "nosniff")
        response.setHeader(
            "Content-Disposition", 'attachment; filename="voorbeeld.pdf"'
        )
        return getUtility(ILetterRenderer).render(letter)
