from tests.mandates import house as families
from tests.mandates.enterprises.conftest import day
from tests.mandates.enterprises.conftest import jan
from tests.mandates.enterprises.conftest import karel
from tests.mandates.enterprises.conftest import noor
from tests.mandates.enterprises.conftest import register
from tests.mandates.self_registration.house import appoint

import pytest


__all__ = ["day", "jan", "karel", "noor", "register"]


@pytest.fixture
def bram(register, karel):
    """A local manager of the bakery, with an e-mail address and an account."""
    appoint(karel, families.BRAM)
    return families.parent("Bram", families.BRAM)
