"""Which means raise this session?"""

from collective.eloket.accounts.leaving import stronger_choices
from collective.eloket.identity.levels import AssuranceLevel
from plone.app.testing import logout
from tests.accounts.people import citizen
from tests.accounts.people import citizen_with_password
from tests.accounts.people import evidence
from tests.accounts.people import token
from tests.accounts.people import web_request

import pytest


HIGH = AssuranceLevel.HIGH


@pytest.fixture(autouse=True)
def nobody(site):
    logout()


def session_of(user_id):
    text = token(user_id, means="password", level=AssuranceLevel.NONE)
    return web_request(cookies={"eloket-session": text})


def test_who_is_known_at_a_provider_may_raise_it():
    noor = citizen(evidence())
    found = stronger_choices(session_of(noor.id), HIGH)
    assert found and {choice.level for choice in found} == {HIGH}


def test_who_is_known_at_none_could_not_come_back():
    noor = citizen_with_password("noor.v1")
    assert stronger_choices(session_of(noor.id), HIGH) == []


def test_a_stranger_has_no_session_to_raise():
    assert stronger_choices(web_request(), HIGH) == []
