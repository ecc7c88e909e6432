"""What Plone's error log keeps of a failed request: what went wrong, not whose it was.

Plone keeps the whole request in memory, for whoever may manage the site: what a form
sent, the body of a call, all cookies. Answers of citizens and living sessions are for
no manager's eyes. It is taken out of every entry of the process, ours or not: a cookie
of ours comes with each request to the host.
"""

from collective.eloket.http.logs import without_persons
from Products.SiteErrorLog.interfaces import ErrorRaisedEvent
from Products.SiteErrorLog.SiteErrorLog import temp_logs


#: Parts of an entry that tell what went wrong; what looks like a person is taken out.
TOLD = ("value", "tb_text", "tb_html", "url")
#: In place of the request: the page shows it as HTML.
NOT_KEPT = "<p>The request is not kept: it may hold personal data.</p>"


def keep_no_request(event: ErrorRaisedEvent) -> None:
    """Take the request out of an entry that was just written; the event is a copy."""
    for log in list(temp_logs.values()):
        for entry in log:
            if entry["id"] == event["id"]:
                _clean(entry)


def _clean(entry: dict) -> None:
    entry["req_html"] = NOT_KEPT
    # a citizen's login name is theirs; the id is random
    entry["username"] = entry["userid"]
    for name in TOLD:
        if entry[name]:
            entry[name] = without_persons(entry[name])
