from collective.eloket.audit import service as audit
from collective.eloket.cases.lists import LONGEST_PAGE
from collective.eloket.catalogue.model import Upload
from collective.eloket.identity.levels import AssuranceLevel
from tests.cases import house

import pytest
import re
import transaction


@pytest.fixture
def many(world):
    """Five cases of Noor."""
    transaction.begin()
    for number in range(4):
        document = world.desk["uittreksel"]
        house.submit(house.order(document, world.noor, idempotency_key=f"n{number}"))
    transaction.commit()
    return world


def error(answer):
    return answer.json()["error"]["type"]


# own cases


@pytest.mark.seed("001-12")
@pytest.mark.parametrize("path", ["", "/2026-0000-0000", "/REF", "/REF/x"])
def test_nobody_gets_401_whatever_the_path_names(world, path, recorded):
    url = f"{world.site_url}/@eloket-cases" + path.replace("REF", world.reference)
    answer = world.api().get(url)
    if not path:
        recorded("cases-of-nobody", answer)
    assert (answer.status_code, error(answer)) == (401, "not_signed_in")


def test_the_list_has_own_cases_only(world, recorded):
    url = f"{world.site_url}/@eloket-cases"
    nothing = world.api(world.jan).get(url).json()
    assert (nothing["items"], nothing["items_total"]) == ([], 0)
    answer = world.api(world.noor).get(url)
    recorded("cases", answer)
    (item,) = answer.json()["items"]
    assert item["reference"] == world.reference
    assert item["state"] == "submitted"
    assert item["due"] == world.case.due.isoformat()
    assert item["document"]["title"] == "Uittreksel"
    assert item["@id"] == f"{url}/{world.reference}"


def test_the_list_comes_in_pages(many):
    noor = many.api(many.noor)
    url, seen = f"{many.site_url}/@eloket-cases?b_size=2", []
    while url:
        answer = noor.get(url).json()
        assert len(answer["items"]) <= 2
        assert answer["items_total"] == 5
        seen += [item["reference"] for item in answer["items"]]
        url = answer.get("batching", {}).get("next")
    assert len(seen) == len(set(seen)) == 5


def test_one_case_has_timeline_and_documents(world, recorded):
    url = f"{world.site_url}/@eloket-cases/{world.reference}"
    case = world.api(world.noor).get(url).json()
    assert case["reference"] == world.reference
    assert [step["state"] for step in case["timeline"]] == ["submitted"]
    assert case["documents"] == []
    assert [one["value"] for one in case["answers"]] == [house.PURPOSE, 2, False]
    world.deliver()
    answer = world.api(world.noor).get(url)
    recorded("case", answer)
    case = answer.json()
    states = [step["state"] for step in case["timeline"]]
    assert states == ["submitted", "approved", "delivered"]
    (document,) = case["documents"]
    assert document["size_bytes"] == len(house.PDF)
    assert document["@id"] == f"{world.mine}/{world.reference}/document"
    letter = world.browser(world.noor).get(document["@id"])
    assert letter.content == house.PDF
    assert audit.find(world.noor.id)[0].entry.action == "letter.download"


def test_unknown_and_somebody_elses_are_the_same_404(world, recorded):
    jan = world.api(world.jan)
    answers = [
        jan.get(f"{world.site_url}/@eloket-cases/{name}")
        for name in (world.reference, "2026-0000-0000", "x", f"{world.reference}/x")
    ]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.text for answer in answers}) == 1
    recorded("case-of-somebody-else", answers[0])
    assert error(answers[0]) == "case_not_found"


@pytest.mark.parametrize("who", ["lieve", "tom", "admin"])
def test_staff_have_no_own_cases(world, who):
    url, staff = f"{world.site_url}/@eloket-cases", world.api(who)
    assert staff.get(url).status_code == 401
    for name in (world.reference, "2026-0000-0000"):
        answer = staff.get(f"{url}/{name}")
        assert (answer.status_code, error(answer)) == (404, "case_not_found")


def test_a_less_sure_session_gets_403(world):
    noor = world.api(world.noor, AssuranceLevel.LOW)
    answer = noor.get(f"{world.site_url}/@eloket-cases/{world.reference}")
    assert (answer.status_code, error(answer)) == (403, "assurance_too_low")


# tasks


def test_tasks_are_for_clerks(world):
    url = f"{world.site_url}/@eloket-tasks"
    assert world.api().get(url).status_code == 401
    for who in (world.noor, "admin"):
        answer = world.api(who).get(url)
        assert (answer.status_code, error(answer)) == (403, "not_allowed")


def test_tasks_are_those_of_own_groups(many):
    url = f"{many.site_url}/@eloket-tasks"
    answer = many.api("lieve").get(url).json()
    assert answer["items_total"] == len(answer["items"]) == 5
    assert {item["group"] for item in answer["items"]} == {"bevolking"}
    assert "Voorbeeld" not in str(answer)
    answer = many.api("tom").get(url).json()
    assert (answer["items_total"], answer["items"]) == (0, [])


def test_tasks_are_filtered_by_state_and_group(many):
    url = f"{many.site_url}/@eloket-tasks"
    many.act("lieve", "take")
    lieve = many.api("lieve")
    answer = lieve.get(url, params={"state": "in_treatment"}).json()
    assert [item["reference"] for item in answer["items"]] == [many.reference]
    assert answer["items"][0]["assignee"] == "lieve"
    assert lieve.get(url, params={"group": "bevolking"}).json()["items_total"] == 5
    answer = lieve.get(url, params={"group": "milieu"})
    assert (answer.status_code, error(answer)) == (403, "not_allowed")
    answer = lieve.get(url, params={"state": "x"})
    assert (answer.status_code, error(answer)) == (400, "invalid_answer")


@pytest.mark.parametrize(
    "asked, size",
    [("2", 2), ("0", 1), ("-1", 5), ("x", 5), ("999999999", 5), ("", 5)],
)
def test_the_size_of_a_page_is_clamped(many, asked, size):
    url = f"{many.site_url}/@eloket-tasks"
    answer = many.api("lieve").get(url, params={"b_size": asked})
    assert len(answer.json()["items"]) == size
    assert size <= LONGEST_PAGE


def test_the_next_page_keeps_the_filter(many, recorded):
    url = f"{many.site_url}/@eloket-tasks?state=submitted&b_size=3"
    answer = many.api("lieve").get(url)
    recorded("tasks", answer)
    first = answer.json()
    second = many.api("lieve").get(first["batching"]["next"]).json()
    assert "state=submitted" in first["batching"]["next"]
    references = [item["reference"] for item in first["items"] + second["items"]]
    assert len(set(references)) == 5
    assert "batching" not in second


def test_a_task_has_all_that_a_clerk_decides_by(world, recorded):
    lieve = world.api("lieve")
    note = {"kind": "note", "text": "Bel eerst even."}
    lieve.post(f"{world.case_url}/@eloket-messages", json=note)
    answer = lieve.get(task_url(world))
    recorded("task", answer)
    task = answer.json()
    assert (task["name"], task["group"]) == ("Noor Voorbeeld", "bevolking")
    assert task["version"] == world.case.version
    titles = [one["title"] for one in task["answers"]]
    assert titles == ["Waarvoor", "Aantal", "Dringend"]
    assert task["answers"][0]["value"] == house.PURPOSE
    assert task["answers"][0]["source"] == {"source": "self", "level": "none"}
    assert [one["from"] for one in task["messages"]] == ["note"]
    assert task["@id"] == f"{world.tasks}/{world.reference}"
    assert "Bel eerst" not in str(own_case_of(world))
    seen = [(row.entry.action, row.entry.actor) for row in audit.find(world.noor.id)]
    assert ("case.view", "lieve") in seen


def task_url(world):
    return f"{world.site_url}/@eloket-tasks/{world.reference}"


def own_case_of(world):
    url = f"{world.site_url}/@eloket-cases/{world.reference}"
    return world.api(world.noor).get(url).json()


def test_a_task_is_nobody_elses(world):
    assert world.api().get(task_url(world)).status_code == 401
    for who in (world.noor, "tom", "admin"):
        answer = world.api(who).get(task_url(world))
        assert (answer.status_code, error(answer)) == (404, "case_not_found"), who
    unknown = world.api("lieve").get(f"{world.site_url}/@eloket-tasks/2026-0000-0000")
    assert (unknown.status_code, error(unknown)) == (404, "case_not_found")


def test_a_number_is_in_a_task_only_when_asked_for(world):
    transaction.begin()
    an_order = house.order(
        world.desk["uittreksel"],
        world.noor,
        idempotency_key="key-number",
        answers={"partner": "85.07.30-033.28", "purpose": "Huur"},
        labels=[("partner", "Nummer van uw partner"), ("purpose", "Waarvoor")],
        sources={},
    )
    reference = house.submit(an_order).getId()
    transaction.commit()
    lieve, url = world.api("lieve"), f"{world.site_url}/@eloket-tasks/{reference}"
    hidden, plain = lieve.get(url).json()["answers"]
    assert (hidden["value"], hidden["hidden"]) == (None, True)
    assert (plain["value"], plain["hidden"]) == ("Huur", False)
    page = world.browser("lieve").get(f"{world.tasks}/{reference}").text
    assert "033.28" not in page and "Huur" in page
    assert "case.number" not in [row.entry.action for row in audit.find(world.noor.id)]
    shown, _plain = lieve.get(f"{url}?show=number").json()["answers"]
    assert shown["value"] == "85.07.30-033.28"
    assert "case.number" in [row.entry.action for row in audit.find(world.noor.id)]


def test_a_step_says_which_version_it_is_for(world):
    lieve, take = world.api("lieve"), f"{world.case_url}/@workflow/take"
    version = lieve.get(task_url(world)).json()["version"]
    answer = lieve.post(take, json={"version": f"{version}x"})
    assert (answer.status_code, error(answer)) == (409, "step_not_open")
    assert world.refresh().state == "submitted"
    assert lieve.post(take, json={"version": version}).status_code == 200


# steps


def test_a_clerk_makes_steps(world, recorded):
    lieve = world.api("lieve")
    answer = lieve.post(f"{world.case_url}/@workflow/take", json={})
    recorded("step", answer)
    assert answer.json() == {"reference": world.reference, "state": "in_treatment"}
    answer = lieve.post(f"{world.case_url}/@workflow/approve", json={"comment": "ok"})
    assert answer.json()["state"] == "approved"
    assert world.refresh().state == "approved"


def test_a_refusal_needs_a_comment(world, recorded):
    url = f"{world.case_url}/@workflow/refuse"
    for body in ({}, {"comment": " "}):
        answer = world.api("lieve").post(url, json=body)
        assert (answer.status_code, error(answer)) == (400, "reason_missing")
    recorded("step-without-comment", answer)
    answer = world.api("lieve").post(url, json={"comment": 5})
    assert (answer.status_code, error(answer)) == (400, "invalid_answer")
    assert world.refresh().state == "submitted"
    answer = world.api("lieve").post(url, json={"comment": "Buiten de zone."})
    assert answer.json()["state"] == "refused"


@pytest.mark.parametrize("step", ["close", "deliver", "nonsense"])
def test_a_step_that_is_not_open_is_409(world, step):
    answer = world.api("lieve").post(f"{world.case_url}/@workflow/{step}", json={})
    assert (answer.status_code, error(answer)) == (409, "step_not_open")


def test_steps_of_strangers_are_refused(world):
    url = f"{world.case_url}/@workflow/approve"
    # without the value of @eloket-session nobody is asked who they are; see the matrix
    answer = world.api().post(url, json={})
    assert (answer.status_code, error(answer)) == (403, "csrf")
    for who in (world.jan, "tom", "admin"):
        answer = world.api(who).post(url, json={})
        assert (answer.status_code, error(answer)) == (404, "case_not_found"), who
    answer = world.api(world.noor).post(url, json={})
    assert (answer.status_code, error(answer)) == (409, "step_not_open")
    assert world.refresh().state == "submitted"


@pytest.mark.parametrize("who", ["nobody", "jan", "tom", "admin"])
@pytest.mark.parametrize("as_json", [True, False], ids=["json", "page"])
def test_no_answer_tells_whether_there_is_such_a_case(world, who, as_json):
    """Not even to who is not signed in, with and without the value against forgery."""
    person = {"nobody": None, "jan": world.jan}.get(who, who)
    session = world.api(person) if as_json else world.browser(person)
    told = session.get(
        f"{world.site_url}/@eloket-session", headers={"Accept": "application/json"}
    )
    unknown = f"{world.desk_url}/dossiers/2026-0000-0000"
    for path in ("@workflow/approve", "@workflow", "view", ""):
        for csrf in ("", told.json()["csrf"]):
            known, other = (
                session.post(f"{url}/{path}", json={}, headers={"X-CSRF-TOKEN": csrf})
                for url in (world.case_url, unknown)
            )
            assert known.status_code == other.status_code, path
            assert without_names(world, known) == without_names(world, other), path
    assert world.refresh().state == "submitted"


def without_names(world, answer):
    """Return the body without the reference that was asked for, and random values."""
    text = answer.text
    for name in (world.reference, "2026-0000-0000"):
        text = text.replace(name, "REF")
    return re.sub(r'data-token="[^"]*"|[0-9.]{12,}', "", text)


def test_a_step_of_an_unknown_case_is_refused_like_somebody_elses(world):
    url = f"{world.desk_url}/dossiers/2026-0000-0000/@workflow/approve"
    for who in (world.noor, "lieve", "admin"):
        answer = world.api(who).post(url, json={})
        assert (answer.status_code, error(answer)) == (404, "case_not_found")


def test_a_less_sure_session_makes_no_step(world):
    noor = world.api(world.noor, AssuranceLevel.LOW)
    answer = noor.post(f"{world.case_url}/@workflow/withdraw", json={})
    assert (answer.status_code, error(answer)) == (403, "assurance_too_low")


def assign_by(who, world, **body):
    """Change who handles the case, as that program."""
    return world.api(who).post(f"{world.case_url}/@eloket-assignee", json=body)


def test_a_clerk_gives_a_case_and_lets_it_go(world, recorded):
    house.make_clerk("ali", "Ali Loket", "bevolking")
    transaction.commit()
    given = assign_by("lieve", world, user="ali", version=world.case.version)
    recorded("case-assigned", given)
    assert given.json()["assignee"] == world.refresh().assignee == "ali"
    freed = assign_by("lieve", world, user=None, version=given.json()["version"])
    assert (freed.status_code, freed.json()["assignee"]) == (200, None)
    assert world.refresh().assignee == ""
    done = {row.entry.action for row in audit.find(world.noor.id)}
    assert {"case.assign", "case.release"} <= done


NOT_GIVEN = {
    "another group": ("lieve", {"user": "tom"}, 400),
    "nobody of that name": ("lieve", {"user": "x"}, 400),
    "no name": ("lieve", {"user": ""}, 400),
    "nothing said": ("lieve", {}, 400),
    "a number": ("lieve", {"user": 7}, 400),
    "seen before": ("lieve", {"user": "lieve", "version": "submitted.0"}, 409),
    "by another group": ("tom", {"user": "tom"}, 404),
    "by a manager": ("admin", {"user": "lieve"}, 404),
}


@pytest.mark.parametrize("who, body, status", NOT_GIVEN.values(), ids=NOT_GIVEN)
def test_a_case_is_not_given(world, who, body, status):
    assert assign_by(who, world, **body).status_code == status
    assert world.refresh().assignee == ""


def test_an_applicant_gives_the_case_to_nobody(world):
    assert assign_by(world.noor, world, user="lieve").status_code == 403
    assert assign_by(world.jan, world, user="lieve").status_code == 404
    assert world.refresh().assignee == ""


def test_what_is_decided_is_given_to_nobody(world):
    world.act("lieve", "refuse", "Buiten de zone")
    for user in ("lieve", None):
        assert assign_by("lieve", world, user=user).status_code == 409


def test_the_applicant_reads_own_answers_and_files(world):
    transaction.begin()
    upload = Upload("volmacht.pdf", "application/pdf", b"%PDF-1")
    sent = house.order(
        world.desk["uittreksel"],
        world.noor,
        idempotency_key="key-5",
        attachments=[upload],
        answers={"purpose": house.PURPOSE, "national_number": "85073003328"},
        labels=[("purpose", "Waarvoor"), ("national_number", "Nummer")],
    )
    reference = house.submit(sent).getId()
    transaction.commit()
    url = f"{world.site_url}/@eloket-cases/{reference}"
    case = world.api(world.noor).get(url).json()
    shown = [(one["title"], one["value"], one["hidden"]) for one in case["answers"]]
    assert shown == [("Waarvoor", house.PURPOSE, False), ("Nummer", None, True)]
    (file,) = case["files"]
    assert file["filename"] == "volmacht.pdf"
    assert world.browser(world.noor).get(file["@id"]).content == b"%PDF-1"


def test_the_applicant_withdraws(world):
    noor = world.api(world.noor)
    answer = noor.post(f"{world.case_url}/@workflow/withdraw", json={})
    assert answer.json()["state"] == "withdrawn"


def test_a_cookie_alone_makes_no_step(world):
    noor = world.browser(world.noor)
    noor.headers["Accept"] = "application/json"
    answer = noor.post(f"{world.case_url}/@workflow/withdraw", json={})
    assert (answer.status_code, error(answer)) == (403, "csrf")
    assert world.refresh().state == "submitted"
