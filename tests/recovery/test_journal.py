"""The journal keeps facts outside of the databases, and notices what was done to it."""

from collective.eloket.recovery import journal as journals
from collective.eloket.recovery.errors import JournalBrokenError
from collective.eloket.recovery.errors import JournalNotGivenError
from collective.eloket.recovery.errors import JournalUnreadableError
from collective.eloket.recovery.model import Fact
from collective.eloket.vault import duties
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from tests.recovery.machine import fact
from tests.recovery.machine import NOW

import json
import os
import pytest
import signal
import stat
import subprocess
import sys


pytestmark = pytest.mark.usefixtures("keys")


def path_of(journal):
    return journal / "journal-2026-11.jsonl"


def test_facts_come_back_as_they_were(journal):
    facts = [fact(user=f"citizen-{number}") for number in range(3)]
    for each in facts:
        journals.append(each, NOW)
    assert list(journals.facts()) == facts


def test_the_files_are_for_their_owner_only(journal):
    before = os.umask(0)
    try:
        journals.append(fact(), NOW)
    finally:
        os.umask(before)
    assert stat.S_IMODE(journal.stat().st_mode) == 0o700
    assert stat.S_IMODE(path_of(journal).stat().st_mode) == 0o600


def test_each_month_has_a_file_and_old_ones_end(journal):
    for number in range(16):
        moment = NOW + number * timedelta(days=31)
        journals.append(fact(user=str(number)), moment)
    names = [path.name for path in journals.files(journal)]
    assert len(names) == journals.MONTHS
    assert "journal-2026-11.jsonl" not in names
    assert len(list(journals.facts())) == 14


def test_what_a_crash_left_of_a_line_is_not_there(journal):
    first, second = fact(), fact()
    journals.append(first, NOW)
    with path_of(journal).open("ab") as file:
        file.write(b'{"id": "half a li')
    assert list(journals.facts()) == [first]
    journals.append(second, NOW)
    assert list(journals.facts()) == [first, second]


def test_a_first_line_that_a_crash_left_is_written_over(journal):
    journal.mkdir()
    path_of(journal).write_bytes(b"{")
    journals.append(fact(), NOW)
    assert len(list(journals.facts())) == 1


def lines(journal):
    return path_of(journal).read_text().splitlines(keepends=True)


def with_changed(line, **changes):
    return json.dumps(json.loads(line) | changes, sort_keys=True) + "\n"


#: What somebody does to three lines → what is said.
TAMPERED = {
    "changed": (
        lambda a, b, c: [a, b.replace("citizen", "citlzen"), c],
        "line 2: chan",
    ),
    "taken out": (lambda a, b, c: [a, c], "line 2: a line before it is missing"),
    "first taken out": (lambda a, b, c: [b, c], "line 1: a line before it"),
    "put elsewhere": (lambda a, b, c: [a, c, b], "line 2: a line before it"),
    "no JSON": (lambda a, b, c: [a, "x\n", c], "line 2: not a line of ours"),
    "no mapping": (lambda a, b, c: ["[]\n"], "line 1: not a line of ours"),
    "unknown key": (
        lambda a, b, c: [with_changed(a, key="none")],
        "line 1: not a line",
    ),
    "without MAC": (lambda a, b, c: ["{}\n"], "line 1: not a line of ours"),
}


@pytest.mark.parametrize("how", TAMPERED)
def test_what_was_done_to_it_is_told_with_its_place(journal, how):
    change, said = TAMPERED[how]
    for _number in range(3):
        journals.append(fact(), NOW)
    path_of(journal).write_text("".join(change(*lines(journal))))
    with pytest.raises(JournalBrokenError, match=f"journal-2026-11.jsonl, {said}"):
        list(journals.facts())


def test_after_a_broken_line_others_are_written_all_the_same(journal):
    journal.mkdir()
    path_of(journal).write_text("broken\n")
    journals.append(fact(), NOW)
    assert len(lines(journal)) == 2
    with pytest.raises(JournalBrokenError, match="line 1"):
        list(journals.facts())


def test_it_is_read_after_its_key_was_replaced(journal):
    journals.append(fact(), NOW)
    duties.rotate("audit")
    journals.append(fact(), NOW)
    assert len(list(journals.facts())) == 2


def test_the_key_is_needed(journal, keys):
    journals.append(fact(), NOW)
    from collective.eloket.vault.commands import write_new_ring

    keys.unlink()
    write_new_ring(keys)
    with pytest.raises(JournalBrokenError):
        list(journals.facts())


def test_of_many_writers_no_line_is_lost(journal):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: journals.append(fact(user=str(n)), NOW), range(40)))
    assert {each.about["user"] for each in journals.facts()} == set(map(str, range(40)))


WRITER = """
from tests.recovery.machine import NOW, fact
from collective.eloket.recovery import journal
while True:
    journal.append(fact(), NOW)
    print("here", flush=True)
"""


def test_a_writer_that_is_killed_leaves_what_it_said_was_written(journal):
    writer = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", WRITER],
        stdout=subprocess.PIPE,
        text=True,
    )
    said = [writer.stdout.readline() for _number in range(20)]
    os.kill(writer.pid, signal.SIGKILL)
    rest, _errors = writer.communicate()
    journals.append(fact(), NOW)
    assert len(list(journals.facts())) > len(said) + len(rest.splitlines())


def test_without_a_folder_there_is_none(monkeypatch):
    monkeypatch.delenv("ELOKET_JOURNAL", raising=False)
    with pytest.raises(JournalNotGivenError, match="ELOKET_JOURNAL"):
        journals.append(fact(), NOW)


def test_a_folder_that_cannot_be_written_is_told(journal):
    journal.write_text("a file")
    with pytest.raises(JournalUnreadableError):
        journals.append(fact(), NOW)


def test_a_file_that_cannot_be_read_is_told(journal):
    (journal / "journal-2026-11.jsonl").mkdir(parents=True)
    with pytest.raises(JournalUnreadableError):
        list(journals.facts())


#: No file may grow above so many bytes: setrlimit(2).
ON_A_FULL_DISK = """
from collective.eloket.recovery import journal
from tests.recovery.machine import fact, NOW
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
journal.append(fact(), NOW)
"""


def test_a_full_disk_is_told_and_leaves_whole_lines(journal):
    journals.append(fact(), NOW)
    most = path_of(journal).stat().st_size + 40
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", ON_A_FULL_DISK, str(most)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "JournalUnreadableError" in done.stderr
    assert len(list(journals.facts())) == 1
    journals.append(fact(), NOW)
    assert len(list(journals.facts())) == 2


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"id": "a", "at": "never", "site": "/", "kind": "closed", "about": {}},
        {"id": "a", "at": 1, "site": "/", "kind": "closed", "about": {}},
        {"id": "a", "at": NOW.isoformat(), "site": "/", "kind": "closed", "about": []},
    ],
    ids=["empty", "no moment", "a number", "no mapping"],
)
def test_a_malformed_fact_is_refused(said):
    with pytest.raises(JournalBrokenError):
        Fact.from_json(said)
