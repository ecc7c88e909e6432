"""*Waar bent u aangemeld?*: what is shown, and what its buttons do."""

from collective.eloket.accounts import device_rows
from collective.eloket.accounts import devices
from collective.eloket.accounts import service
from collective.eloket.accounts.browser import places
from collective.eloket.accounts.tokens import read_token
from collective.eloket.clock import utcnow
from collective.eloket.identity.levels import AssuranceLevel
from datetime import timedelta
from tests.accounts.people import Browser
from tests.accounts.people import citizen
from tests.accounts.people import evidence
from tests.accounts.people import token
from tests.accounts.people import web_request

import pytest
import re
import transaction


TAB = "/e-loket/mijn-profiel-login"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def noor(site):
    made = citizen()
    transaction.commit()
    return made


@pytest.fixture
def signed_in(browser, noor):
    return browser.carry(token(noor.id))


def staying(noor, agent=FIREFOX):
    """Let another browser stay signed in; return the id of what is kept of it."""
    request = web_request(method="POST")
    request.environ["HTTP_USER_AGENT"] = agent
    devices.stay(request, noor)
    return device_rows.of_person(noor.id, 0)[0].series


def kept(noor):
    return [row.series for row in device_rows.of_person(noor.id, 0)]


def test_names_this_device_and_how_it_came_in(signed_in):
    page = signed_in.get(TAB).text
    assert "Waar bent u aangemeld?" in page
    assert "Dit toestel" in page and "niveau" in page and "aangemeld om" in page
    assert "Meld daar af" not in page


def test_names_the_others_with_a_button_each(signed_in, noor):
    first, second = staying(noor), staying(noor, agent="")
    page = signed_in.get(TAB).text
    assert "Firefox, Windows" in page and "Een ander toestel" in page
    assert page.count("Meld daar af") == 2
    for series in (first, second):
        assert f'value="{series}"' in page


def test_names_sessions_elsewhere_and_ends_one(functional, signed_in, noor):
    request = web_request(method="POST")
    request.environ["HTTP_USER_AGENT"] = FIREFOX
    text = service.sign_in(request, noor, evidence(means="eid"))
    transaction.commit()
    there = Browser(functional).carry(text)
    page = signed_in.get(TAB).text
    assert "Firefox, Windows" in page
    assert re.search(r"<dd>eID,\s+aangemeld om .*,\s+laatst gebruikt om ", page)
    assert page.count("Meld daar af") == 1
    assert "na 30 minuten waarin u niets doet" in " ".join(page.split())
    assert "Meld daar af" not in there.get(TAB).text
    answer = signed_in.post(TAB, {"end": read_token(text).sid})
    assert answer.status_code == 303
    assert there.session()["user_id"] is None
    assert "Meld daar af" not in signed_in.get(TAB).text


def test_says_the_day_of_what_was_used_before(signed_in, noor):
    series = staying(noor)
    before = (utcnow() - timedelta(days=3)).timestamp()
    row = device_rows.find(series, utcnow().timestamp())._asdict()
    device_rows.remove(series)
    device_rows.add(row | {"used": before})
    assert "laatst gebruikt op " in signed_in.get(TAB).text


def test_a_staying_browser_is_marked_as_this_one(browser, noor):
    request = web_request(method="POST")
    devices.stay(request, noor)
    value = request.response.cookies["eloket-device"]["value"]
    text = token(noor.id, level=AssuranceLevel.NONE, means="device")
    browser.client.headers["Cookie"] = f"eloket-session={text}; eloket-device={value}"
    page = browser.get(TAB).text
    assert "blijft aangemeld sinds" in page
    assert "Meld daar af" not in page


def test_a_button_signs_out_there(signed_in, noor):
    first, second = staying(noor), staying(noor)
    answer = signed_in.post(TAB, {"end": first})
    assert (answer.status_code, answer.headers["Location"]) == (
        303,
        f"{signed_in.desk}/mijn-profiel-login",
    )
    assert kept(noor) == [second]


def test_another_button_signs_out_everywhere_else(functional, signed_in, noor):
    staying(noor)
    there = Browser(functional).carry(token(noor.id))
    assert there.session()["user_id"] == noor.id
    answer = signed_in.post(TAB, {"end_others": "1"})
    assert answer.status_code == 303
    assert kept(noor) == []
    assert there.session()["user_id"] is None
    here = Browser(functional).carry(answer.cookies["eloket-session"])
    assert here.session()["user_id"] == noor.id


@pytest.mark.parametrize("form", [{"end": "x"}, {"end": ["a", "b"]}], ids=str)
def test_what_is_not_there_is_refused_and_nothing_ends(signed_in, noor, form):
    series = staying(noor)
    answer = signed_in.post(TAB, form)
    assert answer.status_code == 404
    assert kept(noor) == [series]


def test_nothing_ends_for_who_sends_it_from_elsewhere(signed_in, noor):
    series = staying(noor)
    address = f"{signed_in.site}{TAB}"
    for form in ({"end": series}, {"end_others": "1"}):
        answer = signed_in.client.post(address, data=form, allow_redirects=False)
        assert answer.status_code == 403
    assert kept(noor) == [series]
    assert signed_in.session()["user_id"] == noor.id


def test_another_citizen_ends_nothing_of_noor(functional, browser, noor):
    jan = citizen()
    transaction.commit()
    series = staying(noor)
    browser.carry(token(jan.id))
    assert browser.post(TAB, {"end": series}).status_code == 404
    browser.post(TAB, {"end_others": "1"})
    assert kept(noor) == [series]


def test_says_when_not_all_are_listed(signed_in, noor, monkeypatch):
    service.sign_in(web_request(method="POST"), noor, evidence())
    transaction.commit()
    assert "alleen de laatste" not in signed_in.get(TAB).text
    monkeypatch.setattr(places, "MOST", 2)
    assert "alleen de laatste" in signed_in.get(TAB).text
