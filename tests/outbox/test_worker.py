"""Real processes on a real database and mail server, killed where it hurts most.

`make test` kills a worker twice at each step; `make test-kill` two hundred times.
"""

from collective.eloket.outbox.steps import STEPS
from tests.disks import full_disk
from tests.outbox.installation import Installation
from tests.outbox.installation import is_queue_empty
from tests.outbox.installation import PATIENCE_SECONDS
from tests.outbox.installation import put
from tests.outbox.installation import wait_until
from tests.outbox.killing import Killing
from tests.outbox.post import Post

import os
import pytest
import signal


KILLS = int(os.environ.get("KILLS", "2"))
#: At these the mail has left, and the database does not know it yet.
TWICE = ("performed", "marked")


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


@pytest.fixture(scope="module")
def killing(installation, submitter, post):
    return Killing(installation, post)


@pytest.mark.parametrize("step", STEPS[1:])
def test_a_mail_leaves_once_or_twice_with_the_same_id(killing, step):
    """The mail server took it before the kill: nobody can know that afterwards."""
    for number in range(KILLS):
        subject = f"mail-{step}-{number}"
        job_id = killing.ask("put", "mail", subject)
        killing.kill_at(step)
        sent = 2 if step in TWICE else 1
        assert killing.mails(subject) == [f"<{job_id}@testegem.example>"] * sent


@pytest.mark.parametrize("step", STEPS[1:])
def test_what_a_job_writes_and_puts_is_there_once(killing, step):
    for number in range(KILLS):
        subject = f"effect-{step}-{number}"
        killing.ask("put", "effect", subject)
        killing.kill_at(step)
        assert killing.ask("done", subject) == "1"
        assert len(killing.mails(subject)) == 1


def test_what_was_put_and_never_committed_is_nothing(killing):
    for _number in range(KILLS):
        assert killing.ask("submit", STEPS[0]) == str(-signal.SIGKILL)
    assert killing.ask("drain") == "0"
    assert killing.mails("never committed") == []


def test_a_claim_outlives_its_worker_and_then_another_does_the_job(killing):
    """Until its claim has ended; then the next worker does the job."""
    killing.ask("put", "mail", "claimed")
    assert killing.ask("work", "claimed") == str(-signal.SIGKILL)
    assert killing.ask("drain") == "0"
    assert killing.mails("claimed") == []
    killing.end_claims()
    assert killing.ask("drain") == "0"
    assert len(killing.mails("claimed")) == 1


def test_on_a_full_disk_nothing_is_taken_and_no_mail_leaves_again_and_again(
    killing, installation
):
    """One that left already and cannot be taken off the queue leaves once more."""
    job_id = killing.ask("put", "mail", "full")
    killing.ask("put", "effect", "full-effect")
    database = installation.folder / "Data.fs"
    with full_disk(installation.zeo.pid, database.stat().st_size):
        assert killing.ask("put", "mail", "lost") == "refused ServerException"
        assert killing.ask("rounds", "5") == "0"
    assert len(killing.mails("full")) == 1
    assert killing.ask("drain") == "0"
    assert killing.mails("full") == [f"<{job_id}@testegem.example>"] * 2
    assert killing.ask("done", "full-effect") == "1"
    assert len(killing.mails("full-effect")) == 1
    assert killing.mails("lost") == []


def test_a_worker_that_runs_as_in_production_dies_and_another_goes_on(
    killing, installation, submitter, post
):
    """The same without forks: `eloket-worker`, killed after the mail has left."""
    job_id = put(submitter, "first")
    worker = installation.start_worker(kill_at="performed")
    assert worker.wait(PATIENCE_SECONDS) == -signal.SIGKILL
    killing.end_claims()
    worker = installation.start_worker()
    wait_until(lambda: len(post.ids_of("first")) == 2)
    wait_until(lambda: is_queue_empty(submitter))
    worker.terminate()
    assert worker.wait(PATIENCE_SECONDS) == 0
    assert set(post.ids_of("first")) == {f"<{job_id}@testegem.example>"}


def test_workers_share_and_survive_the_database(installation, submitter, post):
    """Twenty mails come once each; a database that dies and returns ends no worker."""
    workers = [installation.start_worker() for _number in range(2)]
    wait_until(lambda: installation.log("worker").count("starts") >= 4)
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
