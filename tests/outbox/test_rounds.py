from collective.eloket.clock import utcnow
from collective.eloket.ephemeral import service as ephemeral
from collective.eloket.ephemeral.errors import SideStoreError
from collective.eloket.ephemeral.store import SideStore
from collective.eloket.interfaces import IJobHandler
from collective.eloket.outbox import service as outbox
from collective.eloket.outbox.chores import CHORES
from collective.eloket.outbox.chores import TURN
from collective.eloket.outbox.heartbeat import HEARTBEAT
from collective.eloket.outbox.interfaces import IChore
from collective.eloket.outbox.worker import AT_ONCE
from collective.eloket.outbox.worker import IDLE
from collective.eloket.outbox.worker import SWEEP
from collective.eloket.outbox.worker import TROUBLE
from collective.eloket.outbox.worker import Worker
from datetime import timedelta
from sqlalchemy import create_engine
from ZODB.POSException import ConflictError
from zope.component import getGlobalSiteManager
from zope.component.hooks import setSite
from zope.interface import implementer

import pytest
import transaction


@implementer(IJobHandler)
class Handler:
    """Does what the test says, of kind ``test``."""

    def __init__(self):
        self.act = lambda: None

    def perform(self, payload, context):
        self.act()


@pytest.fixture
def handler(functional_portal):
    found = Handler()
    registry = getGlobalSiteManager()
    registry.registerUtility(found, IJobHandler, name="test")
    yield found
    registry.unregisterUtility(found, IJobHandler, name="test")
    transaction.abort()
    setSite(functional_portal)


@pytest.fixture
def worker(handler):
    return Worker()


def put(number=1):
    for _number in range(number):
        outbox.put("test", {})
    transaction.commit()


def test_an_idle_round_waits_less_than_a_second(worker):
    assert worker.round() == IDLE < timedelta(seconds=1)


def test_after_work_it_looks_again_at_once(worker, functional_portal):
    put(3)
    assert worker.round() == AT_ONCE
    setSite(functional_portal)
    transaction.begin()
    assert outbox.waiting(functional_portal) == 0


def test_each_round_says_that_the_worker_lives(worker):
    ephemeral.side_store().delete(HEARTBEAT, "last")
    worker.round()
    assert outbox.worker_is_alive()


def test_once_stopped_it_finishes_the_job_in_hands_and_no_other(
    worker, handler, functional_portal
):
    put(3)
    handler.act = worker.stop
    worker.work()
    setSite(functional_portal)
    transaction.begin()
    assert outbox.waiting(functional_portal) == 2


def test_a_side_store_that_is_gone_ends_no_worker(worker):
    engine = create_engine("sqlite:////nowhere/at/all.sqlite")
    ephemeral.use(SideStore(lambda: engine))
    try:
        assert worker.round() == TROUBLE
    finally:
        ephemeral.use(None)


def test_a_conflict_outside_of_a_job_ends_no_worker(worker, monkeypatch):
    def conflict(_name):
        raise ConflictError

    monkeypatch.setattr("collective.eloket.outbox.worker.tell_alive", conflict)
    assert worker.round() == IDLE


@implementer(IChore)
class Chore:
    """Counts how often it was done."""

    def __init__(self):
        self.times = 0
        self.error = None

    def do(self):
        self.times += 1
        if self.error is not None:
            raise self.error


@pytest.fixture
def chore(functional_portal):
    found = Chore()
    registry = getGlobalSiteManager()
    registry.registerUtility(found, IChore, name="test")
    yield found
    registry.unregisterUtility(found, IChore, name="test")
    ephemeral.side_store().delete(TURN, "test")


def test_a_chore_is_done_once_a_minute(worker, chore):
    worker.round()
    worker.round()
    assert chore.times == 1
    worker._looked -= CHORES
    ephemeral.side_store().sweep(utcnow() + CHORES)
    worker.round()
    assert chore.times == 2


def test_of_several_workers_one_does_a_chore(worker, chore):
    worker.round()
    Worker().round()
    assert chore.times == 1


def test_a_chore_that_fails_holds_up_no_job_and_is_told_without_its_words(
    worker, chore, functional_portal, caplog
):
    chore.error = KeyError("85.07.30-033.28")
    put()
    assert worker.round() == AT_ONCE
    assert chore.times == 1
    setSite(functional_portal)
    transaction.begin()
    assert outbox.waiting(functional_portal) == 0
    assert "chore test failed: KeyError at do," in caplog.text
    assert "033.28" not in caplog.text


def test_a_chore_that_meets_a_side_store_in_trouble_is_done_later(worker, chore):
    chore.error = SideStoreError()
    assert worker.round() == TROUBLE


def test_what_ended_is_swept_now_and_then(worker):
    store = ephemeral.side_store()
    gone = timedelta(seconds=-1)
    store.put("test", "old", b"", gone)
    worker.round()
    assert store.sweep() == 1
    store.put("test", "old", b"", gone)
    worker._swept -= SWEEP
    worker.round()
    assert store.sweep() == 0
