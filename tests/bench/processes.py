"""Starts processes for the bench, waits until they answer, and ends them."""

from collections.abc import Iterator
from contextlib import contextmanager
from eloket_sandbox.start.answers import status_of
from pathlib import Path

import os
import subprocess
import sys
import time


ROOT = Path(__file__).parents[2]
#: Seconds until a server must answer.
PATIENCE = 180

#: Loaded into the measured Zope: the self-test's burner and what tells of the inside,
#: asleep unless a header wakes them.
SITE_ZCML = """\
<configure xmlns="http://namespaces.zope.org/zope"
           xmlns:five="http://namespaces.zope.org/five">
  <include package="Products.Five" />
  <five:loadProducts file="meta.zcml" />
  <five:loadProducts />
  <five:loadProductsOverrides />
  <subscriber for="ZPublisher.interfaces.IPubAfterTraversal"
              handler="tests.bench.burner.burn" />
  <subscriber for="ZPublisher.interfaces.IPubStart"
              handler="tests.bench.burner.cool" />
  <subscriber for="ZPublisher.interfaces.IPubAfterTraversal"
              handler="tests.bench.measured.add_rows" />
  <subscriber for="ZPublisher.interfaces.IPubAfterTraversal"
              handler="tests.bench.measured.begin" />
  <subscriber for="ZPublisher.interfaces.IPubBeforeCommit"
              handler="tests.bench.measured.end" />
</configure>
"""


def environment(**changes: str) -> dict[str, str]:
    """Return the environment of our processes."""
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONWARNINGS": "ignore",
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


def run(command: list[str], log: Path) -> None:
    """Run a process to its end.

    :raises RuntimeError: it failed; with the end of what it said.
    """
    with log.open("ab") as file:
        done = subprocess.run(
            command, cwd=ROOT, env=environment(), stdout=file, stderr=file
        )
    if done.returncode:
        raise RuntimeError(log.read_text(errors="replace")[-3000:])


def python(module: str, *arguments: object) -> list[str]:
    """Return the command that runs a module in this environment."""
    return [sys.executable, "-m", module, *map(str, arguments)]


def zope(home: Path) -> list[str]:
    """Return the command that serves a home."""
    return [str(Path(sys.executable).parent / "runwsgi"), str(home / "zope.ini")]


def wait_for(address: str, child: subprocess.Popen) -> None:
    """Wait until an address answers.

    :raises RuntimeError: the process ended, or it took too long.
    """
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if child.poll() is not None:
            raise RuntimeError(f"process for {address} ended")
        if status_of(address) == 200:
            return
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
