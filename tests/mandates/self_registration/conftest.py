from collective.eloket.mandates.self_registration import deciding
from tests.mandates import house as families
from tests.mandates.enterprises import house
from tests.mandates.enterprises.conftest import day as day_of_enterprises
from tests.mandates.enterprises.conftest import jan
from tests.mandates.enterprises.conftest import karel
from tests.mandates.enterprises.conftest import noor
from tests.mandates.enterprises.conftest import register
from tests.mandates.self_registration.house import appoint

import pytest


__all__ = ["day_of_enterprises", "jan", "karel", "noor", "register"]


@pytest.fixture
def day(day_of_enterprises, monkeypatch):
    """Set which day it is, for decisions too."""

    def is_now(today):
        day_of_enterprises(today)
        monkeypatch.setattr(deciding, "today", lambda: today)

    is_now(house.TODAY)
    return is_now


@pytest.fixture
def bram(register, karel):
    """A local manager of the bakery, with an e-mail address and an account."""
    appoint(karel, families.BRAM)
    return families.parent("Bram", families.BRAM)
