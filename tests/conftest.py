"""What all tests share."""

import os


# read when zope.i18n is imported: a clean clone has no compiled texts yet
os.environ.setdefault("zope_i18n_compile_mo_files", "true")

from collective.eloket.testing import FUNCTIONAL_TESTING
from collective.eloket.testing import INTEGRATION_TESTING
from pytest_plone import fixtures_factory


pytest_plugins = ["pytest_plone", "tests.postgresql"]

globals().update(
    fixtures_factory(
        (
            (FUNCTIONAL_TESTING, "functional"),
            (INTEGRATION_TESTING, "integration"),
        )
    )
)
