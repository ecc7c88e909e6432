"""``@eloket-access-log``: who looked at my data, for programs."""

from collective.eloket.audit.access_log import access_log
from collective.eloket.audit.access_log import Line
from collective.eloket.audit.asked import wanted_of
from collective.eloket.clock import utcnow
from collective.eloket.http.dates import local_time
from collective.eloket.http.named import NamedService
from zope.i18n import translate
from zope.i18nmessageid import Message


class AccessLogGet(NamedService):
    """Lists lines, newest first; ``?from=&to=&kind=&own=1&after=`` choose."""

    def respond(self) -> dict:
        """Return ``{items: [{id, at, kind, by, who, what, why, …}], next}``.

        :raises NotSignedInError: no citizen is signed in.
        :raises InvalidAnswerError: a choice says something else.
        """
        session = self.require_citizen()
        self.check_no_name()
        wanted = wanted_of(self.request.form, local_time(utcnow()).date())
        self.audited(subject=session.user_id, action="log.view")
        page = access_log(session.user_id, wanted)
        return {"items": [self.item(line) for line in page.lines], "next": page.next}

    def item(self, line: Line) -> dict:
        """Return a line; texts in the language of the request."""
        return {
            "id": line.id,
            "at": line.at.isoformat(),
            "kind": line.kind.value,
            "by": line.by.value,
            "who": self.words(line.who),
            "what": self.words(line.what),
            "why": self.words(line.why),
            "explanation": line.explanation or None,
            "reference": line.reference,
            "failed": line.failed,
        }

    def words(self, text: Message) -> str:
        """Return a text in the reader's language."""
        return translate(text, context=self.request)
