from collective.eloket.ephemeral import service as ephemeral
from collective.eloket.ephemeral.sql import make_engine
from collective.eloket.ephemeral.store import SideStore
from collective.eloket.outbox.heartbeat import SILENCE
from collective.eloket.outbox.heartbeat import tell_alive
from collective.eloket.outbox.heartbeat import worker_is_alive
from datetime import datetime
from datetime import timedelta
from datetime import UTC

import pytest


NOW = datetime(2026, 11, 27, 11, 6, tzinfo=UTC)


@pytest.fixture(autouse=True)
def store(tmp_path):
    engine = make_engine(f"sqlite:///{tmp_path / 'side.sqlite'}")
    yield ephemeral.use(SideStore(lambda: engine))
    ephemeral.use(None)
    engine.dispose()


def test_nobody_lives_who_never_said_so():
    assert not worker_is_alive(NOW)


@pytest.mark.parametrize(
    "silent, alive",
    [
        (timedelta(0), True),
        (SILENCE - timedelta(seconds=1), True),
        (SILENCE, False),
        (timedelta(days=1), False),
    ],
    ids=["just now", "a minute ago, nearly", "a minute ago", "yesterday"],
)
def test_a_worker_lives_for_a_minute_after_its_word(silent, alive):
    tell_alive("first", NOW)
    assert worker_is_alive(NOW + silent) is alive


def test_one_of_several_workers_is_enough():
    tell_alive("first", NOW)
    tell_alive("second", NOW + SILENCE)
    assert worker_is_alive(NOW + SILENCE)
