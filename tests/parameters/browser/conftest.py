from collective.eloket.parameters import service as parameters
from plone import api
from tests.accounts.people import Browser
from tests.accounts.people import citizen
from tests.accounts.people import citizen_with_password
from tests.accounts.people import evidence
from tests.accounts.people import make_desk
from tests.accounts.people import number
from tests.accounts.people import PASSWORD
from tests.accounts.people import token
from tests.parameters.card_house import cards_are_read

import pytest
import transaction


@pytest.fixture
def desk(functional, tmp_path):
    """A served e-desk of a site that reads cards."""
    made = make_desk(functional["portal"])
    with cards_are_read(tmp_path):
        transaction.commit()
        yield made
    transaction.commit()


@pytest.fixture
def noor(desk):
    """The id of Noor, whose name and number a provider proved."""
    made = citizen(evidence(number=number()))
    parameters.set_own(made.id, {"email": "noor@voorbeeld.example"})
    transaction.commit()
    return made.id


@pytest.fixture
def jan(desk):
    """The id of Jan, who registered by user name: nothing of him is proven."""
    made = citizen_with_password("jan.proefman", email="jan@voorbeeld.example")
    transaction.commit()
    return made.id


@pytest.fixture
def signed_in(functional):
    """Return a browser in which somebody is signed in."""

    def begin(user_id: str, **changes) -> Browser:
        return Browser(functional).carry(token(user_id, **changes))

    return begin


@pytest.fixture
def clerk(functional, desk):
    """Return the browser of a clerk called Tom Loket."""
    with api.env.adopt_roles(["Manager"]):
        api.user.create(
            username="tom",
            email="tom@testegem.example",
            password=PASSWORD,
            properties={"fullname": "Tom Loket"},
        )
        api.user.grant_roles(username="tom", roles=["Eloket Clerk"])
    transaction.commit()
    browser = Browser(functional)
    browser.client.auth = ("tom", PASSWORD)
    return browser
