"""No page with a citizen's name on it may be kept by a browser, a proxy or Plone."""

from collections.abc import Iterable
from collective.eloket.http.session import current_session
from plone.caching.hooks import IStreamedResponse
from plone.caching.interfaces import ICacheSettings
from plone.registry.interfaces import IRegistry
from plone.transformchain.interfaces import ITransform
from zope.component import queryUtility
from zope.component.hooks import getSite
from zope.interface import alsoProvides
from zope.interface import implementer
from ZPublisher.HTTPRequest import HTTPRequest
from ZPublisher.interfaces import IPubBeforeAbort
from ZPublisher.interfaces import IPubBeforeCommit


#: Record of plone.caching: does the site keep pages at all?
ENABLED = f"{ICacheSettings.__identifier__}.enabled"
#: Pictures, scripts and style sheets are the same for everybody.
PERSONAL = ("text/html", "application/json")


def is_personal(request: HTTPRequest) -> bool:
    """Is this answer for one signed-in citizen?"""
    kind = request.response.getHeader("Content-Type") or ""
    if getSite() is None or not kind.startswith(PERSONAL):
        return False
    return current_session(request).user_id is not None


def keep_off_caches(event: IPubBeforeCommit | IPubBeforeAbort) -> None:
    """Forbid storing what a signed-in citizen gets (RFC 9111, section 5.2.2.5).

    Plone's own pages too: the bar on top of them says who it is. Pages and calls of
    ours forbid it themselves, whoever asks.
    """
    if is_personal(event.request):
        event.request.response.setHeader("Cache-Control", "no-store")


@implementer(ITransform)
class OffPlonesCache:
    """Takes from plone.caching what nobody may keep, whatever its settings are.

    It writes its own headers over ours, and keeps pages in memory by a key that is the
    site's choice: without the user in it, the next reader would get a citizen's page.
    """

    #: plone.caching has 12000.
    order = 11900

    def __init__(self, _published: object, request: HTTPRequest) -> None:
        self._request = request

    def transformIterable(self, _result: Iterable[bytes], _encoding: str) -> None:
        """Tell it that this answer was dealt with; the answer stays as it is."""
        # cheap first: most sites keep no pages, and marking a request is dear
        registry = queryUtility(IRegistry)
        if registry is None or not registry.get(ENABLED):
            return
        said = self._request.response.getHeader("Cache-Control") or ""
        if "no-store" in said or is_personal(self._request):
            alsoProvides(self._request, IStreamedResponse)

    transformBytes = transformUnicode = transformIterable
