from plone import api
from tests.accounts.oidc.panel.pages import Staff
from tests.cases.house import PASSWORD
from tests.cases.house import World

import pytest
import transaction


@pytest.fixture
def els(functional_portal):
    """A Site Administrator."""
    world = World(functional_portal)
    with api.env.adopt_roles(["Manager"]):
        api.user.create(username="els", email="els@testegem.example", password=PASSWORD)
        api.user.grant_roles(username="els", roles=["Site Administrator"])
    transaction.commit()
    return Staff(world, "els")
