"""CPU and wall time of servers while a client asks them things."""

from collections.abc import Callable
from collections.abc import Iterable
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import os
import statistics
import time


TICKS_PER_SECOND = os.sysconf("SC_CLK_TCK")
#: clock_getcpuclockid(3) as Linux writes it: the process's own time, in nanoseconds.
CPUCLOCK_SCHED = 2


@dataclass(frozen=True)
class Cost:
    """Mean milliseconds per call."""

    cpu_ms: float
    wall_ms: float


class Costs(dict[str, list[Cost]]):
    """What each side costs, batch by batch, measured in turn."""

    def median(self, side: str, name: str = "cpu_ms") -> float:
        """Return the median cost of a side, in milliseconds."""
        return statistics.median(getattr(cost, name) for cost in self[side])

    def ratio(self, ours: str = "ours", peer: str = "peer") -> float:
        """Return the median CPU time of one side over that of another."""
        return self.median(ours) / self.median(peer)

    def part(self, start: int) -> "Costs":
        """Return every second batch, from the first or from the second on."""
        return Costs({side: costs[start::2] for side, costs in self.items()})

    def told(self, ours: str = "ours", peer: str = "peer") -> str:
        """Return two sides in milliseconds."""
        return ", ".join(
            f"{word} {self.median(ours, name):.2f} / {self.median(peer, name):.2f} ms"
            for word, name in (("CPU", "cpu_ms"), ("wall", "wall_ms"))
        )


class Meter:
    """The CPU time of processes, some of which come and go."""

    def __init__(self, pids: Callable[[], Iterable[int]]) -> None:
        self._pids = pids
        self._last: dict[int, float] = {}

    def seconds(self) -> float:
        """Return what all of them used so far, also those that have ended."""
        for pid in self._pids():
            with suppress(OSError):
                self._last[pid] = cpu_seconds(pid)
        return sum(self._last.values())


def cpu_seconds(pid: int) -> float:
    """Return the CPU time a process used so far.

    :raises OSError: it ended.
    """
    return time.clock_gettime((~pid << 3) | CPUCLOCK_SCHED)


def machine_seconds() -> float:
    """Return how long the cores of this machine worked so far, in all: proc(5)."""
    line = Path("/proc/stat").read_text().splitlines()[0]
    user, nice, system, _idle, _wait, irq, softirq, steal = map(int, line.split()[1:9])
    return (user + nice + system + irq + softirq + steal) / TICKS_PER_SECOND


def cost_of(call: Callable[[], None], calls: int, meter: Meter) -> Cost:
    """Return what a call costs the servers, as a mean over so many."""
    cpu, wall = meter.seconds(), time.perf_counter()
    for _number in range(calls):
        call()
    cpu, wall = meter.seconds() - cpu, time.perf_counter() - wall
    return Cost(1000 * cpu / calls, 1000 * wall / calls)


def in_turn(
    sides: Mapping[str, Callable[[], None]], meter: Meter, *, batches: int, calls: int
) -> Costs:
    """Measure all sides in turn, so that the machine's moods fall on each alike."""
    for call in sides.values():
        cost_of(call, calls, meter)
    found = Costs({side: [] for side in sides})
    for _number in range(batches):
        for side, call in sides.items():
            found[side].append(cost_of(call, calls, meter))
    return found
