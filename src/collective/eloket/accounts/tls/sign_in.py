"""Signing in with the certificate that a browser showed at the card's own host name."""

from collective.eloket.accounts import arrival
from collective.eloket.accounts import cookies
from collective.eloket.accounts import service
from collective.eloket.accounts.card_sign_in import check_same_person
from collective.eloket.accounts.card_sign_in import ISSUER
from collective.eloket.accounts.card_sign_in import names_of
from collective.eloket.accounts.card_sign_in import TOKENS
from collective.eloket.accounts.card_way import CARD
from collective.eloket.accounts.tls import handover
from collective.eloket.accounts.tls.door import card_host
from collective.eloket.accounts.tls.door import HOST_PAGE
from collective.eloket.accounts.tls.door import is_open
from collective.eloket.accounts.tls.door import shown_certificate
from collective.eloket.accounts.tls.errors import CardHostClosedError
from collective.eloket.accounts.tls.handover import Proven
from collective.eloket.clock import utcnow
from collective.eloket.identity.eid.verify import Presence
from collective.eloket.identity.eid.verify import verify_holder
from collective.eloket.identity.evidence import Evidence
from collective.eloket.identity.evidence import Subject
from collective.eloket.identity.evidence import TLS
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.limits import service as limits
from collective.eloket.parameters.age import check_not_too_young
from collective.eloket.parameters.cards import verifier
from datetime import datetime
from urllib.parse import urlencode
from urllib.parse import urlsplit
from ZPublisher.HTTPRequest import HTTPRequest

import transaction


def begin(request: HTTPRequest, came_from: str | None) -> str:
    """Bind this browser, and return the card host's address for it.

    :raises CardHostClosedError: this site lets no cards in by TLS.
    """
    if not is_open():
        raise CardHostClosedError
    ticket = handover.begin(request, came_from)
    return f"https://{card_host()}/{HOST_PAGE}?{urlencode({'ticket': ticket})}"


def show(request: HTTPRequest, page: str) -> str:
    """At the card's host: return where to send the browser with its code.

    ``page``: address of the site's own page; of it only the path counts, as the origin
    is that of the configuration. May call the network, about revocation.

    :raises CardError: one class per cause, see :mod:`identity.eid`.
    :raises EloketError: the request did not come as it must, see :mod:`errors`.
    """
    certificate = shown_certificate(request)
    ticket = handover.checked_ticket(request.form.get("ticket"))
    limits.spend(TOKENS, request)
    checks, now = verifier(), utcnow()
    evidence = evidence_of(verify_holder(certificate, checks, now), now)
    code = handover.give(ticket, evidence)
    return f"{checks.origin}{urlsplit(page).path}?{urlencode({'code': code})}"


def evidence_of(holder: Presence, now: datetime) -> Evidence:
    """Return what a handshake with the card's key proves: names and number, level high.

    It signs in and is no presence: the browser may have kept the PIN.
    """
    return Evidence(
        means="eid",
        provider=CARD,
        level=AssuranceLevel.HIGH,
        subject=Subject(ISSUER, holder.number.digits),
        number=holder.number,
        attributes=names_of(holder),
        authenticated_at=now,
        read_at=now,
        proof=TLS,
    )


def finish(request: HTTPRequest, proven: Proven) -> bool:
    """Sign in whom the card leads to; False: nobody, and registering has begun.

    Writes the ZODB, in the request's transaction.

    :raises OtherPersonError: somebody else is signed in.
    :raises CardTooYoungError: nobody here has the card, and it is a child's.
    :raises EloketError: see :func:`arrival.sign_in`.
    """
    check_same_person(request, proven.evidence)
    is_known = arrival.sign_in(request, proven.evidence, cookies.aside(request))
    if not is_known:
        check_not_too_young(proven.evidence, utcnow())
        service.begin_registration(request, proven.evidence)
    # only then: Zope may run this request again, and would find nothing
    transaction.get().addAfterCommitHook(_forget, (request,))
    return is_known


def _forget(committed: bool, request: HTTPRequest) -> None:
    if committed:
        handover.forget(request)
