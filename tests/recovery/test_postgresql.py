"""The same with both databases in PostgreSQL, by its own programs."""

from collections import Counter
from collective.eloket.audit import service as audit
from collective.eloket.ephemeral import service as ephemeral
from collective.eloket.recovery import backup
from collective.eloket.recovery import errors
from collective.eloket.recovery import programs
from collective.eloket.recovery import restore
from collective.eloket.recovery.databases import Database
from collective.eloket.vault import service as vault
from tests.recovery.machine import NOW

import pytest


@pytest.fixture
def cluster(postgresql, journal, keys, monkeypatch):
    """A cluster with a side store, the one of this process."""
    address = postgresql.address(postgresql.new_database())
    monkeypatch.setenv("ELOKET_SIDE_STORE", address)
    ephemeral.use(None)
    vault.use(None)
    yield postgresql
    ephemeral.engine().dispose()
    vault.use(None)


def test_both_databases_come_back(cluster, tmp_path, monkeypatch):
    zodb = cluster.new_database()
    cluster.run(
        zodb, "CREATE TABLE object_state (x int)", "INSERT INTO object_state VALUES (7)"
    )
    vault.new_person("noor")
    sealed = vault.for_person("noor").seal(b"Noor", "c")
    audit.record(audit.AuditEntry("noor", "citizen", "noor", "test"))
    folder = backup.make(
        tmp_path / "backups", Database(cluster.address(zodb), None), NOW
    )
    dumped = programs.run(
        ["pg_restore", "-f", "-", str(folder / "side.dump")], "postgresql://"
    )
    assert "COPY public.audit " in dumped
    assert "COPY public.kept " not in dumped

    new_zodb, new_side = cluster.new_database(), cluster.new_database()
    monkeypatch.setenv("ELOKET_SIDE_STORE", cluster.address(new_side))
    restore.put_back(folder, Database(cluster.address(new_zodb), None))
    restore.finish(lambda facts: Counter())
    found = programs.run(
        ["psql", "-X", "-A", "-t", "-c", "SELECT x FROM object_state"],
        cluster.address(new_zodb),
    )
    assert found.strip() == "7"
    assert vault.for_person("noor").open(sealed, "c") == b"Noor"
    assert [row.entry.action for row in audit.find()] == ["site.restore", "test"]

    with pytest.raises(errors.TargetExistsError, match="side store's database"):
        restore.databases.check_side_store_free(cluster.address(new_side))
    with pytest.raises(errors.TargetExistsError, match="ZODB's database"):
        restore.put_back(folder, Database(cluster.address(new_zodb), None))


def test_a_database_that_is_not_there_is_told_without_its_password(cluster, tmp_path):
    gone = Database(cluster.address("none"), None)
    with pytest.raises(errors.ProgramFailedError) as refused:
        backup.make(tmp_path / "backups", gone, NOW)
    assert cluster.password not in str(refused.value)
    assert "pg_dump ended with" in str(refused.value)


def test_an_address_becomes_variables():
    address = (
        "postgresql+psycopg2://eloket@db/side?passfile=/etc/pw&sslmode=verify-full"
    )
    assert programs.variables_of(address) == {
        "PGHOST": "db",
        "PGUSER": "eloket",
        "PGDATABASE": "side",
        "PGPASSFILE": "/etc/pw",
        "PGSSLMODE": "verify-full",
    }


def test_a_program_that_is_not_there_is_told():
    with pytest.raises(errors.ProgramFailedError, match="No such file"):
        programs.run(["no-such-program"], "postgresql://localhost/x")
    with pytest.raises(errors.ProgramFailedError, match="no reason"):
        programs.run(["false"], "postgresql://localhost/x")
