"""CPU and wall time of a server while a client asks it things."""

from collections.abc import Callable
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import os
import statistics
import time


TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Cost:
    """Mean milliseconds per call."""

    cpu_ms: float
    wall_ms: float


@dataclass(frozen=True)
class Pairs:
    """What ours and the peer cost, batch by batch, measured in turn."""

    ours: list[Cost]
    peer: list[Cost]

    def ratio(self, name: str) -> float:
        """Return the median of ours over the median of the peer."""
        return self.median("ours", name) / self.median("peer", name)

    def median(self, side: str, name: str) -> float:
        """Return the median cost of a side, in milliseconds."""
        return statistics.median(getattr(cost, name) for cost in getattr(self, side))


def cpu_seconds(pids: Sequence[int]) -> float:
    """Return the CPU time that processes used so far: proc(5), utime and stime."""
    total = 0
    for pid in pids:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += int(fields[11]) + int(fields[12])
    return total / TICKS_PER_SECOND


def cost_of(call: Callable[[], None], calls: int, pids: Sequence[int]) -> Cost:
    """Return what a call costs the servers, as a mean over so many."""
    cpu, wall = cpu_seconds(pids), time.perf_counter()
    for _number in range(calls):
        call()
    cpu, wall = cpu_seconds(pids) - cpu, time.perf_counter() - wall
    return Cost(1000 * cpu / calls, 1000 * wall / calls)


def in_turn(
    ours: Callable[[], None],
    peer: Callable[[], None],
    pids: Sequence[int],
    *,
    batches: int,
    calls: int,
) -> Pairs:
    """Measure both in turn, so that the machine's moods fall on both."""
    for call in (ours, peer):
        cost_of(call, calls, pids)
    found = Pairs([], [])
    for _number in range(batches):
        found.ours.append(cost_of(ours, calls, pids))
        found.peer.append(cost_of(peer, calls, pids))
    return found
