"""What a test commits is gone for the next one; what it only read is still there."""

from pathlib import Path
from persistent.mapping import PersistentMapping
from tests.rewinding import rewind
from tests.rewinding import RewindingStorage
from ZODB.blob import Blob
from ZODB.DB import DB
from ZODB.MappingStorage import MappingStorage
from ZODB.POSException import POSKeyError

import pytest
import transaction


@pytest.fixture
def database():
    """A database with two objects in its base."""
    base = MappingStorage()
    made = DB(base)
    with made.transaction() as connection:
        connection.root()["said"] = PersistentMapping(word="before")
        connection.root()["other"] = PersistentMapping(word="as ever")
    found = DB(RewindingStorage(base=base))
    yield found
    transaction.abort()
    found.close()
    made.close()


def say(database, word):
    with database.transaction() as connection:
        connection.root()["said"]["word"] = word


def said(database):
    with database.transaction() as connection:
        return connection.root()["said"]["word"]


def test_what_was_committed_is_forgotten_time_and_again(database):
    for word in ("once", "twice"):
        say(database, word)
        assert said(database) == word
        rewind(database)
        assert said(database) == "before"


def test_a_connection_that_is_open_forgets_it_too(database):
    say(database, "once")
    with transaction.manager:
        connection = database.open()
        assert connection.root()["said"]["word"] == "once"
    rewind(database)
    with transaction.manager:
        assert connection.root()["said"]["word"] == "before"
    connection.close()


def test_what_was_added_is_not_there_any_more(database):
    with database.transaction() as connection:
        connection.root()["added"] = added = PersistentMapping()
    number = added._p_oid
    rewind(database)
    with database.transaction() as connection:
        assert sorted(connection.root()) == ["other", "said"]
        with pytest.raises(POSKeyError):
            connection.get(number)._p_activate()


def test_what_was_only_read_need_not_be_read_again(database):
    with database.transaction() as connection:
        other = connection.root()["other"]
        assert other["word"] == "as ever"
    say(database, "once")
    rewind(database)
    assert other._p_status != "ghost"
    with database.transaction() as again:
        assert again.root()["other"] is other
        assert again.root()["said"]._p_status == "ghost"


def test_files_go_too(database):
    with database.transaction() as connection:
        connection.root()["file"] = Blob(b"a letter")
    with database.transaction() as connection:
        path = Path(connection.root()["file"].committed())
    assert path.exists()
    rewind(database)
    assert not path.exists()
    with database.transaction() as connection:
        connection.root()["file"] = Blob(b"another")
    with database.transaction() as connection:
        path = Path(connection.root()["file"].committed())
        assert path.read_bytes() == b"another"
