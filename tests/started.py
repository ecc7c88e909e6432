"""The really started product, for files of tests that look from outside."""

from collections.abc import Callable
from collections.abc import Iterator
from collective.eloket.accounts.tls import door
from contextlib import AbstractContextManager
from contextlib import contextmanager
from contextlib import ExitStack
from pathlib import Path
from tests import sharing
from tests.accounts.tls.reader import SECRET
from tests.environ import without_ours

import json
import pytest
import shutil
import subprocess
import sys
import time


ROOT = Path(__file__).parents[1]
#: Seconds until the product must be ready.
PATIENCE = 240


def until(is_so: Callable[[], object], what: str, seconds: int = PATIENCE) -> None:
    """Wait until something outside of this process is so."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, f"not within {seconds} s: {what}"
        time.sleep(0.2)


def is_ready(process: subprocess.Popen, log: Path) -> bool:
    """Did the product say so? Fails when it ended."""
    said = log.read_text(encoding="utf-8")
    assert process.poll() is None, said
    return "ready (" in said


@contextmanager
def product(folder: Path, **env: str) -> Iterator[dict]:
    """Start the product as `make start` does, on free ports and with empty data.

    Gives the facts: addresses, passwords, the data folder. Keep the folder's path
    short: the database listens on a unix socket in it.
    """
    facts, log = folder / "facts.json", folder / "start.log"
    command = [
        *(sys.executable, "-m", "eloket_sandbox.start", "--data", str(folder / "v")),
        *("--port", "0", "--sandbox-port", "0", "--json", str(facts)),
    ]
    with log.open("wb") as file:
        process = subprocess.Popen(
            command, cwd=ROOT, env=without_ours() | env, stdout=file, stderr=file
        )
    try:
        until(lambda: is_ready(process, log), "the product is ready")
        yield json.loads(facts.read_text(encoding="utf-8"))
    finally:
        process.terminate()
        process.wait(60)


#: What a running product leaves in its data folder, and no other may find there.
OF_A_PROCESS = shutil.ignore_patterns("*.sock", "*.lock", "*.pid", "log")


@pytest.fixture(scope="session")
def made_once(request, tmp_path_factory) -> Path | None:
    """The data of a product just made; None where only a few tests run.

    Making the example municipality takes longer than all the rest of a start. On the
    ports of the first start the data need no change.
    """
    if not hasattr(request.config, "workerinput"):
        return None
    folder = tmp_path_factory.mktemp("m")
    data, log = folder / "v", folder / "make.log"
    command = [
        *(sys.executable, "-m", "tests.making", "--data", str(data)),
        *("--port", "0", "--sandbox-port", "0"),
    ]
    env = without_ours() | {door.SECRET: SECRET}
    with log.open("wb") as file:
        made = subprocess.run(
            command, cwd=ROOT, env=env, stdout=file, stderr=file, timeout=PATIENCE
        )
    assert made.returncode == 0, log.read_text(encoding="utf-8")
    return data


class Running:
    """The product that runs now, for a file or files that go together; at most one."""

    def __init__(self, start: Callable[[], AbstractContextManager[dict]]) -> None:
        self.start = start
        self.group = ""
        self.stack = ExitStack()
        self.facts: dict = {}

    def of(self, group: str) -> dict:
        """Return the facts of the product for these files; start it if need be."""
        if group != self.group:
            self.stop()
            self.facts = self.stack.enter_context(self.start())
            self.group = group
        return self.facts

    def stop(self) -> None:
        """Stop what runs."""
        self.group = ""
        self.stack.close()


@pytest.fixture(scope="session")
def running(tmp_path_factory, made_once) -> Iterator[Running]:
    """What starts the product for `started`."""

    def start() -> AbstractContextManager[dict]:
        folder = tmp_path_factory.mktemp("b")
        if made_once is not None:
            shutil.copytree(made_once, folder / "v", ignore=OF_A_PROCESS)
        # cards are shown by TLS only once an administrator names their host as well
        return product(folder, **{door.SECRET: SECRET})

    found = Running(start)
    yield found
    found.stop()


@pytest.fixture(scope="module")
def started(request, running) -> Iterator[dict]:
    """The facts of a product that runs until the end of the file, or of some files.

    Not longer: in most files somebody registers who must not have done so before;
    which of them go together: ``sharing.TOGETHER``.
    """
    nodeid = request.node.nodeid
    yield running.of(sharing.group_of(nodeid))
    if sharing.is_last(nodeid):
        running.stop()
