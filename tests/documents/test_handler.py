from collective.eloket.audit import service as audit
from collective.eloket.cases import service
from collective.eloket.cases.errors import AddressMissingError
from collective.eloket.documents.handler import LetterHandler
from collective.eloket.documents.handler import NoticeHandler
from collective.eloket.interfaces import IJobHandler
from collective.eloket.outbox.mail import in_columns
from collective.eloket.vault import service as vault
from plone import api
from tests.cases import house
from tests.documents.jobs import context
from tests.documents.jobs import jobs
from tests.documents.reading import ReadPdf
from zope.interface.verify import verifyClass

import pytest


pytestmark = pytest.mark.usefixtures("integration")


@pytest.fixture
def approved(case):
    service.decide(case, "approve", "", "lieve")
    return case


def payload(case, **changes):
    good = {
        "reference": case.getId(),
        "decided": "2026-11-27T23:30:00+00:00",
        "site": "www.testegem.example",
        "until": "2028-11-27",
        "verify": "https://www.testegem.example/e-loket/verifieer",
    }
    return good | changes


def perform(portal, case, **changes):
    LetterHandler().perform(payload(case, **changes), context(portal))


def ready_mails(portal):
    return [mail for mail in jobs(portal, "mail") if "klaar" in mail["subject"]]


@pytest.mark.parametrize("handler", [LetterHandler, NoticeHandler])
def test_the_handlers_keep_the_contract(handler):
    assert verifyClass(IJobHandler, handler)


def test_the_case_is_answered_by_a_sealed_pdf(portal, approved):
    perform(portal, approved)
    letter = service.open_letter(approved)
    assert approved.state == "delivered"
    assert letter.content_type == "application/pdf"
    assert letter.filename == f"uittreksel-{approved.getId()}.pdf"


@pytest.mark.parametrize(
    "words",
    [
        "Gemeente Testegem",
        "Dienst Bevolking",
        "Noor Voorbeeld",
        "Uittreksel",
        house.PURPOSE,
        # the day of the municipality's clocks, not of UTC
        "28 november 2026",
    ],
)
def test_the_letter_says(portal, approved, words):
    perform(portal, approved)
    assert words in ReadPdf(service.open_letter(approved).data).text


def test_the_letter_carries_the_lines_of_the_municipality(portal, approved):
    record = "collective.eloket.documents.signature"
    api.portal.set_registry_record(record, "Namens het college,\nLieve Balie")
    perform(portal, approved)
    text = ReadPdf(service.open_letter(approved).data).text
    assert "Namens het college," in text
    assert "Lieve Balie" in text


READY = """\
Dag Noor Voorbeeld,

Uw aanvraag is goedgekeurd. Uw document staat klaar.

  Referentie:   {reference}
  Document:     Uittreksel

Zo haalt u het op:
  1. Ga naar www.testegem.example en kies E-loket.
  2. Meld u aan met eID of itsme.
  3. Kies Mijn aanvragen en daarna Download.

Het document blijft daar staan tot 27 november 2028.

Vragen? Bel 09 000 00 00 en hou uw referentie bij de hand.

Vriendelijke groeten,
Dienst Bevolking, Gemeente Testegem

In deze e-mail staat geen link om u aan te melden en geen bijlage. Dat
is veiliger voor u."""


def test_the_applicant_is_told(portal, approved):
    api.portal.set_registry_record(
        "collective.eloket.cases.contact_phone", "09 000 00 00"
    )
    perform(portal, approved)
    (mail,) = ready_mails(portal)
    assert mail["to"] == house.EMAIL
    assert mail["subject"] == f"Uw document staat klaar ({approved.getId()})"
    assert in_columns(mail["body"]) == READY.format(reference=approved.getId())


def test_without_a_telephone_or_a_last_day_the_mail_says_neither(portal, approved):
    perform(portal, approved, until=None)
    (mail,) = ready_mails(portal)
    assert "Bel " not in mail["body"]
    assert "blijft daar staan" not in mail["body"]


def test_who_gave_no_address_gets_no_mail(portal, case):
    order = house.order(
        portal["e-loket"]["uittreksel"],
        house.make_citizen("Jan", "Proefman", "jan-sub"),
        email=None,
        idempotency_key="key-2",
    )
    silent = house.submit(order)
    service.decide(silent, "approve", "", "lieve")
    perform(portal, silent)
    assert silent.state == "delivered"
    assert ready_mails(portal) == []


def test_twice_done_is_once_answered(portal, approved):
    perform(portal, approved)
    first = approved._letter
    perform(portal, approved)
    assert approved._letter is first
    assert len(ready_mails(portal)) == 1


def test_a_case_that_is_not_approved_gets_nothing(portal, case):
    perform(portal, case)
    assert case.state == "submitted"
    assert service.open_letter(case) is None


def test_an_unknown_case_gets_nothing(portal, case):
    perform(portal, case, reference="2026-0000-0000")
    assert ready_mails(portal) == []


def test_who_was_erased_gets_nothing(portal, approved):
    vault.forget_person(approved.applicant)
    perform(portal, approved)
    assert approved.state == "approved"
    assert approved._letter is None


def test_the_opening_is_in_the_audit(portal, approved):
    perform(portal, approved)
    rows = audit.find(subject=approved.subject)
    assert "case.answer" in [row.entry.action for row in rows]


def test_a_job_of_an_earlier_version_makes_a_letter_without_a_code(portal, approved):
    old = payload(approved)
    del old["verify"]
    LetterHandler().perform(old, context(portal))
    assert approved.state == "delivered"
    assert approved.letter_key == ""
    said = ReadPdf(service.open_letter(approved).data).text
    assert "Noor Voorbeeld" in said
    assert "Controleer dit document" not in said


def test_a_letter_by_post_without_an_address_is_not_made(portal, approved):
    approved.channel = "post"
    with pytest.raises(AddressMissingError):
        perform(portal, approved)
    assert approved._letter is None
