"""Starts what is measured: on ZEO with one Zope, or on PostgreSQL with two."""

from collections.abc import Callable
from collections.abc import Iterator
from contextlib import closing
from contextlib import contextmanager
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tests.bench import processes
from tests.bench.client import Client
from tests.bench.cpu import Meter
from tests.postgresql import Cluster
from tests.postgresql import free_port
from tests.postgresql import running

import json
import re
import sqlite3
import time


CITIZENS = 64
#: Threads of each Zope where two of them share two cores. With four, each waits for the
#: interpreter's lock of its neighbours: a submit took 24.7 ms of CPU instead of 18.3.
THREADS = 2

RELSTORAGE_CONF = """\
%import relstorage
instancehome {home}
clienthome {client}
max-conflict-retries 10
<environment>
{variables}
</environment>
<zodb_db main>
  cache-size 30000
  mount-point /
  <relstorage>
    keep-history false
    blob-dir {client}/blobs
    shared-blob-dir false
    cache-local-mb 64
    <postgresql>
      dsn {dsn}
    </postgresql>
  </relstorage>
</zodb_db>
"""


@dataclass(frozen=True)
class House:
    """A running e-loket with the stock peer in the same storage.

    ``storage`` returns the processes that keep the data: ZEO, or those of PostgreSQL.
    """

    bases: list[str]
    zopes: list[int]
    storage: Callable[[], list[int]]
    facts: dict
    conf: Path

    @property
    def folder(self) -> Path:
        """Where logs are written."""
        return self.conf.parent

    @property
    def site(self) -> str:
        """Address of our site."""
        return f"{self.bases[0]}/gemeente"

    @property
    def peer(self) -> str:
        """Address of the stock site."""
        return f"{self.bases[0]}/stock"

    def meter(self) -> Meter:
        """Return a meter of all that works for a request."""
        return Meter(lambda: [*self.zopes, *self.storage()])

    def citizen(self, number: int) -> Client:
        """Return the browser of a citizen who is signed in."""
        client = Client(self.bases[0])
        client.cookies["eloket-session"] = self.facts["tokens"][number]
        return client

    def clerk(self) -> Client:
        """Return a program of a clerk of the example municipality."""
        password = self.facts["staff"]["tom"]["password"]
        return self._program(self.site, "tom", password)

    def admin(self) -> Client:
        """Return a program of the administrator of the whole Zope."""
        client = Client(self.bases[0])
        client.basic = ("admin", self.facts["staff"]["admin"]["password"])
        return client

    def renew_sessions(self) -> None:
        """Let the sessions of all citizens begin now."""
        citizens = self.folder / "citizens.json"
        tokens = self.folder / "tokens.json"
        citizens.write_text(json.dumps(self.facts["citizens"]))
        command = processes.python("tests.bench.renew", self.conf, citizens, tokens)
        processes.run(command, self.folder / "renew.log")
        self.facts["tokens"] = json.loads(tokens.read_text())

    def bytes_stored(self) -> tuple[int, int]:
        """Return how large the ZODB and the side store are, on ZEO and SQLite."""
        data = Path(self.facts["data"])
        side = data / "side.sqlite"
        with closing(sqlite3.connect(side)) as connection:
            # what was written last may still stand beside the file
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        zodb = data / "filestorage" / "Data.fs"
        return zodb.stat().st_size, side.stat().st_size

    def peer_manager(self) -> Client:
        """Return a program with all rights on the stock site."""
        facts = self.facts["peer"]
        return self._program(self.peer, facts["user"], facts["password"])

    def _program(self, site: str, login: str, password: str) -> Client:
        client = Client(site)
        answer = client.post_json(
            f"{site}/@login", {"login": login, "password": password}
        )
        assert answer.status == 200, (answer.status, answer.body[:300])
        client.token = answer.json()["token"]
        client.cookies.clear()
        return client

    def peer_member(self) -> Client:
        """Return the browser of a member of the stock site who is signed in."""
        facts = self.facts["peer"]
        client = Client(self.bases[0])
        page = client.get(f"{self.peer}/login").body.decode()
        hidden = dict(re.findall(r'name="(_authenticator)"[^>]*value="([^"]+)"', page))
        client.post_form(
            f"{self.peer}/login",
            {
                "__ac_name": facts["member"],
                "__ac_password": facts["password"],
                "buttons.login": "Log in",
                **hidden,
            },
        )
        assert "__ac" in client.cookies, "the peer did not sign in"
        return client


def prepared(conf: Path, folder: Path, issuer: str = "http://127.0.0.1:9/op") -> dict:
    """Make peer and citizens; return what the clients need."""
    out = folder / "bench.json"
    command = processes.python("tests.bench.prepare", conf, out, CITIZENS, issuer)
    processes.run(command, folder / "prepare.log")
    return json.loads(out.read_text())


@contextmanager
def on_zeo(folder: Path) -> Iterator[House]:
    """The product as `make start` runs it, plus one Zope of the bench's own."""
    facts_file = folder / "facts.json"
    log = folder / "start.log"
    command = processes.python(
        "eloket_sandbox.start",
        *("--data", folder / "v", "--port", 0, "--sandbox-port", 0),
        *("--json", facts_file, "--without-worker"),
    )
    with ExitStack() as stack:
        start = stack.enter_context(processes.process(command, log))
        end = time.monotonic() + processes.PATIENCE
        while "ready (" not in log.read_text() and time.monotonic() < end:
            if start.poll() is not None:
                raise RuntimeError(log.read_text()[-2000:])
            time.sleep(0.2)
        started = json.loads(facts_file.read_text())
        home = folder / "zope"
        port = free_port()
        processes.write_home(home, f"127.0.0.1:{port}", threads=2)
        conf = home / "zope.conf"
        conf.write_text(rehomed((folder / "v" / "zope.conf").read_text(), home))
        issuer = stack.enter_context(provider(folder))
        facts = prepared(conf, folder, issuer) | {
            "staff": started["accounts"],
            "data": str(folder / "v"),
        }
        zope = stack.enter_context(
            processes.process(processes.zope(home), folder / "zope.log")
        )
        base = f"http://localhost:{port}"
        processes.wait_for(f"{base}/gemeente", zope)
        zeo = [started["processes"]["zeo"]]
        yield House([base], [zope.pid], lambda: zeo, facts, conf)


@contextmanager
def provider(folder: Path) -> Iterator[str]:
    """Run an identity provider; yields its issuer."""
    port = free_port()
    command = processes.python("tests.bench.provider", port)
    with processes.process(command, folder / "provider.log") as child:
        issuer = f"http://127.0.0.1:{port}/op"
        processes.wait_for(f"{issuer}/calls", child)
        yield issuer


def rehomed(conf: str, home: Path) -> str:
    """Return a zope.conf with another home, so that our site.zcml is loaded."""
    lines = []
    for line in conf.splitlines():
        name = line.split(" ")[0]
        if name in ("instancehome", "clienthome"):
            line = f"{name} {home}"
        lines.append(line)
    return "\n".join(lines) + "\n"


@contextmanager
def on_postgresql(folder: Path, number: int = 2) -> Iterator[House]:
    """RelStorage, the side store in the same PostgreSQL, several Zopes."""
    from collective.eloket.vault.commands import write_new_ring

    keys = folder / "keys.json"
    write_new_ring(keys)
    with ExitStack() as stack:
        cluster = stack.enter_context(running(("max_connections=200",)))
        database, side = cluster.new_database(), cluster.new_database()
        variables = {
            "ELOKET_KEYS": str(keys),
            "ELOKET_SIDE_STORE": cluster.address(side),
            "ELOKET_SANDBOX": "1",
        }
        confs = [
            write_relstorage(folder / f"z{index}", cluster, database, variables)
            for index in range(number)
        ]
        make_site(confs[0], folder)
        facts = prepared(confs[0], folder)
        bases, zopes = [], []
        for conf in confs:
            port = free_port()
            processes.write_home(conf.parent, f"127.0.0.1:{port}", threads=THREADS)
            zope = stack.enter_context(
                processes.process(processes.zope(conf.parent), folder / "zope.log")
            )
            bases.append(f"http://localhost:{port}")
            zopes.append(zope.pid)
            processes.wait_for(f"{bases[-1]}/gemeente", zope)
        yield House(bases, zopes, cluster.pids, facts, confs[0])


def write_relstorage(
    home: Path, cluster: Cluster, database: str, variables: dict[str, str]
) -> Path:
    """Write the zope.conf of one process."""
    processes.write_home(home, "127.0.0.1:0", threads=THREADS)
    lines = "\n".join(f"  {name} {value}" for name, value in variables.items())
    conf = home / "zope.conf"
    conf.write_text(
        RELSTORAGE_CONF.format(
            home=home, client=home, variables=lines, dsn=cluster.dsn(database)
        )
    )
    return conf


def make_site(conf: Path, folder: Path) -> None:
    """Make the example municipality; its provider leads nowhere."""
    from eloket_sandbox.start.folder import DataFolder

    (folder / "v").mkdir()
    DataFolder(folder / "v").make()
    command = processes.python(
        "eloket_sandbox.municipality.commands", *site_arguments(conf, folder / "v")
    )
    processes.run(command, folder / "site.log")


def site_arguments(conf: Path, data: Path) -> list[str]:
    """Return the arguments of the command that makes the site."""
    nowhere = ("--issuer", "http://localhost:9/op", "--mail-port", "9")
    return [str(conf), "--data", str(data), *nowhere, "--origin", "http://localhost:9"]
