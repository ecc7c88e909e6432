"""A page of the site that somebody reads who is signed in, beside stock's."""

from tests.bench.client import Client
from tests.bench.cpu import cost_of
from tests.bench.cpu import Meter
from tests.bench.figure import Figure
from tests.bench.servers import House

import math
import statistics


#: How much dearer ours may be, in milliseconds of CPU.
BAR_MS = 0.5
#: One-sided 95 % of the normal distribution.
Z = 1.645


def beside_stock(house: House, *, pairs: int) -> Figure:
    """Compare the same page for a citizen and for a member, pair by pair.

    The value is the upper 95 % bound of the median difference, from the order of the
    differences alone: a disturbed pair among 400 does not move it.
    """
    citizen, member = house.citizen(2), house.peer_member()
    ours = reader(citizen, f"{house.site}/thanks")
    peer = reader(member, f"{house.peer}/thanks")
    meter = house.meter()
    for call in (ours, peer):
        cost_of(call, 10, meter)
    found = [pair(ours, peer, meter, swap=bool(number % 2)) for number in range(pairs)]
    differences = [one - other for one, other in found]
    return Figure(
        f"signed-in page, CPU more, of {pairs} pairs",
        upper_bound(differences),
        BAR_MS,
        "ms",
        f"medians {statistics.median(one for one, _other in found):.2f} / "
        f"{statistics.median(other for _one, other in found):.2f} ms, "
        f"difference {statistics.median(differences):.2f} ms",
    )


def reader(client: Client, address: str):
    """Return a call that reads a page, and sees that somebody is signed in."""

    def read() -> None:
        answer = client.get(address)
        assert answer.status == 200, (address, answer.status)
        assert b"userrole-anonymous" not in answer.body, address
        assert b"edit-zone" not in answer.body, address
        assert answer.body.count(b"/thanks") > 1, "the navigation lacks the page"

    return read


def pair(ours, peer, meter: Meter, *, swap: bool) -> tuple[float, float]:
    """Read both pages, now this one first and then that one; return both costs."""
    if swap:
        second = cost_of(peer, 1, meter).cpu_ms
        return cost_of(ours, 1, meter).cpu_ms, second
    first = cost_of(ours, 1, meter).cpu_ms
    return first, cost_of(peer, 1, meter).cpu_ms


def upper_bound(values: list[float]) -> float:
    """Return the upper 95 % bound of the median of what the values were drawn from."""
    place = math.ceil(len(values) / 2 + Z * math.sqrt(len(values)) / 2)
    return sorted(values)[min(place, len(values) - 1)]
