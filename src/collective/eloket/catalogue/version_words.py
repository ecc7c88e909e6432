"""The words of questions in other languages, kept per version of a form.

A case names its version: whoever reads it in another language than its applicant gets
the words that belong to those questions. They lie at the document, once for all cases
of a version, in a tree of their own: who only shows the document does not load them.
"""

from BTrees.OOBTree import OOBTree
from collections.abc import Mapping
from collective.eloket.catalogue.content import OnlineDocument
from collective.eloket.catalogue.easyform.models import version_of
from collective.eloket.http.language import spoken


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

    What the form asks today is said as it is translated today; see ``words_for``.
    """
    if version == version_of(document.form):
        return words_for(document, document.texts, language)
    kept = (document._version_words or {}).get(version, {})
    return words_for(document, kept, language)


def words_for(
    document: OnlineDocument, texts: Mapping[str, Mapping[str, str]], language: str
) -> Mapping[str, str]:
    """Return place → words for who reads a language; what is absent is as written.

    ``texts``: language → place → words. Where nobody translated into the reader's
    language, the site's is taken: on a Dutch site a document that was written in French
    is called in Dutch for who reads German.
    """
    own, site = own_language(document), spoken()
    if language == own:
        return {}
    said = texts.get(language, {})
    return said if site in (own, language) else {**texts.get(site, {}), **said}


def own_language(document: OnlineDocument) -> str:
    """Return the language in which a document is written."""
    return spoken(document.Language())


def _is_label(place: str) -> bool:
    return place.startswith(QUESTIONS) and not place.endswith(HINT)
