"""Nothing of a citizen lies in storage in the clear, from the first write on.

The control run, with the vault off, shows that the scanner would have seen it.
"""

from collective.eloket.ephemeral import service as ephemeral
from collective.eloket.vault import service as vault
from collective.eloket.vault.standin import DevelopmentOnly
from collective.eloket.vault.standin import PlainVault
from pathlib import Path
from tests.raw_storage import planted
from tests.raw_storage.journey import Journey
from tests.raw_storage.places import file_places
from tests.raw_storage.places import folder_places
from tests.raw_storage.places import Place
from tests.raw_storage.places import sqlite_places
from tests.raw_storage.places import zodb_places
from tests.raw_storage.scanner import find
from zope.component.hooks import setSite

import itertools
import logging
import pytest
import warnings


#: Bytes from the middle of the letter, which are the same in no other letter.
LETTER_BYTES = slice(-400, -350)


#: Places that must have been looked at.
KINDS = {
    "file event.log",
    "file side.sqlite",
    "table aside",
    "table audit",
    "table counts",
    "table entries",
    "table kept",
}

#: Loggers of what stands outside the e-loket here: the test's client and mail server.
OUTSIDE = ("urllib3", "mail.log")


class Kept:
    """All that the installation of a test keeps."""

    def __init__(self, storage, folder: Path) -> None:
        self.storage = storage
        self.side = folder / "side.sqlite"
        self.log = folder / "event.log"

    def places(self) -> list[Place]:
        """Read everything, once."""
        return list(
            itertools.chain(
                zodb_places(self.storage),
                folder_places(Path(self.storage.changes.fshelper.base_dir)),
                sqlite_places(self.side),
                file_places(self.log),
            )
        )


@pytest.fixture
def kept(functional, tmp_path, monkeypatch):
    """A side store and a log of this test only; the log takes every level."""
    monkeypatch.setenv("ELOKET_SIDE_STORE", f"sqlite:///{tmp_path / 'side.sqlite'}")
    found = Kept(functional["zodbDB"].storage, tmp_path)
    handler = logging.FileHandler(found.log, encoding="utf-8")
    handler.addFilter(lambda record: not record.name.startswith(OUTSIDE))
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield found
    root.setLevel(level)
    root.removeHandler(handler)
    handler.close()
    ephemeral.engine().dispose()


@pytest.fixture
def journey(functional, kept, mock, op):
    portal = functional["portal"]
    setSite(portal)
    mock.add_passthru(portal.absolute_url())
    return Journey(portal, op)


@pytest.fixture
def no_vault():
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DevelopmentOnly)
        vault.use(PlainVault())
    yield
    vault.use(None)


def all_planted(journey) -> dict:
    letter = {"letter": journey.letter[LETTER_BYTES]}
    return planted.KEPT | planted.NEVER_KEPT | letter


def test_nothing_of_the_citizen_lies_in_the_clear(journey, kept):
    journey.walk()
    places = kept.places()
    assert {place for place, _data in places} >= KINDS
    assert any(place.endswith(".blob") for place, _data in places)
    assert any(place.startswith("zodb record") for place, _data in places)
    assert find(places, all_planted(journey)) == []
    subjects = [("subject", mail["Subject"].encode()) for mail in journey.mails]
    assert len(subjects) >= 2
    assert find(subjects, all_planted(journey)) == []


def test_with_the_vault_off_everything_that_is_kept_is_found(no_vault, journey, kept):
    journey.walk()
    findings = find(kept.places(), all_planted(journey))
    found = {finding.value for finding in findings}
    assert set(planted.KEPT) | {"letter"} == found
    in_log = [one for one in findings if one.place == "file event.log"]
    assert in_log == []
