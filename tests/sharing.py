"""Several processes share the tests: what belongs together stays together.

`make test` begins them (pytest-xdist, ``-n``); a run of some tests is one process and
has nothing to share. A file goes to one process as a whole. After what is measured
(``coverage_bar``) what takes longest begins first, so that at the end no process waits
long for another.
"""

from pathlib import Path
from tests.coverage_bar import is_measured

import pytest
import sysconfig


#: Where texts lie that Zope compiles while it starts: ours and those of all libraries.
TEXTS = (Path(__file__).parents[1] / "locales", Path(sysconfig.get_path("purelib")))
#: Beginnings of paths of what takes longest, the longest first.
LONGEST = (
    "tests/browser/",
    "tests/raw_storage/",
    "tests/mutants/test_quick.py",
    "tests/matrix/",
    "tests/sandbox/test_start.py",
    "tests/outbox/test_worker.py",
    "tests/setup/",
    "tests/roads/",
    "tests/cases/",
)


def group_of(nodeid: str) -> str:
    """Return the name of what goes to one process: a file."""
    return nodeid.partition("::")[0]


def rank_of(nodeid: str) -> int:
    """Return when a test's turn is: the lower, the earlier; first what is measured."""
    if is_measured(nodeid):
        return -1
    ranks = [rank for rank, path in enumerate(LONGEST) if nodeid.startswith(path)]
    return min(ranks, default=len(LONGEST))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items) -> None:
    """Let what takes longest come first, where tests are shared."""
    if hasattr(config, "workerinput"):
        items.sort(key=lambda item: rank_of(item.nodeid))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes() -> None:
    """Compile all texts before there are several processes.

    Each would do it at once, and one would read what another has half written.
    """
    from zope.i18n.compile import compile_mo_file

    for folder in TEXTS:
        for file in folder.glob("**/LC_MESSAGES/*.po"):
            compile_mo_file(file.stem, str(file.parent))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Return who hands the tests out."""
    from xdist.scheduler import LoadScopeScheduling

    class Sharing(LoadScopeScheduling):
        """Hands out groups, in the order of the tests."""

        def _split_scope(self, nodeid: str) -> str:
            return group_of(nodeid)

    config.option.loadscopereorder = False
    return Sharing(config, log)
