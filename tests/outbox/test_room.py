"""After trouble the worker asks first whether anything can be kept."""

from collective.eloket.outbox import room
from collective.eloket.outbox import service as outbox
from collective.eloket.outbox.worker import AT_ONCE
from collective.eloket.outbox.worker import TROUBLE
from collective.eloket.outbox.worker import Worker
from tests.outbox.test_rounds import handler
from tests.outbox.test_rounds import put
from transaction.interfaces import IDataManager
from zope.annotation.interfaces import IAnnotations
from zope.component.hooks import setSite
from zope.interface.verify import verifyObject

import errno
import pytest
import transaction


__all__ = ["handler"]


def test_the_veto_keeps_the_contract():
    assert verifyObject(IDataManager, room.Veto())


def test_asking_writes_up_to_the_last_step_and_keeps_nothing(functional_portal):
    before = functional_portal._p_jar.db().lastTransaction()
    room.check_room(functional_portal)
    transaction.begin()
    assert room.ANNOTATION not in IAnnotations(functional_portal)
    assert functional_portal._p_jar.db().lastTransaction() == before


def test_a_database_without_room_is_told(functional_portal, monkeypatch):
    def full(*_arguments):
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(functional_portal._p_jar, "tpc_vote", full)
    with pytest.raises(OSError, match="no room"):
        room.check_room(functional_portal)
    transaction.abort()


def test_no_job_is_done_until_there_is_room(functional_portal, handler, monkeypatch):
    done = []
    handler.act = lambda: done.append(1)
    put()
    worker = Worker()
    worker._in_trouble = True

    def full(_site):
        raise OSError(errno.ENOSPC, "no room")

    with monkeypatch.context() as patch:
        patch.setattr("collective.eloket.outbox.worker.check_room", full)
        assert worker.round() == TROUBLE
    assert done == []
    assert worker.round() == AT_ONCE
    setSite(functional_portal)
    transaction.begin()
    assert (done, outbox.waiting(functional_portal)) == ([1], 0)
