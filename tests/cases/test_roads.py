"""Everything but our own services is a 404 on a case, for everybody."""

from collective.eloket.cases.roads import CASE_ROADS
from tests.cases import house

import pytest
import transaction


PEOPLE = ("nobody", "noor", "jan", "lieve", "admin")

#: Method, what comes after the case's address, whether it is asked as JSON.
SHUT = [
    ("GET", "", False),
    ("GET", "", True),
    ("GET", "/", False),
    ("GET", "/view", False),
    ("GET", "/@@view", False),
    ("GET", "/edit", False),
    ("GET", "/@@edit", False),
    ("GET", "/++view++edit", False),
    ("GET", "/@@sharing", False),
    ("GET", "/@@historyview", False),
    ("GET", "/content_status_history", False),
    ("GET", "/content_status_modify?workflow_action=approve", False),
    ("GET", "/delete_confirmation", False),
    ("GET", "/object_rename", False),
    ("GET", "/manage_main", False),
    ("GET", "/manage_workspace", False),
    ("GET", "/manage_workflowsTab", False),
    ("GET", "/applicant", False),
    ("GET", "/++attribute++workflow_history", False),
    ("GET", "/++api++", False),
    ("GET", "/portal_catalog", False),
    ("GET", "/portal_catalog/manage_main", False),
    ("GET", "/mijn-aanvragen", False),
    ("GET", "/index_html", False),
    ("GET", "/acl_users", False),
    ("GET", "/absolute_url", False),
    ("POST", "", False),
    ("POST", "/reindexObject", False),
    ("POST", "/@workflow/approve", False),
    ("POST", "/@eloket-messages", False),
    ("POST", "/@eloket-address", False),
    ("POST", "/@eloket-assignee", False),
    ("PROPFIND", "", False),
    ("PUT", "", False),
    ("DELETE", "", False),
    ("OPTIONS", "", False),
    ("HEAD", "", False),
    ("PATCH", "", True),
    ("DELETE", "", True),
    ("GET", "/@workflow", True),
    ("POST", "/@workflow", True),
    ("GET", "/@workflow/approve", True),
    ("POST", "/@workflow/approve/x", True),
    ("GET", "/@eloket-messages", True),
    ("POST", "/@eloket-messages/0", True),
    ("GET", "/@eloket-address", True),
    ("POST", "/@eloket-address/0", True),
    ("GET", "/@eloket-assignee", True),
    ("POST", "/@eloket-assignee/0", True),
    ("POST", "/@copy", True),
    ("POST", "/@move", True),
    ("GET", "/@linkintegrity", True),
    ("GET", "/@sharing", True),
    ("POST", "/@sharing", True),
    ("GET", "/@history", True),
    ("GET", "/@actions", True),
    ("GET", "/@types", True),
    ("GET", "/@breadcrumbs", True),
    ("GET", "/@lock", True),
    ("POST", "/@lock", True),
    ("GET", "/@aliases", True),
    ("GET", "/@site", True),
    ("GET", "/@search", True),
    ("GET", "/@users", True),
    ("GET", "/@comments", True),
    ("POST", "/@upgrade", True),
    ("GET", "/@@download/x", True),
]


def person(world, name):
    return {"nobody": None, "noor": world.noor, "jan": world.jan}.get(name, name)


@pytest.mark.parametrize("who", PEOPLE)
def test_is_not_there(world, who):
    ways = {
        False: world.browser(person(world, who)),
        True: world.api(person(world, who)),
    }
    answers = {
        (method, path, as_json): ways[as_json]
        .request(method, world.case_url + path, json={} if as_json else None)
        .status_code
        for method, path, as_json in SHUT
    }
    open_ones = {road: status for road, status in answers.items() if status != 404}
    assert open_ones == {}


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("as_json", [False, True], ids=["page", "json"])
def test_the_store_is_not_there(world, who, as_json):
    ask = world.api if as_json else world.browser
    session = ask(person(world, who))
    for path in ("", "/@@view", "/folder_contents", "/@search", "/manage_main", "/2x"):
        url = f"{world.desk_url}/dossiers{path}"
        assert session.get(url).status_code == 404, path


def test_the_list_of_roads_is_short():
    assert {
        ("POST", "@workflow", 2),
        ("POST", "@eloket-messages", 1),
        ("POST", "@eloket-address", 1),
        ("POST", "@eloket-assignee", 1),
    } == CASE_ROADS


def test_no_stock_service_copies_moves_or_deletes_a_case(world):
    admin = world.api("admin")
    site = set(world.portal.objectIds())
    for name in ("@copy", "@move"):
        for source in (world.case_url, world.case_url.removeprefix(world.site_url)):
            answer = admin.post(f"{world.site_url}/{name}", json={"source": source})
            assert answer.status_code in (400, 403, 404), (name, answer.text)
    admin.delete(world.case_url)
    transaction.begin()
    assert set(world.portal.objectIds()) == site
    assert world.reference in world.desk["dossiers"]


def test_link_integrity_of_a_case_is_refused_properly(world):
    uid = world.case.UID()
    answer = world.api("admin").get(f"{world.site_url}/@linkintegrity?uids={uid}")
    assert answer.status_code == 404


def test_link_integrity_of_other_content_still_answers(world):
    uid = world.desk["uittreksel"].UID()
    answer = world.api("admin").get(f"{world.site_url}/@linkintegrity?uids={uid}")
    assert answer.status_code == 200


@pytest.mark.parametrize("as_json", [False, True], ids=["page", "json"])
def test_a_full_desk_is_not_deleted_by_any_road(world, as_json):
    if as_json:
        answer = world.api("admin").delete(world.desk_url)
        assert answer.status_code == 409
        assert answer.json()["error"]["type"] == "store_not_empty"
    else:
        admin = world.browser("admin")
        url = f"{world.desk_url}/delete_confirmation"
        page = admin.get(url)
        data = {
            "_authenticator": house.hidden(page, "_authenticator"),
            "form.buttons.Delete": "Delete",
        }
        assert admin.post(url, data=data).status_code == 409
    transaction.begin()
    assert "e-loket" in world.portal
    assert world.reference in world.desk["dossiers"]
