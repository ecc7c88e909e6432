"""The configuration files of ZEO and Zope; written anew at each start."""

from eloket_sandbox.files import write_private
from eloket_sandbox.start.plan import Plan
from eloket_sandbox.start.plan import product_variables
from eloket_sandbox.start.ports import local_listeners
from pathlib import Path


#: Linux gives the name of a unix socket 108 bytes.
LONGEST_SOCKET = 100

ZEO_CONF = """\
<zeo>
  address {socket}
</zeo>
<filestorage 1>
  path {database}
  blob-dir {blobs}
</filestorage>
<eventlog>
  level info
  <logfile>
    path STDERR
    format %(asctime)s %(levelname)s %(name)s %(message)s
  </logfile>
</eventlog>
"""

#: Conflicts are retried ten times: PLATFORM I. All processes share the blob folder.
ZOPE_CONF = """\
instancehome {instance}
clienthome {client}
max-conflict-retries 10
<environment>
{variables}
</environment>
<zodb_db main>
  cache-size 20000
  mount-point /
  <zeoclient>
    server {socket}
    storage 1
    blob-dir {blobs}
    shared-blob-dir on
    cache-size 64MB
  </zeoclient>
</zodb_db>
"""

#: No access log: addresses may hold codes of a sign-in that is under way.
ZOPE_INI = """\
[app:zope]
paste.app_factory = collective.eloket.loading:make_app
zope_conf = %(here)s/zope.conf

[pipeline:main]
pipeline =
    egg:Zope#httpexceptions
    zope

[server:main]
use = egg:waitress#main
listen = {listen}
threads = 4
ident =
clear_untrusted_proxy_headers = true

[loggers]
keys = root

[handlers]
keys = stderr

[formatters]
keys = line

[logger_root]
level = INFO
handlers = stderr

[handler_stderr]
class = StreamHandler
args = (sys.stderr,)
formatter = line

[formatter_line]
format = %(asctime)s %(levelname)s [%(name)s] %(message)s
"""

SITE_ZCML = """\
<configure xmlns="http://namespaces.zope.org/zope"
           xmlns:five="http://namespaces.zope.org/five">
  <include package="Products.Five" />
  <five:loadProducts file="meta.zcml" />
  <five:loadProducts />
  <five:loadProductsOverrides />
  <include package="eloket_sandbox.stand_in" />
  <include package="eloket_sandbox.households" />
  <include package="eloket_sandbox.enterprises" />
  <include package="eloket_sandbox.deceased" />
  <include package="eloket_sandbox.ebox" />
</configure>
"""


class PathTooLongError(Exception):
    """The data folder lies too deep for a unix socket."""


def write_configs(plan: Plan) -> None:
    """Write all configuration files into the data folder.

    :raises PathTooLongError: the data folder lies too deep.
    """
    folder = plan.folder
    socket = folder / "zeo.sock"
    if len(str(socket).encode()) > LONGEST_SOCKET:
        raise PathTooLongError(str(socket))
    common = {
        "socket": for_zconfig(socket),
        "blobs": for_zconfig(folder / "blobs"),
        "database": for_zconfig(folder.database),
    }
    write_private(folder / "zeo.conf", ZEO_CONF.format(**common))
    write_private(folder / "zope.conf", zope_conf(plan, "zope", common))
    write_private(folder / "zope-worker.conf", zope_conf(plan, "worker", common))
    listen = local_listeners(plan.port)
    # not by format(): paste has its own marks
    write_private(folder / "zope.ini", ZOPE_INI.replace("{listen}", listen))
    etc = folder / "instance" / "etc"
    etc.mkdir(exist_ok=True)
    write_private(etc / "site.zcml", SITE_ZCML)


def zope_conf(plan: Plan, process: str, common: dict[str, str]) -> str:
    """Return the zope.conf of a process; its pid file lies in a home of its own."""
    instance = plan.folder / "instance"
    client = instance / process
    client.mkdir(exist_ok=True)
    variables = [
        f"  {key} {for_zconfig(value)}"
        for key, value in product_variables(plan).items()
    ]
    return ZOPE_CONF.format(
        instance=for_zconfig(instance),
        client=for_zconfig(client),
        variables="\n".join(variables),
        **common,
    )


def for_zconfig(value: Path | str) -> str:
    """Return text as ZConfig reads it back."""
    return str(value).replace("$", "$$")
