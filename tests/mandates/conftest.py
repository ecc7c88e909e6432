from tests.mandates import house
from tests.mandates.world import World

import pytest


@pytest.fixture
def noor(portal):
    """A citizen with a proven number."""
    return house.parent()


@pytest.fixture
def bram(portal):
    """The other parent, who lives elsewhere."""
    return house.parent("Bram", house.BRAM)


@pytest.fixture
def register():
    """A register that knows Sam as Noor's child."""
    with house.asked(house.Register()) as found:
        yield found


@pytest.fixture
def world(functional_portal):
    """A served site with two parents of one child."""
    return World(functional_portal)
