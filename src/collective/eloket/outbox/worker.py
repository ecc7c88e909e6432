"""The worker: looks for due jobs in all sites, does them, sleeps a little."""

from collections import Counter
from collective.eloket.clock import utcnow
from collective.eloket.ephemeral.errors import SideStoreError
from collective.eloket.ephemeral.service import side_store
from collective.eloket.outbox.chores import CHORES
from collective.eloket.outbox.chores import do_chores
from collective.eloket.outbox.delivery import Try
from collective.eloket.outbox.delivery import try_job
from collective.eloket.outbox.heartbeat import tell_alive
from collective.eloket.outbox.jobs import due_ids
from collective.eloket.outbox.jobs import get_outbox
from collective.eloket.outbox.room import check_room
from collective.eloket.outbox.sites import open_sites
from datetime import timedelta
from Products.CMFCore.interfaces import ISiteRoot
from transaction.interfaces import TransientError
from ZODB.POSException import StorageError
from zope.component.hooks import setSite

import logging
import os
import secrets
import socket
import threading


logger = logging.getLogger(__name__)

AT_ONCE = timedelta(0)
IDLE = timedelta(milliseconds=500)
#: Wait after the database went away, before it is tried again.
TROUBLE = timedelta(seconds=1)
#: Of a kind that failed so often in one look, the rest waits for the next: a mail
#: server that hangs takes ten seconds each time, and letters must not wait for all.
MOST_FAILURES = 3
#: How often what has ended is swept out of the side store.
SWEEP = timedelta(minutes=5)


class Worker:
    """Works until ``stop`` is called; finishes the job in hands first."""

    def __init__(self) -> None:
        self.name = f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(4)}"
        self._stopped = threading.Event()
        self._swept = utcnow()
        #: did a database not do what it was told?
        self._in_trouble = False
        #: when it last looked whether there are chores
        self._looked = self._swept - CHORES

    def stop(self) -> None:
        """Ask the worker to end; returns at once."""
        self._stopped.set()

    def work(self) -> None:
        """Do jobs until stopped."""
        logger.info("worker %s starts", self.name)
        while not self._stopped.is_set():
            self._stopped.wait(self.round().total_seconds())
        logger.info("worker %s ends", self.name)

    def round(self) -> timedelta:
        """Look once in every site; return how long to wait before the next look."""
        try:
            tell_alive(self.name)
            self._sweep()
            self._do_chores()
            with open_sites() as sites:
                self._after_trouble(sites)
                done = sum(self._do_due(site) for site in sites)
        except TransientError:
            # another process changed the same object; the next look sees it
            return IDLE
        except (StorageError, SideStoreError, OSError) as error:
            self._in_trouble = True
            logger.warning("worker: database not there: %s", type(error).__name__)
            return TROUBLE
        return AT_ONCE if done else IDLE

    def _after_trouble(self, sites: list[ISiteRoot]) -> None:
        """Go on only once the database can keep something again.

        :raises StorageError, OSError: it cannot.
        """
        if self._in_trouble:
            for site in sites[:1]:
                check_room(site)
            self._in_trouble = False

    def _do_due(self, site: ISiteRoot) -> int:
        setSite(site)
        ends = Counter()
        failures = Counter()
        for job_id in due_ids(site, utcnow()):
            if self._stopped.is_set():
                break
            job = get_outbox(site).find(job_id)
            if job is None or failures[job.kind] >= MOST_FAILURES:
                continue
            tell_alive(self.name)
            kind, end = job.kind, try_job(site, job_id)
            ends[end] += 1
            failures[kind] += end is Try.FAILED
        return ends[Try.DONE]

    def _do_chores(self) -> None:
        now = utcnow()
        if now - self._looked < CHORES:
            return
        self._looked = now
        do_chores(self.name)

    def _sweep(self) -> None:
        now = utcnow()
        if now - self._swept >= SWEEP:
            self._swept = now
            side_store().sweep(now)
