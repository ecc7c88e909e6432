"""Whom may the worker call on private networks? Nobody, unless a Manager named them."""

from collections.abc import Iterable
from collective.eloket.outbox.errors import PrivateHostRefusedError
from collective.eloket.wires.service import Adapter
from collective.eloket.wires.service import ANYWHERE
from collective.eloket.wires.service import PLAIN_PUBLIC
from plone import api
from urllib.parse import urlsplit


#: Setting: hosts, each with or without a port.
HOSTS = "collective.eloket.outbox.private_hosts"
#: Who may change it; whoever sets an address of a call needs another permission.
PERMISSION = "collective.eloket: Allow providers on private networks"


def adapter_for(address: str) -> Adapter:
    """Return what calls an address: whom it really leads to is judged with the wire.

    A name may lead elsewhere by then, so nobody asks the DNS before.
    """
    allowed = api.portal.get_registry_record(HOSTS, default=None) or ()
    parts = urlsplit(address)
    port = parts.port or {"https": 443}.get(parts.scheme, 80)
    host = _in_brackets(parts.hostname or "")
    return ANYWHERE if {host, f"{host}:{port}"} & set(allowed) else PLAIN_PUBLIC


def checked_hosts(lines: Iterable[str]) -> tuple[str, ...]:
    """Return the hosts, each once, in small letters.

    :raises PrivateHostRefusedError: a line is none.
    """
    return tuple(dict.fromkeys(_checked(line.strip()) for line in lines))


def _checked(line: str) -> str:
    try:
        parts = urlsplit(f"//{line}")
        host, port = _in_brackets(parts.hostname or ""), parts.port
    except ValueError:
        raise PrivateHostRefusedError from None
    written = host if port is None else f"{host}:{port}"
    if not host or port == 0 or written != line.lower() or " " in line:
        raise PrivateHostRefusedError
    return written


def _in_brackets(host: str) -> str:
    return f"[{host}]" if ":" in host else host
