"""Measures, prints a table, writes var/bench/results.json; 1 when a bar is broken."""

from pathlib import Path
from tests.bench import forms
from tests.bench import pages
from tests.bench import parallel
from tests.bench import servers
from tests.bench import sign_ins
from tests.bench import submits
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
    parser.add_argument("--only", choices=("zeo", "postgresql"))
    options = parser.parse_args()
    say(f"on {machine()}")
    found: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="elb-") as name:
        if options.only != "postgresql":
            found += on_one_process(Path(name) / "a", options.quick)
        if options.only != "zeo":
            found += on_two_processes(Path(name) / "b", options.quick)
    return 0 if report(found) else 1


def on_one_process(folder: Path, quick: bool) -> list[Figure]:
    """Measure what is compared with the peer, and test the bars themselves."""
    folder.mkdir()
    batches, calls = (4, 5) if quick else (16, 20)
    with servers.on_zeo(folder) as house:
        return [
            *submits.beside_document(house, batches=batches, calls=calls),
            forms.beside_easyform(house, batches=batches, calls=max(5, calls // 2)),
            pages.beside_stock(house, pairs=40 if quick else 400),
            *sign_ins.beside_stock(house, batches=batches, calls=max(5, calls // 2)),
        ]


def on_two_processes(folder: Path, quick: bool) -> list[Figure]:
    """Measure how many submits two processes take."""
    folder.mkdir()
    warm_up, number = (40, 80) if quick else (1000, 2000)
    with servers.on_postgresql(folder) as house:
        return parallel.many_submitters(house, warm_up=warm_up, submits=number)


if __name__ == "__main__":
    sys.exit(main())
