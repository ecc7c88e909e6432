"""An nginx or an Apache of our own, from Debian's packages, that ends with the test."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import os
import shutil
import socket
import subprocess
import tempfile
import time


#: Debian has them where only root looks.
PATH = f"{os.environ.get('PATH', '')}:/usr/sbin"
#: What stands around the server of a test.
AROUND_NGINX = """
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
MODULES = "mpm_event authz_core ssl headers proxy proxy_http"
AROUND_APACHE = """
ServerRoot {folder}
DefaultRuntimeDir {folder}
PidFile {folder}/pid
ErrorLog {folder}/error.log
ServerName localhost
Listen {place}
{modules}
<IfModule unixd_module>
    User nobody
    Group nogroup
</IfModule>
{server}
"""
PATIENCE_SECONDS = 20


@dataclass(frozen=True)
class Kind:
    """A web server: program, Debian's package, how it starts, what stands around."""

    program: str
    package: str
    start: tuple[str, ...]
    around: str
    modules: str = ""

    @property
    def install(self) -> str:
        """Return the line that installs it."""
        return f"apt-get install -y --no-install-recommends {self.package}"


NGINX = Kind(
    "nginx",
    "nginx-light",
    ("-p", "{folder}", "-c", "{config}", "-e", "{folder}/error.log"),
    AROUND_NGINX,
)
APACHE = Kind(
    "apache2",
    "apache2-bin",
    ("-d", "{folder}", "-f", "{config}", "-D", "FOREGROUND"),
    AROUND_APACHE,
    "\n".join(
        f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so"
        for name in MODULES.split()
    ),
)
KINDS = {"nginx": NGINX, "apache": APACHE}


def program(kind: Kind) -> str:
    """Return the program; installs it when root.

    :raises RuntimeError: it is not there, with the line to run.
    """
    found = shutil.which(kind.program, path=PATH)
    if found is None and os.geteuid() == 0:
        env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for line in ("apt-get update", kind.install):
            subprocess.run(line.split(), check=True, env=env, capture_output=True)
        found = shutil.which(kind.program, path=PATH)
    if found is None:
        raise RuntimeError(f"{kind.program} is missing; run as root: {kind.install}")
    return found


@contextmanager
def running(kind: Kind, server: str, port: int) -> Iterator[None]:
    """Start it with this server in it, wait until the port answers; stop it."""
    folder = Path(tempfile.mkdtemp(prefix="eloket-web-server-"))
    config = folder / "server.conf"
    words = {"folder": folder, "config": config, "server": server}
    words |= {"place": f"127.0.0.1:{port}", "modules": kind.modules}
    config.write_text(kind.around.format(**words), encoding="utf-8")
    arguments = [one.format(**words) for one in kind.start]
    process = subprocess.Popen([program(kind), *arguments])
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
    said = log.read_text() if log.exists() else "nothing"
    raise RuntimeError(f"the web server does not answer: {said}")


def process_ends_soon(process: subprocess.Popen) -> None:
    """Wait a moment, or until it ended."""
    try:
        process.wait(0.05)
    except subprocess.TimeoutExpired:
        return
