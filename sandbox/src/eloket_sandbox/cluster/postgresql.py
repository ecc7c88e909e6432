"""A PostgreSQL of our own, from Debian's package, with its data in our folder."""

from collections.abc import Callable
from contextlib import suppress
from eloket_sandbox.start.answers import wait_until
from pathlib import Path

import os
import subprocess


INSTALL = "apt-get install -y --no-install-recommends postgresql"
PROGRAMS = Path("/usr/lib/postgresql")
#: The server refuses to run as root; Debian's package makes this user.
OWNER = "postgres"
USER = "eloket"
#: The ZODB's and the side store's.
DATABASES = ("eloket", "eloket_side")


class PostgreSQLMissingError(Exception):
    """There is no PostgreSQL here that we can start; the text says what to do."""


def programs() -> Path:
    """Return the folder of the newest server's programs.

    :raises PostgreSQLMissingError: there is none.
    """
    found = sorted(PROGRAMS.glob("*/bin/initdb"), key=_version)
    if not found:
        raise PostgreSQLMissingError(f"PostgreSQL is missing; run as root: {INSTALL}")
    return found[-1].parent


def _version(program: Path) -> int:
    number = program.parents[1].name
    return int(number) if number.isdigit() else 0


def as_owner(*more: str) -> list[str]:
    """Return what comes before a command of the server; nothing unless we are root."""
    if os.geteuid() != 0:
        return []
    groups = f"--reuid={OWNER} --regid={OWNER} --init-groups"
    return ["setpriv", *groups.split(), *more, "--"]


def initialise(data: Path, secret: Path) -> None:
    """Make the files of an empty server, whose user has the password of a file.

    :raises PostgreSQLMissingError: the server's user may not write there.
    """
    command = [
        *(str(programs() / "initdb"), "-D", str(data), "-U", USER),
        *("-A", "scram-sha-256", f"--pwfile={secret}"),
        *("-E", "UTF8", "--locale=C", "--no-sync"),
    ]
    done = subprocess.run(  # noqa: S603 -- our own command only
        [*as_owner(), *command], cwd=data.parent, capture_output=True, text=True
    )
    if done.returncode:
        raise PostgreSQLMissingError(
            f"PostgreSQL cannot keep data in {data}: {done.stderr.strip()[-300:]}"
        )


def server(data: Path, port: int) -> list[str]:
    """Return the command of the server; it listens on this machine only."""
    return [
        *as_owner("--pdeathsig=TERM"),
        *(str(programs() / "postgres"), "-D", str(data), "-p", str(port)),
        *("-h", "127.0.0.1", "-k", "", "-c", "max_connections=200"),
    ]


def address(database: str, port: int, password: str) -> str:
    """Return the address of a database, as libpq takes it."""
    return f"postgresql://{USER}:{password}@127.0.0.1:{port}/{database}"


def dsn(database: str, port: int, password: str) -> str:
    """Return the same in words, as RelStorage wants it."""
    return (
        f"dbname='{database}' user='{USER}' password='{password}' "
        f"host='127.0.0.1' port='{port}'"
    )


def make_databases(port: int, password: str, check: Callable[[], None]) -> None:
    """Wait until the server answers, and make the databases that are missing.

    ``check`` is called in between; what it raises goes on.

    :raises PostgreSQLMissingError: the server took too long.
    """
    import psycopg2

    where = address("postgres", port, password)

    def answers() -> bool:
        with suppress(psycopg2.OperationalError):
            psycopg2.connect(where).close()
            return True
        return False

    if not wait_until(answers, check):
        raise PostgreSQLMissingError("PostgreSQL does not answer")
    connection = psycopg2.connect(where)
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database")
        known = {name for (name,) in cursor.fetchall()}
        for name in DATABASES:
            if name not in known:
                cursor.execute(
                    f"CREATE DATABASE {name} ENCODING 'UTF8' TEMPLATE template0"
                )
    connection.close()
