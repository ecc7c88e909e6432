from collective.eloket.audit import service as audit
from collective.eloket.cases import service
from collective.eloket.cases import workflow
from collective.eloket.cases.dossier import open_comment
from collective.eloket.cases.errors import CaseNotFoundError
from collective.eloket.cases.errors import NotYourCaseError
from collective.eloket.cases.errors import ReasonMissingError
from collective.eloket.cases.errors import StepNotOpenError
from collective.eloket.cases.interfaces import ICaseDecided
from collective.eloket.cases.interfaces import ICaseDelivered
from collective.eloket.cases.model import WORKFLOW_ID
from collective.eloket.cases.timeline import past_steps
from DateTime import DateTime
from datetime import date
from datetime import datetime
from plone import api
from Products.CMFCore.WorkflowCore import WorkflowException
from tests.cases import house
from zope.component import getGlobalSiteManager

import pytest


REASON = "Uw adres ligt buiten de zone."


@pytest.fixture
def clerk(portal, lieve):
    house.act_as(portal, "lieve")
    return "lieve"


def history(case):
    return case.workflow_history[WORKFLOW_ID]


def test_a_clerk_takes_and_approves(case, clerk):
    service.decide(case, "take", "", clerk)
    assert (case.state, case.assignee) == ("in_treatment", "lieve")
    service.decide(case, "approve", "", clerk)
    assert case.state == "approved"


def test_who_decides_at_once_has_taken_it(case, clerk):
    service.decide(case, "approve", "Alles klopt.", clerk)
    assert case.assignee == "lieve"


@pytest.mark.parametrize("reason", ["", "   ", None], ids=["none", "blank", "null"])
def test_nobody_refuses_without_a_reason(case, clerk, reason):
    with pytest.raises(ReasonMissingError):
        service.decide(case, "refuse", reason, clerk)
    assert case.state == "submitted"


def test_the_stock_road_needs_a_reason_too(portal, case, clerk):
    with pytest.raises(ReasonMissingError):
        portal.portal_workflow.doActionFor(case, "refuse")
    with pytest.raises(ReasonMissingError):
        portal.portal_workflow.doActionFor(case, "ask_information", comment=" ")
    assert case.state == "submitted"


def test_the_reason_is_sealed_in_the_history(portal, case, clerk):
    portal.portal_workflow.doActionFor(case, "refuse", comment=REASON)
    kept = history(case)[-1]["comments"]
    assert REASON not in kept
    assert open_comment(case, kept) == REASON
    assert past_steps(case)[-1].comment == REASON


def test_words_that_look_sealed_are_sealed_like_others(case, clerk):
    service.decide(case, "refuse", "sealed:AAAA", clerk)
    assert past_steps(case)[-1].comment == "sealed:AAAA"


def test_a_clerk_of_another_group_makes_no_step(portal, case, tom):
    house.act_as(portal, "tom")
    for step in ("take", "approve", "refuse", "ask_information"):
        with pytest.raises((NotYourCaseError, StepNotOpenError)):
            service.decide(case, step, REASON, "tom")
    assert case.state == "submitted"


def test_a_manager_makes_no_step(portal, case):
    with api.env.adopt_roles(["Manager"]):
        for step in ("take", "approve", "withdraw", "deliver"):
            with pytest.raises((WorkflowException, NotYourCaseError)):
                portal.portal_workflow.doActionFor(case, step)


def test_nobody_decides_in_somebody_elses_name(case, clerk):
    for actor in ("tom", "", None):
        with pytest.raises(NotYourCaseError):
            service.decide(case, "approve", "", actor)


def test_the_applicant_withdraws_and_nobody_else(portal, case, noor, jan, clerk):
    with pytest.raises((NotYourCaseError, StepNotOpenError)):
        service.decide(case, "withdraw", "", clerk)
    house.act_as(portal, jan.id)
    with pytest.raises((NotYourCaseError, StepNotOpenError)):
        service.decide(case, "withdraw", "", jan.id)
    house.act_as(portal, noor.id)
    service.decide(case, "withdraw", "", noor.id)
    assert case.state == "withdrawn"


def test_the_applicant_does_not_approve(portal, case, noor):
    house.act_as(portal, noor.id)
    with pytest.raises((NotYourCaseError, StepNotOpenError)):
        service.decide(case, "approve", "", noor.id)


def test_a_question_is_asked_and_answered(portal, case, noor, clerk):
    service.decide(case, "ask_information", "Stuur ons uw huurcontract.", clerk)
    assert case.state == "more_information_asked"
    house.act_as(portal, noor.id)
    with pytest.raises(ReasonMissingError):
        service.decide(case, "answer_information", "", noor.id)
    service.decide(case, "answer_information", "Hier is het.", noor.id)
    assert case.state == "in_treatment"
    done = {row.entry.action for row in audit.find(noor.id)}
    assert {"case.ask_information", "case.answer_information"} <= done


@pytest.mark.parametrize(
    "first, why",
    [
        (("ask_information", "Wat?"), "Geen antwoord."),
        (("refuse", REASON), ""),
        (("withdraw", ""), ""),
    ],
    ids=["not answered", "refused", "withdrawn"],
)
def test_a_clerk_closes_what_goes_no_further(portal, case, noor, lieve, first, why):
    actor = noor.id if first[0] == "withdraw" else "lieve"
    house.act_as(portal, actor)
    service.decide(case, *first, actor)
    house.act_as(portal, "lieve")
    service.decide(case, "close", why, "lieve")
    assert case.state == "closed"
    assert open_comment(case, history(case)[-1]["comments"]) == why
    assert "case.close" in {row.entry.action for row in audit.find(noor.id)}


def test_what_was_asked_is_not_closed_without_a_reason(portal, case, clerk):
    service.decide(case, "ask_information", "Wat?", clerk)
    with pytest.raises(ReasonMissingError):
        service.decide(case, "close", " ", clerk)
    with pytest.raises(ReasonMissingError):
        portal.portal_workflow.doActionFor(case, "close")
    assert case.state == "more_information_asked"


def test_a_step_of_another_state_is_not_open(case, clerk):
    for step in ("close", "deliver", "no-such-step"):
        with pytest.raises(StepNotOpenError):
            service.decide(case, step, REASON, clerk)


def test_no_person_delivers(portal, case, clerk):
    service.decide(case, "approve", "", clerk)
    with pytest.raises(WorkflowException):
        portal.portal_workflow.doActionFor(case, "deliver")


def test_the_worker_attaches_and_delivers_once(case, clerk):
    with pytest.raises(StepNotOpenError):
        service.deliver(case)
    service.decide(case, "approve", "", clerk)
    service.attach_answer(
        case, service.Letter("uittreksel.pdf", "application/pdf", b"%PDF-1")
    )
    service.attach_answer(
        case, service.Letter("uittreksel.pdf", "application/pdf", b"%PDF-2")
    )
    service.deliver(case)
    service.deliver(case)
    assert case.state == "delivered"
    letter = service.open_letter(case)
    assert (letter.filename, letter.data) == ("uittreksel.pdf", b"%PDF-2")
    assert [entry["review_state"] for entry in history(case)] == [
        "submitted",
        "approved",
        "delivered",
    ]


def test_each_step_is_told_upwards_with_its_words(case, clerk):
    told, delivered = [], []
    manager = getGlobalSiteManager()
    manager.registerHandler(told.append, (ICaseDecided,))
    manager.registerHandler(delivered.append, (ICaseDelivered,))
    try:
        service.decide(case, "take", "", clerk)
        service.decide(case, "approve", "Klopt.", clerk)
        service.deliver(case)
    finally:
        manager.unregisterHandler(told.append, (ICaseDecided,))
        manager.unregisterHandler(delivered.append, (ICaseDelivered,))
    assert [(e.transition, e.comment) for e in told] == [
        ("take", ""),
        ("approve", "Klopt."),
        ("deliver", ""),
    ]
    assert [e.case.getId() for e in delivered] == [case.getId()]


def test_each_step_stands_in_the_audit_of_the_subject(case, noor, clerk):
    service.decide(case, "refuse", REASON, clerk)
    entry = audit.find(noor.id)[0].entry
    assert (entry.actor, entry.role) == ("lieve", "clerk")
    assert (entry.action, entry.object) == ("case.refuse", case.getId())


def test_the_steps_of_both_sides_stand_in_the_audit(portal, case, noor, clerk):
    service.decide(case, "take", "", clerk)
    house.act_as(portal, noor.id)
    service.decide(case, "withdraw", "", noor.id)
    found = [(row.entry.role, row.entry.action) for row in audit.find(noor.id)]
    assert ("clerk", "case.take") in found
    assert ("citizen", "case.withdraw") in found


def test_the_applicant_may_read_the_history(portal, case, noor):
    house.act_as(portal, noor.id)
    assert portal.portal_workflow.getInfoFor(case, "review_history")


def test_a_case_is_found_by_what_people_say(case):
    said = case.getId().lower().replace("-", " ")
    assert service.get_case(said).getId() == case.getId()
    for text in ("2026-0000-0000", "nonsense"):
        with pytest.raises(CaseNotFoundError):
            service.get_case(text)


@pytest.mark.parametrize(
    "asked, answered, due",
    [
        ("2026-11-24T09:00Z", "2026-11-24T15:00Z", date(2026, 11, 27)),
        ("2026-11-24T09:00Z", "2026-11-26T09:00Z", date(2026, 12, 1)),
        ("2026-11-27T09:00Z", "2026-11-29T09:00Z", date(2026, 11, 27)),
        # in Brussels it is the next day already
        ("2026-11-24T09:00Z", "2026-11-24T23:30Z", date(2026, 11, 30)),
    ],
    ids=["same day", "two working days", "a weekend", "after midnight"],
)
def test_the_term_stands_still_while_we_wait_for_the_applicant(
    portal, case, clerk, noor, monkeypatch, asked, answered, due
):
    case.due = date(2026, 11, 27)
    service.decide(case, "ask_information", "Waar woont u?", clerk)
    assert case.due == date(2026, 11, 27)
    history(case)[-1]["time"] = DateTime(asked)
    answer = datetime.fromisoformat(answered)
    monkeypatch.setattr(workflow, "utcnow", lambda: answer)
    house.act_as(portal, noor.id)
    service.decide(case, "answer_information", "In de Proefstraat.", noor.id)
    assert case.due == due
    # the list of tasks knows the new day too
    assert case._eloket_row[2] == due.toordinal()


def test_a_second_question_counts_from_itself(portal, case, clerk, noor):
    case.due = due = date(2026, 11, 27)
    for _time in range(2):
        house.act_as(portal, "lieve")
        service.decide(case, "ask_information", "En waar nog?", clerk)
        house.act_as(portal, noor.id)
        service.decide(case, "answer_information", "Daar.", noor.id)
        for entry in history(case):
            # long ago: what was asked first must not be counted again
            entry["time"] = DateTime(2026, 1, 5)
    assert case.due == due
