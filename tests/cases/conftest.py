from tests.cases import house

import pytest


@pytest.fixture
def desk(portal):
    """An e-desk with one document, handled by the group ``bevolking``."""
    return house.make_desk(portal)


@pytest.fixture
def document(desk):
    """The document on offer."""
    return desk["uittreksel"]


@pytest.fixture
def noor(portal):
    """A citizen who registered with itsme."""
    return house.make_citizen("Noor", "Voorbeeld", "noor-sub")


@pytest.fixture
def jan(portal):
    """Another citizen."""
    return house.make_citizen("Jan", "Proefman", "jan-sub")


@pytest.fixture
def lieve(portal):
    """A clerk of the group that handles the document."""
    return house.make_clerk("lieve", "Lieve Balie", "bevolking")


@pytest.fixture
def tom(portal):
    """A clerk of another group."""
    return house.make_clerk("tom", "Tom Loket", "milieu")


@pytest.fixture
def case(document, noor):
    """A case that Noor just sent."""
    return house.submit(house.order(document, noor))


@pytest.fixture
def world(functional_portal):
    """A served site with Noor's case in it, Noor, Jan, and the clerks Lieve and Tom."""
    return house.World(functional_portal)
