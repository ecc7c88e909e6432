"""From the card's host name to the site: a code that works once, in one browser.

The site begins: it binds the browser by a cookie and sends it away with a *ticket*, the
keyed hash of that cookie. The card's host gives a *code* for that ticket. Back at the
site the code is taken once, within a minute, by the browser whose cookie fits. What was
proven then waits for the citizen's click, as a GET writes nothing to the ZODB.
"""

from collective.eloket.accounts import cookies
from collective.eloket.accounts.model import evidence_from_json
from collective.eloket.accounts.model import evidence_to_json
from collective.eloket.accounts.tls.errors import CardCodeError
from collective.eloket.accounts.tls.errors import CardTicketError
from collective.eloket.ephemeral.service import side_store
from collective.eloket.identity.evidence import Evidence
from collective.eloket.vault import service as vault
from dataclasses import dataclass
from dataclasses import field
from datetime import timedelta
from ZPublisher.HTTPRequest import HTTPRequest

import hmac
import json
import re
import secrets


BEGUN = "card-begun"
CODE = "card-code"
PROVEN = "card-proven"

#: From the click to the card's host and back: card in, PIN.
BEGUN_LIFE = timedelta(minutes=10)
CODE_LIFE = timedelta(seconds=60)
PROVEN_LIFE = timedelta(minutes=10)

#: A keyed hash, as ``vault.blind`` makes it.
_TICKET = re.compile(r"[\w-]{43}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Proven:
    """What a card proved in this browser; ``came_from``: where its holder was going."""

    evidence: Evidence
    came_from: str | None = field(default=None, repr=False)


def begin(request: HTTPRequest, came_from: str | None) -> str:
    """Bind this browser by a cookie and return its ticket; writes the side store."""
    handle = cookies.begin_handle(request, cookies.CARD, BEGUN_LIFE)
    ticket = vault.blind(BEGUN, handle)
    _put(BEGUN, ticket, {"came_from": came_from}, BEGUN_LIFE)
    return ticket


def checked_ticket(sent: object) -> str:
    """Return the ticket with which the site sent a browser to the card's host.

    :raises CardTicketError: it is none, used, or too old.
    """
    if not isinstance(sent, str) or not _TICKET.fullmatch(sent):
        raise CardTicketError
    if side_store().get(BEGUN, sent) is None:
        raise CardTicketError
    return sent


def give(ticket: str, evidence: Evidence) -> str:
    """Return a code for what was proven; writes the side store."""
    code = secrets.token_urlsafe(32)
    value = {"evidence": evidence_to_json(evidence), "ticket": ticket}
    _put(CODE, vault.blind(CODE, code), value, CODE_LIFE)
    return code


def take(request: HTTPRequest, code: object) -> None:
    """Take what a code stands for, and keep it for this browser's click.

    The code is used up, whatever comes of it.

    :raises CardCodeError: it is unknown, used, too old, or another browser's.
    """
    found = _take(CODE, vault.blind(CODE, code)) if isinstance(code, str) else None
    ticket = _ticket(request)
    if found is None or not hmac.compare_digest(found["ticket"], ticket):
        raise CardCodeError
    begun = _take(BEGUN, ticket)
    if begun is None:
        raise CardCodeError
    value = {"evidence": found["evidence"], "came_from": begun["came_from"]}
    _put(PROVEN, ticket, value, PROVEN_LIFE)


def find(request: HTTPRequest) -> Proven | None:
    """Return what a card proved in this browser, or None."""
    ticket = _ticket(request)
    found = _opened(PROVEN, ticket, side_store().get(PROVEN, ticket))
    if found is None:
        return None
    return Proven(evidence_from_json(found["evidence"]), found["came_from"])


def forget(request: HTTPRequest) -> None:
    """Forget what a card proved in this browser."""
    side_store().delete(PROVEN, _ticket(request))
    cookies.drop(request, cookies.CARD)


def _ticket(request: HTTPRequest) -> str:
    return vault.blind(BEGUN, cookies.read(request, cookies.CARD))


def _put(kind: str, key: str, value: dict, life: timedelta) -> None:
    sealed = vault.seal(json.dumps(value).encode(), f"{kind}:{key}")
    side_store().put(kind, key, sealed, life)


def _take(kind: str, key: str) -> dict | None:
    return _opened(kind, key, side_store().take(kind, key))


def _opened(kind: str, key: str, sealed: bytes | None) -> dict | None:
    if sealed is None:
        return None
    return json.loads(vault.open_sealed(sealed, f"{kind}:{key}"))
