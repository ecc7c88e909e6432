"""Starts what is measured: on ZEO with one Zope, or on PostgreSQL with two."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tests.postgresql import Cluster
from tests.postgresql import free_port
from tests.postgresql import running

import json
import os
import subprocess
import sys
import time
import urllib.request


ROOT = Path(__file__).parents[2]
CITIZENS = 64
#: Seconds until a server must answer.
PATIENCE = 120

#: Loaded into the measured Zope: the self-test's burner, asleep unless it is told.
SITE_ZCML = """\
<configure xmlns="http://namespaces.zope.org/zope"
           xmlns:five="http://namespaces.zope.org/five">
  <include package="Products.Five" />
  <five:loadProducts file="meta.zcml" />
  <five:loadProducts />
  <five:loadProductsOverrides />
  <subscriber for="ZPublisher.interfaces.IPubAfterTraversal"
              handler="tests.bench.burner.burn" />
</configure>
"""

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
    """A running e-loket with the stock peer in the same storage."""

    bases: list[str]
    pids: list[int]
    facts: dict

    @property
    def site(self) -> str:
        """Address of our site."""
        return f"{self.bases[0]}/gemeente"

    @property
    def peer(self) -> str:
        """Address of the stock site."""
        return f"{self.bases[0]}/stock"


def environment(**changes: str) -> dict[str, str]:
    """Return the environment of our processes."""
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "ignore:pkg_resources is deprecated:UserWarning",
        **changes,
    }


@contextmanager
def process(command: list[str], log: Path, **env: str) -> Iterator[subprocess.Popen]:
    """Run a process; end it by its id."""
    with log.open("ab") as file:
        child = subprocess.Popen(
            command, cwd=ROOT, env=environment(**env), stdout=file, stderr=file
        )
    try:
        yield child
    finally:
        child.terminate()
        try:
            child.wait(20)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def wait_for(address: str, child: subprocess.Popen) -> None:
    """Wait until an address answers.

    :raises RuntimeError: the process ended, or it took too long.
    """
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if child.poll() is not None:
            raise RuntimeError(f"process for {address} ended")
        try:
            with urllib.request.urlopen(address, timeout=10):  # noqa: S310
                return
        except OSError:
            time.sleep(0.3)
    raise RuntimeError(f"no answer from {address}")


def write_home(folder: Path, listen: str, threads: int) -> None:
    """Write site.zcml and zope.ini of a Zope."""
    from eloket_sandbox.start.configs import ZOPE_INI

    (folder / "etc").mkdir(parents=True, exist_ok=True)
    (folder / "etc" / "site.zcml").write_text(SITE_ZCML)
    ini = ZOPE_INI.replace("{listen}", listen)
    (folder / "zope.ini").write_text(
        ini.replace("threads = 4", f"threads = {threads}").replace(
            "level = INFO", "level = WARNING"
        )
    )


def prepared(conf: Path, folder: Path) -> dict:
    """Make peer and citizens; return what the clients need."""
    out = folder / "bench.json"
    command = [sys.executable, "-m", "tests.bench.prepare", str(conf), str(out)]
    subprocess.run([*command, str(CITIZENS)], cwd=ROOT, env=environment(), check=True)
    return json.loads(out.read_text())


@contextmanager
def on_zeo(folder: Path) -> Iterator[House]:
    """The product as `make start` runs it, plus one Zope of the bench's own."""
    facts_file = folder / "facts.json"
    command = [
        *(sys.executable, "-m", "eloket_sandbox.start", "--data", str(folder / "v")),
        *("--port", "0", "--sandbox-port", "0", "--json", str(facts_file)),
        "--without-worker",
    ]
    with ExitStack() as stack:
        start = stack.enter_context(process(command, folder / "start.log"))
        end = time.monotonic() + PATIENCE
        log = folder / "start.log"
        while "ready (" not in log.read_text() and time.monotonic() < end:
            if start.poll() is not None:
                raise RuntimeError(log.read_text()[-2000:])
            time.sleep(0.2)
        home = folder / "zope"
        port = free_port()
        write_home(home, f"127.0.0.1:{port}", threads=2)
        theirs = (folder / "v" / "zope.conf").read_text()
        conf = home / "zope.conf"
        conf.write_text(rehomed(theirs, home))
        facts = prepared(conf, folder)
        runwsgi = str(Path(sys.executable).parent / "runwsgi")
        zope = stack.enter_context(
            process([runwsgi, str(home / "zope.ini")], folder / "zope.log")
        )
        base = f"http://localhost:{port}"
        wait_for(f"{base}/gemeente", zope)
        yield House([base], [zope.pid], facts)


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
def on_postgresql(folder: Path, processes: int = 2) -> Iterator[House]:
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
            write_relstorage(folder / f"z{number}", cluster, database, variables)
            for number in range(processes)
        ]
        make_site(confs[0], folder)
        facts = prepared(confs[0], folder)
        bases, pids = [], []
        for conf in confs:
            port = free_port()
            write_home(conf.parent, f"127.0.0.1:{port}", threads=4)
            runwsgi = str(Path(sys.executable).parent / "runwsgi")
            zope = stack.enter_context(
                process([runwsgi, str(conf.parent / "zope.ini")], folder / "zope.log")
            )
            bases.append(f"http://localhost:{port}")
            pids.append(zope.pid)
            wait_for(f"{bases[-1]}/gemeente", zope)
        yield House(bases, pids, facts)


def write_relstorage(
    home: Path, cluster: Cluster, database: str, variables: dict[str, str]
) -> Path:
    """Write the zope.conf of one process."""
    write_home(home, "127.0.0.1:0", threads=4)
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
    command = [sys.executable, "-m", "eloket_sandbox.municipality.commands", str(conf)]
    command += ["--data", str(folder / "v"), "--issuer", "http://localhost:9/op"]
    subprocess.run(
        [*command, "--mail-port", "9"], cwd=ROOT, env=environment(), check=True
    )
