"""Runs tests in a copy of the checkout, many times, with the imports made once.

`python -m tests.mutants.stage` in the copy: it imports Plone and what the tests need,
but nothing of ours, and then forks for each run. A line of JSON comes in
(``{"tests": [...], "seconds": 60}``), a line of JSON goes out
(``{"exit": 1, "tests": {id: [outcome, error]}, "output": "..."}``; exit None: it took
too long).
"""

from pathlib import Path

import importlib
import json
import os
import signal
import sys
import tempfile
import threading


#: Slow to import, and none of ours.
HEAVY = (
    *("pytest", "pytest_plone", "plone.app.testing", "plone.classicui.testing"),
    *("plone.restapi.services", "collective.easyform", "pas.plugins.oidc"),
    *("sqlalchemy", "joserfc.jwt", "responses", "hypothesis", "jsonschema"),
)
OPTIONS = (
    *("-q", "--no-header", "--tb=short", "--disable-warnings"),
    *("-p", "no:cacheprovider"),
)


class Outcomes:
    """A pytest plugin that notes how each test went, and by what it failed."""

    def __init__(self) -> None:
        self.tests: dict[str, tuple[str, str]] = {}
        self._errors: dict[str, str] = {}

    def pytest_runtest_makereport(self, item, call) -> None:
        """Note the class of what was raised."""
        if call.excinfo is not None:
            self._errors[item.nodeid] = call.excinfo.type.__name__

    def pytest_runtest_logreport(self, report) -> None:
        """Note the outcome; what fails before or after the test itself is an error.

        Not of a test that failed itself: cleaning up after it may well fail too.
        """
        if report.passed and report.when != "call":
            return
        if self.tests.get(report.nodeid, ("",))[0] == "failed":
            return
        outcome = report.outcome if report.when == "call" else "error"
        error = self._errors.get(report.nodeid, "")
        self.tests[report.nodeid] = (outcome, error)


def run_here(tests: list[str], output: Path, answer: Path) -> None:
    """Run tests in this process, which is a fork, and write how they went."""
    os.setsid()
    file = os.open(output, os.O_WRONLY | os.O_CREAT)
    for descriptor in (1, 2):
        os.dup2(file, descriptor)
    import pytest

    outcomes = Outcomes()
    code = pytest.main([*OPTIONS, *tests], plugins=[outcomes])
    answer.write_text(json.dumps({"exit": int(code), "tests": outcomes.tests}))


def run_forked(tests: list[str], seconds: float) -> dict:
    """Run tests in a fork of this process; return how they went."""
    with tempfile.TemporaryDirectory(prefix="eloket-mutant-") as folder:
        output, answer = Path(folder, "output"), Path(folder, "answer")
        child = os.fork()
        if child == 0:
            try:
                run_here(tests, output, answer)
            finally:
                os._exit(0)
        in_time = wait(child, seconds)
        told = {"exit": None, "tests": {}}
        if in_time and answer.exists():
            told = json.loads(answer.read_text())
        text = output.read_text(errors="replace") if output.exists() else ""
        return told | {"output": text}


def wait(child: int, seconds: float) -> bool:
    """Wait for the child to end; after ``seconds`` end it, and all it started."""
    late = threading.Event()

    def end() -> None:
        late.set()
        os.killpg(child, signal.SIGKILL)

    timer = threading.Timer(seconds, end)
    timer.start()
    os.waitpid(child, 0)
    timer.cancel()
    timer.join()
    return not late.is_set()


def main() -> None:
    """Answer one line after another until there are no more."""
    for name in HEAVY:
        importlib.import_module(name)
    for line in sys.stdin:
        asked = json.loads(line)
        sys.stdout.write(
            json.dumps(run_forked(asked["tests"], asked["seconds"])) + "\n"
        )
        sys.stdout.flush()


if __name__ == "__main__":
    main()
