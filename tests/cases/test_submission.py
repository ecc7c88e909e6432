from collective.eloket.audit import service as audit
from collective.eloket.cases import often
from collective.eloket.cases import service
from collective.eloket.cases.access import store_of
from collective.eloket.cases.dossier import open_dossier
from collective.eloket.cases.errors import RequestsTooOftenError
from collective.eloket.cases.errors import StoreMissingError
from collective.eloket.cases.interfaces import ICaseSubmitted
from collective.eloket.cases.reference import parse_reference
from collective.eloket.cases.submission import CaseSubmission
from collective.eloket.cases.submission import free_reference
from collective.eloket.catalogue.calendar import due_date
from collective.eloket.catalogue.errors import SentOtherwiseError
from collective.eloket.catalogue.model import Upload
from collective.eloket.clock import utcnow
from collective.eloket.http.dates import local_time
from collective.eloket.interfaces import ICaseSubmission
from collective.eloket.outbox import service as outbox
from datetime import datetime
from datetime import UTC
from plone import api
from tests.cases import house
from unittest.mock import patch
from zope.component import getGlobalSiteManager
from zope.component import getUtility
from zope.interface.verify import verifyObject

import dataclasses
import pytest
import transaction


NEW_YEAR = datetime(2026, 12, 31, 23, 30, tzinfo=UTC)


def test_keeps_the_contract(portal):
    submission = getUtility(ICaseSubmission)
    assert isinstance(submission, CaseSubmission)
    assert verifyObject(ICaseSubmission, submission)


@pytest.mark.seed("001-08")
def test_tells_reference_state_day_and_address(desk, document, noor):
    told = service.submit(house.order(document, noor))
    assert parse_reference(told.reference) == told.reference
    assert told.state == "submitted"
    assert told.due == due_date(local_time(utcnow()).date(), 4)
    assert told.url == f"{desk.absolute_url()}/mijn-aanvragen/{told.reference}"
    assert told.repeated is False


def test_keeps_what_was_sent(document, noor):
    upload = Upload("volmacht.pdf", "application/pdf", b"%PDF-1")
    case = house.submit(house.order(document, noor, attachments=[upload]))
    dossier = open_dossier(case)
    assert dossier.answers == {"purpose": house.PURPOSE, "copies": 2, "urgent": False}
    assert list(dossier.answers) == ["purpose", "copies", "urgent"]
    assert dossier.name == "Noor Voorbeeld"
    assert dossier.email == house.EMAIL
    assert dossier.document_title == "Uittreksel"
    assert dossier.files == [
        {"name": "volmacht.pdf", "content_type": "application/pdf"}
    ]
    assert case._files[0].open_bytes() == b"%PDF-1"
    assert b"%PDF" not in case._files[0].blob.open("r").read()
    assert (case.applicant, case.subject) == (noor.id, noor.id)
    assert (case.capacity, case.mandate_id) == ("citizen", None)
    assert (case.level, case.means, case.channel) == ("high", "itsme", "download")


def test_the_same_order_twice_is_one_case(desk, document, noor):
    first = service.submit(house.order(document, noor))
    second = service.submit(house.order(document, noor))
    assert second == dataclasses.replace(first, repeated=True)
    assert len(list(store_of(desk).references())) == 1


def test_the_same_key_with_other_answers_is_refused_and_not_taken_for_the_first(
    desk, document, noor
):
    first = service.submit(house.order(document, noor))
    answers = {"purpose": house.PURPOSE, "copies": 3, "urgent": False}
    with pytest.raises(SentOtherwiseError) as refused:
        service.submit(house.order(document, noor, answers=answers))
    assert refused.value.details == {"reference": first.reference}
    assert list(store_of(desk).references()) == [first.reference]


def test_what_others_vouch_for_may_be_renewed_between_two_tries(document, noor):
    proven = {"copies": {"source": "eid-card", "level": "high"}}
    first = service.submit(house.order(document, noor, sources=proven))
    answers = {"purpose": house.PURPOSE, "copies": 3, "urgent": False}
    again = house.order(document, noor, sources=proven, answers=answers)
    assert service.submit(again).reference == first.reference


@pytest.mark.parametrize(
    "change",
    [{"idempotency_key": "key-2"}, {"idempotency_key": ""}, {"subject": "citizen-x"}],
    ids=["another key", "no key", "for somebody else"],
)
def test_another_order_is_another_case(document, noor, change):
    first = service.submit(house.order(document, noor))
    second = service.submit(house.order(document, noor, **change))
    assert second.reference != first.reference
    assert second.repeated is False


def test_the_key_of_another_citizen_opens_nothing(document, noor, jan):
    first = service.submit(house.order(document, noor))
    second = service.submit(house.order(document, jan))
    assert second.reference != first.reference


def test_the_receipt_waits_in_the_outbox(portal, document, noor):
    before = outbox.waiting(portal)
    service.submit(house.order(document, noor))
    assert outbox.waiting(portal) == before + 1
    service.submit(house.order(document, noor))
    assert outbox.waiting(portal) == before + 1


def test_without_an_address_there_is_no_receipt(portal, document, noor):
    before = outbox.waiting(portal)
    service.submit(house.order(document, noor, email=None))
    assert outbox.waiting(portal) == before


def test_the_submission_stands_in_the_audit(document, noor):
    told = service.submit(house.order(document, noor))
    entry = audit.find(noor.id)[0].entry
    assert (entry.action, entry.object) == ("case.submit", told.reference)
    assert entry.outcome == "attempted"


def test_a_drawn_reference_that_is_taken_is_drawn_again(desk, case):
    other = "2026-0000-0000"
    drawn = iter([case.getId(), other])
    with patch(
        "collective.eloket.cases.submission.draw_reference", lambda _year: next(drawn)
    ):
        assert free_reference(utcnow()) == other


def test_the_year_is_the_municipalitys(desk):
    assert free_reference(NEW_YEAR).startswith("2027-")


def test_layers_above_are_told_of_the_case_and_its_order(document, noor):
    told = []
    manager = getGlobalSiteManager()
    manager.registerHandler(told.append, (ICaseSubmitted,))
    an_order = house.order(document, noor)
    try:
        case = house.submit(an_order)
    finally:
        manager.unregisterHandler(told.append, (ICaseSubmitted,))
    assert [(e.case.getId(), e.order) for e in told] == [(case.getId(), an_order)]


def test_a_document_outside_a_desk_takes_no_order(portal, noor, document):
    with pytest.raises(StoreMissingError):
        service.submit(house.order(document.aq_base.__of__(portal), noor))


def test_a_desk_without_its_store_takes_no_order(desk, document, noor):
    with api.env.adopt_roles(["Manager"]):
        desk.manage_delObjects(["dossiers"])
    with pytest.raises(StoreMissingError):
        service.submit(house.order(document, noor))


def test_an_account_sends_so_many_requests_in_an_hour(document, noor, jan):
    api.portal.set_registry_record(often.REQUESTS.record, 2)
    for number in range(2):
        house.submit(house.order(document, noor, idempotency_key=f"often-{number}"))
    with pytest.raises(RequestsTooOftenError) as refusal:
        house.submit(house.order(document, noor, idempotency_key="often-3"))
    assert refusal.value.status == 429
    # the same one again is none more, and others are others
    house.submit(house.order(document, noor, idempotency_key="often-1"))
    house.submit(house.order(document, jan))


def test_who_sends_and_whom_it_is_for_are_not_erased_at_the_same_moment(world):
    # whoever erases one of them writes the account too: only one of both commits
    transaction.commit()
    assert not world.noor._p_changed and not world.jan._p_changed
    document = world.desk["uittreksel"]
    house.submit(house.order(document, world.noor, subject=world.jan.id))
    assert world.noor._p_changed and world.jan._p_changed
    transaction.abort()
