"""Several processes share the tests: what belongs together stays together.

`make test` begins them (pytest-xdist, ``-n``); a run of some tests is one process and
has nothing to share. A file goes to one process as a whole. After what is measured
(``coverage_bar``) what takes longest begins first, so that at the end no process waits
long for another.
"""

from pathlib import Path
from tests.coverage_bar import is_measured

import atexit
import os
import pytest
import shutil
import sysconfig
import tempfile


#: Where texts lie that Zope compiles while it starts: ours and those of all libraries.
TEXTS = (Path(__file__).parents[1] / "locales", Path(sysconfig.get_path("purelib")))
#: When Python looks for garbage: seldom, as a test is short and a site is large.
GARBAGE = (20_000, 20, 20)
#: The variable with Chameleon's folder of compiled templates.
TEMPLATES = "CHAMELEON_CACHE"
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


def compiled_once() -> dict[str, str]:
    """Return variables by which texts are compiled, and templates once for a whole run.

    Those that a test starts, and the products it looks at, inherit the folder of the
    templates; who made it takes it away.
    """
    folder = os.environ.get(TEMPLATES)
    if folder is None:
        folder = tempfile.mkdtemp(prefix="eloket-templates-")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return {"zope_i18n_compile_mo_files": "true", TEMPLATES: folder}


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
