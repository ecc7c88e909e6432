"""The words of questions in other languages, kept per version of a form.

A case names its version: whoever reads it in another language than its applicant gets
the words that belong to those questions. They lie at the document, once for all cases
of a version, in a tree of their own: who only shows the document does not load them.
"""

from BTrees.OOBTree import OOBTree
from collections.abc import Mapping
from collective.eloket.catalogue.content import OnlineDocument
from collective.eloket.catalogue.easyform.models import version_of


#: How the places of questions begin.
QUESTIONS = "question/"
HINT = "/hint"


def place_of(name: str, word: str) -> str:
    """Return where something is said of a question; ``word``: title, hint, choice/…"""
    return f"{QUESTIONS}{name}/{word}"


def keep_words(document: OnlineDocument, version: str) -> None:
    """Keep the translations of today with a version; writes only what is different."""
    kept = {
        language: {place: text for place, text in said.items() if _is_label(place)}
        for language, said in document.texts.items()
    }
    kept = {language: said for language, said in kept.items() if said}
    if kept == (document._version_words or {}).get(version, {}):
        return
    if document._version_words is None:
        document._version_words = OOBTree()
    document._version_words[version] = kept


def words_of_version(
    document: OnlineDocument, version: str, language: str
) -> Mapping[str, str]:
    """Return place → words of a version's questions; empty where nobody translated.

    What the form asks today is said as it is translated today.
    """
    if version == version_of(document.form):
        return document.texts.get(language, {})
    return (document._version_words or {}).get(version, {}).get(language, {})


def _is_label(place: str) -> bool:
    return place.startswith(QUESTIONS) and not place.endswith(HINT)
