"""Several tasks at once: take, give, let go, decide; and the list as a file."""

from collective.eloket.accounts import closing
from collective.eloket.audit import service as audit
from collective.eloket.cases import assigning
from collective.eloket.cases import exporting
from collective.eloket.cases import service
from collective.eloket.cases.browser import bulk_words
from collective.eloket.cases.errors import ClerkUnknownError
from collective.eloket.cases.errors import NotYourCaseError
from collective.eloket.cases.errors import StepNotOpenError
from collective.eloket.cases.exporting import cell
from collective.eloket.catalogue.strangers import PREFIX
from collective.eloket.http.dates import local_time
from plone import api
from Products.DCWorkflow.utils import modifyRolesForPermission
from tests.cases import house
from tests.documents.jobs import jobs
from urllib.parse import unquote

import base64
import csv
import io
import pytest
import requests
import transaction


@pytest.fixture
def three(world):
    """A world with three cases of the group, and a second clerk in it."""
    transaction.begin()
    for number in range(2):
        sent = house.order(
            world.desk["uittreksel"], world.noor, idempotency_key=f"bulk-{number}"
        )
        house.submit(sent)
    house.make_clerk("ali", "Ali Loket", "bevolking")
    transaction.commit()
    return world


def references(world):
    transaction.begin()
    return sorted(world.desk["dossiers"].references())


def cases(world):
    return [world.desk["dossiers"][one] for one in references(world)]


def press(world, action, chosen, who="lieve", **more):
    browser = world.browser(who)
    json = {"Accept": "application/json"}
    told = browser.get(f"{world.site_url}/@eloket-session", headers=json).json()
    data = {"_csrf": told["csrf"], "actie": action, "gekozen": chosen} | more
    return browser.post(world.tasks, data=data, allow_redirects=False)


def ticked(world):
    return [f"{one.getId()}|{one.version}" for one in cases(world)]


def told(world, who="lieve"):
    return world.browser(who).get(world.tasks).text


def test_several_are_taken_and_let_go(three):
    assert press(three, "neem", ticked(three)).status_code == 303
    assert {(one.state, one.assignee) for one in cases(three)} == {
        ("in_treatment", "lieve")
    }
    answer = press(three, "los", ticked(three)[:2])
    assert answer.status_code == 303
    assert sorted(one.assignee for one in cases(three)) == ["", "", "lieve"]
    # the list knows it too
    assert [one._eloket_row[3] for one in cases(three)].count("lieve") == 1


def test_several_are_given_to_a_colleague_who_is_asked_for_first(three):
    page = press(three, "geef", ticked(three))
    assert page.status_code == 200
    assert "Ali Loket" in page.text
    assert "Tom Loket" not in page.text
    assert {one.assignee for one in cases(three)} == {""}
    answer = press(three, "geef", ticked(three), bevestigd="1", aan="ali")
    assert answer.status_code == 303
    assert {one.assignee for one in cases(three)} == {"ali"}
    rows = audit.find(three.noor.id)
    actors = {row.entry.actor for row in rows if row.entry.action == "case.assign"}
    assert actors == {"lieve"}


@pytest.mark.parametrize("who", ["", "tom", "nobody", "admin"])
def test_nobody_else_is_given_a_case(three, who):
    answer = press(three, "geef", ticked(three), bevestigd="1", aan=who)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text
    assert '<a href="#aan-0">' in answer.text and 'id="aan-0"' in answer.text
    assert {one.assignee for one in cases(three)} == {""}


def test_several_are_approved_with_one_reason(three):
    page = press(three, "keur", [*ticked(three)[:2], "2026-0000-0000|submitted.0"])
    assert page.status_code == 200
    # which they are; of what is not the clerk's no more than was sent
    assert page.text.count('el-small">Uittreksel</span>') == 2
    assert "2026-0000-0000 <" in page.text
    assert {one.state for one in cases(three)} == {"submitted"}
    reason = "Alles klopt."
    answer = press(three, "keur", ticked(three)[:2], bevestigd="1", reden=reason)
    assert answer.status_code == 303
    assert [one.state for one in cases(three)].count("approved") == 2


REASON = "U woont niet in Testegem."


def test_several_are_refused_with_one_reason_that_must_be_there(three):
    chosen = ticked(three)[:2]
    page = press(three, "weiger", chosen)
    assert page.status_code == 200
    assert 'name="mee" value="1" id="mee" checked="checked"' in page.text
    assert "(niet verplicht)" not in page.text
    for reason in ("", " \u200b\n"):
        page = press(three, "weiger", chosen, bevestigd="1", reden=reason)
        assert page.status_code == 400
        assert "Zonder reden kunt u niet afkeuren" in page.text
        # not ticked any more: it was sent so
        assert 'id="mee" checked' not in page.text
    assert {one.state for one in cases(three)} == {"submitted"}
    answer = press(three, "weiger", chosen, bevestigd="1", reden=REASON, mee="1")
    assert answer.status_code == 303
    assert [one.state for one in cases(three)].count("refused") == 2
    mails = jobs(three.portal, "mail")
    assert [REASON in one["body"] for one in mails].count(True) == 2


def test_a_reason_that_is_not_ticked_stays_out_of_the_mails(three):
    press(three, "weiger", ticked(three), bevestigd="1", reden=REASON)
    assert {one.state for one in cases(three)} == {"refused"}
    assert not any(REASON in one["body"] for one in jobs(three.portal, "mail"))


def test_the_reason_is_ticked_at_first_as_the_documents_say(three):
    transaction.begin()
    three.desk["uittreksel"].send_reason = "never"
    transaction.commit()
    page = press(three, "weiger", ticked(three)).text
    assert 'name="mee"' in page and 'id="mee" checked' not in page


def test_who_did_not_sign_in_is_told_by_the_clerk(three):
    transaction.begin()
    first = references(three)[0]
    three.desk["dossiers"][first].applicant = f"{PREFIX}x"
    transaction.commit()
    page = press(three, "weiger", ticked(three)).text
    assert f"per telefoon of per brief: {first}." in page


def test_one_that_changed_meanwhile_stays_and_is_named(three):
    chosen = ticked(three)
    first = references(three)[0]
    transaction.begin()
    house.act_as(three.portal, "ali")
    service.decide(three.desk["dossiers"][first], "refuse", "Dubbel.", "ali")
    transaction.commit()
    browser = three.browser("lieve")
    token = house.hidden(browser.get(three.tasks), "_csrf")
    data = {"_csrf": token, "actie": "keur", "gekozen": chosen, "bevestigd": "1"}
    page = browser.post(three.tasks, data=data)
    assert page.status_code == 200
    assert first in page.text
    assert {one.state for one in cases(three)} == {"refused", "approved"}


def test_many_that_were_not_done_are_still_told(three):
    chosen = [f"2026-0000-{number:04}|submitted.1.." for number in range(99)]
    chosen += ticked(three)[:1]
    browser = three.browser("lieve")
    token = house.hidden(browser.get(three.tasks), "_csrf")
    data = {"_csrf": token, "actie": "neem", "gekozen": chosen}
    answer = browser.post(three.tasks, data=data, allow_redirects=False)
    assert answer.status_code == 303
    assert len(answer.headers["Set-Cookie"]) < 4096
    page = browser.get(three.tasks).text
    assert "99 aanvragen" in page
    assert "2026-0000-0001, " in page and "2026-0000-0050" not in page


def test_references_are_named_by_reason_up_to_a_few():
    references = [f"2026-{number}" for number in range(7)]
    told = bulk_words.not_done(references, "Daarom.").mapping
    named = "2026-0, 2026-1, 2026-2, 2026-3, 2026-4, …"
    assert told == {"number": "7", "references": named, "why": "Daarom."}
    assert (
        bulk_words.not_done(references[:5], "x")
        .mapping["references"]
        .endswith("2026-4")
    )
    assert bulk_words.not_done(["2026-0"], "x").mapping == {
        "reference": "2026-0",
        "why": "x",
    }


def test_cases_of_other_groups_are_not_touched(three):
    answer = press(three, "neem", ticked(three), who="tom")
    assert answer.status_code == 303
    assert {one.assignee for one in cases(three)} == {""}


@pytest.mark.parametrize(
    "chosen", [[], ["2026-0000-0000|submitted"], ["x"], ["|"], ["\u0660|x"]]
)
def test_what_is_no_case_of_theirs_does_nothing(three, chosen):
    assert press(three, "neem", chosen).status_code == 303
    assert {one.assignee for one in cases(three)} == {""}


def test_another_button_shows_the_list(three):
    assert press(three, "wis", ticked(three)).status_code == 200


def test_assigning_has_its_own_guards(three):
    world = three
    transaction.begin()
    house.act_as(world.portal, "tom")
    with pytest.raises(NotYourCaseError):
        assigning.assign(world.case, "tom")
    house.act_as(world.portal, "lieve")
    with pytest.raises(ClerkUnknownError):
        assigning.assign(world.case, "tom")
    with pytest.raises(ClerkUnknownError):
        assigning.assign(world.case, world.noor.id)
    # who may not open the list is offered to nobody
    with api.env.adopt_roles(["Manager"]):
        api.user.revoke_roles(username="ali", roles=["Eloket Clerk"])
    assert "ali" not in dict(assigning.clerks_of(["bevolking"], world.desk))
    transaction.abort()
    world.act("lieve", "refuse", "Neen.")
    house.act_as(world.portal, "lieve")
    for act in (assigning.release, lambda case: assigning.assign(case, "lieve")):
        with pytest.raises(StepNotOpenError):
            act(world.case)
    transaction.abort()


def test_a_group_that_is_gone_has_no_clerks(world):
    transaction.begin()
    assert assigning.clerks_of(["weg"], world.desk) == []
    assert assigning.clerks_of(["bevolking", "milieu"], world.desk) == []
    assert assigning.clerks_of(["bevolking"], world.desk) == [("lieve", "Lieve Balie")]


def test_the_list_goes_along_without_names_only_with_permission(three):
    url = f"{three.tasks}?vorm=csv"
    assert three.browser("lieve").get(url).status_code == 403
    assert "vorm=csv" not in told(three)
    transaction.begin()
    with api.env.adopt_roles(["Manager"]):
        api.user.grant_roles(username="lieve", roles=["Eloket Manager"])
    transaction.commit()
    assert "vorm=csv" in told(three)
    answer = three.browser("lieve").get(url)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert sorted(one["Referentie"] for one in rows) == references(three)
    assert {one["Stand"] for one in rows} == {"Ingediend"}
    # as the clocks of the municipality, which pages tell too
    sent = {local_time(one.submitted).isoformat()[:16] for one in cases(three)}
    assert {one["Ingediend op"][:16] for one in rows} == sent
    assert "Voorbeeld" not in answer.text
    assert ("tasks.export", "lieve") in {
        (row.entry.action, row.entry.actor) for row in audit.find(most=1)
    }


def test_a_long_list_is_not_cut_off(three, monkeypatch):
    monkeypatch.setattr(exporting, "EXPORTED_AT_ONCE", 1)
    transaction.begin()
    with api.env.adopt_roles(["Manager"]):
        api.user.grant_roles(username="lieve", roles=["Eloket Manager"])
    transaction.commit()
    answer = three.browser("lieve").get(f"{three.tasks}?vorm=csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert sorted(one["Referentie"] for one in rows) == references(three)


def test_a_site_may_say_that_fewer_handle_a_case(three):
    transaction.begin()
    with api.env.adopt_roles(["Manager"]):
        api.user.grant_roles(username="lieve", roles=["Manager"])
    modifyRolesForPermission(three.case, assigning.HANDLE, ("Manager",))
    house.act_as(three.portal, "lieve")
    with pytest.raises(ClerkUnknownError):
        assigning.assign(three.case, "ali")
    assigning.assign(three.case, "lieve")
    transaction.abort()


@pytest.mark.parametrize("text", ["=1+1", "+32", "-1", "@x", "\tx", "\rx"])
def test_no_cell_is_a_formula(text):
    assert cell(text) == f"'{text}"
    assert cell("Jan=1") == "Jan=1"


@pytest.mark.parametrize(
    "action, chosen", [("keur", ["2026-0000-0000|submitted.0"]), ("neem", [])]
)
def test_what_was_not_done_is_no_mere_notice(three, action, chosen):
    answer = press(three, action, chosen, bevestigd="1")
    (notice,) = requests.utils.dict_from_cookiejar(answer.cookies).values()
    assert b"warning" in base64.b64decode(unquote(notice.strip('"')))


def test_of_who_died_the_clerk_tells_others(three):
    says = "zijn overleden, dus krijgt niemand een e-mail"
    assert says not in press(three, "weiger", ticked(three)).text
    transaction.begin()
    closing.close("mia", three.noor.id, "Overlijdensakte gezien")
    transaction.commit()
    assert says in press(three, "weiger", ticked(three)).text
