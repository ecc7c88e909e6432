"""The tab *Voorkeuren*: what citizens choose, saved as said by themselves."""

from collective.eloket.audit import service as audit
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.parameters import service as parameters
from tests.accounts.people import citizen
from tests.accounts.people import token

import pytest
import transaction


PAGE = "/e-loket/mijn-profiel-voorkeuren"
GOOD = {"language": "fr", "delivery": "paper", "mail_ready": "1"}


@pytest.fixture
def noor(site):
    made = citizen()
    transaction.commit()
    return made.id


@pytest.fixture
def signed_in(browser, noor):
    return browser.carry(token(noor, level=AssuranceLevel.LOW))


def kept(noor):
    transaction.begin()
    return parameters.preferences(noor)


@pytest.mark.seed("004-21")
@pytest.mark.parametrize(
    "page", [PAGE, "/e-loket/mijn-profiel", "/e-loket/mijn-profiel-login"]
)
def test_the_first_time_one_is_told_that_documents_come_digitally(signed_in, page):
    assert "Uw documenten komen digitaal" in signed_in.get(page).text
    signed_in.post(PAGE, GOOD)
    assert "Uw documenten komen digitaal" not in signed_in.get(page).text


@pytest.mark.seed("004-20", "004-22", "004-23")
def test_what_is_chosen_is_kept_and_shown(signed_in, noor):
    answer = signed_in.post(PAGE, GOOD)
    assert answer.status_code == 303
    assert "zijn bewaard" in signed_in.get(f"{PAGE}?saved=1").text
    found = kept(noor)
    assert (found.language, found.delivery) == ("fr", "paper")
    assert found.mails == {"ready"}
    value = parameters.known(noor, AssuranceLevel.NONE)["delivery"]
    assert value.source == "self"
    page = signed_in.get(PAGE).text
    for field in ('value="fr"', 'id="delivery-paper"', 'id="mail_ready"'):
        (tag,) = [tag for tag in page.split("<") if field in tag]
        assert "selected" in tag or "checked" in tag
    # and can be changed later
    signed_in.post(PAGE, {**GOOD, "delivery": "digital"})
    assert kept(noor).delivery == "digital"


def test_a_choice_is_in_the_audit(signed_in, noor):
    signed_in.post(PAGE, GOOD)
    entries = [row.entry for row in audit.find(noor)]
    outcomes = [e.outcome for e in entries if e.action == "preferences.change"]
    assert sorted(outcomes) == ["attempted", "done"]


@pytest.mark.parametrize(
    "change",
    [
        {"language": "eo"},
        {"language": ""},
        {"delivery": "pigeon"},
        {"delivery": ""},
        {"delivery": ["paper", "digital"]},
    ],
    ids=["language", "no language", "delivery", "no delivery", "two deliveries"],
)
def test_what_is_not_on_offer_is_refused(signed_in, noor, change):
    assert signed_in.post(PAGE, GOOD | change).status_code == 400
    assert not kept(noor).has_chosen


def test_only_its_citizen_chooses(browser, signed_in, noor):
    answer = signed_in.client.post(f"{signed_in.site}{PAGE}", data=GOOD)
    assert answer.status_code == 403
    signed_in.client.headers.pop("Cookie")
    signed_in.jar.clear()
    answer = signed_in.post(PAGE, GOOD, page="/e-loket/aanmelden")
    assert "/aanmelden" in answer.url or answer.status_code in (302, 403)
    assert not kept(noor).has_chosen
