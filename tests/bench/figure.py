"""A measured figure, its bar, and how both are told."""

from collections.abc import Iterable
from collective.eloket.clock import utcnow
from dataclasses import asdict
from dataclasses import dataclass
from pathlib import Path

import json
import os
import sys


RESULTS = Path("var/bench/results.json")


@dataclass(frozen=True)
class Figure:
    """A measured figure beside its bar.

    ``must_break``: a self-test spoiled what is measured, so a bar that holds is broken.
    """

    name: str
    value: float
    bar: float
    unit: str
    detail: str
    at_least: bool = False
    must_break: bool = False

    @property
    def keeps_bar(self) -> bool:
        """Is the value on the right side of its bar?"""
        return self.value >= self.bar if self.at_least else self.value <= self.bar

    @property
    def holds(self) -> bool:
        """Is all as it should be?"""
        return self.keeps_bar is not self.must_break

    @property
    def verdict(self) -> str:
        """The same in a word."""
        if self.must_break:
            return "red, as it must" if self.holds else "NOT RED"
        return "holds" if self.holds else "BROKEN"

    def line(self) -> str:
        """Return the row of the table."""
        sign = "≥" if self.at_least else "≤"
        return (
            f"{self.name:<46} {self.value:>9.2f} {self.unit:<3}"
            f" {sign} {self.bar:<7.4g} {self.verdict:<15} {self.detail}"
        )


def report(found: Iterable[Figure], path: Path = RESULTS) -> bool:
    """Print each row as it comes, write the results; True when all bars hold.

    What was measured is written too when a later figure cannot be.
    """
    rows: list[Figure] = []
    try:
        for figure in found:
            say(figure.line())
            rows.append(figure)
    finally:
        write(rows, path)
    return all(figure.holds for figure in rows)


def write(rows: list[Figure], path: Path) -> None:
    """Write the results."""
    path.parent.mkdir(parents=True, exist_ok=True)
    results = {
        "at": utcnow().isoformat(timespec="seconds"),
        "machine": machine(),
        "figures": [{**asdict(row), "holds": row.holds} for row in rows],
    }
    path.write_text(json.dumps(results, indent=2), encoding="utf-8")


def machine() -> str:
    """Return what the figures were measured on, and how busy others kept it."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    models = [line.split(":")[1].strip() for line in lines if "model name" in line]
    return f"{len(models)} x {models[0] if models else 'unknown'}, {load()}"


def load() -> str:
    """Return how many processes wanted a core in the last minute."""
    return f"load {os.getloadavg()[0]:.1f}"


def say(text: str) -> None:
    """Tell who runs the bench, at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
