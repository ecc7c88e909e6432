"""Nothing of a citizen lies in the clear in all that a really started product keeps.

The control run has the vault off in every process: each planted value must then be
found in each place where it is kept, so the scan looks at all of them.
"""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tests.raw_storage import started_journey as planted
from tests.raw_storage.places import file_places
from tests.raw_storage.places import folder_places
from tests.raw_storage.places import Place
from tests.raw_storage.places import sqlite_places
from tests.raw_storage.places import zodb_places
from tests.raw_storage.scanner import find
from tests.raw_storage.started_journey import StartedJourney
from tests.started import product
from ZODB.FileStorage import FileStorage

import pytest


pytestmark = pytest.mark.started

VAULT_OFF = Path(__file__).parent / "vault_off"
#: Bytes from the middle of the letter, which are the same in no other letter.
LETTER_BYTES = slice(-400, -350)

#: Kind of place → how its places are called.
RECORD, BLOB, ROW = "zodb record", ".blob", "table "
DATA_FILE, SIDE_FILE = "file Data.fs", "file side.sqlite"
#: Each value that is kept → the kinds of places where it lies when the vault is off.
KEPT = {
    "given names": (planted.CITIZEN.given_name, (RECORD, DATA_FILE)),
    "family name": (planted.CITIZEN.family_name, (RECORD, DATA_FILE)),
    "national number": (planted.CITIZEN.number, (RECORD, DATA_FILE)),
    "e-mail": (planted.EMAIL, (RECORD, DATA_FILE)),
    "answer": (planted.STREET, (RECORD, DATA_FILE)),
    "other answer": (planted.REMARK, (RECORD, DATA_FILE)),
    "file name": (planted.FILE_NAME, (RECORD, DATA_FILE)),
    "file": (planted.FILE, (BLOB,)),
    "clerk's question": (planted.QUESTION, (RECORD, DATA_FILE)),
    "citizen's answer": (planted.ANSWER, (RECORD, DATA_FILE)),
    "draft": (planted.TYPED, (ROW, SIDE_FILE)),
    "given name of who waits": (planted.WAITING.given_name, (ROW, SIDE_FILE)),
    "family name of who waits": (planted.WAITING.family_name, (ROW, SIDE_FILE)),
    "number of who waits": (planted.WAITING.number, (ROW, SIDE_FILE)),
    "name at the provider of who waits": (planted.WAITING.sub, (ROW, SIDE_FILE)),
}
#: Never kept, so it is not even there with the vault off.
NEVER_KEPT = {
    "mistyped password": planted.MISTYPED_WORDS,
    "refused answer": planted.REFUSED,
}
#: Files that must have been looked at.
FILES = {
    DATA_FILE,
    SIDE_FILE,
    "file zope.log",
    "file worker.log",
    "file zeo.log",
}


def places_of(started: dict) -> Iterator[Place]:
    """Return all that the product keeps; the outside world's folder is not its own."""
    data = Path(started["data"])
    database = FileStorage(str(data / "filestorage/Data.fs"), read_only=True)
    with closing(database):
        yield from zodb_places(database)
    yield from sqlite_places(data / "side.sqlite")
    for name in ("filestorage", "blobs", "instance"):
        yield from folder_places(data / name)
    logs = sorted((data / "log").iterdir())
    yield from file_places(*(log for log in logs if log.name != "sandbox.log"))
    yield from file_places(*sorted(data.glob("*.conf")), data.parent / "start.log")


def all_planted(journey: StartedJourney) -> dict:
    """Return every planted value by its name."""
    kept = {name: value for name, (value, _kinds) in KEPT.items()}
    return kept | NEVER_KEPT | {"letter": journey.letter[LETTER_BYTES]}


def is_of(kind: str, place: str) -> bool:
    """Is the place one of that kind?"""
    return place.endswith(kind) if kind == BLOB else place.startswith(kind)


def test_nothing_of_a_citizen_lies_in_the_clear(started):
    journey = StartedJourney(started)
    journey.walk()
    places = list(places_of(started))
    assert {name for name, _data in places} >= FILES
    for kind in (RECORD, BLOB, ROW):
        assert any(is_of(kind, name) for name, _data in places), kind
    # people of the example municipality are told at the terminal, before they come
    told = {"start.log"}
    own = [(n, d) for n, d in places if n.removeprefix("file ") not in told]
    assert find(own, all_planted(journey)) == []
    subjects = [("subject", text.encode()) for text in journey.subjects()]
    assert find(subjects, all_planted(journey)) == []


def test_with_the_vault_off_each_value_is_found_in_each_of_its_places(tmp_path_factory):
    folder = tmp_path_factory.mktemp("c")
    with product(folder, PYTHONPATH=str(VAULT_OFF)) as started:
        journey = StartedJourney(started)
        journey.walk()
        places = list(places_of(started))
    findings = find(places, all_planted(journey))
    expected = {name: kinds for name, (_value, kinds) in KEPT.items()}
    missing = {
        (name, kind)
        for name, kinds in (expected | {"letter": (BLOB,)}).items()
        for kind in kinds
        if not any(one.value == name and is_of(kind, one.place) for one in findings)
    }
    assert missing == set()
    assert {one.value for one in findings} & set(NEVER_KEPT) == set()
    logs = {one.place for one in findings if one.place.endswith(".log")}
    assert logs <= {"file start.log"}
    # what waits in the outbox is a record of its own, and stays in the file's history
    jobs = [data for _name, data in places if b"eloket.outbox.store" in data]
    assert any(planted.EMAIL.encode() in data for data in jobs)
