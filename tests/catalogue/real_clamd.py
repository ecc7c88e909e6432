"""Debian's clamd itself, with one signature: the words of the small one."""

from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getuser
from pathlib import Path
from tests.catalogue.clamd import FakeClamd
from tests.started import until

import socket
import subprocess


PROGRAM = "/usr/sbin/clamd"
#: Files of more bytes than that it refuses (its own setting is 100 MB).
STREAM_MB = 1


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """Yield the address of its socket; it ends with the block."""
    signatures = folder / "signatures"
    signatures.mkdir()
    hexadecimal = FakeClamd.VIRUS.hex()
    (signatures / "eloket.ndb").write_text(f"Eloket.Test:0:*:{hexadecimal}\n")
    path, settings = folder / "clamd.ctl", folder / "clamd.conf"
    settings.write_text(
        f"LocalSocket {path}\nDatabaseDirectory {signatures}\nForeground yes\n"
        f"StreamMaxLength {STREAM_MB}M\nUser {getuser()}\n"
    )
    command = [PROGRAM, f"--config-file={settings}"]
    with (folder / "clamd.log").open("w") as log:
        child = subprocess.Popen(command, stdout=log, stderr=log)
    try:
        until(lambda: is_there(path, child, folder / "clamd.log"), "clamd")
        yield f"unix:{path}"
    finally:
        child.terminate()
        child.wait(20)


def is_there(path: Path, child: subprocess.Popen, log: Path) -> bool:
    """Does it answer PING? Fails with its log when it ended."""
    assert child.poll() is None, log.read_text()
    with socket.socket(socket.AF_UNIX) as one:
        try:
            one.connect(str(path))
        except OSError:
            return False
        one.sendall(b"zPING\0")
        return one.recv(16) == b"PONG\0"
