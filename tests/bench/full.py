"""`make bench-full`: the same reads among a thousand and among a million."""

from collections.abc import Iterator
from pathlib import Path
from tests.bench import city
from tests.bench import forms
from tests.bench import letters
from tests.bench import lists
from tests.bench import people
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
#: So many answers lie in both forms at last.
ANSWERED = 100_000
ONLY = ("cases", "people", "forms", "letters", "city")
#: So many citizens tell what one takes.
SIZED = 21_000


def main() -> int:
    """Load, measure, print the table; 1 when a bar is broken."""
    parser = argparse.ArgumentParser(prog="bench-full", description=__doc__)
    parser.add_argument("--cases", type=int, default=LARGE)
    parser.add_argument("--people", type=int, default=LARGE)
    parser.add_argument("--only", choices=ONLY)
    parser.add_argument("--city", type=int, default=city.LARGE)
    options = parser.parse_args()
    say(f"on {machine()}")
    with (
        tempfile.TemporaryDirectory(prefix="elb-") as name,
        servers.on_zeo(Path(name)) as house,
    ):
        return 0 if report(figures(house, options), RESULTS) else 1


def figures(house: servers.House, options: argparse.Namespace) -> Iterator[Figure]:
    """Measure one after the other."""
    if options.only in (None, "people"):
        yield from among_people(house, options.people)
    if options.only in (None, "cases"):
        yield from among_cases(house, options.cases)
    if options.only in (None, "forms"):
        yield from among_answers(house)
    if options.only in (None, "letters"):
        yield from letters.figures(letters.MANY)
    if options.only == "city":
        yield from city.figures(house, options.city)


def among_people(
    house: servers.House, number: int, *, batches: int = 10, calls: int = 10
) -> Iterator[Figure]:
    """Measure among a few citizens, then among many; and what one of them takes."""
    people.load(house, SMALL)
    small = people.measure(house, batches=batches, calls=calls)
    yield people.account_size(house, SMALL, SIZED)
    people.load(house, number)
    large = people.measure(house, batches=batches, calls=calls)
    yield from lists.growth(small, large, (SMALL, number))


def among_cases(
    house: servers.House, number: int, *, batches: int = 10, calls: int = 10
) -> list[Figure]:
    """Measure among a few cases, then among many."""
    load(house, SMALL)
    small = lists.measure(house, batches=batches, calls=calls)
    load(house, number)
    large = lists.measure(house, batches=batches, calls=calls)
    return lists.growth(small, large, (SMALL, number))


def among_answers(
    house: servers.House,
    number: int = ANSWERED,
    *,
    batches: int = 10,
    calls: int = 10,
) -> Iterator[Figure]:
    """Measure both forms when nothing is stored, then among many answers."""
    for stored in (0, number):
        if stored:
            load(house, stored)
            command = processes.python("tests.bench.load_peer", house.conf, stored)
            processes.run(command, house.folder / "load-peer.log")
        when = f", {stored:,} stored"
        yield from forms.beside_easyform(house, batches=batches, calls=calls, when=when)


def load(house: servers.House, number: int) -> None:
    """Bring the site to a number of cases."""
    began = time.monotonic()
    command = processes.python("tests.bench.load", house.conf, number)
    processes.run(command, house.conf.parent / "load.log")
    house.renew_sessions()
    say(f"{number:,} cases after {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    sys.exit(main())
