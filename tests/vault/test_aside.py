from collective.eloket.ephemeral import service as ephemeral
from collective.eloket.vault import aside
from datetime import datetime
from datetime import timedelta
from datetime import UTC
from tests.ephemeral import conftest as ephemeral_fixtures

import logging
import pytest


#: Address of an empty database, on each kind that we promise.
address = ephemeral_fixtures.address

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
PARTS = {"file": b"\x00bytes", "answers": b"typed"}


@pytest.fixture
def vault(ring_file, address, monkeypatch):
    """The vault, with an empty side store on each kind of database."""
    monkeypatch.setenv("ELOKET_SIDE_STORE", address)
    ephemeral.use(None)
    from collective.eloket.vault import service

    service.use(None)
    for person_id in ("noor", "jan"):
        service.new_person(person_id)
    yield service
    service.use(None)
    ephemeral.engine().dispose()


@pytest.fixture
def noor(vault):
    return aside.person("noor")


def raw() -> list:
    """All rows, as who reads the database sees them."""
    with ephemeral.engine().connect() as connection:
        return connection.exec_driver_sql("SELECT * FROM aside ORDER BY part").all()


def test_what_was_put_aside_comes_back(noor):
    assert aside.put(noor, "form", PARTS, DAY, NOW) == NOW
    assert aside.read(noor, "form", now=NOW) == PARTS


def test_nothing_is_there_at_first(noor):
    assert aside.read(noor, "form", now=NOW) == {}
    assert aside.names(noor, NOW) == []


def test_without_a_time_it_is_now(noor):
    aside.put(noor, "form", PARTS, DAY)
    assert aside.read(noor, "form") == PARTS
    assert [found.name for found in aside.names(noor)] == ["form"]


def test_it_lies_there_sealed(noor):
    aside.put(noor, "form", {"answers": b"een heel geheim antwoord"}, DAY, NOW)
    assert "geheim" not in repr(raw())
    assert len(raw()) == 1


def test_another_person_finds_nothing(noor):
    aside.put(noor, "form", PARTS, DAY, NOW)
    assert aside.read(aside.person("jan"), "form", now=NOW) == {}
    assert aside.names(aside.person("jan"), NOW) == []


def test_a_row_moved_to_another_person_does_not_open(noor, caplog):
    aside.put(noor, "form", PARTS, DAY, NOW)
    with ephemeral.engine().connect() as connection:
        connection.exec_driver_sql("UPDATE aside SET owner = 'person:jan'")
    with caplog.at_level(logging.WARNING):
        assert aside.read(aside.person("jan"), "form", now=NOW) == {}
    assert "something put aside does not open" in caplog.text


def test_a_row_moved_to_another_name_does_not_open(noor):
    aside.put(noor, "form", PARTS, DAY, NOW)
    with ephemeral.engine().connect() as connection:
        connection.exec_driver_sql("UPDATE aside SET name = 'other'")
    assert aside.read(noor, "other", now=NOW) == {}


def test_a_later_part_takes_the_place_of_the_first(noor):
    aside.put(noor, "form", PARTS, DAY, NOW)
    aside.put(noor, "form", {"answers": b"more"}, DAY, NOW + SECOND)
    assert aside.read(noor, "form", now=NOW + SECOND) == PARTS | {"answers": b"more"}


def test_it_is_gone_when_its_life_is_over(noor):
    aside.put(noor, "form", PARTS, DAY, NOW)
    assert aside.read(noor, "form", now=NOW + DAY - SECOND) == PARTS
    assert aside.read(noor, "form", now=NOW + DAY) == {}
    assert aside.names(noor, NOW + DAY) == []


def test_each_part_has_a_life_of_its_own(noor):
    aside.put(noor, "form", PARTS, DAY, NOW)
    aside.put(noor, "form", {"answers": b"more"}, DAY, NOW + SECOND)
    assert aside.read(noor, "form", now=NOW + DAY) == {"answers": b"more"}


def test_all_parts_are_renewed_but_not_what_is_over(noor):
    aside.put(noor, "form", PARTS, DAY, NOW)
    aside.put(noor, "other", PARTS, DAY, NOW)
    aside.renew(noor, "form", DAY, NOW + DAY - SECOND)
    aside.renew(noor, "other", DAY, NOW + DAY)
    assert aside.read(noor, "form", now=NOW + DAY) == PARTS
    assert aside.read(noor, "other", now=NOW + DAY) == {}


def test_the_sweep_takes_away_what_is_over(noor):
    aside.put(noor, "form", PARTS, DAY, NOW)
    aside.put(noor, "other", PARTS, 2 * DAY, NOW)
    ephemeral.side_store().sweep(NOW + DAY)
    assert {row.name for row in raw()} == {"other"}


def test_names_come_with_their_last_moment_and_the_newest_first(noor):
    aside.put(noor, "old", PARTS, DAY, NOW)
    aside.put(noor, "new", PARTS, DAY, NOW + SECOND)
    aside.put(noor, "old", {"answers": b"more"}, DAY, NOW + 2 * SECOND)
    found = aside.names(noor, NOW + 2 * SECOND)
    assert [(one.name, one.saved) for one in found] == [
        ("old", NOW + 2 * SECOND),
        ("new", NOW + SECOND),
    ]


def test_one_part_is_read_alone(noor):
    aside.put(noor, "form", PARTS, DAY, NOW)
    assert aside.read(noor, "form", "file", NOW) == {"file": PARTS["file"]}
    assert aside.read(noor, "form", "nothing", NOW) == {}


def test_a_name_is_removed_and_the_others_stay(noor):
    aside.put(noor, "form", PARTS, DAY, NOW)
    aside.put(noor, "other", PARTS, DAY, NOW)
    aside.remove(noor, "form")
    assert aside.read(noor, "form", now=NOW) == {}
    assert aside.read(noor, "other", now=NOW) == PARTS


def test_one_part_is_removed_and_the_others_stay(noor):
    aside.put(noor, "form", PARTS, DAY, NOW)
    aside.remove(noor, "form", "file")
    assert aside.read(noor, "form", now=NOW) == {"answers": b"typed"}


def test_it_goes_with_the_persons_key(noor, vault):
    aside.put(noor, "form", PARTS, DAY, NOW)
    vault.forget_person("noor")
    assert aside.read(noor, "form", now=NOW) == {}
    assert raw() == []


def test_what_comes_back_from_a_backup_without_the_key_does_not_open(noor, vault):
    aside.put(noor, "form", PARTS, DAY, NOW)
    kept = [tuple(row) for row in raw()]
    vault.forget_person("noor")
    with ephemeral.engine().connect() as connection:
        for row in kept:
            connection.execute(aside.aside_rows.ASIDE.insert(), row_values(row))
    assert aside.read(noor, "form", now=NOW) == {}


def row_values(row) -> dict:
    return dict(zip(aside.aside_rows.ASIDE.columns.keys(), row, strict=True))


def test_a_stranger_is_known_by_the_secret_of_the_browser(vault):
    aside.put(aside.browser("handle"), "form", PARTS, DAY, NOW)
    assert aside.read(aside.browser("handle"), "form", now=NOW) == PARTS
    assert aside.read(aside.browser("other"), "form", now=NOW) == {}
    assert "handle" not in repr(raw())


def test_everything_of_an_owner_is_removed(noor):
    for name in ("form", "other"):
        aside.put(noor, name, PARTS, DAY, NOW)
        aside.put(aside.person("jan"), name, PARTS, DAY, NOW)
    aside.remove_all(noor)
    assert aside.names(noor, NOW) == []
    assert len(aside.names(aside.person("jan"), NOW)) == 2
