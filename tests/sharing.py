"""Several processes share the tests: what belongs together stays together.

`make test` begins them (pytest-xdist, ``-n``); a run of some tests is one process and
has nothing to share. A file goes to one process as a whole, and some files go together
(TOGETHER). After what is measured (``coverage_bar``) what takes longest begins first,
so that at the end no process waits long for another.
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
#: Files that look at one started product, one after the other: a start costs as much as
#: some of them. In none of them somebody registers as if for the first time who did so
#: in one before, and nothing of those before is in the way.
TOGETHER = (
    (
        "tests/browser/test_bulk.py",
        "tests/browser/test_talk.py",
        "tests/browser/test_main_job.py",
        # changes what letters say
        "tests/browser/test_verify.py",
    ),
    (
        "tests/browser/test_panels.py",
        "tests/browser/test_stranger.py",
        "tests/browser/test_parameters.py",
        # makes another document of one of the example
        "tests/browser/test_organisation.py",
    ),
    (
        "tests/browser/test_session.py",
        "tests/browser/test_form_steps.py",
        "tests/browser/test_linking.py",
    ),
    # the second one asks more of clerks from then on
    ("tests/browser/test_editor.py", "tests/browser/test_clerks.py"),
    ("tests/browser/test_child.py", "tests/browser/test_axe.py"),
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


def files_with(nodeid: str) -> tuple[str, ...]:
    """Return the files that go to one process with a test's own, in their order."""
    file = nodeid.partition("::")[0]
    return next((files for files in TOGETHER if file in files), (file,))


def group_of(nodeid: str) -> str:
    """Return the name of what goes to one process: of a file, or the first of some."""
    return files_with(nodeid)[0]


def place_of(nodeid: str) -> int:
    """Return which of the files that go to one process a test is in, from 0."""
    return files_with(nodeid).index(nodeid.partition("::")[0])


def is_last(nodeid: str) -> bool:
    """Is it in the last of the files that go to one process?"""
    return place_of(nodeid) == len(files_with(nodeid)) - 1


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
        items.sort(key=lambda item: (rank_of(item.nodeid), place_of(item.nodeid)))


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
