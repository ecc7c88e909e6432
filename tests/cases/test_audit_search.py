"""*Het logboek* and ``@eloket-audit``: only for managers, with a purpose."""

from collective.eloket.audit import service as audit
from plone import api
from tests.cases import house

import pytest
import transaction


@pytest.fixture
def mia(world):
    with api.env.adopt_roles(["Manager"]):
        house.make_manager("mia")
    transaction.commit()
    return world.browser("mia")


@pytest.fixture
def looked(world):
    """A clerk opened Noor's case."""
    assert world.browser("lieve").get(f"{world.tasks}/{world.reference}").ok


def post(world, browser, **fields):
    address = f"{world.desk_url}/taken-logboek"
    csrf = house.hidden(browser.get(address), "_csrf")
    return browser.post(address, data={"_csrf": csrf} | fields)


def test_a_manager_finds_who_looked(world, mia, looked):
    page = post(world, mia, purpose="complaint", reference=world.reference.lower())
    assert page.status_code == 200
    assert "case.view" in page.text
    assert "lieve" in page.text
    assert world.noor.id in page.text
    rows = audit.find(subject=world.noor.id)
    assert rows[0].entry.action == "log.search"
    log = world.browser(world.noor).get(f"{world.desk_url}/mijn-inzage").text
    assert "Zocht op wie uw gegevens bekeek" in log
    assert "Een vraag of klacht" in log


@pytest.mark.parametrize(
    "fields, words",
    [
        ({"worker": "lieve"}, "Zeg waarom u zoekt"),
        ({"purpose": "control"}, "Noem een aanvraag"),
        (
            {"purpose": "control", "worker": "lieve", "from": "x"},
            "Niet alle antwoorden",
        ),
    ],
    ids=["no purpose", "nothing named", "no day"],
)
def test_a_search_that_is_none_shows_no_row(world, mia, looked, fields, words):
    page = post(world, mia, **fields)
    assert page.status_code == 400
    assert words in page.text
    assert "case.view" not in page.text


def test_an_address_shows_no_row(world, mia, looked):
    address = f"{world.desk_url}/taken-logboek?purpose=control&worker=lieve"
    assert "case.view" not in mia.get(address).text


def test_nobody_found_is_said(world, mia):
    page = post(world, mia, purpose="control", worker="nobody")
    assert "Niets in wat u koos" in page.text


def test_more_rows_come_by_a_button(world, mia):
    for _number in range(51):
        audit.record(audit.AuditEntry("busy", "clerk", None, "tasks.list"))
    page = post(world, mia, purpose="control", worker="busy")
    after = house.hidden(page, "after")
    older = post(world, mia, purpose="control", worker="busy", after=after)
    assert older.text.count("tasks.list") == 1
    assert 'name="after"' not in older.text


@pytest.mark.parametrize("who", ["lieve", "admin"])
def test_others_are_refused(world, who):
    assert world.browser(who).get(f"{world.desk_url}/taken-logboek").status_code == 403


def test_managers_find_it_from_their_tasks(world, mia):
    assert "/taken-logboek" in mia.get(world.tasks).text
    assert "/taken-logboek" not in world.browser("lieve").get(world.tasks).text


def call(world, who, **body):
    return world.api(who).post(f"{world.site_url}/@eloket-audit", json=body)


def test_programs_search_too(world, mia, looked, recorded):
    answer = call(world, "mia", purpose="complaint", reference=world.reference)
    recorded("audit-search", answer)
    first = answer.json()["items"][0]
    assert (first["action"], first["actor"]) == ("case.view", "lieve")
    assert call(world, "lieve", purpose="complaint", worker="x").status_code == 403
    refused = call(world, "mia", worker="lieve")
    assert refused.json()["error"]["type"] == "audit_purpose_missing"
    assert call(world, "mia", purpose="other", words=7).status_code == 400
