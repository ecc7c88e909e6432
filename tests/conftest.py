"""What all tests share."""

from tests import sharing

import os


# read when Zope is imported: a clean clone has no compiled texts and templates yet
os.environ.update(sharing.compiled_once())

from collective.eloket.testing import INTEGRATION_TESTING
from hypothesis import given
from hypothesis import HealthCheck
from hypothesis import settings
from hypothesis import strategies
from pytest_plone import fixtures_factory
from tests.rewinding import REWINDING_TESTING

import gc
import pytest


pytest_plugins = [
    "pytest_plone",
    "tests.postgresql",
    "tests.http_examples",
    "tests.sharing",
    "tests.started",
]

LAYERS = ((REWINDING_TESTING, "functional"), (INTEGRATION_TESTING, "integration"))

globals().update(fixtures_factory(LAYERS, keep_session=False))


@given(strategies.integers())
@settings(max_examples=1, database=None, suppress_health_check=[HealthCheck.too_slow])
def draw_once(_number):
    """Let Hypothesis make itself ready: the first test that draws would pay for it."""


@pytest.fixture(autouse=True, scope="session")
def _layers_stay_up(request):
    """Set a layer up once for all tests, and not at all when none of them wants it."""
    wanted = {name for item in request.session.items for name in item.fixturenames}
    draw_once()
    for _layer, prefix in LAYERS:
        if prefix in wanted:
            request.getfixturevalue(f"{prefix}_session")
    # what stays until the end is not looked through again and again
    gc.collect()
    gc.freeze()
    gc.set_threshold(*sharing.GARBAGE)
