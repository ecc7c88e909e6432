"""For which organisation does this session's provider say that somebody acts?

What it said is kept beside the session, sealed, and read anew at each use: it ends with
the session, and when its provider may not state such things any more.
"""

from collective.eloket.accounts.afterwards import after_commit
from collective.eloket.accounts.capacity_errors import CapacityNotStatedHereError
from collective.eloket.accounts.capacity_errors import CapacityStaleError
from collective.eloket.accounts.groups import known_groups
from collective.eloket.accounts.interfaces import ICitizenSignedIn
from collective.eloket.accounts.interfaces import IStatingProviders
from collective.eloket.accounts.registry import session_limits
from collective.eloket.accounts.session import CitizenSession
from collective.eloket.accounts.tokens import SessionToken
from collective.eloket.ephemeral.service import side_store
from collective.eloket.errors import ProviderError
from collective.eloket.identity.evidence import Evidence
from collective.eloket.identity.statements import is_of_organisation
from collective.eloket.identity.statements import read_statement
from collective.eloket.identity.statements import Statement
from collective.eloket.interfaces import ICurrentSession
from collective.eloket.vault.errors import SealError
from collective.eloket.vault.service import open_sealed
from collective.eloket.vault.service import seal
from datetime import datetime
from datetime import UTC
from zope.component import getUtility

import json


#: Kind of the side store's entries; the key is the session's.
KIND = "session-stated"


def read_allowed(evidence: Evidence) -> Statement | None:
    """Return what a sign-in states of an organisation, if its provider may; or None.

    :raises CapacityNotStatedHereError: it does, and may not.
    :raises ProviderError: it is not written as it should be; see ``read_statement``.
    """
    if not is_of_organisation(evidence.said):
        return None
    _check_allowed(evidence.provider)
    return read_statement(evidence.said, known_groups())


def remember(event: ICitizenSignedIn) -> None:
    """Keep what was said beside a session that began. It was read before."""
    if event.replaces is not None:
        after_commit(forget, event.replaces)
    evidence = event.evidence
    if not is_of_organisation(evidence.said):
        return
    row = {
        "user": event.user_id,
        "provider": evidence.provider,
        "at": int(evidence.read_at.timestamp()),
        "said": dict(evidence.said),
    }
    sealed = seal(json.dumps(row).encode(), _context(event.sid))
    side_store().put(KIND, event.sid, sealed, session_limits()[1])


def forget(sid: str) -> None:
    """Let go of what was said beside a session, as it ends; safe when gone."""
    side_store().delete(KIND, sid)


def find_stated(session: ICurrentSession | None) -> Statement | None:
    """Return what the provider of a citizen's session stated; None: nothing.

    Everything is checked anew. Reads the side store, and one object of the database.

    :raises CapacityNotStatedHereError: its provider may not state it any more.
    :raises CapacityStaleError: it was said at another sign-in, or cannot be read.
    """
    found = find_said(session)
    if found is not None:
        check_allowed(session)
    return found


def check_allowed(session: CitizenSession) -> None:
    """:raises CapacityNotStatedHereError: its provider may state nothing any more."""
    _check_allowed(session.token.provider)


def find_said(session: ICurrentSession | None) -> Statement | None:
    """Return what was stated in a session, before one looks whether it may be.

    Reads the side store, and the target groups of the site.

    :raises CapacityStaleError: it was said at another sign-in, or cannot be read.
    """
    if not isinstance(session, CitizenSession) or not session.token.stated:
        return None
    try:
        return read_statement(_said_beside(session.token), known_groups())
    except ProviderError:
        # it was read when the session began: we read more strictly since
        raise CapacityStaleError from None


def _said_beside(token: SessionToken) -> dict[str, object]:
    sealed = side_store().get(KIND, token.sid)
    if sealed is None:
        raise CapacityStaleError
    try:
        row = json.loads(open_sealed(sealed, _context(token.sid)))
    except SealError:
        raise CapacityStaleError from None
    is_of_it = (row["user"], row["provider"]) == (token.user, token.provider)
    if not is_of_it or token.started < datetime.fromtimestamp(row["at"], UTC):
        raise CapacityStaleError
    return row["said"]


def _check_allowed(provider: str) -> None:
    if not getUtility(IStatingProviders).may_state(provider):
        raise CapacityNotStatedHereError


def _context(sid: str) -> str:
    return f"{KIND}/{sid}"
