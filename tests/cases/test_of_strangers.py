"""The clerk of a case that nobody signed in for is offered no way to nowhere."""

from collective.eloket.catalogue.orders import Sent
from collective.eloket.catalogue.stranger_orders import submit_of_stranger
from plone import api
from tests.cases.house import hidden

import pytest
import transaction


@pytest.fixture
def page_of(world):
    """Return the clerk's page of a case that was asked without signing in."""
    with api.env.adopt_roles(["Manager"]):
        document = world.desk["uittreksel"]
        document.level, document.channels = "none", ["post"]
        document.needs_number = False
        answers = {
            "given_names": "Wim",
            "family_name": "Vreemd",
            "national_number": "85073003328",
        }
        sent = Sent(answers=answers, channel="post", idempotency_key="k", language="nl")
        case = submit_of_stranger(document, "browser", sent)
        transaction.commit()
    address = f"{world.tasks}/{case.reference}"
    return lambda **asked: world.browser("lieve").get(address, params=asked)


def test_nobody_is_asked_or_written_to(page_of):
    page = page_of().text
    assert "stap=approve" in page and "stap=refuse" in page
    assert "stap=ask_information" not in page
    assert 'value="note"' in page and 'value="clerk"' not in page


@pytest.mark.parametrize("step", ["approve", "refuse"])
def test_no_e_mail_is_promised(page_of, step):
    shown = page_of(stap=step)
    assert hidden(shown, "stap") == step
    page = shown.text
    assert "zonder aan te melden" in page
    assert "De aanvrager krijgt een e-mail" not in page and 'name="mee"' not in page


def test_an_address_that_asks_nobody_shows_the_case(page_of):
    page = page_of(stap="ask_information")
    assert page.status_code == 200
    assert 'name="reden"' not in page.text
