"""The tab *Gegevens*: each value with who says so, how surely, and since when."""

from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.parameters import service as parameters
from datetime import datetime
from datetime import UTC
from tests.accounts.people import citizen
from tests.accounts.people import citizen_with_password
from tests.accounts.people import evidence
from tests.accounts.people import number
from tests.accounts.people import token

import pytest
import re
import transaction


PAGE = "/e-loket/mijn-profiel"
READ = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
ATTRIBUTES = {
    "given_names": "Noor",
    "family_name": "Voorbeeld",
    "street": "Proefstraat 12",
    "postal_code": "9999",
    "municipality": "Testegem",
}


@pytest.fixture
def noor(site):
    proof = evidence(
        number=number(),
        attributes=ATTRIBUTES,
        read_at=READ,
        proof="webeid",
        level=AssuranceLevel.HIGH,
    )
    made = citizen(proof, email="noor@example.com")
    transaction.commit()
    return made


def rows(page):
    """Title → text of each line of the list."""
    found = re.findall(r"<dt>(.*?)</dt>\s*<dd>(.*?)</dd>", page.text, re.S)
    plain = [(a, " ".join(re.sub(r"<[^>]+>", " ", b).split())) for a, b in found]
    return {title: text.replace(" ,", ",") for title, text in plain}


def test_says_of_each_value_where_it_is_from(browser, noor):
    found = rows(browser.carry(token(noor.id)).get(PAGE))
    source = "van uw eID, niveau hoog, op 12 maart 2026"
    assert found["Voornaam"] == f"Noor {source}"
    assert found["Naam"] == f"Voorbeeld {source}"
    assert found["Adres"] == f"Proefstraat 12, 9999 Testegem {source}"
    assert found["Rijksregisternummer"] == f"gekend, eindigt op 28 {source}"
    assert found["E-mailadres"].startswith("noor@example.com door uzelf")
    assert "niveau" not in found["E-mailadres"]


def test_leads_to_where_it_is_changed(browser, noor):
    page = browser.carry(token(noor.id)).get(PAGE).text
    assert f'href="{browser.desk}/mijn-parameters"' in page


def test_hides_what_is_not_for_this_session_but_says_whose_it_is(browser, noor):
    browser.carry(token(noor.id, level=AssuranceLevel.LOW))
    found = rows(browser.get(PAGE))
    for title in ("Voornaam", "Naam", "Adres", "Rijksregisternummer"):
        assert found[title].startswith("verborgen van uw eID")
    assert "noor@example.com" in found["E-mailadres"]


def test_of_what_is_not_known_nobody_says_anything(browser, site):
    made = citizen_with_password("lea.v1", email=None)
    transaction.commit()
    found = rows(browser.carry(token(made.id)).get(PAGE))
    assert set(found.values()) == {"niet gekend"}


def test_an_address_without_street_is_shown_as_far_as_known(browser, site):
    made = citizen_with_password("lea.v2", email=None)
    parameters.set_own(made.id, {"municipality": "Testegem"})
    transaction.commit()
    found = rows(browser.carry(token(made.id)).get(PAGE))
    assert found["Adres"].startswith("Testegem door uzelf")
