"""`make bench-full`: the same reads among a thousand and among a million."""

from pathlib import Path
from tests.bench import lists
from tests.bench import processes
from tests.bench import servers
from tests.bench.figure import Figure
from tests.bench.figure import machine
from tests.bench.figure import report
from tests.bench.figure import say

import argparse
import sys
import tempfile
import time


RESULTS = Path("var/bench/results-full.json")
SMALL = 1000
LARGE = 1_000_000


def main() -> int:
    """Load, measure, print the table; 1 when a bar is broken."""
    parser = argparse.ArgumentParser(prog="bench-full", description=__doc__)
    parser.add_argument("--cases", type=int, default=LARGE)
    options = parser.parse_args()
    say(f"on {machine()}")
    with (
        tempfile.TemporaryDirectory(prefix="elb-") as name,
        servers.on_zeo(Path(name)) as house,
    ):
        found = among_cases(house, options.cases)
    return 0 if report(found, RESULTS) else 1


def among_cases(
    house: servers.House, number: int, *, batches: int = 10, calls: int = 10
) -> list[Figure]:
    """Measure among a few cases, then among many."""
    load(house, SMALL)
    small = lists.measure(house, batches=batches, calls=calls)
    load(house, number)
    large = lists.measure(house, batches=batches, calls=calls)
    return lists.growth(small, large, (SMALL, number))


def load(house: servers.House, number: int) -> None:
    """Bring the site to a number of cases."""
    began = time.monotonic()
    command = processes.python("tests.bench.load", house.conf, number)
    processes.run(command, house.conf.parent / "load.log")
    say(f"{number:,} cases after {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    sys.exit(main())
