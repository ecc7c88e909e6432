from collective.eloket.cases.receipt import ReceiptHandler
from collective.eloket.interfaces import IJobHandler
from collective.eloket.outbox import service as outbox
from collective.eloket.parameters import service as parameters
from decimal import Decimal
from plone.registry.interfaces import IRegistry
from tests.cases import house
from tests.documents.jobs import context
from tests.documents.jobs import jobs
from tests.outbox.post import Post
from zope.component import getUtility
from zope.interface.verify import verifyObject

import pytest


@pytest.fixture
def post(portal):
    """The mail server of the site."""
    with Post() as found:
        registry = getUtility(IRegistry)
        registry["plone.email_from_address"] = "e-loket@testegem.example"
        registry["plone.smtp_host"] = "127.0.0.1"
        registry["plone.smtp_port"] = found.port
        yield found


@pytest.fixture
def facts(portal, document, noor, lieve):
    """What lies in the outbox after a submit."""
    portal.title = "gemeente Testegem"
    document.fee = Decimal("7.50")
    case = house.submit(house.order(document, noor))
    (found,) = jobs(portal, "receipt")
    assert found["reference"] == case.getId()
    return found


def perform(portal, facts):
    getUtility(IJobHandler, name="receipt").perform(facts, context(portal))


def test_the_worker_writes_the_receipt_and_sends_it(portal, facts, post):
    perform(portal, facts)
    (mail,) = post.mails
    assert mail["To"] == house.EMAIL
    assert mail["Subject"] == f"Uw aanvraag is ontvangen ({facts['reference']})"
    text = mail.get_content()
    assert text.startswith("Dag Noor Voorbeeld,")
    assert "Uittreksel" in text
    assert "€ 7,50" in text
    assert "Dienst Bevolking, gemeente Testegem" in text


def test_the_receipt_names_the_site_as_the_citizen_reached_it(portal, facts, post):
    perform(portal, facts | {"site": "https://www.testegem.example/gemeente"})
    assert "Ga naar www.testegem.example" in post.mails[0].get_content()


def test_the_receipt_is_in_the_language_of_the_citizen(portal, facts, noor, post):
    parameters.set_own(noor.id, {"language": "fr"})
    perform(portal, facts)
    subject = f"Votre demande est bien arrivée ({facts['reference']})"
    assert post.mails[0]["Subject"] == subject


def test_a_document_without_a_fee_is_free(portal, facts, post):
    perform(portal, facts | {"fee": None})
    assert "gratis" in post.mails[0].get_content()


def test_a_case_that_is_gone_gets_no_receipt(portal, facts, post):
    perform(portal, facts | {"reference": "2026-0000-0000"})
    assert post.mails == []


def test_a_second_try_is_the_same_mail(portal, facts, post):
    perform(portal, facts)
    perform(portal, facts)
    assert len(set(post.ids_of(post.mails[0]["Subject"]))) == 1


def test_the_facts_are_sealed_for_the_applicant(portal, document, noor):
    case = house.submit(house.order(document, noor))
    (job,) = [job for _id, job in outbox.find_outbox(portal).items()]
    assert job.person_id == case.applicant
    assert house.EMAIL.encode() not in job.sealed


def test_the_handler_keeps_the_contract():
    assert verifyObject(IJobHandler, ReceiptHandler())


def test_who_does_not_want_every_step_mailed_gets_no_receipt(portal, document, noor):
    parameters.set_own(noor.id, {"mail_steps": "no"})
    house.submit(house.order(document, noor))
    assert jobs(portal, "receipt") == []
