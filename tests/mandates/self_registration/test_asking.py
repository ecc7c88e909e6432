"""Somebody asks for a right: checked, kept once, sealed, mailed."""

from collective.eloket.accounts.registry import citizen_store
from collective.eloket.audit import service as audit
from collective.eloket.identity.errors import InvalidOrganisationNumberError
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.mandates.enterprises import errors as enterprise_errors
from collective.eloket.mandates.self_registration import asking
from collective.eloket.mandates.self_registration import errors
from collective.eloket.mandates.self_registration import store
from collective.eloket.mandates.self_registration.model import State
from collective.eloket.mandates.self_registration.model import usual_end
from collective.eloket.parameters import service as parameters
from datetime import date
from plone import api
from tests.accounts.people import mailed
from tests.mandates import house as families
from tests.mandates.enterprises import house as organisations
from tests.mandates.enterprises.house import BAKERY
from tests.mandates.enterprises.house import PLAIN
from tests.mandates.enterprises.house import PRINTER
from tests.mandates.enterprises.house import STOPPED
from tests.mandates.enterprises.house import WITH
from tests.mandates.self_registration import house
from tests.mandates.self_registration.house import NUMBER
from tests.mandates.self_registration.house import WORK_RELATION

import pytest
import transaction


def only(citizen):
    (found,) = asking.own_requests(citizen.id)
    return found


def test_it_is_kept_with_all_that_was_said(bram, noor):
    id = house.ask(noor)
    found = only(noor)
    assert (found.id, found.person_id, found.state) == (id, noor.id, State.OPEN)
    assert found.wanted.organisation == BAKERY
    assert (found.wanted.application, found.wanted.right) == (NUMBER, PLAIN)
    assert found.about.name == "Noor Voorbeeld"
    assert found.about.phone == "+32470123456"
    assert found.about.email == "noor@proefmans.example"
    assert found.about.reason == "Ik dien de subsidies in."
    rows = audit.find(noor.id)
    assert any(row.entry.action == "access_request.send" for row in rows)


def test_what_is_kept_says_nothing_in_the_clear(bram, noor):
    id = house.ask(noor)
    kept = store.find(id)
    assert set(vars(kept)) == {
        "person_id",
        "organisation",
        "sealed",
        "state",
        "sent",
    }
    for secret in (b"Noor", b"47012", b"proefmans", b"subsidies"):
        assert secret not in kept.sealed
    assert len(id) == 22


@pytest.mark.seed("003-23")
@pytest.mark.seed("003-24")
@pytest.mark.seed("003-02")
def test_who_asks_and_the_managers_are_mailed(bram, noor):
    before = len(mailed(api.portal.get()))
    house.ask(noor)
    mails = mailed(api.portal.get())[before:]
    by_kind = {mail["to"]: mail for mail in mails}
    assert set(by_kind) == {"noor@proefmans.example", "noor@bakkerij.example"}
    own, task = (
        by_kind["noor@proefmans.example"],
        by_kind["noor@bakkerij.example"],
    )
    for mail in (own, task):
        assert "Bakkerij Proefmans bv" in mail["body"]
        assert "0999.999.922" in mail["body"]
        assert "Bakkerij" not in mail["subject"]
        assert "470" not in mail["body"]
    assert "Dag Noor Voorbeeld," in own["body"]
    assert "wacht op u" in task["subject"]
    # who asks is for the manager to read after signing in
    assert "subsidies" not in task["body"]


def test_two_clicks_make_one_request(bram, noor):
    first = house.ask(noor, key="abc")
    before = len(mailed(api.portal.get()))
    assert house.ask(noor, key="abc") == first
    assert len(mailed(api.portal.get())) == before
    assert only(noor).id == first


def test_a_key_is_of_one_person(bram, noor, karel):
    assert house.ask(noor, key="abc") != house.ask(karel, key="abc")


def test_the_same_is_not_asked_twice_while_it_waits(bram, noor):
    id = house.ask(noor)
    with pytest.raises(errors.RequestKnownError):
        house.ask(noor)
    house.withdraw(noor, id)
    assert house.ask(noor) != id


def test_nobody_lets_very_many_wait(bram, noor, monkeypatch):
    monkeypatch.setattr(asking, "MOST_OPEN", 1)
    house.ask(noor)
    with pytest.raises(errors.RequestsFullError):
        house.ask(noor, kind=WORK_RELATION)


def test_what_one_has_is_not_asked(bram, noor, karel):
    organisations.give(karel)
    with pytest.raises(enterprise_errors.HoldingKnownError):
        house.ask(noor)
    with pytest.raises(errors.WorkRelationKnownError):
        house.ask(noor, kind=WORK_RELATION)


@pytest.mark.parametrize(
    ("by", "changes", "refusal"),
    [
        ({"right": None, "application": NUMBER}, {}, "right"),
        ({"right": None, "application": NUMBER}, {"right": "bestuur"}, "right"),
        ({"right": None, "application": NUMBER}, {"right": ["lezer"]}, "right"),
        ({"right": WITH}, {}, "contexts"),
        ({"right": WITH}, {"contexts": "zorg"}, "contexts"),
        ({"right": WITH}, {"contexts": ["weg"]}, "contexts"),
        ({"right": WITH}, {"contexts": [1]}, "contexts"),
        ({}, {"contexts": ["zorg"]}, "contexts"),
        ({"organisation": None}, {}, "organisation"),
        ({"organisation": None}, {"organisation": " "}, "organisation"),
        ({}, {"phone": ""}, "phone"),
        ({}, {"phone": "12"}, "phone"),
        ({}, {"phone": None}, "phone"),
        ({}, {"email": ""}, "email"),
        ({}, {"email": "noor"}, "email"),
        ({}, {"reason": "x" * 1001}, "reason"),
        ({}, {"reason": 1}, "reason"),
    ],
)
def test_what_is_missing_or_wrong_is_said(bram, noor, by, changes, refusal):
    with pytest.raises(errors.RequestFieldError) as raised:
        house.ask(noor, house.wish(**by), **changes)
    assert raised.value.field == refusal
    assert not asking.own_requests(noor.id)


def test_a_reason_is_not_needed(bram, noor):
    house.ask(noor, reason=None)
    assert only(noor).about.reason == ""


def test_the_organisation_is_typed_when_the_address_does_not_fix_it(bram, noor):
    house.ask(noor, house.wish(organisation=None), organisation="BE 0999.999.922")
    assert only(noor).wanted.organisation == BAKERY


def test_a_fixed_one_stands_whatever_is_sent(bram, noor):
    house.ask(noor, organisation=PRINTER.code, right=WITH)
    assert only(noor).wanted.organisation == BAKERY
    assert only(noor).wanted.right == PLAIN


@pytest.mark.parametrize(
    ("number", "refusal"),
    [
        ("0999999923", InvalidOrganisationNumberError),
        ("V0001234", enterprise_errors.OrganisationUnknownError),
        (STOPPED.code, enterprise_errors.OrganisationEndedError),
        (PRINTER.code, errors.NoLocalManagerError),
    ],
    ids=["check digits", "unknown", "ended", "no manager"],
)
def test_not_for_any_organisation(bram, noor, number, refusal):
    with pytest.raises(refusal):
        house.ask(noor, house.wish(organisation=None), organisation=number)


def test_an_organisation_of_another_group_is_refused(bram, noor, register):
    register.found = (organisations.organisation(group="LB"),)
    with pytest.raises(errors.OtherGroupError):
        house.ask(noor)


@pytest.mark.seed("003-03")
def test_without_a_manager_who_can_be_mailed_nothing_is_asked(karel, noor):
    with pytest.raises(errors.NoLocalManagerError):
        house.ask(noor)
    # a main access manager handles no requests
    organisations.give(karel, families.BRAM, right=organisations.MAIN)
    with pytest.raises(errors.NoLocalManagerError):
        house.ask(noor)
    assert not asking.own_requests(noor.id)
    house.appoint(karel, families.JAN)
    assert house.ask(noor)


def test_the_only_manager_asks_nothing_of_themselves(bram):
    with pytest.raises(errors.NoLocalManagerError):
        house.ask(bram)


@pytest.mark.seed("003-15")
def test_a_weak_sign_in_asks_for_nothing(bram, noor):
    session = families.session(noor, level=AssuranceLevel.LOW)
    with pytest.raises(errors.ApplicantLevelError):
        asking.ask(session, house.wish(), house.RIGHT, house.SAID)


def test_nor_who_has_no_proven_number(bram):
    stranger = families.parent("Mila", None)
    with pytest.raises(errors.ApplicantNumberNeededError):
        house.ask(stranger)
    parameters.set_own(stranger.id, {})
    assert citizen_store().find(stranger.id)


def test_a_right_is_asked_for_two_years():
    assert usual_end(date(2026, 11, 26)) == date(2028, 11, 26)
    assert usual_end(date(2028, 2, 29)) == date(2030, 2, 28)


def test_a_refusal_leaves_nothing(bram, noor):
    transaction.savepoint()
    before = len(mailed(api.portal.get()))
    with pytest.raises(errors.RequestFieldError):
        house.ask(noor, phone="")
    assert len(mailed(api.portal.get())) == before
    assert not list(store.open_of(BAKERY.code))
