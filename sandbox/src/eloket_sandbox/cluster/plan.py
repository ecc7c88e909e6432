"""Ports, folders and addresses of a cluster on one machine."""

from collections.abc import Mapping
from dataclasses import dataclass
from eloket_sandbox.cluster import postgresql
from eloket_sandbox.files import keep_text
from eloket_sandbox.files import read_json
from eloket_sandbox.files import write_json
from eloket_sandbox.start.folder import CLUSTER_FOLDERS
from eloket_sandbox.start.folder import DataFolder
from eloket_sandbox.start.plan import make_plan
from eloket_sandbox.start.plan import new_password
from eloket_sandbox.start.plan import Options
from eloket_sandbox.start.plan import Plan
from eloket_sandbox.start.ports import is_free
from pathlib import Path

import os
import secrets
import shutil


#: So many Zopes, and so many workers.
ZOPES = WORKERS = 2
#: Where ports are that only servers take, and how many there are.
FIRST_QUIET, QUIET = 20_000, 12_000


class ClusterFolder(DataFolder):
    """The data folder of a cluster: PostgreSQL's instead of ZEO's."""

    @property
    def database(self) -> Path:
        """What is there once the database was made."""
        return self.path / "postgresql" / "data" / "PG_VERSION"

    def make(self) -> None:
        """Make the folders that are missing; PostgreSQL's belongs to its user."""
        super().make()
        for name in CLUSTER_FOLDERS:
            (self.path / name).mkdir(mode=0o700, exist_ok=True)
        if os.geteuid() == 0:
            owner = postgresql.OWNER
            shutil.chown(self.path / "postgresql", owner, owner)


@dataclass(frozen=True)
class ClusterPlan(Plan):
    """A plan with the ports of the Zopes and of PostgreSQL; ``port`` is nginx's."""

    nodes: tuple[int, ...] = ()
    database_port: int = 0
    #: the address of the ZODB with its password, and the same in words
    zodb: str = ""
    dsn: str = ""

    @property
    def data(self) -> Path:
        """PostgreSQL's own folder."""
        return self.folder / "postgresql" / "data"


def make_cluster_plan(options: Options, env: Mapping[str, str]) -> ClusterPlan:
    """Return the plan, with ports that are free now; kept for the next start.

    :raises PortTakenError: a port that was asked for is not free.
    """
    plan = make_plan(options, env)
    folder = ClusterFolder(options.data)
    last = read_json(folder / "nodes.json") or [0] * (ZOPES + 1)
    taken = {plan.port, plan.sandbox_port, plan.mail_port}
    ports: list[int] = []
    for port in last:
        ports.append(quiet_port(port, taken | set(ports)))
    write_json(folder / "nodes.json", ports)
    password = keep_text(folder / "database-password", new_password)
    changes = {"folder": folder}
    if not env.get("ELOKET_SIDE_STORE"):
        side = postgresql.address(postgresql.DATABASES[1], ports[0], password)
        changes["side_store"] = side.replace("://", "+psycopg2://", 1)
    where = (postgresql.DATABASES[0], ports[0], password)
    return ClusterPlan(
        **(vars(plan) | changes),
        nodes=tuple(ports[1:]),
        database_port=ports[0],
        zodb=postgresql.address(*where),
        dsn=postgresql.dsn(*where),
    )


def quiet_port(last: int, taken: set[int]) -> int:
    """Return the last port, or a free one that no outgoing connection takes meanwhile.

    PostgreSQL is called by all processes while they start; Linux gives such calls ports
    from 32768 on (ip(7), ip_local_port_range).
    """
    port = last
    while port in taken or not port or not is_free(port):
        port = FIRST_QUIET + secrets.randbelow(QUIET)
    return port
