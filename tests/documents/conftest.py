from tests.cases import house

import pytest


@pytest.fixture
def case(portal):
    """A case that Noor sent, with Lieve the clerk of its group about to decide."""
    portal.title = "Gemeente Testegem"
    desk = house.make_desk(portal)
    noor = house.make_citizen("Noor", "Voorbeeld", "noor-sub")
    house.make_clerk("lieve", "Lieve Balie", "bevolking")
    found = house.submit(house.order(desk["uittreksel"], noor))
    house.act_as(portal, "lieve")
    return found
