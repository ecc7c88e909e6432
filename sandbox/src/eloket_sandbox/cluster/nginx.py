"""The nginx in front, with what production's `nginx/proxy.inc` says."""

from eloket_sandbox.cluster.plan import ClusterPlan
from eloket_sandbox.files import write_private
from eloket_sandbox.start.ports import local_listeners
from pathlib import Path

import os
import shutil


INSTALL = "apt-get install -y --no-install-recommends nginx-light"
#: Debian has it where only root looks.
PATH = f"{os.environ.get('PATH', '')}:/usr/sbin"

#: One process, ours. The path stays as `make start` has it, so no VirtualHostBase.
CONF = """\
daemon off;
master_process off;
pid {folder}/nginx/pid;
error_log stderr;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/nginx/body;
    proxy_temp_path {folder}/nginx/proxy;
    fastcgi_temp_path {folder}/nginx/fastcgi;
    scgi_temp_path {folder}/nginx/scgi;
    uwsgi_temp_path {folder}/nginx/uwsgi;
    upstream eloket {{
        least_conn;
{servers}
        keepalive 16;
    }}
    server {{
{listeners}
        location / {{
            include {production}/nginx/proxy.inc;
            proxy_pass http://eloket;
        }}
    }}
}}
"""


class NginxMissingError(Exception):
    """There is no nginx here; the text says what to do."""


def program() -> str:
    """Return the program.

    :raises NginxMissingError: there is none.
    """
    found = shutil.which("nginx", path=PATH)
    if found is None:
        raise NginxMissingError(f"nginx is missing; run as root: {INSTALL}")
    return found


def write_conf(plan: ClusterPlan, production: Path) -> None:
    """Write its configuration: this machine only, and the Zopes behind it."""
    server = " " * 8 + "server 127.0.0.1:{} max_fails=1 fail_timeout=5s;"
    listener = " " * 8 + "listen {};"
    conf = CONF.format(
        folder=plan.folder.path,
        production=production,
        servers="\n".join(map(server.format, plan.nodes)),
        listeners="\n".join(map(listener.format, local_listeners(plan.port).split())),
    )
    write_private(plan.folder / "nginx.conf", conf)


def command(plan: ClusterPlan) -> list[str]:
    """Return the command that runs it."""
    folder = plan.folder
    return [
        *(program(), "-p", str(folder / "nginx"), "-c", str(folder / "nginx.conf")),
        *("-e", "stderr"),
    ]
