"""The worker: looks for due jobs in all sites, does them, sleeps a little."""

from collective.eloket.clock import utcnow
from collective.eloket.ephemeral.errors import SideStoreError
from collective.eloket.ephemeral.service import side_store
from collective.eloket.outbox.chores import CHORES
from collective.eloket.outbox.chores import do_chores
from collective.eloket.outbox.delivery import do_job
from collective.eloket.outbox.heartbeat import tell_alive
from collective.eloket.outbox.jobs import due_ids
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
#: How often what has ended is swept out of the side store.
SWEEP = timedelta(minutes=5)


class Worker:
    """Works until ``stop`` is called; finishes the job in hands first."""

    def __init__(self) -> None:
        self.name = f"{socket.gethostname()}-{os.getpid()}-{secrets.token_hex(4)}"
        self._stopped = threading.Event()
        self._swept = utcnow()
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
                done = sum(self._do_due(site) for site in sites)
        except TransientError:
            # another process changed the same object; the next look sees it
            return IDLE
        except (StorageError, SideStoreError, OSError) as error:
            logger.warning("worker: database not there: %s", type(error).__name__)
            return TROUBLE
        return AT_ONCE if done else IDLE

    def _do_due(self, site: ISiteRoot) -> int:
        setSite(site)
        done = 0
        for job_id in due_ids(site, utcnow()):
            if self._stopped.is_set():
                break
            tell_alive(self.name)
            done += do_job(site, job_id)
        return done

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
