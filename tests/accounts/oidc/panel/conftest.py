from plone import api
from tests.accounts.oidc.panel.pages import Staff
from tests.cases import house

import pytest
import transaction


@pytest.fixture
def world(functional_portal):
    return house.World(functional_portal)


@pytest.fixture
def els(world):
    """A Site Administrator."""
    with api.env.adopt_roles(["Manager"]):
        api.user.create(
            username="els", email="els@testegem.example", password=house.PASSWORD
        )
        api.user.grant_roles(username="els", roles=["Site Administrator"])
    transaction.commit()
    return Staff(world, "els")


@pytest.fixture
def manager(world):
    return Staff(world, "admin")
