"""Other processes on the same side store, which start their work together."""

from contextlib import contextmanager

import subprocess
import sys


SETTING = """
import sys
from collective.eloket.ephemeral.sql import make_engine
from collective.eloket.ephemeral.store import SideStore
from datetime import timedelta

MINUTE = timedelta(minutes=1)
address = sys.argv[1]


def store():
    engine = make_engine(address)
    return SideStore(lambda: engine)


def wait():
    print("here", flush=True)
    sys.stdin.readline()


"""


@contextmanager
def started(number: int, code: str, address: str):
    """Give ``number`` processes that run ``code`` and have come to their ``wait()``."""
    found = [
        subprocess.Popen(
            [sys.executable, "-W", "ignore", "-c", SETTING + code, address],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _number in range(number)
    ]
    try:
        for process in found:
            assert process.stdout.readline() == "here\n"
        yield found
    finally:
        for process in found:
            process.kill()
            process.communicate()


def answers(processes) -> list[str]:
    """Let the processes go and return what each printed."""
    for process in processes:
        process.stdin.write("go\n")
        process.stdin.flush()
    return [process.communicate(timeout=60)[0].strip() for process in processes]
