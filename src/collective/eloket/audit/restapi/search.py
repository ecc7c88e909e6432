"""``@eloket-audit``: managers search the audit, for programs."""

from collective.eloket.audit import service
from collective.eloket.audit.asked import text_of
from collective.eloket.audit.asked import wanted_of
from collective.eloket.audit.model import AuditRow
from collective.eloket.audit.searching import search
from collective.eloket.audit.searching import Searcher
from collective.eloket.audit.searching import Sought
from collective.eloket.clock import utcnow
from collective.eloket.errors import InvalidAnswerError
from collective.eloket.http.dates import local_time
from collective.eloket.http.named import NamedService
from plone import api


class AuditPost(NamedService):
    """Searches; a POST, so that nothing of a person stands in an address."""

    def respond(self) -> dict:
        """Return ``{items: [{id, at, actor, role, citizen, action, …}], next}``.

        :raises NotSignedInError: nobody is signed in.
        :raises NotAllowedError: who is may not search.
        :raises InvalidAnswerError: no purpose, nothing named, or no day.
        """
        self.require_clerk(service.SEARCH_PERMISSION)
        self.check_no_name()
        body = self.json()
        days = wanted_of(body, local_time(utcnow()).date())
        user_id = api.user.get_current().getId()
        purpose, words = text_of(body, "purpose"), words_of(body)
        searcher = Searcher(user_id, self.session.means, purpose, words)
        sought = Sought(
            text_of(body, "reference").upper(),
            text_of(body, "worker"),
            text_of(body, "citizen"),
            days.since,
            days.until,
            days.before,
        )
        found = search(searcher, sought)
        return {"items": [item(row) for row in found.rows], "next": found.next}


def words_of(body: dict) -> str:
    """Return the explanation; absent is empty.

    :raises InvalidAnswerError: something else.
    """
    value = body.get("words", "")
    if not isinstance(value, str):
        raise InvalidAnswerError("words")
    return value


def item(row: AuditRow) -> dict:
    """Return a row; what is sealed in it stays so, but for why somebody searched."""
    entry = row.entry
    words = (entry.details or {}).get("words")
    return {
        "id": row.id,
        "at": row.at.isoformat(),
        "actor": entry.actor,
        "role": entry.role,
        "citizen": entry.subject,
        "action": entry.action,
        "object": entry.object,
        "purpose": entry.purpose,
        "explanation": words,
        "means": entry.means,
        "outcome": entry.outcome,
        "attempt": row.ref,
    }
