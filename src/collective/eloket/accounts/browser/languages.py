"""In which language does somebody read? Links on every page, back to the same page."""

from collections.abc import Sequence
from collective.eloket.http.desk import get_desk
from collective.eloket.http.language import LANGUAGES
from plone import api
from plone.app.i18n.locales import browser as stock
from plone.app.i18n.locales.browser.selector import LanguageSelector
from plone.registry.interfaces import IRegistry
from Products.Five.browser.pagetemplatefile import ViewPageTemplateFile
from urllib.parse import parse_qsl
from urllib.parse import urlencode
from zope.component import getUtility
from ZPublisher.HTTPRequest import HTTPRequest


#: Plone's own name in the address; it remembers the choice in a cookie of its own.
ASKED = "set_language"
#: What each language calls itself.
NAMES = {"nl": "Nederlands", "fr": "Français", "de": "Deutsch", "en": "English"}
#: Site settings of plone.i18n.
AVAILABLE, REMEMBERED = "plone.available_languages", "plone.use_cookie_negotiation"


def offered() -> tuple[str, ...]:
    """Return the languages to choose from; none where there is no choice.

    Those of the site that we speak, if the site remembers a choice.
    """
    registry = getUtility(IRegistry)
    if not registry.get(REMEMBERED):
        return ()
    spoken = registry.get(AVAILABLE) or ()
    found = tuple(code for code in LANGUAGES if code in spoken)
    return found if len(found) > 1 else ()


def choices(codes: Sequence[str], language: str, base: str) -> list[dict]:
    """Return the links; ``base`` is the address of this page up to the language."""
    return [
        {
            "code": code,
            "name": NAMES[code],
            "url": f"{base}{ASKED}={code}",
            "current": code == language,
        }
        for code in codes
    ]


def base_of(page: str, request: HTTPRequest) -> str:
    """Return the address of this page, ready for a language behind it.

    ``page`` is it without a query. What was typed into a form is not in it: a form that
    was sent is shown anew.
    """
    query = request.get("QUERY_STRING") if is_read(request) else ""
    if not query:
        return f"{page}?"
    kept = [(name, value) for name, value in parse_qsl(query) if name != ASKED]
    return f"{page}?{urlencode(kept)}&" if kept else f"{page}?"


def is_read(request: HTTPRequest) -> bool:
    """Is the page asked for, and nothing sent?"""
    return request.get("REQUEST_METHOD") in ("GET", "HEAD")


class StockSelector(LanguageSelector):
    """Plone's own links, which lead to other pages than the one that is read.

    They stand only on sites without an e-desk.
    """

    index = ViewPageTemplateFile("languageselector.pt", stock.__path__[0])

    def render(self) -> str:
        """Return Plone's links, or nothing."""
        return self.index() if get_desk(api.portal.get()) is None else ""
