"""Programs of PostgreSQL, without passwords on their command line."""

from collections.abc import Sequence
from collective.eloket.recovery.errors import ProgramFailedError
from sqlalchemy import URL
from sqlalchemy.engine import make_url

import os
import subprocess


#: Names of libpq: https://www.postgresql.org/docs/15/libpq-envars.html
VARIABLES = {
    "PGHOST": "host",
    "PGPORT": "port",
    "PGUSER": "username",
    "PGPASSWORD": "password",
    "PGDATABASE": "database",
}
#: What may stand behind the question mark of an address.
OPTIONS = {
    "PGHOST": "host",
    "PGPASSFILE": "passfile",
    "PGSERVICE": "service",
    "PGSSLMODE": "sslmode",
    "PGSSLROOTCERT": "sslrootcert",
}


def variables_of(address: str) -> dict[str, str]:
    """Return an SQLAlchemy address as libpq's variables, as far as it says them."""
    url: URL = make_url(address)
    found = {name: getattr(url, part) for name, part in VARIABLES.items()}
    given = {name: url.query.get(option) for name, option in OPTIONS.items()}
    found |= {name: value for name, value in given.items() if value}
    return {name: str(value) for name, value in found.items() if value is not None}


def run(command: Sequence[str], address: str) -> str:
    """Run a program on a database; return what it says.

    :raises ProgramFailedError: it is not there, or ends with an error.
    """
    try:
        done = subprocess.run(  # noqa: S603 -- our own commands only
            command,
            env={**os.environ, **variables_of(address)},
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError as error:
        raise ProgramFailedError(f"{command[0]}: {error.strerror}") from None
    if done.returncode:
        # the first line: later ones may quote data
        reason = (done.stderr.strip().splitlines() or ["no reason"])[0]
        raise ProgramFailedError(f"{command[0]} ended with {done.returncode}: {reason}")
    return done.stdout


def is_empty(address: str) -> bool:
    """Does a database hold no tables?

    :raises ProgramFailedError: it cannot be asked.
    """
    count = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
    return run(["psql", "-X", "-A", "-t", "-c", count], address).strip() == "0"
