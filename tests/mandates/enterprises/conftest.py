from collective.eloket.mandates.enterprises.asking import today as real_today
from tests.mandates import house as families
from tests.mandates.enterprises import house

import pytest
import sys


@pytest.fixture
def day(monkeypatch):
    """Set which day it is, wherever the room asks; 26 November 2026 at first."""
    asking = [
        module
        for name, module in list(sys.modules.items())
        if name.startswith("collective.eloket.mandates.")
        and getattr(module, "today", None) is real_today
    ]

    def is_now(today):
        for module in asking:
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
