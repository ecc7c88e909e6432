"""Eight submit at once, on two Zopes and PostgreSQL."""

from collections.abc import Callable
from tests.bench.cpu import cpu_seconds
from tests.bench.cpu import machine_seconds
from tests.bench.cpu import Meter
from tests.bench.figure import Figure
from tests.bench.figure import say
from tests.bench.servers import House
from tests.bench.submits import ANSWERS
from tests.bench.wire import Submitter
from threading import Thread

import itertools
import os
import time


CLIENTS = 8
RATE = 100
P99_MS = 250
CORES = 2


def many_submitters(house: House, *, warm_up: int, submits: int) -> list[Figure]:
    """Submit by eight at once: throughput, the slowest hundredth, errors, CPU."""
    bases = itertools.cycle(house.bases)
    calls = [
        Submitter(next(bases), house.facts["document"], token, ANSWERS).submit
        for token in house.facts["tokens"][:CLIENTS]
    ]
    run_together(calls, warm_up)
    zope, storage = Meter(lambda: house.zopes), Meter(house.storage)
    before = _spent(zope, storage)
    times, errors = run_together(calls, submits)
    spent = [
        now - then for now, then in zip(_spent(zope, storage), before, strict=True)
    ]
    wall, machine, *parts = spent
    times.sort()
    middle = times[len(times) // 2]
    return [
        Figure(
            "parallel submits",
            len(times) / wall,
            RATE,
            "/s",
            f"{submits} by {CLIENTS} on {len(house.bases)} Zopes; "
            f"ours used {sum(parts) / wall:.2f} cores, "
            f"others {max(0, machine - sum(parts)) / wall:.2f}",
            at_least=True,
        ),
        Figure(
            "parallel submits, p99",
            1000 * times[int(len(times) * 0.99) - 1],
            P99_MS,
            "ms",
            f"median {1000 * middle:.0f}, longest {1000 * times[-1]:.0f}",
        ),
        Figure("parallel submits, errors", len(errors), 0, "", f"of {submits}"),
        Figure(
            "parallel submits, CPU of all",
            1000 * sum(parts) / submits,
            1000 * CORES / RATE,
            "ms",
            "Zope {:.2f}, PostgreSQL {:.2f}, client {:.2f}".format(
                *(1000 * part / submits for part in parts)
            ),
        ),
    ]


def _spent(zope: Meter, storage: Meter) -> list[float]:
    return [
        time.perf_counter(),
        machine_seconds(),
        zope.seconds(),
        storage.seconds(),
        cpu_seconds(os.getpid()),
    ]


def run_together(
    calls: list[Callable[[], None]], total: int
) -> tuple[list[float], list[OSError]]:
    """Make so many calls in parallel; return the seconds of each, and the errors."""
    left = iter(range(total))
    times: list[float] = []
    errors: list[OSError] = []

    def work(call: Callable[[], None]) -> None:
        # a step of this iterator is one step of the interpreter: no two take the same
        for _number in left:
            began = time.perf_counter()
            try:
                call()
            except OSError as error:
                errors.append(error)
                continue
            times.append(time.perf_counter() - began)

    threads = [Thread(target=work, args=(call,)) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for error in errors[:3]:
        say(f"error: {error}")
    return times, errors
