"""Each step of a case leaves by the outbox; nothing personal unless it is turned on."""

from collective.eloket.audit import service as audit
from collective.eloket.cases import forgetting
from collective.eloket.cases.registration.model import message_about
from collective.eloket.cases.registration.model import numbers_of
from collective.eloket.cases.registration.sending import STEP
from collective.eloket.cases.registration.sending import StepHandler
from collective.eloket.cases.workflow import deliver_now
from collective.eloket.cases.workflow import make_step
from collective.eloket.outbox.errors import JobFailedError
from plone import api
from tests.cases import house
from tests.cases.test_clerks_words import french_order
from tests.cases.test_clerks_words import make_form
from tests.cases.test_clerks_words import TYPED
from tests.documents.jobs import context
from tests.documents.jobs import jobs

import json
import pytest
import transaction


PERSONAL = ("Noor", "Voorbeeld", "noor", house.PURPOSE, "itsme")


def perform(portal, payload):
    StepHandler().perform(payload, context(portal))


@pytest.fixture
def sent(portal, drawer, document, noor):
    """A case that was sent while a case system is told."""
    return house.submit(house.order(document, noor))


def test_a_case_that_is_sent_is_told(portal, sent, drawer):
    (payload,) = jobs(portal, STEP)
    assert payload == {"reference": sent.getId(), "step": 0}
    perform(portal, payload)
    (message,) = drawer.messages
    assert message.type == "case.created"
    assert message.data == {
        "reference": sent.getId(),
        "document": "uittreksel",
        "outcome": "document",
        "sequence": 0,
        "step": "submit",
        "state": "submitted",
        "at": message.as_dict()["timestamp"],
        "submitted": message.data["submitted"],
        "due": sent.due.isoformat(),
    }


def test_nothing_personal_is_in_the_message_or_the_job(portal, sent, drawer):
    perform(portal, jobs(portal, STEP)[0])
    text = json.dumps([drawer.messages[0].as_dict(), jobs(portal, STEP)])
    assert not [word for word in PERSONAL if word in text]
    assert sent.applicant not in text
    assert sent.applicant not in drawer.messages[0].id


@pytest.mark.parametrize(
    "steps, types",
    [
        (["take", "approve"], ["state_changed", "state_changed"]),
        (["refuse"], ["answered"]),
        (["approve", "deliver"], ["state_changed", "answered"]),
    ],
    ids=["approved", "refused", "answered"],
)
def test_each_step_of_a_clerk_is_told(portal, sent, drawer, lieve, steps, types):
    house.act_as(portal, "lieve")
    for step in steps:
        deliver_now(sent) if step == "deliver" else make_step(sent, step, "Daarom.")
    for payload in sorted(jobs(portal, STEP), key=lambda one: one["step"])[1:]:
        perform(portal, payload)
    assert [message.type for message in drawer.messages] == [
        f"case.{kind}" for kind in types
    ]
    assert [message.data["step"] for message in drawer.messages] == steps
    assert [message.data["sequence"] for message in drawer.messages] == [
        *range(1, len(steps) + 1)
    ]
    assert "Daarom." not in json.dumps([one.as_dict() for one in drawer.messages])


def test_a_withdrawal_is_told(portal, sent, drawer, noor):
    house.act_as(portal, noor.id)
    make_step(sent, "withdraw", "")
    perform(portal, jobs(portal, STEP)[-1] | {"step": 1})
    assert drawer.messages[0].type == "case.withdrawn"
    assert drawer.messages[0].data["state"] == "withdrawn"


def test_nobody_is_told_where_none_is_set(portal, case):
    assert jobs(portal, STEP) == []


def test_what_was_put_before_it_was_turned_off_is_let_go(portal, sent, drawer):
    drawer.on = False
    perform(portal, jobs(portal, STEP)[0])
    assert drawer.messages == []


def test_of_a_case_that_is_gone_nothing_is_told(portal, sent, drawer):
    (payload,) = jobs(portal, STEP)
    forgetting.remove(sent)
    perform(portal, payload)
    assert drawer.messages == []


def test_of_a_step_that_is_not_there_nothing_is_told(portal, sent, drawer):
    perform(portal, {"reference": sent.getId(), "step": 9})
    assert drawer.messages == []
    assert sent.registered_as == ""


def test_the_same_step_has_the_same_id_and_another_another(sent):
    first, again = (message_about(sent, 0, False) for _time in range(2))
    assert first == again
    assert list(numbers_of(sent)) == [0]


def test_answers_come_along_when_they_are_turned_on(portal, sent, drawer):
    drawer.answers = True
    perform(portal, jobs(portal, STEP)[0])
    data = drawer.messages[0].data
    assert (data["applicant"], data["for"]) == ("Noor Voorbeeld", "Noor Voorbeeld")
    assert data["answers"][0] == {
        "name": "purpose",
        "title": "Waarvoor",
        "value": house.PURPOSE,
        "site_title": "Waarvoor",
        "site_value": house.PURPOSE,
        "answer": house.PURPOSE,
    }


def test_labels_are_in_the_sites_language_too_whatever_the_applicants(
    portal, drawer, document, noor
):
    with api.env.adopt_roles(["Manager"]):
        make_form(document)
        case = house.submit(french_order(document, noor))
    data = message_about(case, 0, True).data
    assert (data["language"], data["site_language"]) == ("fr", "nl")
    assert data["document_title"] == document.Title()
    assert data["answers"] == [
        {
            "name": "reason",
            "title": "Pourquoi ?",
            "value": "Pour louer",
            "site_title": "Waarvoor?",
            "site_value": "Om te huren",
            "answer": "rent",
        },
        {
            "name": "family_name",
            "title": "Naam",
            "value": TYPED,
            "site_title": "Naam",
            "site_value": TYPED,
            "answer": TYPED,
        },
    ]


def test_answers_come_with_the_first_message_only(sent, lieve, portal):
    house.act_as(portal, "lieve")
    make_step(sent, "take", "")
    assert "answers" not in message_about(sent, 1, True).data
    assert "answers" in message_about(sent, 0, True).data


def test_of_who_was_erased_no_answers_come(sent):
    forgetting.anonymise(sent)
    assert "answers" not in message_about(sent, 0, True).data


def test_the_number_of_the_other_side_is_kept_and_let_go(portal, sent, drawer):
    perform(portal, jobs(portal, STEP)[0])
    assert sent.registered_as == "LA-7"
    drawer.number = None
    perform(portal, jobs(portal, STEP)[0])
    assert sent.registered_as == "LA-7"
    forgetting.anonymise(sent)
    assert sent.registered_as == ""


def test_each_message_is_a_row_of_the_audit(portal, sent):
    perform(portal, jobs(portal, STEP)[0])
    row = audit.find(subject=sent.subject)[0]
    assert (row.entry.action, row.entry.object) == ("case.register", sent.getId())
    assert row.entry.role == "worker"


def test_a_case_system_that_does_not_take_it_is_tried_again(portal, sent, drawer):
    drawer.shut = True
    with pytest.raises(JobFailedError):
        perform(portal, jobs(portal, STEP)[0])


def test_a_clerk_reads_the_number(world):
    transaction.begin()
    world.case.registered_as = "Z-2026-00412"
    transaction.commit()
    page = world.browser("lieve").get(f"{world.tasks}/{world.reference}").text
    assert "Z-2026-00412" in page
