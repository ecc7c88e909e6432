"""Several cases at once, and the list as a file, by REST: as the pages do it."""

from collective.eloket.accounts import service as accounts
from collective.eloket.accounts.model import Registration
from collective.eloket.audit import service as audit
from collective.eloket.cases import exporting
from collective.eloket.cases import together
from collective.eloket.http.clerk_level import CLERK_LEVEL
from collective.eloket.identity.numbers import NationalNumber
from plone import api
from tests.cases import house
from tests.documents.jobs import jobs

import csv
import io
import pytest
import transaction


NUMBER = "85073003328"


@pytest.fixture
def three(world):
    """A world with three cases of the group, and a second clerk in it."""
    transaction.begin()
    for number in range(2):
        document = world.desk["uittreksel"]
        house.submit(house.order(document, world.noor, idempotency_key=f"k{number}"))
    house.make_clerk("ali", "Ali Loket", "bevolking")
    transaction.commit()
    return world


def url(world):
    return f"{world.site_url}/@eloket-tasks"


def cases(world):
    transaction.begin()
    store = world.desk["dossiers"]
    return [store[one] for one in sorted(store.references())]


def all_of(world):
    return [{"reference": one.getId(), "version": one.version} for one in cases(world)]


def body(world, act="approve", **changes):
    return {"act": act, "cases": all_of(world)} | changes


def error(answer):
    return answer.json()["error"]["type"]


def make_manager(world):
    transaction.begin()
    with api.env.adopt_roles(["Manager"]):
        api.user.grant_roles(username="lieve", roles=["Eloket Manager"])
    transaction.commit()


def test_several_are_approved_with_one_reason(three, recorded):
    sent = body(three, comment="Alles klopt.", send_comment=True)
    answer = three.api("lieve").post(url(three), json=sent)
    recorded("tasks-approved", answer)
    assert answer.status_code == 200
    assert [one["state"] for one in answer.json()["done"]] == ["approved"] * 3
    assert answer.json()["not_done"] == []
    assert {one.state for one in cases(three)} == {"approved"}
    rows = audit.find(three.noor.id)
    done = [row.entry for row in rows if row.entry.action == "case.approve"]
    assert {one.actor for one in done} == {"lieve"}
    assert {one.object for one in done} == {one.getId() for one in cases(three)}


def test_several_are_refused_with_one_reason(three, recorded):
    sent = body(three, act="refuse", comment="U woont hier niet.")
    answer = three.api("lieve").post(url(three), json=sent)
    recorded("tasks-refused", answer)
    assert [one["state"] for one in answer.json()["done"]] == ["refused"] * 3
    assert answer.json()["not_done"] == []
    rows = [row.entry for row in audit.find(three.noor.id)]
    done = [one for one in rows if one.action == "case.refuse"]
    assert {one.actor for one in done} == {"lieve"}
    assert {one.object for one in done} == {one.getId() for one in cases(three)}
    # each document says whether mails tell why: when it is refused
    mails = [one["body"] for one in jobs(three.portal, "mail")]
    assert ["U woont hier niet." in one for one in mails].count(True) == 3


def test_without_a_reason_none_is_refused(three):
    answer = three.api("lieve").post(url(three), json=body(three, act="refuse"))
    assert answer.json()["done"] == []
    types = [one["error"]["type"] for one in answer.json()["not_done"]]
    assert types == ["reason_missing"] * 3
    assert {one.state for one in cases(three)} == {"submitted"}


def test_refusing_several_is_guarded_as_refusing_one(three):
    transaction.begin()
    house.prove_number("lieve", NUMBER)
    number = NationalNumber.parse(NUMBER)
    proven = house.evidence("Lieve", "Balie", "sub-lieve", number=number)
    herself = accounts.register(Registration(evidence=proven, email=house.EMAIL))
    own = house.submit(house.order(three.desk["uittreksel"], herself)).getId()
    transaction.commit()
    pair, changed, left = [one for one in cases(three) if one.getId() != own]
    pair.four_eyes = True
    transaction.commit()
    sent = body(three, act="refuse", comment="Neen.")
    url_of_changed = f"{three.desk_url}/dossiers/{changed.getId()}"
    three.api("ali").post(f"{url_of_changed}/@workflow/take", json={})
    answer = three.api("lieve").post(url(three), json=sent).json()
    why = {one["reference"]: one["error"]["type"] for one in answer["not_done"]}
    assert why == {
        own: "family_own",
        pair.getId(): "proposal_missing",
        changed.getId(): "step_not_open",
    }
    assert [one["reference"] for one in answer["done"]] == [left.getId()]


def test_several_are_taken_given_and_let_go(three):
    lieve = three.api("lieve")
    for sent, state, assignee in (
        ({"act": "take"}, "in_treatment", "lieve"),
        ({"act": "give", "user": "ali"}, "in_treatment", "ali"),
        ({"act": "release"}, "in_treatment", ""),
    ):
        answer = lieve.post(url(three), json=body(three, **sent))
        assert len(answer.json()["done"]) == 3, sent
        found = {(one.state, one.assignee) for one in cases(three)}
        assert found == {(state, assignee)}, sent
        versions = [one.version for one in cases(three)]
        told = {one["reference"]: one["version"] for one in answer.json()["done"]}
        assert [told[one] for one in sorted(told)] == versions


def test_what_changed_meanwhile_is_named_and_the_others_are_done(three):
    sent = body(three)
    first = sent["cases"][0]["reference"]
    three.api("ali").post(f"{three.desk_url}/dossiers/{first}/@workflow/take", json={})
    answer = three.api("lieve").post(url(three), json=sent)
    assert answer.status_code == 200
    (kept,) = answer.json()["not_done"]
    assert (kept["reference"], kept["error"]["type"]) == (first, "step_not_open")
    assert kept["error"]["message"]
    assert len(answer.json()["done"]) == 2
    assert [one.state for one in cases(three)].count("in_treatment") == 1


def test_each_has_its_own_reason_for_not_being_done(three):
    transaction.begin()
    one, two, _three = cases(three)
    one.four_eyes = True
    two.clerk_group = "milieu"
    transaction.commit()
    sent = body(three)
    sent["cases"].append({"reference": "2026-0000-0000", "version": "x"})
    answer = three.api("lieve").post(url(three), json=sent).json()
    why = {kept["reference"]: kept["error"]["type"] for kept in answer["not_done"]}
    assert why[two.getId()] == why["2026-0000-0000"] == "case_not_found"
    assert why[one.getId()] not in ("case_not_found", "step_not_open")
    assert len(answer["done"]) == 1


def test_one_that_comes_twice_is_done_once(three):
    sent = body(three, act="take")
    sent["cases"] = [sent["cases"][0]] * 3
    answer = three.api("lieve").post(url(three), json=sent).json()
    assert (len(answer["done"]), answer["not_done"]) == (1, [])


CASE = {"reference": "2026-7F3K-92QX", "version": "submitted.1.0.."}


@pytest.mark.parametrize(
    "changes",
    [
        {"act": "withdraw"},
        {"act": None},
        {"act": ["approve"]},
        {"cases": []},
        {"cases": None},
        {"cases": "2026-7F3K-92QX"},
        {"cases": ["2026-7F3K-92QX"]},
        {"cases": [{"reference": "2026-7F3K-92QX"}]},
        {"cases": [{"reference": 1, "version": "x"}]},
        {"cases": [CASE] * (together.MOST_CHOSEN + 1)},
        {"comment": 7},
        {"send_comment": "yes"},
        {"user": None},
    ],
    ids=lambda changes: next(iter(changes)),
)
def test_what_is_not_as_described_does_nothing_at_all(three, changes):
    answer = three.api("lieve").post(url(three), json=body(three) | changes)
    assert (answer.status_code, error(answer)) == (400, "invalid_answer")
    assert {one.version for one in cases(three)} == {"submitted.1.0.."}


@pytest.mark.parametrize(
    "who, status",
    [(None, 401), ("noor", 403), ("admin", 403)],
    ids=["anonymous", "citizen", "manager"],
)
def test_it_is_for_clerks_only(three, who, status):
    caller = three.api(three.noor if who == "noor" else who)
    told = caller.get(f"{three.site_url}/@eloket-session").json()
    answer = caller.post(
        url(three), json=body(three), headers={"X-CSRF-TOKEN": told["csrf"]}
    )
    assert answer.status_code == status
    assert {one.state for one in cases(three)} == {"submitted"}


def test_a_clerk_of_another_group_does_nothing(three):
    answer = three.api("tom").post(url(three), json=body(three)).json()
    assert answer["done"] == []
    types = {kept["error"]["type"] for kept in answer["not_done"]}
    assert types == {"case_not_found"}
    assert {one.state for one in cases(three)} == {"submitted"}


def test_a_weak_session_does_nothing_and_takes_nothing_along(three):
    make_manager(three)
    transaction.begin()
    three.portal.portal_registry[CLERK_LEVEL] = "substantial"
    transaction.commit()
    lieve = three.api("lieve")
    answers = [
        lieve.post(url(three), json=body(three)),
        lieve.get(f"{url(three)}-export"),
    ]
    found = [(one.status_code, error(one)) for one in answers]
    assert found == [(403, "clerk_level_too_low")] * 2
    assert {one.state for one in cases(three)} == {"submitted"}


def test_what_is_broken_here_is_no_refusal_of_one_case():
    class BrokenError(together.EloketError):
        code, status = "internal", 503

    def broken(_reference):
        raise BrokenError

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(together, "clerk_case", broken)
        with pytest.raises(BrokenError):
            together.do_all(together.Deed("take"), [together.Chosen("x", "y")])


def test_the_list_says_versions_to_who_asks(three):
    lieve = three.api("lieve")
    assert "version" not in lieve.get(url(three)).json()["items"][0]
    answer = lieve.get(url(three), params={"versions": "1", "b_size": "2"}).json()
    assert {one["version"] for one in answer["items"]} == {"submitted.1.0.."}
    assert "versions=1" in answer["batching"]["next"]
    answer = lieve.get(url(three), params={"versions": "x"})
    assert (answer.status_code, error(answer)) == (400, "invalid_answer")


# the file


def read(answer):
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def test_the_list_goes_along_as_the_page_gives_it(three, recorded, monkeypatch):
    told = []
    monkeypatch.setattr(exporting, "note_rows", lambda *row: told.append(row))
    make_manager(three)
    answer = three.api("lieve").get(
        f"{url(three)}-export", params={"state": "submitted"}
    )
    recorded("tasks-export", answer)
    page = three.browser("lieve").get(f"{three.tasks}?vorm=csv&stand=submitted")
    assert answer.content == page.content
    for name in ("Content-Type", "Content-Disposition", "X-Content-Type-Options"):
        assert answer.headers[name] == page.headers[name]
    assert len(read(answer)) == 3
    assert told == [("lieve", 3)] * 2
    rows = [row.entry for row in audit.find(most=9)]
    taken = [one.actor for one in rows if one.action == "tasks.export"]
    assert taken == ["lieve"] * 2


def test_headings_and_states_are_in_the_language_of_who_asks(three):
    make_manager(three)
    transaction.begin()
    api.portal.set_registry_record("plone.available_languages", ["nl", "fr"])
    api.portal.set_registry_record("plone.use_request_negotiation", True)
    transaction.commit()
    lieve = three.api("lieve")
    for language, heading, state in (
        ("nl", "Stand", "Ingediend"),
        ("fr", "État", "Introduit"),
    ):
        answer = lieve.get(
            f"{url(three)}-export", headers={"Accept-Language": language}
        )
        assert {one[heading] for one in read(answer)} == {state}


def test_only_what_was_chosen_goes_along(three):
    make_manager(three)
    lieve = three.api("lieve")
    lieve.post(f"{three.case_url}/@workflow/take", json={})
    answer = lieve.get(f"{url(three)}-export", params={"show": "mine"})
    assert [one["Referentie"] for one in read(answer)] == [three.reference]
    for query, status in (
        ({"group": "milieu"}, 403),
        ({"state": "x"}, 400),
        ({"show": "x"}, 400),
        ({"for_others": "x"}, 400),
    ):
        refused = lieve.get(f"{url(three)}-export", params=query)
        assert refused.status_code == status, query
        assert refused.headers["Content-Type"] == "application/json"
        assert refused.json()["error"]["message"]


@pytest.mark.parametrize("who, status", [(None, 401), ("noor", 403), ("lieve", 403)])
def test_without_permission_no_list_goes_along(three, who, status):
    who = three.noor if who == "noor" else who
    answer = three.api(who).get(f"{url(three)}-export")
    assert answer.status_code == status
    assert three.reference not in answer.text
