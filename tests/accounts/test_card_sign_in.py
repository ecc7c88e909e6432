"""Signing in, registering and linking with the card, by REST as a page does it."""

from collective.eloket.accounts import service
from collective.eloket.accounts.errors import NumberKnownError
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.clock import utcnow
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.parameters import service as parameters
from collective.eloket.parameters.interfaces import CardNumberProven
from collective.eloket.parameters.interfaces import ParametersRead
from collective.eloket.parameters.model import CARD
from plone import api
from plone.registry.interfaces import IRegistry
from tests.accounts.card_reader import NOORS
from tests.accounts.people import citizen
from tests.accounts.people import citizen_with_password
from tests.accounts.people import evidence
from tests.accounts.people import mailed
from tests.accounts.people import number
from tests.identity.eid.house import card
from tests.identity.eid.house import JAN
from tests.identity.eid.test_age import number as filed
from zope.component import getUtility
from zope.event import notify

import dataclasses
import pytest
import transaction


NOOR_DATA = NOORS.data


def refusal(answer) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["type"]


@pytest.mark.seed("001-04", "001-28")
def test_an_unknown_card_registers_when_asked_and_signs_in_again(reader, recorded):
    recorded("card-asked", reader.call("@eloket-webeid-challenge", {}))
    made = reader.login(register=True)
    recorded("card-registers", made)
    assert made.status_code == 200
    user_id = made.json()["user_id"]
    assert "eloket-session=" in made.headers["Set-Cookie"]
    again = reader.login()
    assert again.json()["user_id"] == user_id
    known = parameters.known(user_id, AssuranceLevel.HIGH)
    assert known["family_name"].value == "Voorbeeld"
    assert known["family_name"].source == CARD
    assert "street" not in known


def test_who_shows_the_files_too_brings_a_birth_date_and_no_address(reader):
    made = reader.login(register=True, content=NOORS.content())
    known = parameters.known(made.json()["user_id"], AssuranceLevel.HIGH)
    assert known["birth_date"].value == "1985-07-30"
    assert known["given_names"].value == "Noor Elisa"
    assert "street" not in known


@pytest.mark.parametrize(
    "changes, code",
    [
        *(({"document_type": str(kind)}, "card_type") for kind in (6, 61, 65, 69)),
        ({"birth_date": "30 JUL 2016"}, "card_too_young"),
        ({"birth_date": "2015"}, "card_too_young"),
    ],
)
def test_a_child_does_not_register(reader, changes, code):
    child = card("ec", dataclasses.replace(NOOR_DATA, **changes))
    before = len(citizen_store().citizens)
    answer = reader.login(child, register=True, content=child.content())
    assert refusal(answer) == (422, code)
    assert "eloket-session" not in answer.headers.get("Set-Cookie", "")
    transaction.begin()
    assert len(citizen_store().citizens) == before


def filed_as(nine: str):
    """Make Noor's card with a number of the 2000s."""
    return card("ec", dataclasses.replace(NOOR_DATA, number=filed(nine).digits))


@pytest.mark.parametrize(
    "wish", [{}, {"register": True}], ids=["signs in", "registers"]
)
def test_a_child_is_refused_by_the_number_alone(reader, wish):
    before = len(citizen_store().citizens)
    answer = reader.login(filed_as("240601011"), **wish)
    assert refusal(answer) == (422, "card_too_young")
    assert "eloket-session" not in answer.headers.get("Set-Cookie", "")
    transaction.begin()
    assert len(citizen_store().citizens) == before


def test_where_the_number_tells_no_age_the_files_do(reader):
    dark = filed_as("000001005")
    assert refusal(reader.login(dark, register=True)) == (422, "card_age_unknown")
    assert refusal(reader.login(dark)) == (403, "card_unknown")
    made = reader.login(dark, register=True, content=dark.content())
    assert made.status_code == 200
    assert reader.login(dark).json()["user_id"] == made.json()["user_id"]


def test_from_twelve_to_fifteen_only_the_files_tell_that_it_is_no_childs_card(reader):
    teens = filed_as(f"{utcnow().year - 2013:02}0601011")
    assert refusal(reader.login(teens, register=True)) == (422, "card_kind_unknown")
    assert refusal(reader.login(teens)) == (403, "card_unknown")
    assert citizen_store().is_empty()
    kids = dataclasses.replace(teens.data, document_type="6")
    childs = card("ec", kids)
    answer = reader.login(childs, register=True, content=childs.content())
    assert refusal(answer) == (422, "card_type")
    assert citizen_store().is_empty()
    made = reader.login(teens, register=True, content=teens.content())
    assert made.status_code == 200


@pytest.mark.parametrize("content", [7, [], True])
def test_files_that_are_none_are_refused(reader, content):
    answer = reader.login(register=True, content=content)
    assert refusal(answer) == (400, "invalid_answer")


@pytest.mark.seed("001-17")
def test_an_unknown_card_signs_nobody_in(reader, recorded):
    answer = reader.login()
    recorded("card-unknown", answer)
    assert refusal(answer) == (403, "card_unknown")
    assert "eloket-session" not in answer.headers.get("Set-Cookie", "")


def test_one_card_has_one_user_name(reader):
    first = reader.login(register=True, username="noor.kaart")
    second = reader.login(register=True, username="noor.tweede")
    assert first.json()["user_id"] == second.json()["user_id"]
    store = citizen_store()
    assert service.own_username(first.json()["user_id"]) == "noor.kaart"
    assert not store.find(first.json()["user_id"]).has_password


def test_a_renewed_card_is_the_same_person(reader):
    first = reader.login(register=True)
    renewed = card("ec", dataclasses.replace(NOOR_DATA, card_number="599000000262"))
    assert reader.login(renewed).json()["user_id"] == first.json()["user_id"]


@pytest.fixture
def noor(site):
    """Noor, who registered through a provider with her number."""
    made = citizen(evidence(number=number()))
    transaction.commit()
    return made


def test_a_number_on_an_account_is_not_joined_silently(reader, noor, recorded):
    recorded("card-number-known", reader.login())
    assert refusal(reader.login()) == (409, "number_known")
    assert refusal(reader.login(register=True)) == (409, "number_known")
    assert len(citizen_store().account(noor.id).links) == 1


def test_a_card_signs_in_to_the_account_of_its_number_when_asked(reader, noor):
    answer = reader.login(link=True)
    assert answer.json()["user_id"] == noor.id
    assert {link[1] for link in citizen_store().account(noor.id).links} >= {"eid"}
    assert reader.login().json()["user_id"] == noor.id


def test_another_persons_card_does_not_link(reader, noor):
    assert refusal(reader.login(card("ec", JAN), link=True)) == (403, "card_unknown")


@pytest.mark.parametrize(
    "spoil, refused",
    [
        (lambda reader: reader.login(nonce="x" * 44), (422, "webeid_signature")),
        (
            lambda reader: reader.call(
                "@eloket-webeid-login",
                {"token": NOORS.answer(reader.ask(), "https://other.example")},
            ),
            (422, "webeid_signature"),
        ),
        (
            lambda reader: reader.call(
                "@eloket-webeid-login", {"token": "x" * 10_001, "nonce": reader.ask()}
            ),
            (422, "webeid_too_long"),
        ),
        (
            lambda reader: reader.call(
                "@eloket-webeid-login", {"token": {}, "register": "yes"}
            ),
            (400, "invalid_answer"),
        ),
    ],
    ids=["another nonce", "another origin", "too long", "no flag"],
)
def test_an_answer_is_refused_and_leaves_no_session(reader, spoil, refused):
    reader.ask()
    answer = spoil(reader)
    assert refusal(answer) == refused
    assert "eloket-session=" not in answer.headers.get("Set-Cookie", "")
    assert citizen_store().is_empty()


def test_a_question_is_answered_once(reader):
    nonce = reader.ask()
    cookie = reader.browser.client.headers["Cookie"]
    assert reader.login(nonce=nonce, register=True).status_code == 200
    reader.browser.client.headers["Cookie"] = cookie
    answer = reader.login(nonce=nonce)
    assert refusal(answer) == (400, "card_challenge_unknown")


def test_the_question_of_another_browser_is_refused(reader):
    nonce = reader.ask()
    reader.browser.client.headers["Cookie"] = "eloket-challenge=" + "x" * 43
    answer = reader.login(nonce=nonce)
    assert refusal(answer) == (400, "card_challenge_unknown")


def test_both_calls_want_the_sites_own_origin(reader):
    for name in ("@eloket-webeid-challenge", "@eloket-webeid-login"):
        answer = reader.call(name, {}, Origin="https://other.example")
        assert answer.status_code == 403


def test_too_many_cards_from_one_address_wait(reader):
    api.portal.set_registry_record("collective.eloket.accounts.card_tokens", 1)
    transaction.commit()
    reader.login()
    assert refusal(reader.login()) == (429, "too_many_card_tokens")


def test_what_a_card_changes_is_mailed(reader, noor, site):
    parameters.set_own(noor.id, {"email": "noor@example.com"})
    notify(ParametersRead(noor.id, ("street",)))
    notify(ParametersRead(noor.id, ()))
    (mail,) = [one for one in mailed(site) if "eID" in one["subject"]]
    assert mail["to"] == "noor@example.com"
    transaction.abort()


def test_a_number_that_a_card_proves_first_becomes_the_accounts(site, noor):
    els = citizen_with_password("els.kaart")
    notify(CardNumberProven(els.id, JAN.number))
    assert service.find_by_number(number(JAN.number)).id == els.id
    with pytest.raises(NumberKnownError):
        notify(CardNumberProven(els.id, "85073003328"))
    transaction.abort()


def test_switched_off_nothing_is_asked_or_taken(reader):
    nonce = reader.ask()
    api.portal.set_registry_record("collective.eloket.accounts.card_sign_in", False)
    transaction.commit()
    for answer in (
        reader.call("@eloket-webeid-challenge", {}),
        reader.login(nonce=nonce, register=True),
    ):
        assert refusal(answer) == (404, "card_sign_in_off")
        assert "Set-Cookie" not in answer.headers
    assert citizen_store().is_empty()


@pytest.mark.parametrize(
    "name, off", [("accounts.card_sign_in", False), ("parameters.origin", None)]
)
def test_a_means_only_where_it_works(reader, name, off):
    def means():
        items = reader.browser.call("GET", "@eloket-means").json()["items"]
        return [one for one in items if one["kind"] == "webeid"]

    (found,) = means()
    assert found["url"] == f"{reader.browser.desk}/aanmelden-met-eid"
    assert (found["id"], found["levels"]) == ("webeid", ["high"])
    record = getUtility(IRegistry).records[f"collective.eloket.{name}"]
    record.value = off
    transaction.commit()
    assert means() == []
