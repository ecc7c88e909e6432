"""Which translations are older than the text that they translate?

Beside each translation is kept what was translated. When an editor changes the text
afterwards, the translation stays on offer, and editors are told: to translate it anew,
or to say that it is still right.
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
    translation that stays as it was, of a text that changed, stays older than it.
    """
    was = document.texts.get(language, {})
    before = document._translated_from.get(language, {})
    kept = {
        place: before[place]
        if place in before and was.get(place) == text and place not in right
        else originals[place]
        for place, text in said.items()
    }
    found = {**document._translated_from, language: kept}
    document._translated_from = {name: one for name, one in found.items() if one}


def outdated_places(
    document: OnlineDocument, language: str, originals: Iterable[tuple[str, str]]
) -> dict[str, str]:
    """Return place → what was translated there, where the text is another one now.

    In the order of ``originals`` (place, text of today). Blanks and ends of lines do
    not count. What was translated before this was kept is never told.
    """
    before = document._translated_from.get(language, {})
    return {
        place: before[place]
        for place, text in originals
        if place in before and before[place].split() != text.split()
    }
