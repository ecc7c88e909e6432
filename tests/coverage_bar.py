"""Some rooms are tested to their last branch; the build holds it, and names the gaps.

`make test` loads this plugin (``-p tests.coverage_bar``). A run of all tests measures
all of BARS. A run of some tests measures nothing, unless ``--bars`` names the rooms, as
``make coverage ARGS=vault`` does.

In a run of all tests those of the rooms come first (MEASURED), and nothing counts after
them: a branch that only another test reaches is a gap.

SlipCover measures by marks in the code of the rooms alone, which go once they were
reached. A tool that traces the interpreter makes every line of Plone's slower too: a
test took half as long again.

When several processes share the tests (pytest-xdist), each measures itself and hands
over what it saw at its end; the one that began them adds it up and decides. A process
that ends without that is told, and fails the run: nobody knows what it reached.
"""

from pathlib import Path

import json
import pytest
import slipcover


#: The rooms whose every branch is tested (STYLE, section 6).
BARS = ("accounts", "audit", "identity", "mandates", "parameters", "vault")
#: Where the tests of these rooms lie: in folders of their own, and with who uses them.
MEASURED = (
    *(f"tests/{bar}/" for bar in BARS),
    *("tests/outbox/", "tests/recovery/", "tests/rights/", "tests/roads/"),
    *("tests/setup/", "tests/matrix/test_audited.py"),
    *("tests/cases/test_access_log.py", "tests/cases/test_audit_search.py"),
    *("tests/cases/test_failed_mail.py", "tests/cases/test_notices.py"),
)
ROOT = Path(__file__).parents[1]
#: Where the rooms lie.
SOURCE = ROOT / "src" / "collective" / "eloket"
#: How many gaps a file still has; a number may fall, and nothing else gets a line.
KNOWN = ROOT / "tests" / "coverage_gaps.txt"
#: The body of an interface is run by nobody.
STUB = r"^\s*\.\.\.\s*$"
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
        #: What was reached, once nothing counts any more.
        self.reached: dict | None = None
        folders = [str(SOURCE / bar) for bar in bars]
        self.measuring = slipcover.Slipcover(branch=True, exclude_also=[STUB])
        self.folders = folders
        self.imports = slipcover.ImportManager(
            self.measuring, slipcover.FileMatcher(sources=folders)
        )
        self.imports.__enter__()

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items) -> None:
        """Let what is measured come first; all else stays in its order."""
        if self.is_whole:
            items.sort(key=lambda item: not is_measured(item.nodeid))

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item) -> None:
        """Count no more from the first test on that is of no room."""
        if self.is_whole and self.reached is None and not is_measured(item.nodeid):
            self.reached = self.measuring.get_coverage()

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
        one = json.loads(told)
        both = self.reached
        self.reached = one if both is None else slipcover.merge_coverage(both, one)
        self.silent.discard(node.gateway.id)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session) -> None:
        """Look for gaps, when all tests were run; a worker hands over what it saw."""
        self.imports.__exit__()
        if self.reached is None:
            self.reached = self.measuring.get_coverage()
        if hasattr(session.config, "workeroutput"):
            session.config.workeroutput[TOLD] = json.dumps(self.reached)
            return
        if session.exitstatus not in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED):
            return
        self.gaps = gaps_of(whole(self.reached, self.folders))
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


def whole(reached: dict, folders: list[str]) -> dict:
    """Return what was reached, and with it what nobody imported in these folders."""
    # it reads each file that it did not see itself; those of workers count for more
    all_files = slipcover.Slipcover(branch=True, exclude_also=[STUB], source=folders)
    return slipcover.merge_coverage(all_files.get_coverage(), reached)


def gaps_of(reached: dict) -> dict[str, list[str]]:
    """Return file → what no test reached, in words; also files that nobody imported."""
    found = {}
    for name in sorted(reached["files"]):
        file = Path(name).resolve()
        lines = gaps_in(reached["files"][name], file)
        if lines:
            found[str(file.relative_to(ROOT))] = lines
    return found


def gaps_in(reached: dict, file: Path) -> list[str]:
    """Return the lines and branches of a file that no test reached, with their text."""
    text = ["", *file.read_text(encoding="utf-8").splitlines()]
    missing = reached["missing_lines"]
    lines = [f"{number}: {text[number].strip()}  (not run)" for number in missing]
    for source, goal in sorted(map(tuple, reached["missing_branches"])):
        if source in missing:
            continue
        where = f"goes to line {goal}" if goal > 0 else "leaves the function"
        lines.append(f"{source}: {text[source].strip()}  (never {where})")
    return lines
