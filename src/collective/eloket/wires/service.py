"""The only door to the wires: one call, an answer in time."""

from collections.abc import Iterator
from collections.abc import Mapping
from collective.eloket.wires.connections import Adapter
from collective.eloket.wires.connections import ANYWHERE
from collective.eloket.wires.connections import PLAIN_PUBLIC
from collective.eloket.wires.connections import proxies_to
from collective.eloket.wires.connections import PUBLIC
from collective.eloket.wires.connections import trusted
from collective.eloket.wires.connections import within
from contextlib import contextmanager
from dataclasses import dataclass

import requests


__all__ = ["ANYWHERE", "PLAIN_PUBLIC", "PUBLIC", "Adapter", "Patience", "answered"]


@dataclass(frozen=True, slots=True)
class Patience:
    """Seconds to connect, between two pieces of the answer, and for the whole call."""

    connect: float
    silence: float
    whole: float


@contextmanager
def answered(
    adapter: Adapter,
    method: str,
    address: str,
    patience: Patience,
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
) -> Iterator[requests.Response]:
    """Make one call; yield its answer, whose body is not read yet.

    Calls the network. No redirects, no credentials, no cookies. All reading within ends
    with the patience, headers too.

    :raises requests.RequestException: not reached, or not in time.
    :raises PrivateAddressError: the adapter does not speak with whom it reached.
    """
    request = requests.Request(method, address, dict(headers or {}), data=body)
    with (
        within(patience.whole),
        adapter.send(
            request.prepare(),
            timeout=(patience.connect, patience.silence),
            verify=trusted(),
            proxies=dict(proxies_to(address)),
            stream=True,
        ) as answer,
    ):
        yield answer
