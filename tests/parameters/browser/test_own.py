"""What is a citizen's own is changed by hand; names only until the first proof."""

from collective.eloket.audit import service as audit
from collective.eloket.clock import utcnow
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.parameters import service as parameters
from tests.accounts.people import Browser
from tests.accounts.people import evidence

import pytest
import re
import transaction


PAGE = "/e-loket/mijn-parameters-wijzigen"
NAMES = {
    "given_names": "Jan",
    "family_name": "Proefman",
    "street": "Proefstraat 12",
    "postal_code": "9999",
    "municipality": "Testegem",
}


def texts(user_id: str) -> dict[str, str]:
    transaction.begin()
    known = parameters.known(user_id, AssuranceLevel.HIGH)
    return {name: value.value for name, value in known.items()}


def test_phone_language_and_delivery_are_changed(noor, signed_in):
    sent = {"phone": "0470 12 34 56", "language": "fr", "delivery": "paper"}
    answer = signed_in(noor).post(PAGE, sent)
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith("/mijn-parameters?gewijzigd=eigen")
    found = texts(noor)
    assert (found["phone"], found["language"]) == ("+32470123456", "fr")
    assert found["delivery"] == "paper"


def test_an_empty_field_takes_a_value_away_and_an_absent_one_does_not(noor, signed_in):
    browser = signed_in(noor)
    browser.post(PAGE, {"phone": "0470 12 34 56"})
    browser.post(PAGE, {"language": "de"})
    assert texts(noor)["phone"] == "+32470123456"
    browser.post(PAGE, {"phone": ""})
    assert "phone" not in texts(noor)


def test_the_email_address_is_not_changed_here(noor, signed_in):
    signed_in(noor).post(PAGE, {"email": "mallory@evil.example"})
    assert texts(noor)["email"] == "noor@voorbeeld.example"


@pytest.mark.seed("001-30")
def test_who_registered_by_user_name_writes_name_and_address(jan, signed_in):
    browser = signed_in(jan, means="password", level=AssuranceLevel.NONE)
    page = browser.get(PAGE).text
    assert 'id="street"' in page
    assert browser.post(PAGE, NAMES).status_code == 303
    assert NAMES.items() <= texts(jan).items()
    value = parameters.known(jan, AssuranceLevel.NONE)["street"]
    assert (value.source, value.level) == ("self", AssuranceLevel.NONE)
    assert 'value="Proefstraat 12"' in browser.get(PAGE).text


@pytest.mark.parametrize("name", NAMES)
def test_a_proven_name_or_address_is_not_written_by_hand(noor, signed_in, name):
    browser = signed_in(noor)
    assert f'id="{name}"' not in browser.get(PAGE).text
    before = texts(noor)
    answer = browser.post(PAGE, {name: "Mallory", "phone": "0470 12 34 56"})
    assert answer.status_code == 403
    assert texts(noor) == before


def test_after_the_first_proof_nobody_writes_by_hand(jan, signed_in):
    browser = signed_in(jan)
    browser.post(PAGE, NAMES)
    transaction.begin()
    parameters.remember(jan, evidence(attributes={"given_names": "Jan Piet"}))
    transaction.commit()
    answer = browser.post(PAGE, {"municipality": "Elders"})
    assert answer.status_code == 403
    assert texts(jan)["municipality"] == "Testegem"


@pytest.mark.parametrize(
    "sent",
    [
        {"phone": "12"},
        {"language": "eo"},
        {"delivery": "pigeon"},
        {"phone": ["0470 12 34 56", "0470 12 34 57"]},
    ],
    ids=["phone", "language", "delivery", "two phones"],
)
def test_what_is_wrong_is_refused_and_nothing_is_kept(noor, signed_in, sent):
    before = texts(noor)
    good = {"phone": "0470 12 34 56", "language": "fr", "delivery": "paper"}
    answer = signed_in(noor).post(PAGE, good | sent)
    assert answer.status_code == 400
    assert texts(noor) == before


def test_what_was_typed_stays_with_its_mistake_beside_it(jan, signed_in):
    answer = signed_in(jan).post(PAGE, NAMES | {"phone": "12", "language": "de"})
    page = answer.text
    assert "<title>Fout:" in re.sub(r"\s+", " ", page)
    assert 'href="#phone"' in page
    (field,) = re.findall(r'<input[^>]*id="phone"[^>]*>', page)
    assert 'value="12"' in field
    assert 'aria-invalid="true"' in field
    assert 'aria-describedby="phone-hint phone-fout"' in field
    assert 'value="Proefstraat 12"' in page
    (option,) = re.findall(r'<option[^>]*value="de"[^>]*>', page)
    assert "selected" in option


def test_two_mistakes_are_counted(jan, signed_in):
    sent = {"phone": "12", "street": "x" * 201}
    page = signed_in(jan).post(PAGE, sent).text
    assert "Er zijn 2 antwoorden die nog niet kloppen" in page


def test_a_change_is_in_the_audit(noor, signed_in):
    begun = utcnow()
    signed_in(noor).post(PAGE, {"phone": "0470 12 34 56"})
    entries = [row.entry for row in audit.find(noor, begun)]
    outcomes = [e.outcome for e in entries if e.action == "parameters.change"]
    assert sorted(outcomes) == ["attempted", "done"]


def test_only_its_citizen_changes_it(functional, noor, signed_in):
    browser = signed_in(noor)
    form = {"phone": "0470 12 34 56"}
    assert browser.client.post(f"{browser.site}{PAGE}", data=form).status_code == 403
    stranger = Browser(functional)
    answer = stranger.post(PAGE, form, page="/e-loket/aanmelden")
    assert answer.status_code in (302, 403)
    assert "phone" not in texts(noor)
