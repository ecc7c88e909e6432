"""What is told to an editor about a document, and the seam for who tells more."""

from collective.eloket.parameters.words import LANGUAGE_NAMES
from dataclasses import dataclass
from zope.i18nmessageid import Message
from zope.interface import Interface


#: Where a finding is mended: the document's own page of fields, its form, its texts in
#: other languages, its letter.
EDIT = "edit"
FORM = "form"
TEXTS = "texts"
LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at; ``place`` is where it is mended.

    ``blocks`` when the document cannot be published, or nobody could use it.
    """

    text: Message
    place: str
    blocks: bool = False
    #: The page there is of this language; empty: of all.
    language: str = ""


class IDocumentCheck(Interface):
    """What a room above looks at before a document is on offer: a named utility."""

    def findings(document):
        """Return findings, in the order of the page; reads only."""


def about(words: Message, **mapping: str) -> Message:
    """Return the words, with what they are about."""
    return Message(words, mapping=mapping)


def counted(words: Message, language: str, texts: list[str]) -> Message:
    """Return how many texts in a language it is about, and the first of them."""
    name = LANGUAGE_NAMES[language]
    return about(words, count=str(len(texts)), language=name, text=texts[0][:80])
