"""*Vertalen*: the words of a document beside what they are in another language."""

from collective.eloket import _
from collective.eloket.catalogue.translations import checked_words
from collective.eloket.catalogue.translations import further_languages
from collective.eloket.catalogue.translations import outdated_words
from collective.eloket.catalogue.translations import own_language
from collective.eloket.catalogue.translations import set_words
from collective.eloket.catalogue.translations import unsure_words
from collective.eloket.catalogue.translations import Words
from collective.eloket.catalogue.translations import words_of
from collective.eloket.http.view import EloketView
from collective.eloket.parameters.words import LANGUAGE_NAMES
from functools import cached_property
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from zope.event import notify
from zope.i18nmessageid import Message
from zope.lifecycleevent import ObjectModifiedEvent


#: Prefix of the fields, so that none can be taken for one of ours.
FIELD = "woorden."
#: The boxes that say: the translation is still right; the one that says it of all.
RIGHT, ALL_RIGHT = "klopt", "alles-klopt"


class TranslatePage(EloketView):
    """Shows one language at a time; a form without script."""

    for_staff = True
    template = ViewPageTemplateFile("templates/translate.pt")

    def respond(self) -> str:
        """Show the page, or keep what was typed."""
        if self.posted and self.language:
            return self.keep()
        return self.template()

    @cached_property
    def languages(self) -> list[str]:
        """The languages into which one can translate."""
        return further_languages(self.context)

    @cached_property
    def language(self) -> str:
        """The language of this page; empty when the site speaks one only."""
        wanted = self.request.form.get("taal")
        if wanted in self.languages:
            return wanted
        return self.languages[0] if self.languages else ""

    def name_of(self, language: str) -> Message | str:
        """Return what a language is called."""
        return LANGUAGE_NAMES.get(language, language)

    @property
    def own_name(self) -> Message | str:
        """What the language is called in which the document is written."""
        return self.name_of(own_language(self.context))

    def words(self) -> list[Words]:
        """Return what there is to translate."""
        return words_of(self.context)

    def said(self, place: str) -> str:
        """Return the translation that is kept."""
        return self.context.texts.get(self.language, {}).get(place, "")

    @cached_property
    def outdated(self) -> dict[str, str]:
        """Place → the text that was translated, where it is another one now."""
        return outdated_words(self.context, self.language)

    @cached_property
    def unsure(self) -> list[str]:
        """The places of which nobody knows what was translated there."""
        return unsure_words(self.context, self.language)

    @property
    def right(self) -> list[str]:
        """The places whose translation was ticked to be right all the same."""
        if self.request.form.get(ALL_RIGHT) == "1":
            return [*self.outdated, *self.unsure]
        sent = self.request.form.get(RIGHT, [])
        return sent if isinstance(sent, list) else [sent]

    def keep(self) -> str:
        """Keep the translations of this language.

        :raises InvalidAnswerError: something sent is no text that can be kept.
        """
        form = self.request.form
        said = {one.place: form.get(FIELD + one.place, "") for one in self.words()}
        good = checked_words(self.context, self.language, said)
        set_words(self.context, self.language, good, self.right)
        notify(ObjectModifiedEvent(self.context))
        self.message(_("message_translated", default="The translation is kept."))
        url = f"{self.context.absolute_url()}/vertalen?taal={self.language}"
        return self.redirect(url, status=303)
