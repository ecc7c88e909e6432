"""On a case no name that is registered anywhere is published, but the listed ones."""

from collective.eloket.cases.model import WORKFLOW_ID
from collective.eloket.cases.roads import CASE_ROADS
from tests.cases import house
from tests.matrix.registered import registered
from tests.matrix.test_permissions import rows
from zExceptions import NotFound

import pytest


METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND")


def spellings(name: str) -> list[list[str]]:
    """Return the paths by which somebody may ask for a name on a case."""
    return [
        [name],
        [f"@@{name}"],
        ["++api++", name],
        ["++view++" + name],
        [name, "x"],
        ["++api++", name, "x"],
    ]


def ask(portal, case, method: str, path: list[str]) -> None:
    """Do what the publisher does when it reaches the case with names still to go."""
    request = portal.REQUEST.clone()
    request.set("REQUEST_METHOD", method)
    request["TraversalRequestNameStack"] = list(reversed(path))
    case.__before_publishing_traverse__(case, request)


@pytest.fixture
def case(portal, integration):
    """A case that Noor just sent."""
    noor = house.make_citizen("Noor", "Voorbeeld", "noor-sub")
    return house.submit(house.order(house.make_desk(portal)["uittreksel"], noor))


@pytest.mark.parametrize("method", METHODS)
def test_no_registered_name_is_published_on_a_case(portal, case, method):
    published = set()
    for name in {road.name for road in registered()} - {""}:
        for path in spellings(name):
            try:
                ask(portal, case, method, path)
            except NotFound:
                continue
            published.add((method, path[0], len(path)))
    assert published == {road for road in CASE_ROADS if road[0] == method}


#: People of the sample over HTTP, by their name at the served site.
SAMPLE_METHODS = ("GET", "POST", "PATCH", "DELETE")


def test_a_sample_of_the_names_is_404_over_http_for_everybody(functional_portal):
    world = house.World(functional_portal)
    names = sorted({road.name for road in registered()} - {""})[::40]
    site = world.site_url
    behind_api = world.case_url.replace(site, f"{site}/++api++")
    wrong = []
    for person in (world.noor, "lieve", "admin"):
        session = world.api(person)
        for name in names:
            for address in (world.case_url, behind_api):
                for method in SAMPLE_METHODS:
                    answer = session.request(method, f"{address}/{name}", timeout=30)
                    if answer.status_code != 404:
                        wrong.append((method, address, name, answer.status_code))
    assert wrong == []


def steps_of(*places: str) -> set[str]:
    """Return the steps for which the matrix has a row on one of these."""
    return {
        row["road"].removeprefix("@workflow/")
        for row in rows()
        if row["object"] in places and row["road"].startswith("@workflow/")
    }


def test_every_step_of_a_case_has_a_row(portal, integration):
    steps = set(portal.portal_workflow[WORKFLOW_ID].transitions.objectIds())
    assert steps <= steps_of("case", "ready case")
    # to take one that was just sent is open to its clerk: rows change nothing
    assert steps - {"take"} <= steps_of("stranger's case")
