"""No page with a citizen's name on it may be kept by a browser or a proxy."""

from collective.eloket.http.session import current_session
from zope.component.hooks import getSite
from ZPublisher.interfaces import IPubBeforeAbort
from ZPublisher.interfaces import IPubBeforeCommit


#: Pictures, scripts and style sheets are the same for everybody.
PERSONAL = ("text/html", "application/json")


def keep_off_caches(event: IPubBeforeCommit | IPubBeforeAbort) -> None:
    """Forbid storing what a signed-in citizen gets (RFC 9111, section 5.2.2.5).

    Plone's own pages too: the bar on top of them says who it is. Pages and calls of
    ours forbid it themselves, whoever asks.
    """
    response = event.request.response
    kind = response.getHeader("Content-Type") or ""
    if getSite() is None or not kind.startswith(PERSONAL):
        return
    if current_session(event.request).user_id is not None:
        response.setHeader("Cache-Control", "no-store")
