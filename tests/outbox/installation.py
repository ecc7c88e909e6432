"""A real installation in a folder: ZEO, submitters and workers, each a process."""

from collective.eloket.ephemeral.sql import make_engine
from collective.eloket.ephemeral.store import SideStore
from collective.eloket.outbox.steps import VARIABLE
from collective.eloket.vault.commands import write_new_ring
from pathlib import Path
from tests.outbox.submitter import ASKED

import os
import subprocess
import sys
import time


BIN = Path(sys.executable).parent
PATIENCE_SECONDS = 90

ZOPE_CONF = """\
instancehome {folder}
<zodb_db main>
  mount-point /
  <zeoclient>
    server {folder}/zeo.sock
    blob-dir {folder}/blobs
    shared-blob-dir on
  </zeoclient>
</zodb_db>
"""

SITE_ZCML = """\
<configure xmlns="http://namespaces.zope.org/zope"
           xmlns:five="http://namespaces.zope.org/five">
  <include package="Products.Five" />
  <five:loadProducts file="meta.zcml" />
  <five:loadProducts />
  <five:loadProductsOverrides />
</configure>
"""

ZEO_CONF = """\
<zeo>
  address {folder}/zeo.sock
</zeo>
<filestorage 1>
  path {folder}/Data.fs
  blob-dir {folder}/blobs
</filestorage>
"""


class Installation:
    """Processes on one database; all are killed at the end."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.running: list[subprocess.Popen] = []
        for name in ("etc", "var", "blobs"):
            (folder / name).mkdir()
        self.conf = folder / "etc" / "zope.conf"
        self.conf.write_text(ZOPE_CONF.format(folder=folder))
        (folder / "zeo.conf").write_text(ZEO_CONF.format(folder=folder))
        (folder / "etc" / "site.zcml").write_text(SITE_ZCML)
        write_new_ring(folder / "keys.json")
        self.side = f"sqlite:///{folder}/side.sqlite"
        engine = make_engine(self.side)
        self.side_store = SideStore(lambda: engine)
        self.zeo = self.start_zeo()

    def start(self, name: str, *command: str | Path, kill_at: str = "", **options):
        """Start a process; its error output is added to ``<name>.log``."""
        variables = os.environ | {
            "ELOKET_KEYS": str(self.folder / "keys.json"),
            "ELOKET_SIDE_STORE": self.side,
            "ELOKET_SANDBOX": "1",
            "PYTHONWARNINGS": "ignore",
            VARIABLE: kill_at,
        }
        with (self.folder / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(command, env=variables, stderr=log, **options)
        self.running.append(process)
        return process

    def start_zeo(self) -> subprocess.Popen:
        (self.folder / "zeo.sock").unlink(missing_ok=True)
        zeo = self.start("zeo", BIN / "runzeo", "-C", self.folder / "zeo.conf")
        wait_until((self.folder / "zeo.sock").exists)
        return zeo

    def start_worker(self, kill_at: str = "") -> subprocess.Popen:
        return self.start("worker", BIN / "eloket-worker", self.conf, kill_at=kill_at)

    def start_submitter(self, mail_port: int | None = None, kill_at: str = ""):
        """Return a process that puts a mail for each line; with a port, makes a site.

        Waits until it is ready.
        """
        command = [sys.executable, "-m", "tests.outbox.submitter", self.conf]
        if mail_port is not None:
            command.append(str(mail_port))
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        process = self.start("submitter", *command, kill_at=kill_at, **pipes)
        said = process.stdout.readline()
        assert said == "ready\n", (self.folder / "submitter.log").read_text()
        return process

    def log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text()

    def kill_all(self) -> None:
        for process in self.running:
            process.kill()
            process.wait()


def put(submitter: subprocess.Popen, subject: str) -> str:
    """Let a mail be put and committed; returns its job id, empty when it died."""
    submitter.stdin.write(f"{subject}\n")
    submitter.stdin.flush()
    return submitter.stdout.readline().strip()


def is_queue_empty(submitter: subprocess.Popen) -> bool:
    """Is every job that was put done, and marked as done in the database?"""
    return put(submitter, ASKED) == "0"


def wait_until(is_so) -> None:
    """Wait until it is so; fail when it takes too long."""
    end = time.monotonic() + PATIENCE_SECONDS
    while not is_so():
        assert time.monotonic() < end, "waited too long"
        time.sleep(0.05)
