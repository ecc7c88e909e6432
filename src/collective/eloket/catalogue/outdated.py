"""Which translations are older than the text that they translate?

Beside each translation is kept what was translated. When an editor changes the text
afterwards, the translation stays on offer, and editors are told: to translate it anew,
or to say that it is still right. Of a translation that was made before that was kept,
or came in a file without it, nobody knows; that is told too, and never guessed.
"""

from collections.abc import Collection
from collections.abc import Iterable
from collections.abc import Mapping
from collective.eloket.catalogue.content import OnlineDocument


def note_sources(
    document: OnlineDocument,
    language: str,
    said: Mapping[str, str],
    originals: Mapping[str, str],
    right: Collection[str],
) -> None:
    """Keep what the translations of one language were made from; call it before.

    ``said``: place → translation as it will be; ``originals``: place → text of today;
    ``right``: places of which somebody says that the translation is right as it is. A
    translation that stays as it was stays as old as it was.
    """
    was = document.texts.get(language, {})
    kept = dict(document._translated_from.get(language, {}))
    for place, text in said.items():
        if place in right or was.get(place) != text:
            kept[place] = originals[place]
    set_sources(document, language, {one: kept[one] for one in said if one in kept})


def set_sources(
    document: OnlineDocument, language: str, sources: Mapping[str, str]
) -> None:
    """Keep from which texts a language was translated: place → text, and no others."""
    found = {**document._translated_from, language: dict(sources)}
    document._translated_from = {name: one for name, one in found.items() if one}


def sources_of(document: OnlineDocument) -> dict[str, dict[str, str]]:
    """Return language → place → the text that was translated there, where known."""
    return {name: dict(one) for name, one in document._translated_from.items()}


def outdated_places(
    document: OnlineDocument, language: str, originals: Iterable[tuple[str, str]]
) -> dict[str, str]:
    """Return place → what was translated there, where the text is another one now.

    In the order of ``originals`` (place, text of today). Blanks and ends of lines do
    not count.
    """
    before = document._translated_from.get(language, {})
    return {
        place: before[place]
        for place, text in originals
        if place in before and before[place].split() != text.split()
    }


def unsure_places(
    document: OnlineDocument, language: str, originals: Iterable[str]
) -> list[str]:
    """Return the places with a translation of which nobody knows what it translates."""
    said = document.texts.get(language, {})
    before = document._translated_from.get(language, {})
    return [place for place in originals if place in said and place not in before]
