"""A request waits no more: now, and again in a restored site."""

from collective.eloket.http.dates import local_time
from collective.eloket.mandates.self_registration import sealing
from collective.eloket.mandates.self_registration import store
from collective.eloket.mandates.self_registration.interfaces import AccessRequestEnded
from collective.eloket.mandates.self_registration.model import AccessRequest
from collective.eloket.mandates.self_registration.model import Decision
from collective.eloket.mandates.self_registration.model import State
from collective.eloket.vault.errors import PersonForgottenError
from dataclasses import replace
from datetime import date
from datetime import datetime
from zope.event import notify


def end(request: AccessRequest, day: date) -> None:
    """Let a request wait no more from that day on, as it is now; tells who notes it."""
    store.end(request.id, request.state, sealing.sealed(request), day)
    notify(AccessRequestEnded(request))


def end_again(id: str, state: str, at: datetime) -> bool:
    """Let a request be refused or taken back; False when it waits no more already.

    Who refused it and why was lost. Writes the ZODB; nobody is told.
    """
    kept = store.find(id)
    if kept is None or kept.state != State.OPEN:
        return False
    try:
        request = sealing.opened(id, kept)
    except PersonForgottenError:
        # erased since: what is sealed opens for nobody
        store.remove(id)
        return True
    decision = Decision("", at, "", False) if state == State.REFUSED else None
    after = replace(request, state=State(state), decision=decision)
    store.end(id, after.state, sealing.sealed(after), local_time(at).date())
    return True
