"""What should an editor look at in the letters of a document?"""

from collections.abc import Iterator
from collective.eloket import _
from collective.eloket.catalogue.findings import about
from collective.eloket.catalogue.findings import Finding
from collective.eloket.catalogue.findings import IDocumentCheck
from collective.eloket.catalogue.findings import LETTER
from collective.eloket.catalogue.translations import further_languages
from collective.eloket.documents.texts.service import Age
from collective.eloket.documents.texts.service import age_of
from collective.eloket.interfaces import IOnlineDocument
from collective.eloket.parameters.words import LANGUAGE_NAMES
from zope.interface import implementer


#: How a text stands to the one it translates → what an editor reads; the rest is good.
TOLD = {
    Age.MISSING: _(
        "found_letter_missing",
        default="The text of the letter is not translated (${language}): a letter in "
        "that language says our own words.",
    ),
    Age.OUTDATED: _(
        "found_letter_outdated",
        default="The text of the letter was changed after it was translated "
        "(${language}).",
    ),
    Age.UNSURE: _(
        "found_letter_unsure",
        default="The text of the letter was perhaps changed after it was translated, "
        "nobody noted it (${language}). Compare them once.",
    ),
}


@implementer(IDocumentCheck)
class LetterCheck:
    """See IDocumentCheck."""

    def findings(self, document: IOnlineDocument) -> Iterator[Finding]:
        """See IDocumentCheck: the languages of the site, in their order."""
        if document.outcome != "document":
            return
        for language in further_languages(document):
            told = TOLD.get(age_of(document, language))
            if told is not None:
                name = LANGUAGE_NAMES[language]
                yield Finding(about(told, language=name), LETTER, language=language)
