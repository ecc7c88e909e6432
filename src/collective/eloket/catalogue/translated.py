"""What should an editor look at in the translations of a document?"""

from collections.abc import Iterator
from collective.eloket import _
from collective.eloket.catalogue.content import OnlineDocument
from collective.eloket.catalogue.findings import counted
from collective.eloket.catalogue.findings import Finding
from collective.eloket.catalogue.findings import TEXTS
from collective.eloket.catalogue.translations import further_languages
from collective.eloket.catalogue.translations import missing_words
from collective.eloket.catalogue.translations import outdated_words
from collective.eloket.catalogue.translations import unsure_words
from collective.eloket.catalogue.translations import words_of


UNTRANSLATED = _(
    "found_untranslated",
    default="Not translated yet (${language}): ${count}. The first text is “${text}”.",
)
OUTDATED = _(
    "found_outdated",
    default="Changed after it was translated (${language}): ${count}. The first text "
    "is “${text}”.",
)
UNSURE = _(
    "found_unsure",
    default="Perhaps changed after it was translated, nobody noted it (${language}): "
    "${count}. The first text is “${text}”. Compare them once.",
)


def check_translations(document: OnlineDocument) -> Iterator[Finding]:
    """Give what is missing, older than its text, or of unknown age, by language."""
    words = words_of(document)
    for language in further_languages(document):
        missing = [one.place for one in missing_words(document, language)]
        for told, places in (
            (UNTRANSLATED, missing),
            (OUTDATED, outdated_words(document, language)),
            (UNSURE, unsure_words(document, language)),
        ):
            texts = [one.text for one in words if one.place in places]
            if texts:
                yield Finding(counted(told, language, texts), TEXTS, language=language)
