"""A PostgreSQL of our own, from Debian's package, that ends with the tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
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


@dataclass(frozen=True)
class Cluster:
    """A running server on localhost; databases are made on demand."""

    port: int
    password: str
    data: Path

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
        import psycopg2

        name = f"d{secrets.token_hex(6)}"
        connection = psycopg2.connect(self.dsn("postgres"))
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0")
        connection.close()
        return name


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
    with running() as cluster:
        yield cluster
