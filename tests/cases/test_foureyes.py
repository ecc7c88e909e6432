"""Two clerks decide together: two people by their numbers, on every road."""

from collective.eloket.accounts.registry import citizen_store
from collective.eloket.audit import service as audit
from collective.eloket.cases import foureyes
from collective.eloket.cases import service
from collective.eloket.cases.errors import NotFourEyesError
from collective.eloket.cases.errors import NumberUnknownError
from collective.eloket.cases.errors import ProposalMissingError
from collective.eloket.cases.errors import ReasonMissingError
from collective.eloket.cases.errors import SamePersonError
from collective.eloket.cases.errors import VerdictUnknownError
from collective.eloket.cases.timeline import past_steps
from collective.eloket.cases.timeline import timeline
from collective.eloket.cases.workflow import make_step
from plone import api
from tests.cases import house
from tests.documents.jobs import jobs

import pytest
import transaction


LIEVE, ALI = "85073003328", "17073003384"
REASON = "Uw adres ligt buiten de zone."


@pytest.fixture
def case(portal, document, noor, lieve):
    """A case that two clerks decide about; Lieve and Ali proved who they are."""
    house.make_clerk("ali", "Ali Loket", "bevolking")
    house.prove_number("lieve", LIEVE)
    house.prove_number("ali", ALI)
    document.four_eyes = True
    return house.submit(house.order(document, noor))


def propose(portal, case, who="lieve", verdict="approve", comment=""):
    house.act_as(portal, who)
    make_step(case, "propose", comment, verdict=verdict)


def decide(portal, case, who, step="approve", comment=""):
    house.act_as(portal, who)
    service.decide(case, step, comment, who)


def test_one_proposes_and_another_decides(portal, case, noor):
    propose(portal, case, comment="Alles klopt.")
    assert case.state == "in_treatment"
    kept = foureyes.proposal_of(case)
    assert (kept.verdict, kept.by, kept.reason) == ("approve", "lieve", "Alles klopt.")
    assert jobs(portal, "letter") == []
    decide(portal, case, "ali")
    assert case.state == "approved"
    assert foureyes.proposal_of(case) is None
    done = [(row.entry.actor, row.entry.action) for row in audit.find(noor.id)]
    assert ("lieve", "case.propose") in done
    assert ("ali", "case.approve") in done


def test_what_was_proposed_is_sealed_and_not_told_to_the_applicant(portal, case):
    propose(portal, case, verdict="refuse", comment=REASON)
    assert REASON not in str(case._proposal)
    past = past_steps(case)
    assert all(step.comment == "" for step in past)
    lines = timeline(past, case.due, "nl", case.outcome)
    assert "step_first_looked" in [line.title for line in lines]


@pytest.mark.parametrize("step", ["approve", "refuse"])
def test_nobody_decides_alone(portal, case, step):
    for who in ("lieve", "ali"):
        with pytest.raises(ProposalMissingError):
            decide(portal, case, who, step, REASON)
    assert case.state == "submitted"


def test_who_proposed_does_not_decide(portal, case):
    propose(portal, case)
    with pytest.raises(SamePersonError):
        decide(portal, case, "lieve")
    assert case.state == "in_treatment"


def test_two_accounts_of_one_person_are_one_person(portal, case):
    house.prove_number("ali", LIEVE)
    propose(portal, case)
    with pytest.raises(SamePersonError):
        decide(portal, case, "ali")


def test_a_number_of_before_is_the_same_person(portal, case):
    number = citizen_store().members["lieve"].number_key
    citizen_store().members["ali"].old_numbers = (number,)
    propose(portal, case)
    with pytest.raises(SamePersonError):
        decide(portal, case, "ali")


def test_who_never_proved_a_number_neither_proposes_nor_decides(portal, case):
    del citizen_store().members["ali"]
    with pytest.raises(NumberUnknownError):
        propose(portal, case, "ali")
    propose(portal, case)
    with pytest.raises(NumberUnknownError):
        decide(portal, case, "ali")
    assert case.state == "in_treatment"


def test_a_proposer_whose_number_is_not_known_any_more_counts_no_more(portal, case):
    propose(portal, case)
    del citizen_store().members["lieve"]
    with pytest.raises(NumberUnknownError):
        decide(portal, case, "ali")


def test_the_second_decides_what_the_first_proposed(portal, case):
    propose(portal, case)
    with pytest.raises(ProposalMissingError):
        decide(portal, case, "ali", "refuse", REASON)
    propose(portal, case, "ali", "refuse", REASON)
    with pytest.raises(ProposalMissingError):
        decide(portal, case, "lieve")
    decide(portal, case, "lieve", "refuse", REASON)
    assert case.state == "refused"


def test_a_question_to_the_applicant_ends_the_proposal(portal, case, noor):
    propose(portal, case)
    decide(portal, case, "ali", "ask_information", "Waar woont u?")
    house.act_as(portal, noor.id)
    service.decide(case, "answer_information", "Daar.", noor.id)
    with pytest.raises(ProposalMissingError):
        decide(portal, case, "ali")


def test_taking_it_keeps_the_proposal(portal, case):
    propose(portal, case)
    decide(portal, case, "ali", "take")
    decide(portal, case, "ali")
    assert case.state == "approved"


@pytest.mark.parametrize(
    "verdict, comment, refusal",
    [
        ("withdraw", "", VerdictUnknownError),
        (None, "", VerdictUnknownError),
        (["approve"], "", VerdictUnknownError),
        ("refuse", " ", ReasonMissingError),
    ],
    ids=["another step", "none", "a list", "no reason"],
)
def test_a_wrong_proposal_is_refused(portal, case, verdict, comment, refusal):
    with pytest.raises(refusal):
        propose(portal, case, verdict=verdict, comment=comment)
    assert foureyes.proposal_of(case) is None


def test_where_one_clerk_decides_nothing_is_proposed(portal, case):
    case.four_eyes = False
    with pytest.raises(NotFourEyesError):
        propose(portal, case)


def test_the_stock_road_needs_two_as_well(portal, case):
    house.act_as(portal, "lieve")
    tool = api.portal.get_tool("portal_workflow")
    with pytest.raises(ProposalMissingError):
        tool.doActionFor(case, "approve")
    with pytest.raises(VerdictUnknownError):
        tool.doActionFor(case, "propose")


def test_a_case_keeps_what_the_document_said_when_it_was_sent(document, case):
    document.four_eyes = False
    assert case.four_eyes


@pytest.fixture
def two(world):
    """A served case that two clerks decide about, and a second clerk."""
    transaction.begin()
    house.make_clerk("ali", "Ali Loket", "bevolking")
    house.prove_number("lieve", LIEVE)
    house.prove_number("ali", ALI)
    world.case.four_eyes = True
    transaction.commit()
    return world


def press(world, who, step):
    browser = world.browser(who)
    url = f"{world.tasks}/{world.reference}"
    page = browser.get(f"{url}?stap={step}")
    names = ["_csrf", "stand", "stap"]
    names += ["voorstel"] if 'name="voorstel"' in page.text else []
    data = {name: house.hidden(page, name) for name in names}
    return browser.post(url, data=data | {"reden": REASON}, allow_redirects=False)


def test_two_clerks_decide_on_the_page(two):
    page = two.browser("lieve").get(f"{two.tasks}/{two.reference}")
    assert "u stelt voor, een collega beslist" in page.text
    assert press(two, "lieve", "refuse").status_code == 303
    assert two.refresh().state == "in_treatment"
    page = two.browser("ali").get(f"{two.tasks}/{two.reference}?stap=refuse")
    assert "Lieve Balie" in page.text
    assert "om ze af te keuren" in page.text
    # the reason stands in the field already
    assert page.text.count(REASON) == 2
    assert press(two, "ali", "refuse").status_code == 303
    assert two.refresh().state == "refused"


def test_who_never_proved_a_number_reads_so_before_deciding(two):
    transaction.begin()
    house.make_clerk("bob", "Bob Balie", "bevolking")
    transaction.commit()
    url, words = f"{two.tasks}/{two.reference}", "kennen uw rijksregisternummer niet"
    assert words in two.browser("bob").get(url).text
    assert words not in two.browser("lieve").get(url).text
    transaction.begin()
    two.refresh().four_eyes = False
    transaction.commit()
    assert words not in two.browser("bob").get(url).text


def test_who_proposed_is_told_that_a_colleague_decides(two):
    press(two, "lieve", "approve")
    lieve = two.browser("lieve")
    page = lieve.get(f"{two.tasks}/{two.reference}")
    assert "Een collega moet beslissen" in page.text
    data = {
        "_csrf": house.hidden(page, "_csrf"),
        "stand": two.refresh().version,
        "stap": "approve",
    }
    url = f"{two.tasks}/{two.reference}"
    answer = lieve.post(url, data=data)
    assert answer.status_code == 403
    assert "U stelde dit zelf voor" in answer.text
    assert two.refresh().state == "in_treatment"


def test_the_list_approves_nothing_alone(two):
    browser = two.browser("lieve")
    token = house.hidden(browser.get(two.tasks), "_csrf")
    chosen = f"{two.reference}|{two.case.version}"
    data = {"_csrf": token, "actie": "keur", "gekozen": chosen, "bevestigd": "1"}
    page = browser.post(two.tasks, data=data)
    assert "Over deze aanvraag beslissen twee medewerkers" in page.text
    assert two.refresh().state == "submitted"


def test_two_clerks_decide_by_rest(two):
    def step(who, name, **body):
        url = f"{two.case_url}/@workflow/{name}"
        answer = two.api(who).post(url, json=body)
        return answer.status_code, answer.json()

    status, answer = step("lieve", "approve")
    assert (status, answer["error"]["type"]) == (409, "proposal_missing")
    assert step("lieve", "propose", verdict="x")[0] == 400
    assert step("lieve", "propose", verdict="approve")[0] == 200
    status, answer = step("lieve", "approve")
    assert (status, answer["error"]["type"]) == (403, "same_person")
    assert step("ali", "approve") == (
        200,
        {"reference": two.reference, "state": "approved"},
    )
