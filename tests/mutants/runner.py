"""Takes the checks of the table out, one at a time, and says which nobody missed."""

from collections.abc import Iterable
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tests.environ import without_ours
from tests.mutants.table import Mutant
from tests.mutants.tree import Tree

import json
import os
import subprocess
import sys


#: A run of a few tests; with Plone it takes 10 s on a machine that does nothing else.
SECONDS = 240
#: The first run: all tests of the table.
SECONDS_OF_ALL = 3600
#: Signs that the replacement is wrong, not that a check is missed.
BROKEN = frozenset({"NameError", "UnboundLocalError", "ImportError", "SyntaxError"})
#: So much of a run's output is shown.
TAIL = 3000


class Stage:
    """The process that runs tests in the copy; see ``stage.py``."""

    def __init__(self, process: subprocess.Popen) -> None:
        self._process = process

    def run(self, tests: Iterable[str], seconds: float) -> dict:
        """Run tests; return what ``stage.py`` says of them."""
        line = json.dumps({"tests": sorted(tests), "seconds": seconds})
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError("the process that runs the tests has died")
        return json.loads(answer)


@contextmanager
def stage_in(folder: Path) -> Iterator[Stage]:
    """Start the process that runs tests in a copy; end it afterwards."""
    path = os.pathsep.join(str(folder / name) for name in ("src", "sandbox/src"))
    with subprocess.Popen(
        [sys.executable, "-W", "ignore", "-m", "tests.mutants.stage"],
        cwd=folder,
        env={**without_ours(), "PYTHONPATH": path},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        yield Stage(process)
        process.stdin.close()


def cases_of(test: str, outcomes: dict) -> dict:
    """Return how the cases of a test went; ``test`` may name one of them."""
    return {
        name: outcome
        for name, outcome in outcomes.items()
        if name == test or name.startswith(f"{test}[")
    }


def faults_without_mutant(tests: Iterable[str], told: dict) -> list[str]:
    """Return which tests are not there, or not green as long as nothing is missing."""
    faults = []
    for test in sorted(tests):
        cases = cases_of(test, told["tests"])
        if not cases or {outcome for outcome, _error in cases.values()} != {"passed"}:
            faults.append(f"not there, or not green without any mutant: {test}")
    return faults


def faults_with_mutant(mutant: Mutant, told: dict) -> list[str]:
    """Return which tests of the mutant did not notice it."""
    if told["exit"] is None:
        return [f"{mutant.id}: its tests did not end"]
    faults = []
    for test in mutant.red:
        failed = [
            error
            for outcome, error in cases_of(test, told["tests"]).values()
            if outcome == "failed"
        ]
        if not failed:
            faults.append(f"{mutant.id}: stays green: {test}")
        elif BROKEN.issuperset(failed):
            faults.append(f"{mutant.id}: the replacement is broken ({failed[0]})")
    return faults


def try_one(tree: Tree, stage: Stage, mutant: Mutant) -> list[str]:
    """Take one check out, run its tests, return what is wrong with that."""
    try:
        with tree.mutated(mutant):
            told = stage.run(mutant.red, SECONDS)
    except ValueError as error:
        return [str(error)]
    faults = faults_with_mutant(mutant, told)
    return [*faults, told["output"][-TAIL:]] if faults else []


def try_all(
    tree: Tree, stage: Stage, mutants: list[Mutant]
) -> Iterator[tuple[str, list[str]]]:
    """Yield the name of each try and what is wrong; the first has no mutant at all."""
    tests = {test for mutant in mutants for test in mutant.red}
    # a name that is not there any more must not keep the others from running
    functions = {test.partition("[")[0] for test in tests}
    told = stage.run(functions, SECONDS_OF_ALL)
    faults = faults_without_mutant(tests, told)
    yield "without any mutant", [*faults, told["output"][-TAIL:]] if faults else []
    for mutant in mutants:
        yield mutant.id, try_one(tree, stage, mutant)
