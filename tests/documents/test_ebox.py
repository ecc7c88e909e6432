"""The e-Box: for who wants documents digitally; its stand-in is loud."""

from collective.eloket.audit import service as audit
from collective.eloket.cases import service as cases
from collective.eloket.cases.model import WORKFLOW_ID
from collective.eloket.catalogue.channels import get_channel
from collective.eloket.catalogue.channels import IDeliveryChannel
from collective.eloket.catalogue.vocabularies import CHANNEL_WORDS
from collective.eloket.documents.ebox.channel import EboxChannel
from collective.eloket.documents.ebox.channel import EboxHandler
from collective.eloket.documents.ebox.channel import KIND
from collective.eloket.documents.ebox.errors import EboxRefusedError
from collective.eloket.documents.ebox.errors import EboxStandInError
from collective.eloket.documents.ebox.interfaces import IEbox
from collective.eloket.documents.ebox.model import EboxDocument
from collective.eloket.documents.ebox.standin import StandInEbox
from collective.eloket.identity.numbers import NationalNumber
from collective.eloket.interfaces import IJobHandler
from collective.eloket.interfaces import IStandIn
from collective.eloket.outbox.errors import JobFailedError
from collective.eloket.parameters import service as parameters
from tests.cases import house
from tests.documents.jobs import context
from tests.documents.jobs import jobs
from zope.component import getGlobalSiteManager
from zope.interface import implementer
from zope.interface.verify import verifyObject

import pytest


NUMBER = "85073003328"
PDF = b"%PDF-1.7 sealed"


@implementer(IEbox)
class Box:
    """An e-Box of the tests' own."""

    def __init__(self):
        self.documents, self.consented, self.shut = [], True, False

    def check(self):
        pass

    def has_consented(self, number):
        return self.consented

    def deposit(self, document):
        if self.shut:
            raise JobFailedError
        self.documents.append(document)
        return "receipt-1"


@pytest.fixture
def box(portal):
    """The e-Box, and the channel that leads there."""
    registry, made = getGlobalSiteManager(), Box()
    channel = EboxChannel()
    registry.registerUtility(made, IEbox)
    registry.registerUtility(channel, IDeliveryChannel, name="ebox")
    yield made
    registry.unregisterUtility(made, IEbox)
    registry.unregisterUtility(channel, IDeliveryChannel, name="ebox")


@pytest.fixture
def ready(portal, box, case):
    """A case whose document is there; its applicant proved the national number."""
    number = NationalNumber.parse(NUMBER)
    proof = house.evidence("Noor", "Voorbeeld", "noor-sub", number=number)
    parameters.remember(case.applicant, proof)
    case.channel = "ebox"
    cases.attach_answer(
        case, cases.Letter("brief.pdf", "application/pdf", PDF), "key-1"
    )
    stand(case, "delivered")
    return case


def stand(case, state):
    """Let a case stand in a state, as after its steps."""
    case.workflow_history[WORKFLOW_ID][-1]["review_state"] = state


def perform(portal, case):
    get_channel("ebox").hand_over(case)
    for payload in jobs(portal, KIND):
        EboxHandler().perform(payload, context(portal))


@pytest.mark.parametrize("made", [Box(), StandInEbox()])
def test_both_keep_the_contract(made):
    assert verifyObject(IEbox, made)


def test_channel_and_handler_keep_theirs():
    assert verifyObject(IDeliveryChannel, EboxChannel())
    assert verifyObject(IJobHandler, EboxHandler())


def test_it_is_on_offer_where_somebody_brings_it(portal):
    assert "ebox" not in CHANNEL_WORDS


def test_it_is_on_offer_when_it_is_registered(box):
    assert "ebox" in CHANNEL_WORDS


@pytest.mark.seed("004-19")
def test_a_document_is_put_there(portal, ready, box):
    perform(portal, ready)
    (document,) = box.documents
    assert (document.number, document.data) == (NUMBER, PDF)
    assert (document.title, document.language) == ("Uittreksel", "nl")
    assert NUMBER not in repr(document)
    row = audit.find(subject=ready.subject)[0]
    assert (row.entry.action, row.entry.object) == ("case.ebox", ready.getId())


def test_the_same_document_has_the_same_id_and_a_new_one_another(portal, ready, box):
    perform(portal, ready)
    perform(portal, ready)
    assert len({document.id for document in box.documents}) == 1
    cases.attach_answer(ready, cases.Letter("b.pdf", "application/pdf", PDF), "key-2")
    perform(portal, ready)
    assert len({document.id for document in box.documents}) == 2


def test_who_wants_paper_gets_nothing_there(portal, ready, box):
    parameters.set_own(ready.applicant, {"delivery": "paper"})
    perform(portal, ready)
    assert jobs(portal, KIND) == box.documents == []


def test_who_changes_to_paper_before_it_left_gets_nothing_there(portal, ready, box):
    get_channel("ebox").hand_over(ready)
    parameters.set_own(ready.applicant, {"delivery": "paper"})
    (payload,) = jobs(portal, KIND)
    EboxHandler().perform(payload, context(portal))
    assert box.documents == []


def test_who_opened_no_e_box_gets_nothing_there(portal, ready, box):
    box.consented = False
    perform(portal, ready)
    assert box.documents == []


def test_who_has_no_proven_number_gets_nothing_there(portal, box, case):
    cases.attach_answer(case, cases.Letter("b.pdf", "application/pdf", PDF), "key-1")
    perform(portal, case)
    assert box.documents == []


def test_a_document_that_was_taken_back_is_not_put_there(portal, ready, box):
    get_channel("ebox").hand_over(ready)
    ready.is_recalled = True
    (payload,) = jobs(portal, KIND)
    EboxHandler().perform(payload, context(portal))
    assert box.documents == []


def test_a_document_that_is_being_made_anew_is_not_put_there(portal, ready, box):
    get_channel("ebox").hand_over(ready)
    get_channel("ebox").take_back(ready)
    stand(ready, "approved")
    (payload,) = jobs(portal, KIND)
    EboxHandler().perform(payload, context(portal))
    assert box.documents == []


def test_a_sensitive_document_is_not_named_there(portal, ready, box):
    ready.sensitive = True
    perform(portal, ready)
    assert box.documents[0].title == f"Document {ready.getId()}"


def test_what_is_not_taken_is_tried_again(portal, ready, box):
    box.shut = True
    with pytest.raises(JobFailedError):
        perform(portal, ready)


DOCUMENT = EboxDocument("id-1", NUMBER, "Uittreksel", "nl", "b.pdf", PDF)


def test_the_stand_in_says_loudly_that_it_is_one(monkeypatch, caplog):
    monkeypatch.setenv("ELOKET_SANDBOX", "1")
    ebox = StandInEbox()
    ebox.check()
    assert IStandIn.providedBy(ebox)
    assert ebox.deposit(DOCUMENT) == "stand-in-id-1"
    assert "the e-Box is a stand-in" in caplog.text
    assert NUMBER not in caplog.text


def test_the_stand_in_takes_nothing_of_real_people(monkeypatch):
    monkeypatch.delenv("ELOKET_SANDBOX", raising=False)
    with pytest.raises(EboxStandInError):
        StandInEbox().check()
    with pytest.raises(EboxRefusedError):
        StandInEbox().deposit(DOCUMENT)


def test_a_clerk_cannot_approve_what_a_stand_in_would_take(
    portal, box, case, monkeypatch
):
    monkeypatch.delenv("ELOKET_SANDBOX", raising=False)
    getGlobalSiteManager().registerUtility(StandInEbox(), IEbox)
    case.channel = "ebox"
    with pytest.raises(EboxStandInError):
        get_channel("ebox").check_ready(case)
