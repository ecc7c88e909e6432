"""A sensitive document is named in no mail, whatever happens to its case."""

from collective.eloket.cases.handling import is_sensitive
from collective.eloket.cases.news import mail_for
from collective.eloket.cases.news import Reader
from collective.eloket.cases.news import sender_of
from collective.eloket.cases.reminders import mail_about
from collective.eloket.cases.workflow import make_step
from collective.eloket.documents.news import KINDS
from collective.eloket.documents.news import outcome_mail
from collective.eloket.documents.news import READY_KINDS
from collective.eloket.documents.news import TAKEN_BACK
from collective.eloket.documents.news import taken_back_mail
from tests.cases import house
from tests.cases.test_bulk import press
from tests.documents.jobs import jobs
from tests.house.test_mails import MAILS

import pytest
import transaction


TITLE, GROUP, REASON = "Uittreksel", "Dienst Bevolking", "Uw strafblad is niet leeg."
CASES = ("receipt", "refused", "asked", "asked-again", "ended", "message", "written")
STAFF = ("due-soon", "overdue", "applicant-closed")


def mark(document, how):
    if how == "ticked":
        document.sensitive = True
    elif how == "criminal":
        document.theme = "criminal"


@pytest.fixture(params=["ticked", "criminal"])
def sensitive(request, document, noor, lieve):
    """A case of a document that no mail may name."""
    mark(document, request.param)
    return house.submit(house.order(document, noor))


def about(case, kind, language):
    """Return the mail of a kind about a case."""
    sender = sender_of(case.clerk_group)
    dossier = house.service.open_dossier(case)
    if kind in CASES:
        reader = Reader(dossier.email, dossier.name, dossier.document_title, language)
        return mail_for(kind, case, reader, sender, comment="")
    case.language = language
    case.outcome = "document"
    for channel, name in READY_KINDS.items():
        if name == kind:
            case.channel = channel
            return outcome_mail(case, dossier, sender, None)
    case.channel = "download"
    for outcome, name in KINDS.items():
        if name == kind:
            case.outcome = outcome
            return outcome_mail(case, dossier, sender, None)
    if kind in STAFF:
        return mail_about(kind, "lieve", "bevolking", [case])
    (step,) = [step for step, name in TAKEN_BACK.items() if name == kind]
    return taken_back_mail(case, dossier, sender, step, "")


KNOWN = (*CASES, *KINDS.values(), *READY_KINDS.values(), *TAKEN_BACK.values(), *STAFF)


def test_all_mails_about_a_case_are_looked_at():
    told = {name.partition("/")[2] for name, rule in MAILS.items() if rule.about_case}
    assert told - set(KNOWN) == set()


@pytest.mark.parametrize("language", ["nl", "fr", "de", "en"])
def test_no_mail_names_it(sensitive, language):
    for kind in KNOWN:
        mail = about(sensitive, kind, language)
        assert TITLE not in mail["subject"] + mail["body"], kind
        assert sensitive.getId() in mail["subject"] + mail["body"], kind
        if kind not in STAFF:
            assert GROUP not in mail["body"], kind


def test_other_documents_are_named(case, lieve):
    assert not is_sensitive(case)
    body = about(case, "receipt", "nl")["body"]
    assert TITLE in body
    assert GROUP in body


@pytest.mark.parametrize("step", ["refuse", "approve"])
def test_no_reason_goes_along_even_when_a_clerk_asks_for_it(portal, sensitive, step):
    house.act_as(portal, "lieve")
    make_step(sensitive, step, REASON, along=True)
    assert not any(REASON in mail["body"] for mail in jobs(portal, "mail"))
    assert not any(job["along"] for job in jobs(portal, "letter"))


def test_a_mark_that_comes_later_counts_for_earlier_cases(document, case):
    document.sensitive = True
    assert is_sensitive(case)


def test_a_mark_that_goes_later_stays_for_earlier_cases(document, sensitive):
    document.sensitive, document.theme = False, "other"
    assert is_sensitive(sensitive)


def test_the_page_does_not_offer_to_send_a_reason_along(world):
    page = world.browser("lieve").get(f"{world.tasks}/{world.reference}?stap=refuse")
    assert 'name="mee"' in page.text
    transaction.begin()
    world.desk["uittreksel"].sensitive = True
    transaction.commit()
    page = world.browser("lieve").get(f"{world.tasks}/{world.reference}?stap=refuse")
    assert 'name="mee"' not in page.text


def test_the_page_for_several_does_not_offer_it_either(world):
    chosen = [f"{world.reference}|{world.case.version}"]
    first = press(world, "keur", chosen).text
    assert 'name="mee"' in first and "geen e-mail" not in first
    transaction.begin()
    world.desk["uittreksel"].sensitive = True
    transaction.commit()
    page = press(world, "keur", chosen).text
    assert 'name="mee"' not in page
    assert "Van deze vertelt geen e-mail de reden" in page
    assert page.count(world.reference) > first.count(world.reference)
