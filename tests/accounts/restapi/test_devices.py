"""``@eloket-devices``: where one stays signed in, for programs."""

from collective.eloket.accounts import device_rows
from collective.eloket.accounts import devices
from collective.eloket.accounts import service
from collective.eloket.accounts.tokens import read_token
from tests.accounts.people import citizen
from tests.accounts.people import evidence
from tests.accounts.people import token
from tests.accounts.people import web_request

import pytest
import transaction


NAME = "@eloket-devices"
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0"


@pytest.fixture
def noor(site):
    made = citizen()
    transaction.commit()
    return made


@pytest.fixture
def program(browser, noor):
    browser.client.headers["Authorization"] = f"Bearer {token(noor.id)}"
    return browser


@pytest.fixture
def series(noor):
    request = web_request(method="POST")
    request.environ["HTTP_USER_AGENT"] = FIREFOX
    devices.stay(request, noor)
    return device_rows.of_person(noor.id, 0)[0].series


def test_nobody_is_told_nothing(browser):
    assert browser.call("GET", NAME).status_code == 401


def test_lists_where_one_stays_signed_in(program, series, recorded):
    answer = program.call("GET", NAME)
    recorded("devices", answer)
    (item,) = answer.json()["items"]
    assert item["id"] == series and item["stays"] is True
    assert (item["name"], item["this"]) == ("Firefox, Windows", False)
    assert item["since"] == item["used"]


def test_signs_one_out(program, noor, series, recorded):
    answer = program.call("DELETE", f"{NAME}/{series}")
    recorded("device-ended", answer)
    assert answer.status_code == 204
    assert device_rows.of_person(noor.id, 0) == []
    answer = program.call("DELETE", f"{NAME}/{series}")
    assert answer.status_code == 404
    assert answer.json()["error"]["type"] == "device_unknown"


def test_signs_out_everywhere_else(program, noor, series, recorded):
    answer = program.call("DELETE", NAME)
    recorded("devices-ended", answer)
    assert device_rows.of_person(noor.id, 0) == []
    assert program.call("GET", NAME).status_code == 401
    program.client.headers["Authorization"] = f"Bearer {answer.json()['token']}"
    (item,) = program.call("GET", NAME).json()["items"]
    assert (item["this"], item["stays"]) == (True, False)


def test_lists_and_ends_a_session_that_does_not_stay(program, noor):
    request = web_request(method="POST")
    text = service.sign_in(request, noor, evidence())
    transaction.commit()
    (item,) = program.call("GET", NAME).json()["items"]
    assert item["id"] == read_token(text).sid
    assert (item["this"], item["stays"], item["name"]) == (False, False, "")
    assert program.call("DELETE", f"{NAME}/{item['id']}").status_code == 204
    assert program.call("GET", NAME).json() == {"items": []}


def test_a_name_too_many_is_nothing(program, series):
    assert program.call("GET", f"{NAME}/{series}").status_code == 404
    assert program.call("DELETE", f"{NAME}/{series}/x").status_code == 404
