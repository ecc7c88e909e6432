"""What all tests share."""

from tests import sharing

import os


# read when Zope is imported: a clean clone has no compiled texts and templates yet
os.environ.update(sharing.compiled_once())

from collective.eloket.testing import FUNCTIONAL_TESTING
from collective.eloket.testing import INTEGRATION_TESTING
from hypothesis import HealthCheck
from hypothesis import settings
from pytest_plone import fixtures_factory

import gc
import pytest


pytest_plugins = [
    "pytest_plone",
    "tests.postgresql",
    "tests.http_examples",
    "tests.sharing",
    "tests.started",
]

# three processes share two cores: that one of them waited is no fault of a test
settings.register_profile("shared", suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("shared")

LAYERS = ((FUNCTIONAL_TESTING, "functional"), (INTEGRATION_TESTING, "integration"))

globals().update(fixtures_factory(LAYERS, keep_session=False))


@pytest.fixture(autouse=True, scope="session")
def _layers_stay_up(request):
    """Set a layer up once for all tests, and not at all when none of them wants it."""
    wanted = {name for item in request.session.items for name in item.fixturenames}
    for _layer, prefix in LAYERS:
        if prefix in wanted:
            request.getfixturevalue(f"{prefix}_session")
    # what stays until the end is not looked through again and again
    gc.collect()
    gc.freeze()
    gc.set_threshold(*sharing.GARBAGE)
