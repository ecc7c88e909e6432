"""Some rooms are tested to their last branch; the build holds it, and names the gaps.

`make test` loads this plugin (``-p tests.coverage_bar``). A run of all tests measures
all of BARS. A run of some tests measures nothing, unless ``--bars`` names the rooms, as
``make coverage ARGS=vault`` does.

Measuring makes a test take half as long again. So in a run of all tests those of the
rooms come first (MEASURED), and nothing is measured after them: a branch that only
another test reaches is a gap.

When several processes share the tests (pytest-xdist), each measures itself and hands
over what it saw at its end; the one that began them adds it up and decides. A process
that ends without that is told, and fails the run: nobody knows what it reached.
"""

from pathlib import Path

import coverage
import pytest


#: The rooms whose every branch is tested (STYLE, section 6).
BARS = ("accounts", "audit", "identity", "mandates", "parameters", "vault")
PACKAGE = "collective.eloket"
#: Where the tests of these rooms lie: in folders of their own, and with who uses them.
MEASURED = (
    *(f"tests/{bar}/" for bar in BARS),
    *("tests/outbox/", "tests/recovery/", "tests/rights/", "tests/roads/"),
    *("tests/setup/", "tests/matrix/test_audited.py"),
    *("tests/cases/test_access_log.py", "tests/cases/test_audit_search.py"),
    *("tests/cases/test_failed_mail.py", "tests/cases/test_notices.py"),
)
ROOT = Path(__file__).parents[1]
#: How many gaps a file still has; a number may fall, and nothing else gets a line.
KNOWN = ROOT / "tests" / "coverage_gaps.txt"
NOT_TOLD = ["module-not-imported", "no-data-collected"]
#: Under this name a worker hands over what it measured.
TOLD = "eloket-coverage-bar"


def pytest_addoption(parser) -> None:
    """Let a run of some tests be measured too."""
    parser.addoption(
        "--bars",
        default="",
        help="rooms that these tests must cover to the last branch, with commas",
    )


def is_measured(nodeid: str) -> bool:
    """Is it a test of one of the rooms?"""
    return nodeid.startswith(MEASURED)


def wanted_bars(options) -> tuple[str, ...]:
    """Return the rooms to measure in this run: those named, or all in a whole run."""
    if options.bars:
        return tuple(options.bars.split(","))
    selects = ("file_or_dir", "keyword", "markexpr", "deselect", "lf", "collectonly")
    is_whole = not any(getattr(options, name, None) for name in selects)
    return BARS if is_whole and not options.ignore and not options.ignore_glob else ()


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config) -> None:
    """Begin to measure before anything of the rooms is imported."""
    bars = wanted_bars(early_config.known_args_namespace)
    if bars:
        is_whole = not early_config.known_args_namespace.bars
        measure = Measure(bars, is_whole)
        early_config.pluginmanager.register(measure, "eloket-coverage-bar")


class Measure:
    """Measures a run, or a worker's part of one; a gap makes the run fail.

    ``is_whole``: it is a run of all tests, of which some are measured.
    """

    def __init__(self, bars: tuple[str, ...], is_whole: bool) -> None:
        self.bars = bars
        self.is_whole = is_whole
        self.gaps: dict[str, list[str]] = {}
        #: Workers of which it is not known what they reached.
        self.silent: set[str] = set()
        self.coverage = coverage.Coverage(
            branch=True,
            config_file=False,
            data_file=None,
            source_pkgs=[f"{PACKAGE}.{bar}" for bar in bars],
        )
        # what nobody imported is a gap; who begins other processes imports nothing
        self.coverage.set_option("run:disable_warnings", NOT_TOLD)
        self.coverage.start()

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items) -> None:
        """Let what is measured come first; all else stays in its order."""
        if self.is_whole:
            items.sort(key=lambda item: not is_measured(item.nodeid))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item) -> None:
        """Measure no more from the first test on that is of no room.

        For good: threads of a server that run already cannot be measured again.
        """
        if self.is_whole and not is_measured(item.nodeid):
            self.is_whole = False
            self.coverage.stop()

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node) -> None:
        """Expect word of a worker."""
        self.silent.add(node.gateway.id)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node) -> None:
        """Add what a worker hands over at its end."""
        told = getattr(node, "workeroutput", {}).get(TOLD)
        if told is None:
            return
        one = coverage.CoverageData(no_disk=True)
        one.loads(told)
        self.coverage.get_data().update(one)
        self.silent.discard(node.gateway.id)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session) -> None:
        """Look for gaps, when all tests were run; a worker hands over what it saw."""
        self.coverage.stop()
        if hasattr(session.config, "workeroutput"):
            session.config.workeroutput[TOLD] = self.coverage.get_data().dumps()
            return
        if session.exitstatus not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
            return
        self.gaps = gaps_of(self.coverage)
        if self.silent or beyond(self.gaps, known()):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter) -> None:
        """Name each line that no test reached, with its text."""
        terminalreporter.section(f"every branch of {', '.join(self.bars)}")
        for name in sorted(self.silent):
            terminalreporter.line(
                f"{name} ended without telling what it reached", red=True
            )
        if not self.gaps:
            terminalreporter.line("all tested")
            return
        terminalreporter.line("To see it for one room alone: make coverage ARGS=<room>")
        for file, lines in self.gaps.items():
            terminalreporter.line(file, red=True)
            for line in lines:
                terminalreporter.line(f"    {line}")


def known(path: Path | None = None) -> dict[str, int]:
    """Return file → how many gaps it is known to have; of KNOWN when none is given."""
    lines = (path or KNOWN).read_text().splitlines()
    rows = [line.rsplit(" ", 1) for line in lines]
    return {
        row[0]: int(row[1]) for row in rows if row[0] and not row[0].startswith("#")
    }


def beyond(gaps: dict[str, list[str]], allowed: dict[str, int]) -> list[str]:
    """Return the files that have more gaps than they are known to have."""
    return [file for file, lines in gaps.items() if len(lines) > allowed.get(file, 0)]


def gaps_of(measured: coverage.Coverage) -> dict[str, list[str]]:
    """Return file → what no test reached, in words; also files that nobody imported."""
    found = {}
    for file in sorted(measured.get_data().measured_files()):
        lines = gaps_in(measured, file)
        if lines:
            found[str(Path(file).relative_to(ROOT))] = lines
    return found


def gaps_in(measured: coverage.Coverage, file: str) -> list[str]:
    """Return the lines and branches of a file that no test reached, with their text."""
    text = ["", *Path(file).read_text(encoding="utf-8").splitlines()]
    analysis = measured._analyze(file)
    missing = sorted(analysis.missing)
    lines = [f"{number}: {text[number].strip()}  (not run)" for number in missing]
    for source, goals in sorted(analysis.missing_branch_arcs().items()):
        if source in analysis.missing:
            continue
        for goal in goals:
            where = f"goes to line {goal}" if goal > 0 else "leaves the function"
            lines.append(f"{source}: {text[source].strip()}  (never {where})")
    return lines
