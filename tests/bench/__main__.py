"""Measures, prints a table, writes var/bench/results.json; 1 when a bar is broken."""

from pathlib import Path
from tests.bench import figures
from tests.bench import servers
from tests.bench.figures import Figure

import argparse
import dataclasses
import json
import sys
import tempfile


RESULTS = Path("var/bench/results.json")

#: What the self-test adds to ours; the bar must break on it.
BURN_MS = 3


def main() -> int:
    """Run all figures, or with ``--quick`` a few calls of each."""
    parser = argparse.ArgumentParser(prog="bench", description=__doc__)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", choices=("zeo", "postgresql"))
    options = parser.parse_args()
    batches, calls = (3, 5) if options.quick else (15, 20)
    found: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="elb-") as name:
        folder = Path(name)
        if options.only != "postgresql":
            (folder / "a").mkdir()
            with servers.on_zeo(folder / "a") as house:
                found += on_one_process(house, batches, calls)
        if options.only != "zeo":
            (folder / "b").mkdir()
            warm_up, submits = (40, 80) if options.quick else (1000, 2000)
            with servers.on_postgresql(folder / "b") as house:
                found += figures.many_submitters(
                    house, warm_up=warm_up, submits=submits
                )
    report(found)
    return 0 if all(figure.holds for figure in found) else 1


def on_one_process(house: servers.House, batches: int, calls: int) -> list[Figure]:
    """Measure what is compared with the peer, and test the bar itself."""
    submit, pairs = figures.submit_beside_document(house, batches=batches, calls=calls)
    burnt, _pairs = figures.submit_beside_document(
        house, batches=max(3, batches // 3), calls=calls, burn_ms=BURN_MS
    )
    peer_ms = pairs.median("peer", "cpu_ms")
    added = (burnt.value - submit.value) * peer_ms
    return [
        submit,
        Figure(
            f"self-test: {BURN_MS} ms more are seen",
            added,
            BURN_MS * 0.5,
            "ms",
            f"ratio {burnt.value:.2f} x",
            at_least=True,
        ),
        figures.form_beside_easyform(house, batches=batches, calls=max(5, calls // 2)),
    ]


def report(found: list[Figure]) -> None:
    """Print the table and write the results."""
    for figure in found:
        verdict = "holds" if figure.holds else "BROKEN"
        sign = "≥" if figure.at_least else "≤"
        print(  # noqa: T201 - a command for people
            f"{figure.name:<32} {figure.value:>9.2f} {figure.unit:<3}"
            f" {sign} {figure.bar:<6} {verdict:<7} {figure.detail}"
        )
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    rows = [{**dataclasses.asdict(each), "holds": each.holds} for each in found]
    RESULTS.write_text(json.dumps(rows, indent=2), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
