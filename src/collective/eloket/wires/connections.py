"""The wires to others: whom do they reach, and how long may they take?

``requests`` and ``urllib3`` have a time-out per read only, and look a name up after
everybody else did. Here the address that answers is judged, and all reading ends in
time, headers too.
"""

from collections.abc import Iterator
from collections.abc import Mapping
from collective.eloket.wires.addresses import is_public_address
from collective.eloket.wires.errors import PrivateAddressError
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from functools import lru_cache
from functools import partial
from requests.utils import get_environ_proxies
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit
from urllib3.connection import HTTPConnection
from urllib3.connection import HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool
from urllib3.connectionpool import HTTPSConnectionPool

import http.client
import io
import os
import requests.adapters
import socket
import time


#: Who drips an answer is cut off here, from the request on, unless a call says else.
WHOLE_ANSWER = timedelta(seconds=10)
#: The moment of the monotonic clock by which the call that runs now must be at its end.
_until: ContextVar[float | None] = ContextVar("until", default=None)


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Let the call that is made now take so long as a whole, its answer read."""
    token = _until.set(time.monotonic() + seconds)
    try:
        yield
    finally:
        _until.reset(token)


class TimedReader(io.RawIOBase):
    """Reads a wire until a moment of the monotonic clock, and not longer."""

    def __init__(self, raw: socket.SocketIO, wire: socket.socket, until: float):
        self._raw = raw
        self._wire = wire
        self._until = until
        self._patience = wire.gettimeout()

    def readable(self) -> bool:
        """See RawIOBase."""
        return True

    def readinto(self, buffer: Any) -> int | None:
        """See RawIOBase.

        :raises TimeoutError: nothing came, or the time is over.
        """
        left = self._until - time.monotonic()
        if left <= 0:
            raise TimeoutError("the whole answer took too long")
        patience = left if self._patience is None else min(left, self._patience)
        self._wire.settimeout(patience)
        return self._raw.readinto(buffer)

    def close(self) -> None:
        """See RawIOBase."""
        self._raw.close()
        super().close()


class TimedResponse(http.client.HTTPResponse):
    """A response whose every byte, from the status line on, is read in time."""

    def __init__(self, wire: socket.socket, *args: Any, until: float, **more: Any):
        super().__init__(wire, *args, **more)
        raw = self.fp.detach()
        self.fp = io.BufferedReader(TimedReader(raw, wire, until))


class TimedConnection(HTTPConnection):
    """Begins to count when a request leaves."""

    def request(self, *args: Any, **more: Any) -> None:
        """See HTTPConnection."""
        until = _until.get()
        if until is None:
            until = time.monotonic() + WHOLE_ANSWER.total_seconds()
        self.response_class = partial(TimedResponse, until=until)
        super().request(*args, **more)


class PlainPublicConnection(TimedConnection):
    """Speaks http, and only with addresses of the open internet."""

    def _new_conn(self) -> socket.socket:
        """Return the wire, before a byte went over it.

        The address that answers is looked at, not one that the DNS gave before.

        :raises PrivateAddressError: it lies on a private network.
        """
        wire = super()._new_conn()
        if not is_public_address(str(wire.getpeername()[0])):
            wire.close()
            raise PrivateAddressError
        return wire


class PublicConnection(HTTPSConnection, PlainPublicConnection):
    """Speaks https, and only with addresses of the open internet."""


class AnyConnection(HTTPSConnection, TimedConnection):
    """Speaks https with anybody."""


def pool_of(base: type, connection: type) -> type:
    """Return a pool of such connections."""
    return type(connection.__name__, (base,), {"ConnectionCls": connection})


class Adapter(requests.adapters.HTTPAdapter):
    """Uses our connections; kept open, so that not every call shakes hands anew.

    All threads share one. There is no ``requests.Session`` around it: that keeps
    cookies, reads ``~/.netrc``, and costs more than the call itself.
    """

    def __init__(self, pools: dict[str, type]) -> None:
        self._pools = pools
        super().__init__()

    def init_poolmanager(self, *args: Any, **more: Any) -> None:
        """See HTTPAdapter."""
        super().init_poolmanager(*args, **more)
        self.poolmanager.pool_classes_by_scheme = self._pools

    def proxy_manager_for(self, *args: Any, **more: Any) -> Any:
        """See HTTPAdapter; what comes through a proxy ends in time too."""
        manager = super().proxy_manager_for(*args, **more)
        manager.pool_classes_by_scheme = _ANY
        return manager


#: Whoever answers; through a proxy too, which decides itself where we may go.
_ANY = {
    "http": pool_of(HTTPConnectionPool, TimedConnection),
    "https": pool_of(HTTPSConnectionPool, AnyConnection),
}
_PUBLIC = {"https": pool_of(HTTPSConnectionPool, PublicConnection)}

#: For the open internet: no http at all.
PUBLIC = Adapter(_PUBLIC)
#: For the open internet, where what is said over http proves itself.
PLAIN_PUBLIC = Adapter(
    {"http": pool_of(HTTPConnectionPool, PlainPublicConnection), **_PUBLIC}
)
#: For whom an integrator allowed on a private network.
ANYWHERE = Adapter(_ANY)

#: What ``requests`` reads of the environment: where proxies are, and whom we trust.
PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")
BUNDLES = ("REQUESTS_CA_BUNDLE", "CURL_CA_BUNDLE")
_PROXIES = tuple(os.fsencode(name) for one in PROXIES for name in (one, one.upper()))


def proxies_to(address: str) -> Mapping[str, str]:
    """Return scheme → proxy for this address, as the environment says now."""
    parts = urlsplit(address)
    known = tuple(map(os.environb.get, _PROXIES))
    return _proxies_to(f"{parts.scheme}://{parts.netloc}/", known)


@lru_cache(maxsize=64)
def _proxies_to(origin: str, _known: tuple[bytes | None, ...]) -> Mapping[str, str]:
    # ``requests`` reads all of the environment anew at each call, which took a seventh
    # of a sign-in
    return MappingProxyType(get_environ_proxies(origin))


def trusted() -> str | bool:
    """Return the file of certificates to trust; True for those of ``certifi``."""
    found = (os.environ.get(name) for name in BUNDLES)
    return next(filter(None, found), True)
