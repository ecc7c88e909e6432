"""A mail that did not arrive: clerks read it on the case, citizens in the profile."""

from collective.eloket.cases import failed_mail
from collective.eloket.cases import forgetting
from collective.eloket.clock import utcnow
from collective.eloket.http.dates import local_time
from collective.eloket.interfaces import IJobHandler
from collective.eloket.outbox import bounces
from collective.eloket.outbox import mail
from collective.eloket.parameters import service as parameters
from collective.eloket.parameters.failed_email import email_failed
from tests.cases import house
from tests.documents.jobs import context
from tests.documents.jobs import jobs
from tests.outbox.reports import report
from zope.component import getUtility

import pytest
import secrets
import transaction


CLERK_READS = "Een e-mail over deze aanvraag kwam niet aan"
CITIZEN_READS = "Uw e-mailadres werkt niet"


def bounce(job_id):
    return bounces.take_report(
        report(message_id=f"<{job_id}@testegem.example>"), utcnow()
    )


@pytest.mark.parametrize("kind", ["receipt", "mail"])
def test_each_mail_about_a_case_says_which(
    portal, case, noor, lieve, monkeypatch, kind
):
    monkeypatch.setattr(mail, "send", lambda *_arguments: None)
    house.act_as(portal, "lieve")
    if kind == "mail":
        house.service.decide(case, "refuse", "Daarom.", "lieve")
    handler = getUtility(IJobHandler, name=kind)
    job_id = secrets.token_hex(16)
    handler.perform(
        jobs(portal, kind)[-1], context(portal, job_id=job_id, person_id=noor.id)
    )
    assert failed_mail.failed_on(case) is None
    bounce(job_id)
    assert failed_mail.failed_on(case) == local_time(utcnow()).date()
    assert email_failed(noor.id) is not None


def test_a_case_that_is_nobodys_is_forgotten(portal, case):
    fail(portal, case.getId(), case.applicant)
    forgetting.anonymise(case)
    assert failed_mail.failed_on(case) is None


def fail(portal, reference, person_id):
    """Let a mail about a case come back."""
    job_id = secrets.token_hex(16)
    payload = {"to": house.EMAIL, "case": reference}
    site = "/".join(portal.getPhysicalPath())
    bounces.note_left(job_id, payload, person_id, site)
    assert bounce(job_id) is not None


def test_clerk_and_citizen_read_it(world):
    clerk, noor = world.browser("lieve"), world.browser(world.noor)
    pages = [
        (clerk, f"{world.tasks}/{world.reference}", CLERK_READS),
        (noor, f"{world.desk_url}/mijn-profiel", CITIZEN_READS),
        (noor, f"{world.desk_url}/mijn-parameters", CITIZEN_READS),
    ]
    for browser, address, words in pages:
        assert words not in browser.get(address).text
    fail(world.portal, world.reference, world.noor.id)
    for browser, address, words in pages:
        assert words in browser.get(address).text
    transaction.begin()
    parameters.set_own(world.noor.id, {"email": "anders@voorbeeld.example"})
    transaction.commit()
    assert CLERK_READS in clerk.get(pages[0][1]).text
    for browser, address, words in pages[1:]:
        assert words not in browser.get(address).text


def test_another_citizen_reads_nothing(world):
    fail(world.portal, world.reference, world.noor.id)
    jan = world.browser(world.jan)
    assert CITIZEN_READS not in jan.get(f"{world.desk_url}/mijn-profiel").text
