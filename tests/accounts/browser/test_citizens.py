"""The page *Burgers* and ``@eloket-citizens``: what an officer sees, and what not."""

from collective.eloket.audit import service as audit
from plone import api
from tests.accounts.people import Browser
from tests.accounts.people import citizen
from tests.accounts.people import evidence
from tests.accounts.people import NUMBER
from tests.accounts.people import number
from tests.accounts.people import PASSWORD
from tests.accounts.people import token

import pytest
import transaction


PAGE = "/e-loket/burgers"
CALL = "@eloket-citizens"
GOOD = {"purpose": "contact", "national_number": NUMBER}


@pytest.fixture
def noor(site):
    made = citizen(evidence(number=number()), email="noor@example.com")
    transaction.commit()
    return made


@pytest.fixture
def clerk(functional, site):
    with api.env.adopt_roles(["Manager"]):
        api.user.create(
            username="lieve", email="lieve@testegem.example", password=PASSWORD
        )
        api.user.grant_roles(username="lieve", roles=["Eloket Clerk"])
    transaction.commit()
    made = Browser(functional)
    made.client.auth = ("lieve", PASSWORD)
    return made


def text(answer):
    return " ".join(answer.text.split())


def test_asks_why_and_by_what(clerk):
    page = text(clerk.get(PAGE))
    assert "Zoek een burger" in page
    assert "Waarom zoekt u?" in page and "Zoek op één van deze" in page
    assert "We vonden niemand" not in page


def test_shows_the_least_of_who_is_found(clerk, noor):
    answer = clerk.post(PAGE, GOOD)
    assert answer.status_code == 200
    page = text(answer)
    assert "Noor Voorbeeld" in page and "gekend, eindigt op 28" in page
    assert "Mijn Burgerprofiel" in page
    assert noor.id not in page and "noor@example.com" not in page
    assert answer.headers["Cache-Control"] == "no-store"
    assert audit.find(noor.id)[0].entry.action == "citizen.search"


def test_says_when_nobody_is_found(clerk, noor):
    answer = clerk.post(PAGE, {"purpose": "contact", "email": "jan@example.com"})
    assert answer.status_code == 200
    assert "We vonden niemand" in text(answer)


@pytest.mark.parametrize(
    "form, field",
    [
        ({"national_number": NUMBER}, "purpose"),
        ({"purpose": "contact"}, "national-number"),
        ({"purpose": "contact", "national_number": "1"}, "national-number"),
        (
            {"purpose": "contact", "family_name": "V", "birth_date": "ooit"},
            "birth-date",
        ),
    ],
    ids=["no purpose", "nothing", "no number", "no day"],
)
def test_what_is_wrong_is_said_beside_the_field(clerk, noor, form, field):
    answer = clerk.post(PAGE, form)
    assert answer.status_code == 400
    assert f'href="#field-{field}"' in answer.text
    assert "Noor Voorbeeld" not in answer.text


def test_looks_for_nobody_by_an_address(clerk, noor):
    answer = clerk.get(f"{PAGE}?purpose=contact&national_number={NUMBER}")
    assert "Noor" not in answer.text and NUMBER not in answer.text
    assert "citizen.search" not in {row.entry.action for row in audit.find(noor.id)}


def test_too_many_are_refused(clerk, site, noor):
    site.portal_registry["collective.eloket.accounts.citizen_searches"] = 1
    transaction.commit()
    clerk.post(PAGE, GOOD)
    assert clerk.post(PAGE, GOOD).status_code == 429


def test_clerks_have_a_link_and_citizens_have_not(clerk, browser, noor):
    assert f'href="{clerk.desk}/burgers"' in clerk.get("/e-loket").text
    browser.carry(token(noor.id))
    assert "/burgers" not in browser.get("/e-loket").text


def test_for_programs(clerk, noor, recorded):
    answer = clerk.call("POST", CALL, json=GOOD)
    recorded("citizens", answer)
    assert answer.json() == {
        "items": [
            {
                "name": "Noor Voorbeeld",
                "number_ending": "28",
                "means": ["burgerprofiel"],
                "closed": False,
            }
        ]
    }


@pytest.mark.parametrize(
    "body, error",
    [
        ({"national_number": NUMBER}, "purpose_missing"),
        ({"purpose": "contact"}, "search_unclear"),
        ({"purpose": "contact", "email": ["a@b.be"]}, "invalid_answer"),
        ({"purpose": "contact", "national_number": "1"}, "invalid_national_number"),
    ],
    ids=str,
)
def test_a_program_is_told_what_is_wrong(clerk, body, error):
    answer = clerk.call("POST", CALL, json=body)
    assert (answer.status_code, answer.json()["error"]["type"]) == (400, error)


def test_a_program_of_a_citizen_finds_nobody(browser, noor):
    browser.client.headers["Authorization"] = f"Bearer {token(noor.id)}"
    answer = browser.call("POST", CALL, json=GOOD)
    assert (answer.status_code, answer.json()["error"]["type"]) == (403, "not_allowed")
