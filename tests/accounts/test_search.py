"""Officers find citizens by whole values only, for a purpose, and on record."""

from collective.eloket.accounts import search as searching
from collective.eloket.accounts.interfaces import ICaseLookup
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.accounts.search_errors import BirthDateUnreadableError
from collective.eloket.accounts.search_errors import PurposeMissingError
from collective.eloket.accounts.search_errors import SearchUnclearError
from collective.eloket.accounts.search_errors import TooManySearchesError
from collective.eloket.accounts.search_model import Found
from collective.eloket.accounts.search_model import Purpose
from collective.eloket.accounts.search_model import Sought
from collective.eloket.audit import service as audit
from collective.eloket.errors import NotAllowedError
from collective.eloket.errors import NotSignedInError
from collective.eloket.identity.errors import InvalidNationalNumberError
from collective.eloket.vault import service as vault
from plone import api
from plone.app.testing import login
from plone.app.testing import logout
from tests.accounts.people import citizen
from tests.accounts.people import citizen_with_password
from tests.accounts.people import evidence
from tests.accounts.people import NUMBER
from tests.accounts.people import number
from tests.accounts.people import PASSWORD
from unittest.mock import patch

import pytest


PURPOSE = Purpose("contact")
ATTRIBUTES = {
    "given_names": "Noor",
    "family_name": "Voorbeeld",
    "birth_date": "1985-07-30",
}
NOOR = Found("Noor Voorbeeld", "28", ("burgerprofiel",), closed=False)


@pytest.fixture(autouse=True)
def nobody(portal):
    logout()


@pytest.fixture
def noor():
    return citizen(
        evidence(number=number(), attributes=ATTRIBUTES), email="noor@example.com"
    )


@pytest.fixture
def lieve(portal):
    """The officer who acts."""
    act_as(portal, "lieve", "Eloket Clerk")
    return "lieve"


def act_as(portal, name, *roles):
    with api.env.adopt_roles(["Manager"]):
        api.user.create(
            username=name, email=f"{name}@testegem.example", password=PASSWORD
        )
        api.user.grant_roles(username=name, roles=list(roles))
    login(portal, name)


def search(purpose=PURPOSE, **sought):
    return searching.search(purpose, Sought(**sought))


def rows(subject=None):
    """What the audit says of searches, the newest first."""
    entries = [row.entry for row in audit.find(subject)]
    return [entry for entry in entries if entry.action == "citizen.search"]


@pytest.mark.parametrize(
    "sought, way",
    [
        ({"national_number": NUMBER}, "national_number"),
        ({"national_number": "85073003328"}, "national_number"),
        ({"email": " Noor@Example.com "}, "email"),
        ({"family_name": "voorbééld", "birth_date": "30/07/1985"}, "birth"),
        ({"family_name": "Voorbeeld", "birth_date": "1985-07-30"}, "birth"),
    ],
    ids=str,
)
def test_by_a_whole_value_somebody_is_found_and_recorded(noor, lieve, sought, way):
    assert search(**sought) == [NOOR]
    (row,) = rows(noor.id)
    assert (row.actor, row.role, row.object, row.purpose) == (
        "lieve",
        "clerk",
        way,
        "contact",
    )


@pytest.mark.parametrize(
    "sought",
    [
        {"national_number": "90.01.07-994.14"},
        {"email": "noor@example"},
        {"email": "%"},
        {"username": "noor"},
        {"family_name": "Voorb", "birth_date": "1985-07-30"},
        {"family_name": "Voorbeeld", "birth_date": "1985-07-31"},
        {"reference": "2026-7F3K-92QX"},
    ],
    ids=str,
)
def test_anything_else_finds_nobody_and_is_recorded_too(noor, lieve, sought):
    before = len(rows())
    assert search(**sought) == []
    assert len(rows()) == before + 1
    newest = rows()[0]
    assert (newest.actor, newest.subject, newest.purpose) == ("lieve", None, "contact")
    assert rows(noor.id) == []


def test_by_user_name(lieve):
    lea = citizen_with_password("lea.v1")
    assert search(username=" LEA.v1") == [Found("", None, ("password",), closed=False)]
    assert len(rows(lea.id)) == 1


def test_a_user_name_without_a_password_is_no_means(lieve, noor):
    made = citizen(username="mia.v1")
    (found,) = search(username="mia.v1")
    assert found.means == ("burgerprofiel",) and not made.has_password


def test_all_who_share_an_address_are_found_and_recorded(lieve, noor):
    jan = citizen(email="noor@example.com")
    assert len(search(email="noor@example.com")) == 2
    assert len(rows(noor.id)) == len(rows(jan.id)) == 1


def test_by_a_number_of_before(lieve, noor):
    citizen_store().add_number(noor, "another-key")
    assert search(national_number=NUMBER) == [NOOR]


def test_by_the_reference_of_a_request(lieve, noor):
    jan = citizen()

    class Cases:
        def persons_of(self, reference):
            return (noor.id, jan.id) if reference == "2026-7F3K-92QX" else ()

    with patch.object(searching, "queryUtility", {ICaseLookup: Cases()}.get):
        assert len(search(reference="2026-7F3K-92QX")) == 2
    assert len(rows(jan.id)) == 1


def test_without_cases_no_reference_is_known(lieve):
    with patch.object(searching, "queryUtility", lambda _interface: None):
        assert search(reference="2026-7F3K-92QX") == []


def test_who_was_erased_is_closed_and_shows_nothing(lieve, noor):
    vault.forget_person(noor.id)
    purpose = Purpose("other", "Zij belde")
    assert search(purpose, national_number=NUMBER) == [Found("", None, (), closed=True)]
    assert rows(noor.id)[0].details is None


def test_whose_account_is_gone_is_closed(lieve, noor):
    del citizen_store().citizens[noor.id]
    (found,) = search(email="noor@example.com")
    assert (found.closed, found.means) == (True, ())


def test_an_explanation_is_sealed_and_kept(lieve, noor):
    search(Purpose("other", "Zij belde over haar brief"), national_number=NUMBER)
    assert rows(noor.id)[0].details == {"words": "Zij belde over haar brief"}


@pytest.mark.parametrize(
    "purpose",
    [
        Purpose(""),
        Purpose("because"),
        Purpose("other"),
        Purpose("other", "  "),
        Purpose("contact", "x" * 501),
    ],
    ids=["none", "unknown", "not explained", "blanks", "too long"],
)
def test_without_a_purpose_nobody_is_looked_for(lieve, noor, purpose):
    with pytest.raises(PurposeMissingError):
        search(purpose, national_number=NUMBER)
    assert rows(noor.id) == []


@pytest.mark.parametrize(
    "sought",
    [
        {},
        {"email": "  "},
        {"email": "a@b.be", "username": "lea"},
        {"family_name": "Voorbeeld"},
        {"birth_date": "1985-07-30"},
        {"family_name": "Voorbeeld", "birth_date": "1985-07-30", "email": "a@b.be"},
    ],
    ids=str,
)
def test_one_thing_at_a_time(lieve, sought):
    with pytest.raises(SearchUnclearError):
        search(**sought)


@pytest.mark.parametrize(
    "sought, error",
    [
        ({"national_number": "85.07.30-033.29"}, InvalidNationalNumberError),
        ({"national_number": "Noor"}, InvalidNationalNumberError),
        (
            {"family_name": "Voorbeeld", "birth_date": "zomer 1985"},
            BirthDateUnreadableError,
        ),
    ],
    ids=["wrong digits", "no number", "no day"],
)
def test_what_cannot_be_read_is_said(lieve, sought, error):
    with pytest.raises(error):
        search(**sought)


@pytest.mark.parametrize("role", ["Eloket Clerk", "Eloket Manager"])
def test_clerks_and_managers_of_the_desk_may(portal, noor, role):
    act_as(portal, "somebody", role)
    assert search(national_number=NUMBER) == [NOOR]


@pytest.mark.parametrize(
    "role", ["Member", "Editor", "Site Administrator", "Manager", "Citizen"]
)
def test_nobody_else_may(portal, noor, role):
    act_as(portal, "somebody", role)
    with pytest.raises(NotAllowedError):
        search(national_number=NUMBER)
    assert rows(noor.id) == []


def test_a_stranger_must_sign_in(noor):
    with pytest.raises(NotSignedInError):
        search(national_number=NUMBER)


def test_an_officer_cannot_look_everybody_up(portal, lieve, noor):
    portal.portal_registry["collective.eloket.accounts.citizen_searches"] = 2
    for _time in range(2):
        search(national_number=NUMBER)
    with pytest.raises(TooManySearchesError):
        search(national_number=NUMBER)
    act_as(portal, "tom", "Eloket Clerk")
    assert search(national_number=NUMBER) == [NOOR]
    assert len(rows(noor.id)) == 3
