"""Clerks see and handle cases in a sure session only, on every road."""

from collective.eloket.accounts.registry import citizen_store
from collective.eloket.cases import service
from collective.eloket.cases.access import clerk_case
from collective.eloket.cases.assigning import assign
from collective.eloket.cases.assigning import release
from collective.eloket.cases.talk import Kind
from collective.eloket.cases.talk import write_message
from collective.eloket.errors import ClerkLevelError
from collective.eloket.http import clerk_level
from collective.eloket.http.clerk_level import CLERK_LEVEL
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.interfaces import ICurrentSession
from collective.eloket.mandates.errors import ClerkUnprovenError
from collective.eloket.setup import readiness
from pathlib import Path
from plone import api
from tests.cases import house
from types import SimpleNamespace
from zope.component import getGlobalSiteManager
from zope.globalrequest import getRequest

import pytest
import re
import transaction


@pytest.fixture
def strict(portal):
    """A site as it comes: clerks need level substantial."""
    api.portal.set_registry_record(CLERK_LEVEL, "substantial")


@pytest.fixture
def clerk(portal, strict, case, lieve):
    """Lieve acts, signed in as the test says: her level, or None for a password."""
    house.prove_number("lieve", "85073003328")
    manager = getGlobalSiteManager()
    registered = []

    def signed_in(level):
        house.act_as(portal, "lieve")
        session = SimpleNamespace(level=level, user_id=None, means="itsme")

        def adapter(_request):
            return session

        # the very request: what comes from outside is the ticket and the cookie
        manager.registerAdapter(adapter, (type(getRequest()),), ICurrentSession)
        registered.append(adapter)

    yield signed_in
    for one in registered:
        manager.unregisterAdapter(one, (type(getRequest()),), ICurrentSession)


ACTS = {
    "look": lambda case: clerk_case(case.getId()),
    "take": lambda case: service.decide(case, "take", "", "lieve"),
    "approve": lambda case: service.decide(case, "approve", "", "lieve"),
    "refuse": lambda case: service.decide(case, "refuse", "Dubbel.", "lieve"),
    "ask": lambda case: service.decide(case, "ask_information", "Wat?", "lieve"),
    "the stock road": lambda case: api.portal.get_tool("portal_workflow").doActionFor(
        case, "approve"
    ),
    "assign": lambda case: assign(case, "lieve"),
    "let go": lambda case: release(case),
    "write": lambda case: write_message(case, Kind.CLERK, "Dag"),
    "note": lambda case: write_message(case, Kind.NOTE, "Dag"),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
@pytest.mark.parametrize("level", [AssuranceLevel.NONE, AssuranceLevel.LOW])
def test_a_weak_session_does_nothing(case, clerk, act, level):
    clerk(level)
    before = (case.version, case._messages)
    with pytest.raises(ClerkLevelError):
        act(case)
    assert (case.version, case._messages) == before


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_a_sure_session_does_it(case, clerk, act):
    clerk(AssuranceLevel.SUBSTANTIAL)
    act(case)


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS.keys())
def test_who_proved_no_number_may_be_of_the_family_and_does_nothing(case, clerk, act):
    clerk(AssuranceLevel.HIGH)
    del citizen_store().members["lieve"]
    before = (case.version, case._messages)
    with pytest.raises(ClerkUnprovenError):
        act(case)
    assert (case.version, case._messages) == before


@pytest.fixture
def strict_world(world):
    """A served site as it comes: clerks need level substantial."""
    transaction.begin()
    world.portal.portal_registry[CLERK_LEVEL] = "substantial"
    transaction.commit()
    return world


@pytest.mark.parametrize(
    "road", ["", "?vorm=csv", "/REF", "/REF?stap=approve", "/REF/bijlage/0"]
)
def test_a_password_opens_no_page(strict_world, road):
    url = strict_world.tasks + road.replace("REF", strict_world.reference)
    page = strict_world.browser("lieve").get(url)
    assert page.status_code == 403
    assert "sterkere aanmelding" in page.text
    assert house.PURPOSE not in page.text
    assert strict_world.reference not in page.text.replace(url, "")


def test_a_password_gets_no_list_and_makes_no_step_by_rest(strict_world):
    lieve = strict_world.api("lieve")
    answers = [
        lieve.get(f"{strict_world.site_url}/@eloket-tasks"),
        lieve.post(f"{strict_world.case_url}/@workflow/approve", json={}),
        lieve.post(f"{strict_world.case_url}/@eloket-messages", json={"text": "Dag"}),
    ]
    for answer in answers:
        assert answer.status_code == 403
        error = answer.json()["error"]
        assert error["type"] == "clerk_level_too_low"
    assert strict_world.refresh().state == "submitted"


@pytest.fixture
def officer(strict_world):
    """Lieve may do all that clerks do, and comes by a password."""
    api.user.grant_roles(username="lieve", roles=["Eloket Manager", "Eloket Clerk"])
    transaction.commit()
    return strict_world


@pytest.mark.parametrize(
    "page", ["taken-eid", "taken-adressen", "taken-gezin", "burgers"]
)
def test_a_password_opens_no_other_page_of_clerks(officer, page):
    answer = officer.browser("lieve").get(f"{officer.desk_url}/{page}")
    assert answer.status_code == 403
    assert "sterkere aanmelding" in answer.text


@pytest.mark.parametrize(
    "method, name",
    [
        ("GET", "@eloket-addresses"),
        ("POST", "@eloket-addresses/x/accept"),
        ("GET", "@eloket-families"),
        ("POST", "@eloket-families/x/verify"),
        ("POST", "@eloket-counter/read"),
        ("PUT", "@eloket-counter/read/x"),
        ("POST", "@eloket-citizens"),
    ],
)
def test_a_password_calls_nothing_else_that_clerks_call(officer, method, name):
    url = f"{officer.site_url}/{name}"
    answer = officer.api("lieve").request(method, url, json={})
    assert answer.status_code == 403
    assert answer.json()["error"]["type"] == "clerk_level_too_low"


def test_who_is_no_clerk_learns_nothing_of_it(strict_world):
    answer = strict_world.api("tom").post(
        f"{strict_world.case_url}/@workflow/approve", json={}
    )
    assert answer.status_code == 404
    answer = strict_world.api("admin").get(f"{strict_world.site_url}/@eloket-tasks")
    assert answer.json()["error"]["type"] == "not_allowed"


def test_the_applicant_goes_on_as_ever(strict_world):
    url = f"{strict_world.case_url}/@workflow/withdraw"
    answer = strict_world.api(strict_world.noor).post(url, json={})
    assert answer.status_code == 200


def test_the_profile_asks_for_substantial():
    file = Path(__file__).parents[2] / "profiles/default/registry/cases.xml"
    record = file.read_text().partition(f'name="{CLERK_LEVEL}"')[2]
    assert re.search("<value>([a-z]*)</value>", record)[1] == "substantial"


def test_without_a_setting_substantial_is_asked(portal):
    del portal.portal_registry.records[CLERK_LEVEL]
    assert clerk_level.needed_level() == AssuranceLevel.SUBSTANTIAL
    with pytest.raises(ClerkLevelError):
        clerk_level.check_clerk_level()


@pytest.mark.parametrize(
    "level, sandbox, good",
    [
        ("substantial", "", True),
        ("high", "", True),
        ("low", "", False),
        ("none", "", False),
        ("none", "1", True),
    ],
)
def test_a_lower_setting_is_loud_outside_the_sandbox(
    portal, monkeypatch, level, sandbox, good
):
    monkeypatch.setenv("ELOKET_SANDBOX", sandbox)
    api.portal.set_registry_record(CLERK_LEVEL, level)
    assert readiness.readiness(portal)["clerks_are_sure"] is good
