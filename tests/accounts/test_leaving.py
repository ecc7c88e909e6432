"""Which means raise this session?"""

from collective.eloket.accounts.holder import CITIZEN
from collective.eloket.accounts.holder import Holder
from collective.eloket.accounts.leaving import leave
from collective.eloket.accounts.leaving import purpose_of
from collective.eloket.accounts.leaving import stronger_choices
from collective.eloket.accounts.leaving import StrongerSignIn
from collective.eloket.accounts.linking import link
from collective.eloket.accounts.means import OWN_CARD
from collective.eloket.accounts.oidc.model import Purpose
from collective.eloket.identity.levels import AssuranceLevel
from plone import api
from plone.app.testing import logout
from tests.accounts.people import citizen
from tests.accounts.people import citizen_with_password
from tests.accounts.people import evidence
from tests.accounts.people import number
from tests.accounts.people import token
from tests.accounts.people import web_request
from tests.parameters.card_house import cards_are_read

import pytest


HIGH = AssuranceLevel.HIGH
ACCOUNTS = "collective.eloket.accounts"


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


def test_other_pages_are_told_what_each_is_called():
    request = session_of(citizen(evidence()).id)
    found = StrongerSignIn(request).means(HIGH)
    assert [(one["provider"], one["means"]) for one in found] == [
        (choice.provider, choice.means) for choice in stronger_choices(request, HIGH)
    ]
    assert all(one["title"] for one in found)


def test_who_is_known_at_none_could_not_come_back():
    noor = citizen_with_password("noor.v1")
    assert stronger_choices(session_of(noor.id), HIGH) == []


def test_who_is_known_elsewhere_could_not_come_back_either():
    noor = citizen(evidence(provider="another"))
    assert stronger_choices(session_of(noor.id), HIGH) == []


@pytest.mark.parametrize("offered", [True, False], ids=["on offer", "switched off"])
def test_who_has_only_the_card_raises_it_with_the_card(tmp_path, offered):
    noor = citizen(evidence(provider="eid", means="eid"))
    with cards_are_read(tmp_path):
        api.portal.set_registry_record(f"{ACCOUNTS}.card_sign_in", offered)
        found = stronger_choices(session_of(noor.id), HIGH)
        assert found == ([OWN_CARD] if offered else [])


def test_where_a_provider_takes_the_card_it_is_named_once(tmp_path):
    proof = evidence(number=number())
    noor = citizen(proof)
    link(
        Holder(noor.id, CITIZEN, "itsme", "here"),
        evidence(provider="eid", number=proof.number),
    )
    with cards_are_read(tmp_path):
        found = stronger_choices(session_of(noor.id), HIGH)
    assert [one.provider for one in found if one.means == "eid"] == ["burgerprofiel"]


def test_the_card_is_asked_on_our_own_page(site):
    page = f"{site.absolute_url()}/e-loket/aanmelden-met-eid"
    assert leave(web_request(), "eid", "eid", None) == page
    assert leave(web_request(), "eid", "eid", "/x y") == f"{page}?came_from=%2Fx+y"


def test_a_stranger_has_no_session_to_raise():
    assert stronger_choices(web_request(), HIGH) == []


@pytest.mark.parametrize(
    "user, is_new, purpose",
    [
        (None, False, Purpose.LOGIN),
        (None, True, Purpose.REGISTER),
        ("somebody", False, Purpose.STEPUP),
        ("somebody", True, Purpose.STEPUP),
    ],
)
def test_who_is_signed_in_raises_that_and_registers_nobody(user, is_new, purpose):
    assert purpose_of(user, is_new) is purpose
