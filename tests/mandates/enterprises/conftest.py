from collective.eloket.mandates.enterprises import asking
from collective.eloket.mandates.enterprises import choosing
from collective.eloket.mandates.enterprises import giving
from collective.eloket.mandates.enterprises import managing
from collective.eloket.mandates.enterprises import members
from tests.mandates import house as families
from tests.mandates.enterprises import house

import pytest


@pytest.fixture
def day(monkeypatch):
    """Set which day it is; 26 November 2026 at first."""

    def is_now(today):
        for module in (asking, choosing, giving, managing, members):
            monkeypatch.setattr(module, "today", lambda: today)

    is_now(house.TODAY)
    return is_now


@pytest.fixture
def register(portal, day):
    """A register of three organisations, and a site with rights."""
    house.set_rights()
    with house.asked(house.Register()) as found:
        yield found


@pytest.fixture
def karel(register):
    """Who represents the bakery."""
    return families.parent("Karel", house.KAREL)


@pytest.fixture
def noor(register):
    """A citizen with a proven number."""
    return families.parent()


@pytest.fixture
def jan(register):
    """Who represents the printer."""
    return families.parent("Jan", house.JAN)
