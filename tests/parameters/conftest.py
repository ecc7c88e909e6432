from collective.eloket.vault import service as vault

import pytest


NOOR = "citizen-noor"


@pytest.fixture
def noor(portal):
    """The id of a person of whom nothing is known yet."""
    vault.new_person(NOOR)
    yield NOOR
    # the side store does not roll back with the ZODB
    vault.forget_person(NOOR)
