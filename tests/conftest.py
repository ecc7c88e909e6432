"""What all tests share."""

import os


# read when zope.i18n is imported: a clean clone has no compiled texts yet
os.environ.setdefault("zope_i18n_compile_mo_files", "true")

from collective.eloket.testing import FUNCTIONAL_TESTING
from collective.eloket.testing import INTEGRATION_TESTING
from pytest_plone import fixtures_factory

import pytest


pytest_plugins = [
    "pytest_plone",
    "tests.postgresql",
    "tests.http_examples",
    "tests.sharing",
    "tests.started",
]

LAYERS = ((FUNCTIONAL_TESTING, "functional"), (INTEGRATION_TESTING, "integration"))

globals().update(fixtures_factory(LAYERS, keep_session=False))


@pytest.fixture(autouse=True, scope="session")
def _layers_stay_up(request):
    """Set a layer up once for all tests, and not at all when none of them wants it."""
    wanted = {name for item in request.session.items for name in item.fixturenames}
    for _layer, prefix in LAYERS:
        if prefix in wanted:
            request.getfixturevalue(f"{prefix}_session")
