"""A fact travels by the outbox: it commits with what it tells, or not at all.

The worker writes it into the journal, again and again until it is there; who is killed
between commit and journal loses nothing.
"""

from collections.abc import Mapping
from collective.eloket.clock import utcnow
from collective.eloket.interfaces import IJobHandler
from collective.eloket.outbox import service as outbox
from collective.eloket.outbox.interfaces import IJobContext
from collective.eloket.recovery import journal
from collective.eloket.recovery.model import Fact
from collective.eloket.settings import environment
from plone import api
from zope.interface import implementer

import secrets


KIND = "journal"


def note(kind: str, **about: str) -> None:
    """Let a fact be in the journal soon after this transaction commits.

    Nothing is noted where no journal is kept, or no e-loket is installed.
    """
    if environment().journal is None or outbox.find_outbox(api.portal.get()) is None:
        return
    outbox.put(KIND, _fact(kind, about).to_json())


def write_now(kind: str, **about: str) -> None:
    """Write a fact into the journal at once, if one is kept; for commands.

    :raises JournalUnreadableError: it cannot be written.
    """
    if environment().journal is not None:
        journal.append(_fact(kind, about))


def _fact(kind: str, about: Mapping[str, str]) -> Fact:
    path = "/".join(api.portal.get().getPhysicalPath())
    return Fact(secrets.token_hex(12), utcnow(), path, kind, about)


@implementer(IJobHandler)
class JournalHandler:
    """Writes one fact; see IJobHandler."""

    def perform(self, payload: Mapping, context: IJobContext) -> None:
        """See IJobHandler.

        :raises RecoveryRefusedError: the journal cannot be written; it is tried again.
        """
        journal.append(Fact.from_json(payload))
