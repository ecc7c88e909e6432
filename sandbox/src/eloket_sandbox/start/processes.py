"""Starts processes, sees when one dies, and leaves none behind."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextlib import suppress
from dataclasses import dataclass
from eloket_sandbox.start.folder import DataFolder

import ctypes
import os
import signal
import subprocess
import time


#: How long a process may take to end by itself.
PATIENCE_SECONDS = 10.0
PAUSE_SECONDS = 0.05
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
#: prctl(2): the signal a process gets when its parent dies, however that happens.
PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None)


class ProcessEndedError(Exception):
    """A process ended that should have gone on."""

    def __init__(self, name: str, status: int) -> None:
        super().__init__(name, status)
        self.name = name
        self.status = status


@dataclass
class Child:
    """A process that we started, leader of its own group."""

    name: str
    process: subprocess.Popen

    def is_gone(self) -> bool:
        """Is the process, with all it started, no longer there?"""
        self.process.poll()
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return True
        return False

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the process and all it started."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)


def _in_child() -> None:
    # the parent held signals back while it forked
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    _LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Family:
    """All processes of a start, in the order of their start."""

    def __init__(self, folder: DataFolder, env: dict[str, str]) -> None:
        self.folder = folder
        self.env = env
        self.children: list[Child] = []

    def start(self, name: str, command: list[str], **extra: str) -> Child:
        """Start a process; ``extra`` goes into its environment, all it says in its log.

        It gets its own group, so Ctrl-C reaches only us and we end things in order.
        """
        with self.folder.log(name).open("ab") as log, signals_held_back():
            process = subprocess.Popen(  # noqa: S603 -- our own commands only
                command,
                cwd=self.folder.path,
                env={**self.env, **extra},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                # databases, blobs and logs are for the owner only
                umask=0o077,
                preexec_fn=_in_child,
            )
            child = Child(name, process)
            self.children.append(child)
        return child

    def run(self, name: str, command: list[str], **extra: str) -> None:
        """Run a process to its end, while the others go on.

        :raises ProcessEndedError: it failed, or another one ended.
        """
        child = self.start(name, command, **extra)
        while child.process.poll() is None:
            self.check_all_run()
            time.sleep(PAUSE_SECONDS)
        self.stop_child(child)
        if child.process.returncode:
            raise ProcessEndedError(name, child.process.returncode)

    def check_all_run(self) -> None:
        """:raises ProcessEndedError: a process ended."""
        for child in self.children:
            status = child.process.poll()
            # one that `run` waits for may end well
            if status:
                raise ProcessEndedError(child.name, status)

    def watch(self) -> None:
        """Wait until a process ends that must not.

        :raises ProcessEndedError: always; that is how it ends.
        """
        while True:
            for child in list(self.children):
                status = child.process.poll()
                if status is not None:
                    self.mourn(child, status)
            time.sleep(PAUSE_SECONDS * 4)

    def mourn(self, child: Child, status: int) -> None:
        """Do what follows when a process has ended.

        :raises ProcessEndedError: all must end with it.
        """
        raise ProcessEndedError(child.name, status)

    def stop(self) -> None:
        """End all processes, the last one started first; nothing is left."""
        for number in STOP_SIGNALS:
            signal.signal(number, signal.SIG_IGN)
        for child in reversed(list(self.children)):
            self.stop_child(child)

    def stop_child(self, child: Child) -> None:
        """End one process and all it started."""
        child.signal(signal.SIGTERM)
        end = time.monotonic() + PATIENCE_SECONDS
        while not child.is_gone() and time.monotonic() < end:
            time.sleep(PAUSE_SECONDS)
        child.signal(signal.SIGKILL)
        child.process.wait()
        self.children.remove(child)


@contextmanager
def signals_held_back() -> Iterator[None]:
    """Let Ctrl-C wait, so no process is started without being remembered."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def stop_on_signals() -> None:
    """Make each way of being told to end look like Ctrl-C."""
    for number in STOP_SIGNALS:
        signal.signal(number, _interrupt)


def _interrupt(number: int, frame: object) -> None:
    raise KeyboardInterrupt
