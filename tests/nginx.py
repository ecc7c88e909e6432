"""An nginx of our own, from Debian's package, that ends with the test."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import os
import shutil
import socket
import subprocess
import tempfile
import time


INSTALL = "apt-get install -y --no-install-recommends nginx-light"
#: Debian has it where only root looks.
PATH = f"{os.environ.get('PATH', '')}:/usr/sbin"
#: What stands around the server of a test.
AROUND = """
daemon off;
master_process off;
pid {folder}/pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    scgi_temp_path {folder}/scgi;
    uwsgi_temp_path {folder}/uwsgi;
    {server}
}}
"""
PATIENCE_SECONDS = 20


def program() -> str:
    """Return the program; installs it when root.

    :raises RuntimeError: it is not there, with the line to run.
    """
    found = shutil.which("nginx", path=PATH)
    if found is None and os.geteuid() == 0:
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for line in ("apt-get update", INSTALL):
            subprocess.run(line.split(), check=True, env=env, capture_output=True)
        found = shutil.which("nginx", path=PATH)
    if found is None:
        raise RuntimeError(f"nginx is missing; run as root: {INSTALL}")
    return found


@contextmanager
def running(server: str, port: int) -> Iterator[None]:
    """Start it with this ``server`` block, wait until the port answers; stop it."""
    folder = Path(tempfile.mkdtemp(prefix="eloket-nginx-"))
    config = folder / "nginx.conf"
    config.write_text(AROUND.format(folder=folder, server=server), encoding="utf-8")
    process = subprocess.Popen(
        [program(), "-p", str(folder), "-c", str(config), "-e", f"{folder}/error.log"]
    )
    try:
        wait_for(process, port, folder / "error.log")
        yield
    finally:
        process.terminate()
        process.wait()
        shutil.rmtree(folder)


def wait_for(process: subprocess.Popen, port: int, log: Path) -> None:
    """Wait until somebody listens there."""
    late = time.monotonic() + PATIENCE_SECONDS
    while process.poll() is None and time.monotonic() < late:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        process_ends_soon(process)
    raise RuntimeError(f"nginx does not answer: {log.read_text()}")


def process_ends_soon(process: subprocess.Popen) -> None:
    """Wait a moment, or until it ended."""
    try:
        process.wait(0.05)
    except subprocess.TimeoutExpired:
        return
