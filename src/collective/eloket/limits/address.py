"""Where does a request come from? A proxy's word counts only if we know the proxy."""

from collections.abc import Iterable
from collective.eloket.vault.service import blind
from ipaddress import ip_address
from ipaddress import ip_network
from ipaddress import IPv4Address
from ipaddress import IPv4Network
from ipaddress import IPv6Address
from ipaddress import IPv6Network
from plone.registry.interfaces import IRegistry
from zope.component import queryUtility
from ZPublisher import HTTPRequest as zope_request
from ZPublisher.HTTPRequest import HTTPRequest

import logging


logger = logging.getLogger(__name__)

Address = IPv4Address | IPv6Address
Network = IPv4Network | IPv6Network

#: Registry record with the networks of the web servers in front of us.
RECORD = "collective.eloket.limits.trusted_proxies"

#: A line or a household gets at least this much of IPv6 (RFC 6177; RIPE-690).
IPV6_PREFIX = 64

#: Headers by which a web server says that it asks for somebody else.
FOR_OTHERS = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP")

#: What stands for an address that cannot be read.
UNKNOWN = "unknown"


def client_address(request: HTTPRequest) -> str:
    """Return what a limit counts under: an IPv4 address, or the /64 of an IPv6 one.

    Behind a known proxy it is the last address of X-Forwarded-For that no known proxy
    has: what stands before it, anybody may have written there.
    """
    found = unmapped(request.environ.get("REMOTE_ADDR", ""))
    if found is None:
        return UNKNOWN
    return unit_of(behind_proxies(found, forwarded(request), trusted_proxies()))


def is_this_machine(request: HTTPRequest) -> bool:
    """Did this machine ask, and not a web server on it for somebody else?"""
    if any(request.environ.get(name) for name in FOR_OTHERS):
        return False
    found = unmapped(request.environ.get("REMOTE_ADDR", ""))
    return found is not None and found.is_loopback


def address_key(request: HTTPRequest) -> str:
    """Return the keyed hash of the client's address: where it is kept, it is none."""
    return blind("address", client_address(request))


def unheard_proxy(request: HTTPRequest) -> str | None:
    """Return who says from where this request comes, and is not believed; or None.

    For whoever sets the site up: a proxy of ours that is missing in the list.
    """
    found = unmapped(request.environ.get("REMOTE_ADDR", ""))
    if found is None or not request.environ.get("HTTP_X_FORWARDED_FOR"):
        return None
    return None if is_known(found, trusted_proxies()) else str(found)


def is_from_proxy(request: HTTPRequest) -> bool:
    """Was it sent by one of our own web servers?"""
    found = unmapped(request.environ.get("REMOTE_ADDR", ""))
    return found is not None and is_known(found, trusted_proxies())


def forwarded(request: HTTPRequest) -> list[str]:
    """Return the addresses that X-Forwarded-For names, the nearest one first."""
    sent = request.environ.get("HTTP_X_FORWARDED_FOR", "")
    return [part.strip() for part in reversed(sent.split(","))]


def behind_proxies(
    nearest: Address, named: Iterable[str], known: tuple[Network, ...]
) -> Address:
    """Return the first address that is none of ours; it stays the last one we know."""
    found = nearest
    for text in named:
        if not is_known(found, known):
            break
        further = unmapped(text)
        if further is None:
            break
        found = further
    return found


def is_known(address: Address, known: tuple[Network, ...]) -> bool:
    """Is it one of our own web servers?"""
    return any(address in network for network in known)


def trusted_proxies() -> tuple[Network, ...]:
    """Return the networks of the registry, and Zope's own ``trusted-proxy``.

    What is no network is left out: a mistake there must believe nobody.
    """
    registry = queryUtility(IRegistry)
    named = registry.get(RECORD) if registry is not None else None
    found = (read_network(text) for text in (*(named or ()), *zope_proxies()))
    return tuple(network for network in found if network is not None)


def zope_proxies() -> tuple[str, ...]:
    """Return what ``trusted-proxy`` says in zope.conf."""
    return tuple(zope_request.trusted_proxies)


def read_network(text: str) -> Network | None:
    """Return a network, or one address as such; None when it is neither."""
    try:
        return ip_network(text.strip(), strict=False)
    except ValueError:
        logger.warning("%s: not a network: %r", RECORD, text)
        return None


def unmapped(text: str) -> Address | None:
    """Return the address; an IPv4 one that came as IPv6 is IPv4 again (RFC 4291)."""
    try:
        found = ip_address(text.strip().strip("[]").partition("%")[0])
    except ValueError:
        return None
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        return found.ipv4_mapped
    return found


def unit_of(address: Address) -> str:
    """Return the address, or the network that one line of IPv6 has."""
    if isinstance(address, IPv4Address):
        return str(address)
    return str(ip_network((address, IPV6_PREFIX), strict=False))
