"""The page *Wachtwoord kiezen*, and the way there from *Ontkoppelen kan nu niet*."""

from collective.eloket.accounts import service
from collective.eloket.accounts.store import Citizen
from tests.accounts.people import citizen
from tests.accounts.people import citizen_with_password
from tests.accounts.people import evidence
from tests.accounts.people import PASSWORD
from tests.accounts.people import token

import pytest
import secrets
import transaction


PAGE = "/e-loket/wachtwoord-kiezen"
TAB = "/e-loket/mijn-profiel-login"
UNLINK = "/e-loket/mijn-profiel-ontkoppelen"


@pytest.fixture
def noor(site) -> Citizen:
    made = citizen(email="noor@example.com")
    transaction.commit()
    return made


@pytest.fixture
def name():
    return f"noor.{secrets.token_hex(4)}"


@pytest.fixture
def fresh(browser, noor):
    return browser.carry(token(noor.id, timed=True))


def has_password(noor):
    transaction.begin()
    return noor.has_password


def test_the_last_way_in_leads_to_it(fresh):
    answer = fresh.post(UNLINK, {"provider": "burgerprofiel", "confirm": "1"}, page=TAB)
    assert answer.status_code == 409
    assert "Ontkoppelen kan nu niet" in answer.text
    assert f'href="{fresh.desk}/wachtwoord-kiezen"' in answer.text


def test_the_tab_leads_to_it_until_there_is_one(fresh, noor, name):
    assert "wachtwoord-kiezen" in fresh.get(TAB).text
    fresh.post(PAGE, {"username": name, "password": PASSWORD})
    page = fresh.get(TAB).text
    assert "wachtwoord-kiezen" not in page and "wachtwoord-wijzigen" in page


def test_sets_both_and_then_one_can_unlink(fresh, noor, name):
    assert "Gebruikersnaam" in fresh.get(PAGE).text
    answer = fresh.post(PAGE, {"username": name, "password": PASSWORD})
    assert (answer.status_code, answer.headers["Location"]) == (303, fresh.site + TAB)
    assert has_password(noor) and service.own_username(noor.id) == name
    assert fresh.post(UNLINK, {"provider": "burgerprofiel"}, page=TAB).ok


def test_what_is_wrong_is_said_beside_the_field(fresh, noor, name):
    for form, field in (
        ({"username": "a b", "password": PASSWORD}, "username"),
        ({"username": name, "password": "zo-kort"}, "password"),
    ):
        answer = fresh.post(PAGE, form)
        assert answer.status_code == 400
        assert f'href="#{field}"' in answer.text
    assert "zo-kort" not in answer.text
    assert not has_password(noor)


def test_a_taken_name_comes_with_free_ones(fresh, name, noor):
    citizen_with_password(name)
    transaction.commit()
    answer = fresh.post(PAGE, {"username": name, "password": PASSWORD})
    assert answer.status_code == 409
    assert f"Nog vrij: {name}" in " ".join(answer.text.split())


def test_who_did_not_sign_in_just_now_is_asked_to(browser, noor, name):
    browser.carry(token(noor.id))
    page = browser.get(PAGE).text
    assert "Bewijs eerst dat u het bent" in page
    assert 'value="burgerprofiel/itsme"' in page and "<form" in page
    answer = browser.post(PAGE, {"username": name, "password": PASSWORD})
    assert answer.status_code == 403
    assert "Bewijs eerst dat u het bent" in answer.text
    assert PASSWORD not in answer.text and not has_password(noor)


def test_only_providers_that_lead_to_the_account_are_offered(browser, site):
    made = citizen(evidence(provider="eid"))
    transaction.commit()
    browser.carry(token(made.id))
    page = browser.get(PAGE).text
    assert "burgerprofiel/" not in page
    assert "aanmelden?came_from=%2Fe-loket%2Fwachtwoord-kiezen" in page


def test_who_has_a_password_is_led_to_change_it(browser, site, name):
    made = citizen_with_password(name)
    transaction.commit()
    browser.carry(token(made.id, timed=True))
    answer = browser.get(PAGE)
    assert answer.headers["Location"].endswith("/wachtwoord-wijzigen")


def test_a_user_name_of_before_is_shown_and_not_asked(browser, site, name):
    made = citizen(username=name)
    transaction.commit()
    browser.carry(token(made.id, timed=True))
    page = browser.get(PAGE).text
    assert name in page and 'name="username"' not in page
