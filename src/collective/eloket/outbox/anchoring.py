"""Anchors of the audit leave the machine: by mail, by a signed call, to be stamped."""

from collective.eloket.audit import service as audit
from collective.eloket.clock import utcnow
from collective.eloket.ephemeral.service import side_store
from collective.eloket.http.language import spoken
from collective.eloket.interfaces import IJobHandler
from collective.eloket.outbox import jobs
from collective.eloket.outbox import mail
from collective.eloket.outbox import webhook
from collective.eloket.outbox.destinations import destinations
from collective.eloket.outbox.destinations import MAIL
from collective.eloket.outbox.destinations import period
from collective.eloket.outbox.destinations import STAMPS
from collective.eloket.outbox.destinations import WEBHOOK
from collective.eloket.outbox.interfaces import IChore
from collective.eloket.outbox.interfaces import IJobContext
from collective.eloket.outbox.sites import open_sites
from collective.eloket.outbox.stamping import stamp
from collective.eloket.outbox.texts import write_mail
from collective.eloket.vault import service as vault
from datetime import datetime
from pathlib import Path
from plone import api
from zope.component.hooks import setSite
from zope.interface import implementer

import json
import transaction


MAILS = Path(__file__).parent / "mails"
KIND = "anchor"
#: Kinds of the side store: an anchor was put into the outbox; one arrived.
PUT, LEFT = "audit-anchor-put", "audit-anchor-left"
#: An anchor that is late by so many of its periods is missed.
PATIENCE = 2


@implementer(IChore)
class Anchors:
    """Puts the anchor of each site's period into its outbox; see IChore."""

    def do(self) -> None:
        """Put those that are due, of all sites."""
        with open_sites() as sites:
            for site in sites:
                setSite(site)
                put_anchor()


def put_anchor(now: datetime | None = None) -> bool:
    """Put the anchor of now into this site's outbox when one is due; commits.

    After a crash it may be put twice: the same anchor, which does no harm.
    """
    wanted, now = destinations(), now or utcnow()
    if not wanted or side_store().get(PUT, _due_key(wanted), now) is not None:
        return False
    anchor = audit.current_anchor()
    if anchor is None:
        return False
    facts = {"anchor": str(anchor), "count": anchor.count, "head": anchor.head.hex()}
    for means, to in wanted.items():
        jobs.put(KIND, {"means": means, "to": to, **facts})
    transaction.commit()
    side_store().put(PUT, _due_key(wanted), b"", period(), now)
    return True


def anchors_left(now: datetime | None = None) -> bool:
    """Did an anchor reach every destination of this site lately? No: where none is set.

    While nothing is sealed there is nothing to send.
    """
    if audit.current_anchor() is None:
        return True
    found = arrivals(now)
    return bool(found) and all(found.values())


def arrivals(now: datetime | None = None) -> dict[str, bool]:
    """Return means → did an anchor arrive there lately, of those that are set."""
    return {
        means: side_store().get(LEFT, left_key(means, to), now) is not None
        for means, to in destinations().items()
    }


@implementer(IJobHandler)
class AnchorHandler:
    """Sends ``{means, to, anchor, count, head}``, and notes that it arrived.

    What was stamped is sent to the web address too, as ``anchor`` with its token.
    """

    def perform(self, payload: dict, context: IJobContext) -> None:
        """See IJobHandler.

        :raises JobFailedError: a subclass per cause.
        :raises StampError: no time-stamp now; a subclass per cause.
        :raises StampTrustError: nobody says whom of the authorities we believe.
        """
        means, to = payload["means"], payload["to"]
        if means == MAIL:
            mail.send(anchor_mail(to, payload), context.job_id)
        elif means == STAMPS:
            self.stamp(to, payload)
        else:
            facts = {name: payload[name] for name in ("anchor", "count", "head")}
            webhook.send(to, json.dumps(facts).encode(), context.job_id)
        side_store().put(LEFT, left_key(means, to), b"", PATIENCE * period())

    def stamp(self, to: str, payload: dict) -> None:
        """Have it stamped; what is kept beside it leaves as well, where that is set."""
        anchor = stamp(to, payload["anchor"])
        hook = destinations().get(WEBHOOK)
        if hook is not None:
            told = payload | {"means": WEBHOOK, "to": hook, "anchor": str(anchor)}
            jobs.put(KIND, told)


def anchor_mail(to: str, payload: dict) -> dict[str, str]:
    """Return the mail; nothing in it is about a person."""
    words = {
        "anchor": payload["anchor"],
        "count": str(payload["count"]),
        "site": api.portal.get().Title(),
    }
    return write_mail(MAILS, KIND, spoken(), to, words)


def _due_key(wanted: dict[str, str]) -> str:
    # a new destination gets its first anchor at once
    return _key(json.dumps(wanted, sort_keys=True))


def left_key(means: str, to: str) -> str:
    """Return under what it is noted that an anchor arrived there."""
    return _key(f"{means} {to}")


def _key(what: str) -> str:
    site = "/".join(api.portal.get().getPhysicalPath())
    return vault.blind("anchor", f"{site} {what}")
