from collective.eloket.cases import service
from collective.eloket.catalogue import publishing
from plone import api
from tests.documents.jobs import jobs
from urllib.parse import urlsplit

import pytest


pytestmark = pytest.mark.usefixtures("integration")


def decide(case, step, comment=""):
    service.decide(case, step, comment, "lieve")


def test_an_approved_case_gets_a_letter(portal, case):
    decide(case, "approve")
    (job,) = jobs(portal, "letter")
    assert job["reference"] == case.getId()
    assert job["site"] == urlsplit(portal.absolute_url()).netloc


def test_the_letter_job_holds_nothing_personal(portal, case):
    decide(case, "approve")
    (job,) = jobs(portal, "letter")
    assert set(job) == {"reference", "decided", "site", "until", "along", "verify"}


def test_the_document_says_how_long_the_answer_is_kept(portal, case):
    document = portal["e-loket"]["uittreksel"]
    document.retention_days = 0
    decide(case, "approve")
    (job,) = jobs(portal, "letter")
    assert job["until"] is None


@pytest.mark.parametrize("outcome", ["decision", "report"])
def test_other_outcomes_get_a_notice_and_no_letter(portal, case, outcome):
    case.outcome = outcome
    decide(case, "approve")
    assert jobs(portal, "letter") == []
    (job,) = jobs(portal, "notice")
    assert set(job) == {"reference", "site", "along"}


def test_what_the_document_says_later_changes_nothing(portal, case):
    portal["e-loket"]["uittreksel"].outcome = "report"
    decide(case, "approve")
    assert len(jobs(portal, "letter")) == 1


@pytest.mark.parametrize("step, comment", [("take", ""), ("refuse", "Verhuisd.")])
def test_other_steps_get_no_answer(portal, case, step, comment):
    decide(case, step, comment)
    assert jobs(portal, "letter") == jobs(portal, "notice") == []


def test_a_case_whose_document_is_gone_gets_its_letter(portal, case, monkeypatch):
    # closed long ago
    monkeypatch.setattr(publishing, "check_may_go", lambda document: None)
    with api.env.adopt_roles(["Manager"]):
        api.content.delete(portal["e-loket"]["uittreksel"])
    decide(case, "approve")
    (job,) = jobs(portal, "letter")
    assert job["until"] is None
