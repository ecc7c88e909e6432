"""Real processes on a real database and mail server, killed where it hurts most."""

from collective.eloket.clock import utcnow
from collective.eloket.outbox.delivery import LEASE
from collective.eloket.outbox.steps import STEPS
from tests.outbox.installation import Installation
from tests.outbox.installation import is_queue_empty
from tests.outbox.installation import PATIENCE_SECONDS
from tests.outbox.installation import put
from tests.outbox.installation import wait_until
from tests.outbox.post import Post

import pytest
import signal


@pytest.fixture(scope="module")
def post():
    with Post() as found:
        yield found


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    found = Installation(tmp_path_factory.mktemp("eloket"))
    yield found
    found.kill_all()


@pytest.fixture(scope="module")
def submitter(installation, post):
    return installation.start_submitter(post.port)


def end_leases(installation):
    """As if the time of the killed worker's claims were over."""
    installation.side_store.sweep(utcnow() + LEASE)


def test_a_submitter_killed_before_its_commit_sends_nothing(installation, submitter):
    killed = installation.start_submitter(kill_at="put")
    assert put(killed, "never committed") == ""
    assert killed.wait(PATIENCE_SECONDS) == -signal.SIGKILL


def test_a_worker_killed_at_each_step_loses_nothing(installation, submitter, post):
    """And what comes twice carries the same Message-ID."""
    subjects = ["first", "second", "third"]
    ids = {subject: put(submitter, subject) for subject in subjects}
    for step in STEPS[1:]:
        worker = installation.start_worker(kill_at=step)
        assert worker.wait(PATIENCE_SECONDS) == -signal.SIGKILL, step
        end_leases(installation)
    # performed, marked and committed: each of these three had sent one
    assert len(post.mails) == 3
    worker = installation.start_worker()
    wait_until(lambda: all(post.ids_of(subject) for subject in subjects))
    worker.terminate()
    assert worker.wait(PATIENCE_SECONDS) == 0
    for subject, job_id in ids.items():
        assert set(post.ids_of(subject)) == {f"<{job_id}@testegem.example>"}
    # the one that was committed before the kill did not come again
    assert len(post.mails) == 5
    assert post.ids_of("never committed") == []


def test_workers_share_and_survive_the_database(installation, submitter, post):
    """Twenty mails come once each; a database that dies and returns ends no worker."""
    workers = [installation.start_worker() for _number in range(2)]
    wait_until(lambda: installation.log("worker").count("starts") >= 7)
    subjects = [f"mail {number}" for number in range(20)]
    for subject in subjects:
        put(submitter, subject)
    # a mail that left is not yet marked: a database that died then would send it again
    wait_until(lambda: is_queue_empty(submitter))
    installation.zeo.kill()
    installation.zeo.wait()
    wait_until(lambda: installation.log("worker").count("Connection refused") >= 2)
    installation.zeo = installation.start_zeo()
    # the first one may have ended with its database
    again = installation.start_submitter()
    assert put(again, "afterwards")
    wait_until(lambda: post.ids_of("afterwards"))
    for worker in workers:
        worker.send_signal(signal.SIGINT)
    assert [worker.wait(PATIENCE_SECONDS) for worker in workers] == [0, 0]
    assert [len(post.ids_of(subject)) for subject in subjects] == [1] * 20


def test_the_log_of_the_worker_names_nobody(installation):
    assert "worker" in installation.log("worker")
    assert "noor" not in installation.log("worker").lower()
    assert "voorbeeld" not in installation.log("worker").lower()
