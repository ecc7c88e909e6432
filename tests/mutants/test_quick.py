"""Of the checks that can be tried in seconds, one in six is tried in every run.

`make mutants` tries them all.
"""

from tests.mutants.runner import stage_in
from tests.mutants.runner import try_one
from tests.mutants.table import read_table
from tests.mutants.tree import Tree

import pytest


#: One in so many, to spare minutes.
SHARE = 6
QUICK = [mutant for mutant in read_table() if mutant.quick][::SHARE]


@pytest.fixture(scope="module")
def tree(tmp_path_factory) -> Tree:
    """A copy of this checkout."""
    return Tree(tmp_path_factory.mktemp("mutants") / "tree")


@pytest.fixture(scope="module")
def stage(tree):
    """The process that runs tests in the copy."""
    with stage_in(tree.path) as stage:
        yield stage


@pytest.mark.parametrize("mutant", QUICK, ids=lambda mutant: mutant.id)
def test_somebody_misses_the_check(tree, stage, mutant):
    assert try_one(tree, stage, mutant) == []
