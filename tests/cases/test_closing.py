"""Who asked has died: it stands first among the tasks, and a clerk decides."""

from collective.eloket.accounts import closing
from collective.eloket.audit import service as audit
from collective.eloket.cases.closing import index_again
from collective.eloket.cases.errors import ProposalMissingError
from collective.eloket.cases.errors import StepNotOpenError
from collective.eloket.cases.maintenance import check_index
from collective.eloket.cases.workflow import make_step
from tests.cases import house
from tests.documents.jobs import jobs

import pytest
import transaction


DIED, MISTAKE = "Overlijdensakte gezien", "Verkeerde persoon"
HEIRS = "De erfgenamen hebben het nodig."


@pytest.fixture
def bereaved(world):
    """A world in which Noor died; a case of Jan is due before hers."""
    transaction.begin()
    order = house.order(world.desk["uittreksel"], world.jan, idempotency_key="jan")
    case = house.submit(order)
    case.due = world.case.due.replace(year=2020)
    case.reindexObject()
    closing.close("mia", world.noor.id, DIED)
    transaction.commit()
    world.jans = case.getId()
    return world


def reopen(world):
    transaction.begin()
    closing.reopen("mia", world.noor.id, MISTAKE)
    transaction.commit()


def listed(world, query=""):
    answer = world.api("lieve").get(f"{world.site_url}/@eloket-tasks?{query}")
    assert answer.status_code == 200
    return answer.json()


def references(world, query=""):
    return [one["reference"] for one in listed(world, query)["items"]]


def step(world, name, **said):
    url = f"{world.refresh().absolute_url()}/@workflow/{name}"
    answer = world.api("lieve").post(url, json=said)
    return answer.status_code, answer.json()


def done(world):
    return [
        (row.entry.actor, row.entry.role, row.entry.action)
        for row in audit.find(world.noor.id)
        if row.entry.object == world.reference
    ]


def test_it_stands_before_what_is_due_earlier(bereaved):
    assert references(bereaved) == [bereaved.reference, bereaved.jans]
    assert references(bereaved, "show=deceased") == [bereaved.reference]
    assert [one["deceased"] for one in listed(bereaved)["items"]] == [True, False]
    assert listed(bereaved)["counts"]["deceased"] == 1
    assert references(bereaved, "show=overdue") == [bereaved.jans]


def test_a_second_page_goes_on_behind_it(bereaved):
    first = listed(bereaved, "b_size=1")
    assert [one["reference"] for one in first["items"]] == [bereaved.reference]
    second = bereaved.api("lieve").get(first["batching"]["next"]).json()
    assert [one["reference"] for one in second["items"]] == [bereaved.jans]
    assert "next" not in second.get("batching", {})


def test_the_page_says_so_and_offers_the_choice(bereaved):
    page = bereaved.browser("lieve").get(bereaved.tasks).text
    assert page.count("Overleden") == 2
    chosen = bereaved.browser("lieve").get(f"{bereaved.tasks}?toon=overleden").text
    assert bereaved.reference in chosen
    assert bereaved.jans not in chosen


def test_the_choice_is_not_offered_when_nobody_died(world):
    assert "Overleden" not in world.browser("lieve").get(world.tasks).text


def test_others_than_its_clerks_see_nothing_of_it(bereaved):
    answer = bereaved.api("tom").get(f"{bereaved.site_url}/@eloket-tasks").json()
    assert answer["items"] == []
    assert answer["counts"]["deceased"] == 0


def test_that_it_waits_is_in_the_audit(bereaved):
    assert ("mia", "clerk", "case.halt") in done(bereaved)


def test_a_clerk_stops_it_with_a_reason_and_nobody_is_told(bereaved):
    before = len(jobs(bereaved.portal, "mail"))
    assert step(bereaved, "close")[0] == 400
    assert step(bereaved, "close", comment=DIED) == (
        200,
        {"reference": bereaved.reference, "state": "closed"},
    )
    assert references(bereaved, "show=deceased") == []
    assert ("lieve", "clerk", "case.close") in done(bereaved)
    transaction.begin()
    assert len(jobs(bereaved.portal, "mail")) == before


def test_a_clerk_lets_it_go_on_with_a_reason(bereaved):
    assert step(bereaved, "go_on")[0] == 400
    assert step(bereaved, "go_on", comment=HEIRS)[1]["state"] == "submitted"
    assert references(bereaved) == [bereaved.jans, bereaved.reference]
    assert references(bereaved, "show=deceased") == []
    assert ("lieve", "clerk", "case.go_on") in done(bereaved)
    assert step(bereaved, "go_on", comment=HEIRS)[0] == 409
    url = f"{bereaved.site_url}/@eloket-tasks/{bereaved.reference}"
    said = bereaved.api("lieve").get(url).json()
    assert (said["deceased"], said["goes_on"]) == (True, True)
    assert said["timeline"][-1]["comment"] == HEIRS
    # it is decided as any other, and may still be stopped
    assert step(bereaved, "close", comment=DIED)[0] == 200


def test_nobody_is_asked_or_written_to_any_more(bereaved):
    status, said = step(bereaved, "ask_information", comment="Waar woont u?")
    assert (status, said["error"]["type"]) == (403, "nobody_reads")
    page = f"{bereaved.tasks}/{bereaved.reference}"
    browser = bereaved.browser("lieve")
    shown = browser.get(page)
    assert 'id="soort-note" name="soort" value="note" checked' in shown.text
    assert 'id="soort-clerk"' not in shown.text
    sent = {"_csrf": house.hidden(shown, "_csrf"), "stap": "bericht", "bericht": "x"}
    answer = browser.post(page, data=sent | {"soort": "clerk"})
    assert answer.status_code == 403
    assert "De aanvrager is overleden: niemand leest hier" in answer.text
    assert browser.post(page, data=sent | {"soort": "note"}).status_code == 200
    transaction.begin()
    assert [one.kind for one in bereaved.case._messages] == ["note"]
    reopen(bereaved)
    assert 'id="soort-clerk"' in browser.get(page).text


def test_a_clerk_does_it_on_the_page(bereaved):
    page = f"{bereaved.tasks}/{bereaved.reference}"
    browser = bereaved.browser("lieve")
    shown = browser.get(page).text
    assert "stap=go_on" in shown and "stap=close" in shown
    assert "stap=ask_information" not in shown
    assert "niemand krijgt een e-mail" in browser.get(f"{page}?stap=close").text
    form = browser.get(f"{page}?stap=go_on").text
    assert "erfgenamen, een notaris. Niemand krijgt een e-mail." in form
    assert "Stuur de reden mee" not in form
    for name in ("approve", "refuse"):
        assert "krijgt niemand een e-mail" in browser.get(f"{page}?stap={name}").text
    bereaved.act("lieve", "go_on", HEIRS)
    after = browser.get(page).text
    assert "stap=go_on" not in after and "stap=close" in after
    assert "waarom staat bij het verloop" in after
    assert "We gaan verder met deze aanvraag" in after


@pytest.mark.parametrize(
    "outcome, channel, then",
    [
        ("document", "download", "counter"),
        ("document", "ebox", "counter"),
        ("document", "post", "post"),
        ("decision", "download", "download"),
    ],
)
def test_a_document_that_nobody_could_download_lies_at_the_counter(
    portal, case, noor, lieve, outcome, channel, then
):
    case.outcome, case.channel = outcome, channel
    closing.close("mia", noor.id, DIED)
    house.act_as(portal, "lieve")
    make_step(case, "go_on", HEIRS)
    assert case.channel == then
    closing.reopen("mia", noor.id, MISTAKE)
    assert case.channel == channel


def test_what_was_decided_meanwhile_stays_where_it_lies(portal, case, noor, lieve):
    closing.close("mia", noor.id, DIED)
    house.act_as(portal, "lieve")
    make_step(case, "go_on", HEIRS)
    make_step(case, "approve", "")
    closing.reopen("mia", noor.id, MISTAKE)
    assert (case.channel, case.goes_on) == ("counter", False)


@pytest.mark.parametrize("name", ["go_on", "close"])
def test_of_the_living_neither_is_open(world, name):
    page = f"{world.tasks}/{world.reference}"
    assert f"stap={name}" not in world.browser("lieve").get(page).text
    assert step(world, name, comment=HEIRS)[0] == 409
    assert world.refresh().state == "submitted"


def test_the_steps_hang_on_the_workflow_itself(portal, case, lieve):
    house.act_as(portal, "lieve")
    with pytest.raises(StepNotOpenError):
        make_step(case, "go_on", HEIRS)


def test_where_two_decide_none_of_them_stops_it(portal, case, noor, lieve):
    case.four_eyes = True
    closing.close("mia", noor.id, DIED)
    house.act_as(portal, "lieve")
    with pytest.raises(ProposalMissingError):
        make_step(case, "close", DIED)
    make_step(case, "go_on", HEIRS)
    assert case.goes_on


def test_what_is_decided_waits_for_nobody(world):
    world.act("lieve", "refuse", "Daarom.")
    transaction.begin()
    closing.close("mia", world.noor.id, DIED)
    transaction.commit()
    assert references(world, "show=deceased") == []
    assert "case.halt" not in [action for _by, _role, action in done(world)]


def test_a_mistake_lets_it_stand_among_the_others(bereaved):
    reopen(bereaved)
    assert references(bereaved) == [bereaved.jans, bereaved.reference]
    assert ("mia", "clerk", "case.resume") in done(bereaved)
    assert step(bereaved, "close", comment=DIED)[0] == 409


def test_who_dies_after_a_mistake_waits_anew(bereaved):
    assert step(bereaved, "go_on", comment=HEIRS)[0] == 200
    reopen(bereaved)
    assert "case.resume" not in [action for _by, _role, action in done(bereaved)]
    transaction.begin()
    closing.close("register", bereaved.noor.id, DIED, role="register")
    transaction.commit()
    assert references(bereaved, "show=deceased") == [bereaved.reference]
    assert ("register", "register", "case.halt") in done(bereaved)


def test_the_index_says_what_the_cases_say(bereaved):
    transaction.begin()
    assert check_index([bereaved.desk["dossiers"]]).is_right
    assert [one.getId() for one in index_again(bereaved.noor.id)] == [
        bereaved.reference
    ]
    assert index_again(bereaved.jan.id) == []
