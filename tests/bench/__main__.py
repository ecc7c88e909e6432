"""Measures, prints a table, writes var/bench/results.json; 1 when a bar is broken."""

from collections.abc import Iterator
from pathlib import Path
from tests.bench import cards
from tests.bench import forms
from tests.bench import letters
from tests.bench import mandates
from tests.bench import pages
from tests.bench import parallel
from tests.bench import servers
from tests.bench import sign_ins
from tests.bench import submits
from tests.bench import tokens
from tests.bench import trust
from tests.bench.figure import Figure
from tests.bench.figure import machine
from tests.bench.figure import report
from tests.bench.figure import say

import argparse
import sys
import tempfile


def main() -> int:
    """Run all figures, or with ``--quick`` a few calls of each."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument(
        "--only",
        choices=("cards", "tokens", "letters", "mandates", "zeo", "postgresql"),
    )
    options = parser.parse_args()
    say(f"on {machine()}")
    with tempfile.TemporaryDirectory(prefix="elb-") as name:
        return 0 if report(figures(Path(name), options.only, options.quick)) else 1


def figures(folder: Path, only: str | None, quick: bool) -> Iterator[Figure]:
    """Measure one after the other."""
    if only in (None, "cards"):
        yield from cards.figures(cards.RUNS // 4 if quick else cards.RUNS)
    if only in (None, "tokens"):
        yield from tokens.figures(tokens.PAIRS // 4 if quick else tokens.PAIRS)
    if only in (None, "letters"):
        yield from letters.figures(letters.FEW // 2 if quick else letters.FEW)
    if only in (None, "mandates"):
        yield from mandates.figures(
            folder, mandates.NUMBER // 50 if quick else mandates.NUMBER
        )
    if only in (None, "zeo"):
        yield from on_one_process(folder / "a", quick)
    if only in (None, "postgresql"):
        yield from on_two_processes(folder / "b", quick)


def on_one_process(folder: Path, quick: bool) -> Iterator[Figure]:
    """Measure what is compared with the peer, and test the bars themselves."""
    folder.mkdir()
    batches, calls = (4, 5) if quick else (16, 20)
    fewer = max(5, calls // 2)
    with servers.on_zeo(folder) as house:
        yield from submits.beside_document(house, batches=batches, calls=calls)
        yield from forms.beside_easyform(house, batches=batches, calls=fewer)
        yield pages.beside_stock(house, pairs=40 if quick else 400)
        yield from letters.verification(house, batches=batches, calls=fewer)
        yield from sign_ins.beside_stock(house, batches=batches, calls=fewer)
        # last: from then on the vault of this Zope has a clock around it
        yield from trust.figures(house, pairs=20 if quick else 200)


def on_two_processes(folder: Path, quick: bool) -> Iterator[Figure]:
    """Measure how many submits two processes take."""
    folder.mkdir()
    warm_up, number = (40, 80) if quick else (1000, 2000)
    with servers.on_postgresql(folder) as house:
        yield from parallel.many_submitters(house, warm_up=warm_up, submits=number)


if __name__ == "__main__":
    sys.exit(main())
