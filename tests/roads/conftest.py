"""A stock Plone beside the e-loket: what is shown open there must be shut here."""

from pytest_plone import fixtures_factory
from tests.roads.layer import ROADS_TESTING
from tests.roads.places import Ours
from tests.roads.places import Stock

import pytest


# torn down after its class: it stands on registries that other tests read
globals().update(fixtures_factory(((ROADS_TESTING, "both_sites"),), keep_session=False))


@pytest.fixture
def stock(both_sites):
    """Stock Plone, where Noor and Jan are members."""
    return Stock(both_sites)


@pytest.fixture
def ours(both_sites):
    """The e-loket, where Noor and Jan are citizens."""
    return Ours(both_sites)
