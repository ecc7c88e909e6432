"""A PostgreSQL of our own, from Debian's package, that ends with the tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path

import os
import pwd
import pytest
import secrets
import shutil
import socket
import subprocess
import tempfile


INSTALL = "apt-get install -y --no-install-recommends postgresql"
PROGRAMS = Path("/usr/lib/postgresql")
USER = "eloket"
#: What a test left behind must not keep the next one waiting.
END_OTHERS = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
#: Nothing here must survive a power cut.
QUICK = ("fsync=off", "full_page_writes=off", "synchronous_commit=off")


@dataclass(frozen=True)
class Cluster:
    """A running server on localhost; databases are made on demand."""

    port: int
    password: str
    data: Path
    #: The name of the database for ``emptied_database``, once there is one.
    shared: list[str] = field(default_factory=list)

    def address(self, database: str) -> str:
        """Return the SQLAlchemy address of a database."""
        return (
            f"postgresql+psycopg2://{USER}:{self.password}"
            f"@127.0.0.1:{self.port}/{database}"
        )

    def dsn(self, database: str) -> str:
        """Return the address as libpq wants it."""
        return (
            f"dbname='{database}' user='{USER}' password='{self.password}' "
            f"host='127.0.0.1' port='{self.port}'"
        )

    def pids(self) -> list[int]:
        """Return the server's first process and all that it started now: proc(5)."""
        first = int((self.data / "postmaster.pid").read_text().split()[0])
        others = Path(f"/proc/{first}/task/{first}/children").read_text()
        return [first, *map(int, others.split())]

    def new_database(self) -> str:
        """Make an empty database and return its name."""
        name = f"d{secrets.token_hex(6)}"
        self.run(
            "postgres", f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0"
        )
        return name

    def emptied_database(self) -> str:
        """Empty the one database that tests take turns with; return its address.

        A database of its own for each test would be seven megabytes in 300 files. The
        address is another one each time, so nobody takes it for the one before.
        """
        if not self.shared:
            self.shared.append(self.new_database())
        (database,) = self.shared
        self.run(
            database, END_OTHERS, "DROP SCHEMA public CASCADE; CREATE SCHEMA public"
        )
        return f"{self.address(database)}?application_name=t{secrets.token_hex(6)}"

    def end_connections(self) -> None:
        """End all connections to the database that tests take turns with."""
        (database,) = self.shared
        self.run(database, END_OTHERS)

    def run(self, database: str, *statements: str) -> None:
        """Run statements, each committed by itself."""
        import psycopg2

        connection = psycopg2.connect(self.dsn(database))
        connection.autocommit = True
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
        connection.close()


def programs() -> Path:
    """Return the folder of the server's programs; installs them when root.

    :raises RuntimeError: they are not there, with the line to run.
    """
    found = sorted(PROGRAMS.glob("*/bin/initdb"))
    if not found and os.geteuid() == 0:
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for line in ("apt-get update", INSTALL):
            subprocess.run(line.split(), check=True, env=env, capture_output=True)
        found = sorted(PROGRAMS.glob("*/bin/initdb"))
    if not found:
        raise RuntimeError(f"PostgreSQL is missing; run as root: {INSTALL}")
    return found[-1].parent


def as_owner(command: list[str], folder: Path) -> None:
    """Run a program of the server; it refuses to run as root."""
    prefix = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run([*prefix, *command], check=True, cwd=folder, capture_output=True)


def free_port() -> int:
    """Return a port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def running(settings: tuple[str, ...] = ()) -> Iterator[Cluster]:
    """Start a server in a temporary folder, and stop it at the end."""
    bin_folder = programs()
    folder = Path(tempfile.mkdtemp(prefix="eloket-pg-"))
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    cluster = Cluster(free_port(), secrets.token_hex(12), folder / "data")
    secret = folder / "secret"
    secret.write_text(cluster.password)
    secret.chmod(0o644)
    data = str(cluster.data)
    as_owner(
        [
            *(str(bin_folder / "initdb"), "-D", data, "-U", USER),
            *("-A", "scram-sha-256", f"--pwfile={secret}"),
            *("-E", "UTF8", "--locale=C", "--no-sync"),
        ],
        folder,
    )
    options = f"-p {cluster.port} -h 127.0.0.1 -k {folder}"
    options += "".join(f" -c {setting}" for setting in settings)
    control = [str(bin_folder / "pg_ctl"), "-D", data, "-w", "-l", f"{folder}/log"]
    as_owner([*control, "-o", options, "start"], folder)
    try:
        yield cluster
    finally:
        as_owner([*control, "-m", "immediate", "stop"], folder)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Cluster]:
    """A PostgreSQL server for the whole run."""
    with running(QUICK) as cluster:
        yield cluster
