from collective.eloket.identity.eid import dates
from collective.eloket.identity.eid import files
from collective.eloket.identity.eid import tlv
from pathlib import Path
from tests.fuzz import cards

import coverage
import pytest
import subprocess
import sys


ROOT = Path(__file__).parents[2]
#: What a module has beside its parser: properties that nothing is fed to.
ASIDE = "@property"


def test_changed_files_are_read_or_refused_by_name_and_quickly():
    result = cards.run(20_000)
    assert [one[:20] for one in result.slow] == []
    assert result.share >= 0.25
    assert result.accepted > 500
    assert len(result.refusals) >= 8


@pytest.fixture(scope="module")
def measured(tmp_path_factory) -> coverage.Coverage:
    """Measure, in a process of its own, which branches so many inputs reach."""
    data = tmp_path_factory.mktemp("fuzz") / "coverage"
    settings = data.with_suffix(".ini")
    settings.write_text(
        f"[run]\nbranch = True\ndata_file = {data}\ninclude =\n"
        "    */identity/eid/*.py\n"
        f"[report]\nexclude_also =\n    {ASIDE}\n    is_younger_than\n"
    )
    run = ("-m", "coverage", "run", f"--rcfile={settings}", "-m", "tests.fuzz.cards")
    subprocess.run([sys.executable, *run, "6000"], cwd=ROOT, check=True)
    found = coverage.Coverage(data_file=data, config_file=str(settings))
    found.load()
    return found


@pytest.mark.parametrize("module", [tlv, files, dates], ids=lambda one: one.__name__)
def test_every_branch_of_the_parser_is_reached(measured, module):
    name, _lines, _excluded, missing, _text = measured.analysis2(module.__file__)
    assert missing == [], name
    branches = measured.branch_stats(module.__file__)
    assert all(all_of == taken for all_of, taken in branches.values()), branches
