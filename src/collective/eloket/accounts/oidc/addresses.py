"""Which addresses of a provider do we call, and where may a citizen return to?"""

from collections.abc import Callable
from collections.abc import Iterable
from collective.eloket.wires.addresses import is_ip_address
from collective.eloket.wires.addresses import is_public_address
from enum import StrEnum
from urllib.parse import SplitResult
from urllib.parse import unquote
from urllib.parse import urlsplit

import socket


Resolver = Callable[[str], Iterable[str]]


def resolve(host: str) -> list[str]:
    """Return the addresses of a host; none when its name is not known here.

    Behind a proxy names may be unknown; then the proxy decides where we may go.
    """
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return []
    return [str(entry[4][0]) for entry in found]


def split(address: object) -> SplitResult | None:
    """Return the parts of an http(s) address with a host, or None."""
    if not isinstance(address, str) or not address.isprintable() or " " in address:
        return None
    try:
        parts = urlsplit(address)
        has_host = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    plain = not parts.username and not parts.password and not parts.fragment
    return parts if has_host and plain and parts.scheme in ("http", "https") else None


class Refusal(StrEnum):
    """Why an address may not be called."""

    NO_ADDRESS = "no_address"
    NOT_HTTPS = "not_https"
    PRIVATE = "private"


def refusal_of(
    address: object, allow_private: bool, resolver: Resolver = resolve
) -> Refusal | None:
    """Return why we may not call this address, None when we may.

    With ``allow_private`` any http(s) one may be called; else only https, and only
    hosts all of whose addresses are public. Looks the name up in the DNS.
    """
    parts = split(address)
    if parts is None:
        return Refusal.NO_ADDRESS
    if allow_private:
        return None
    if parts.scheme != "https":
        return Refusal.NOT_HTTPS
    host = (parts.hostname or "").rstrip(".")
    if host == "localhost" or host.endswith(".localhost"):
        return Refusal.PRIVATE
    found = [host] if is_ip_address(host) else resolver(host)
    return None if all(is_public_address(one) for one in found) else Refusal.PRIVATE


def may_call(
    address: object, allow_private: bool, resolver: Resolver = resolve
) -> bool:
    """May we call this address? Looks the name up in the DNS."""
    return refusal_of(address, allow_private, resolver) is None


def may_connect(address: object, allow_private: bool) -> bool:
    """May we call this address, as far as it tells itself? Asks nobody.

    Whom a name really leads to is looked at when the wire is there (``wires``).
    """
    return refusal_of(address, allow_private, lambda _host: ()) is None


def local_path(site_url: str, wanted: object) -> str | None:
    """Return ``wanted`` as a path relative to the site, or None when it leads away.

    Takes a whole address of this site, a path of this host, or a path relative to the
    site, as in ``/e-loket/mijn-aanvragen?nieuw=1``.
    """
    if not isinstance(wanted, str) or not wanted.isprintable():
        return None
    if "\\" in wanted or wanted.startswith("//"):
        return None
    site = urlsplit(site_url)
    try:
        parts = urlsplit(wanted)
    except ValueError:
        return None
    ours = (site.scheme, site.netloc)
    if (parts.scheme or parts.netloc) and (parts.scheme, parts.netloc) != ours:
        return None
    path = parts.path
    root = site.path.rstrip("/")
    if root and (path == root or path.startswith(f"{root}/")):
        path = path[len(root) :] or "/"
    if not is_plain_path(path):
        return None
    return f"{path}?{parts.query}" if parts.query else path


def is_plain_path(path: str) -> bool:
    """Does this path lead straight down, and not back into a sign-in?"""
    if not path.startswith("/") or path.startswith("//"):
        return False
    steps = [step for step in unquote(path).split("/") if step]
    return not {".", "..", "acl_users"}.intersection(steps) and "//" not in path
