"""The only door to the outbox: what must leave after the commit is put here."""

from collective.eloket.outbox.anchoring import anchors_left
from collective.eloket.outbox.anchoring import arrivals as anchor_arrivals
from collective.eloket.outbox.bounces import failed_for_case
from collective.eloket.outbox.bounces import failed_for_person
from collective.eloket.outbox.bounces import forget_case
from collective.eloket.outbox.bounces import forget_person
from collective.eloket.outbox.dead import days_kept
from collective.eloket.outbox.dead import PERMISSION as RETRY
from collective.eloket.outbox.delivery import run_due
from collective.eloket.outbox.heartbeat import tell_alive
from collective.eloket.outbox.heartbeat import worker_is_alive
from collective.eloket.outbox.jobs import find_outbox
from collective.eloket.outbox.jobs import given_up
from collective.eloket.outbox.jobs import oldest_due
from collective.eloket.outbox.jobs import put
from collective.eloket.outbox.jobs import waiting


__all__ = [
    "RETRY",
    "anchor_arrivals",
    "anchors_left",
    "days_kept",
    "failed_for_case",
    "failed_for_person",
    "find_outbox",
    "forget_case",
    "forget_person",
    "given_up",
    "oldest_due",
    "put",
    "run_due",
    "tell_alive",
    "waiting",
    "worker_is_alive",
]
