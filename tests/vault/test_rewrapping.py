"""Persons' keys are wrapped anew while people work, and after a kill."""

from collective.eloket.ephemeral import service as ephemeral
from collective.eloket.vault import duties
from collective.eloket.vault import service
from collective.eloket.vault.commands import main
from collective.eloket.vault.rewrapping import Progress
from collective.eloket.vault.rewrapping import rewrap
from collective.eloket.vault.rewrapping import wrapped_by
from collective.eloket.vault.store import SideStorePersonKeys
from collective.eloket.vault.vault import Vault
from datetime import timedelta
from tests.ephemeral import conftest as ephemeral_fixtures

import os
import pytest
import signal
import subprocess
import sys


PERSONS = [f"citizen-{number:03}" for number in range(120)]

#: Address of an empty database, on each kind that we promise.
address = ephemeral_fixtures.address


@pytest.fixture
def side_store(address, monkeypatch):
    monkeypatch.setenv("ELOKET_SIDE_STORE", address)
    yield ephemeral.use(None)
    ephemeral.engine().dispose()


@pytest.fixture
def sealed(vault):
    """What 120 persons and the installation sealed with their keys."""
    for person_id in PERSONS:
        vault.new_person(person_id)
    made = {each: vault.for_person(each).seal(b"Noor", "c") for each in PERSONS}
    return made | {"": vault.seal(b"secret", "c")}


def opened(sealed):
    """Open all with keys as another process finds them."""
    fresh = Vault(service.key_ring, SideStorePersonKeys())
    found = {
        each: fresh.for_person(each).open(value, "c")
        for each, value in sealed.items()
        if each
    }
    return found | {"": fresh.open_sealed(sealed[""], "c")}


def used():
    return dict(wrapped_by(SideStorePersonKeys(), 50))


def test_all_are_wrapped_with_the_new_key_and_open_as_before(vault, sealed):
    before = opened(sealed)
    old = vault.key_ring().current("data")[0]
    assert used() == {old: 121}
    new = duties.rotate("data")
    told = list(rewrap(vault.key_ring, SideStorePersonKeys(), 50))
    assert told == [Progress(50, 50), Progress(100, 100), Progress(121, 121)]
    assert used() == {new: 121}
    assert opened(sealed) == before


def test_what_is_done_already_is_only_looked_at(vault, sealed, side_store):
    duties.rotate("data")
    for _batch in rewrap(vault.key_ring, SideStorePersonKeys(), 50):
        break  # as one who was killed after the first batch
    half = {each: side_store.kept("person-key", each) for each in PERSONS}
    *_all, last = rewrap(vault.key_ring, SideStorePersonKeys(), 50)
    assert last == Progress(121, 71)
    assert all(side_store.kept("person-key", p) == half[p] for p in PERSONS[:50])


def test_a_key_that_is_erased_meanwhile_does_not_come_back(vault, sealed):
    class Slow(SideStorePersonKeys):
        """Somebody is erased between the reading of a row and its writing."""

        def replace(self, person_id, old, new):
            if person_id == PERSONS[7]:
                self.erase(person_id)
            return super().replace(person_id, old, new)

    duties.rotate("data")
    list(rewrap(vault.key_ring, Slow()))
    assert SideStorePersonKeys().find(PERSONS[7]) is None
    assert sum(used().values()) == 120


def test_a_row_that_does_not_open_is_told_and_left(vault, sealed, side_store, capsys):
    side_store.keep("person-key", "zz-broken", b"not a wrapped key")
    side_store.keep("person-key", "zz-moved", side_store.kept("person-key", PERSONS[0]))
    duties.rotate("data")
    assert main(["rewrap"]) == 3
    said = capsys.readouterr()
    assert "121 wrapped anew" in said.out
    assert "2 do not open" in said.err
    assert side_store.kept("person-key", "zz-broken") == b"not a wrapped key"
    assert used()["?"] == 1


def test_the_command_goes_on_after_a_kill(vault, sealed, capsys):
    before = opened(sealed)
    new = duties.rotate("data")
    assert main(["rewrap"]) == main(["rewrap"]) == 0
    assert "121 seen, 0 wrapped anew\nall are" in capsys.readouterr().out
    assert used() == {new: 121}
    assert opened(sealed) == before


#: Another process that opens, writes about, and makes persons until it is told to end.
PEOPLE_AT_WORK = """
import itertools, sys, threading
from collective.eloket.vault import service as vault
from collective.eloket.vault.store import SideStorePersonKeys
from collective.eloket.vault.vault import Vault

over = threading.Event()
print("here", flush=True)
threading.Thread(target=lambda: (sys.stdin.readline(), over.set())).start()
for number in itertools.count():
    mine = Vault(vault.key_ring, SideStorePersonKeys())
    old, new = f"citizen-{number % 120:03}", f"new-{sys.argv[1]}-{number:05}"
    mine.new_person(new)
    for person in (old, new):
        sealed = mine.for_person(person).seal(b"x", "c")
        assert mine.for_person(person).open(sealed, "c") == b"x"
    assert mine.open_sealed(mine.seal(b"x", "c"), "c") == b"x"
    if over.is_set():
        break
print(number + 1)
"""

#: The job, a few rows at a time; it says so after each batch.
JOB = """
from collective.eloket.vault.rewrapping import rewrap
from collective.eloket.vault.service import key_ring
from collective.eloket.vault.store import SideStorePersonKeys

for batch in rewrap(key_ring, SideStorePersonKeys(), 10):
    print(batch.seen, flush=True)
"""


def started(code, *arguments):
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", code, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_under_load_and_killed_in_the_middle_nobody_notices(vault, sealed):
    before = opened(sealed)
    old = vault.key_ring().current("data")[0]
    people = [started(PEOPLE_AT_WORK, str(number)) for number in range(2)]
    try:
        for process in people:
            assert process.stdout.readline() == "here\n", process.stderr.read()
        new = duties.rotate("data")
        for batches in (1, 3):
            job = started(JOB)
            for _batch in range(batches):
                assert job.stdout.readline(), job.stderr.read()
            os.kill(job.pid, signal.SIGKILL)
            job.communicate()
        assert used().get(new)
        job = started(JOB)
        _out, errors = job.communicate(timeout=120)
        assert job.returncode == 0, errors
    finally:
        ends = [process.communicate("end\n", timeout=120) for process in people]
    assert [process.returncode for process in people] == [0, 0], ends
    made = sum(int(out) for out, _errors in ends)
    assert made
    # what somebody began with the file as it was before is one row at most each
    list(duties.rewrap())
    assert used() == {new: 121 + made}
    duties.retire("data", old, timedelta(0))
    assert opened(sealed) == before
