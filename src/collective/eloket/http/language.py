"""Which languages do we speak, and which one does somebody get?"""

from plone import api


LANGUAGES = ("nl", "fr", "de", "en")


def spoken(*wishes: str | None) -> str:
    """Return the first wish that we speak; else the site's language, else Dutch.

    A wish may name a country too: ``fr-be`` is French.
    """
    for wish in (*wishes, api.portal.get_default_language()):
        language = (wish or "")[:2].lower()
        if language in LANGUAGES:
            return language
    return LANGUAGES[0]
