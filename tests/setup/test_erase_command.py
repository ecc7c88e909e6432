"""The console script on a real database, while another process has it open."""

from tests.outbox.installation import BIN
from tests.outbox.installation import Installation
from tests.outbox.installation import is_queue_empty
from tests.outbox.installation import PATIENCE_SECONDS
from tests.outbox.installation import put
from tests.outbox.submitter import SITE
from tests.setup.erasing import read

import pytest


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    found = Installation(tmp_path_factory.mktemp("eloket"))
    yield found
    found.kill_all()


def run(installation, folder, *more):
    """Run `eloket-erase` to its end; returns its exit status."""
    arguments = ("--site", f"/{SITE}", "--export", folder, *more)
    command = (BIN / "eloket-erase", installation.conf, *arguments)
    return installation.start("erase", *command).wait(PATIENCE_SECONDS)


def test_it_asks_for_the_word_and_then_erases(installation, tmp_path):
    # mail is put, and stays: no worker runs
    submitter = installation.start_submitter(mail_port=1)
    job_id = put(submitter, "still here")
    folder = tmp_path / "export"
    assert run(installation, folder) == 1
    assert "outbox: 1" in installation.log("erase")
    assert not folder.exists()
    assert not is_queue_empty(submitter)
    assert run(installation, folder, "--yes-erase-everything") == 0
    mail = read(folder, "outbox", f"{job_id}.json")
    assert mail["payload"]["subject"] == "still here"
    assert is_queue_empty(submitter)
    assert "noor" not in installation.log("erase").lower()
