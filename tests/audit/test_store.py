from collective.eloket.audit import store
from collective.eloket.audit.errors import AuditUnavailableError
from collective.eloket.audit.model import Choice
from collective.eloket.ephemeral.errors import SideStoreError

import pytest
import signal
import subprocess
import sys


@pytest.mark.parametrize(
    "address",
    [
        "postgresql+psycopg2://eloket:secret@127.0.0.1:1/none",
        "mysql://eloket:secret@127.0.0.1/none",
        "sqlite:////dev/null/side.sqlite",
    ],
    ids=["nobody answers", "not a database of ours", "no such folder"],
)
def test_a_database_that_is_not_there_is_told_without_its_address(address, monkeypatch):
    monkeypatch.setenv("ELOKET_SIDE_STORE", address)
    for act in (lambda: store.add({}), lambda: store.rows(Choice())):
        with pytest.raises(AuditUnavailableError) as refusal:
            act()
        assert "secret" not in str(refusal.value)
        assert refusal.value.__suppress_context__


def test_the_outbox_tells_it_from_a_fault_of_its_job():
    assert issubclass(AuditUnavailableError, SideStoreError)


KILLED = """
import os, signal, transaction
from collective.eloket.audit import service
from tests.audit.entries import entry

service.attempt(entry())
os.kill(os.getpid(), signal.SIGKILL)
"""


def test_the_attempt_of_a_killed_process_stays(audit):
    ended = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", KILLED], check=False, timeout=60
    )
    assert ended.returncode == -signal.SIGKILL
    (row,) = audit.find()
    assert (row.entry.outcome, row.ref) == ("attempted", None)
