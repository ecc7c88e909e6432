"""The reason of a decision: always at My requests, in the mail when it is wished."""

from collective.eloket.cases.handling import is_reason_sent
from collective.eloket.cases.workflow import make_step
from collective.eloket.clock import utcnow
from collective.eloket.outbox.service import run_due
from datetime import timedelta
from plone import api
from tests.cases import house
from tests.documents.jobs import jobs

import pytest
import re
import transaction


REASON = "Uw adres ligt buiten de zone."


@pytest.mark.parametrize(
    "wish, refused, approved",
    [
        (None, True, False),
        ("refusals", True, False),
        ("always", True, True),
        ("never", False, False),
    ],
)
def test_a_document_says_what_is_ticked_at_first(document, wish, refused, approved):
    if wish is not None:
        document.send_reason = wish
    uid = api.content.get_uuid(document)
    assert is_reason_sent(uid, "refuse") is refused
    assert is_reason_sent(uid, "approve") is approved


def test_of_a_document_that_is_gone_refusals_tell_why(portal):
    assert is_reason_sent("gone", "refuse")
    assert not is_reason_sent("gone", "approve")


@pytest.mark.parametrize(
    "wish, along, told",
    [
        ("refusals", None, True),
        ("refusals", False, False),
        ("never", None, False),
        ("never", True, True),
    ],
)
def test_a_refusal_tells_why_when_it_is_wished(
    portal, document, case, lieve, wish, along, told
):
    document.send_reason = wish
    house.act_as(portal, "lieve")
    make_step(case, "refuse", REASON, along=along)
    mail = jobs(portal, "mail")[-1]
    assert (REASON in mail["body"]) is told
    assert ("De reden leest u" in mail["body"]) is not told
    assert REASON not in mail["subject"]


@pytest.mark.parametrize("outcome", ["document", "decision", "report"])
@pytest.mark.parametrize("along", [True, False])
def test_an_approval_tells_why_when_it_is_wished(
    portal, document, noor, lieve, outcome, along
):
    document.outcome = outcome
    case = house.submit(house.order(document, noor))
    house.act_as(portal, "lieve")
    make_step(case, "approve", REASON, along=along)
    kind = "letter" if outcome == "document" else "notice"
    (job,) = jobs(portal, kind)
    assert job["along"] is along


def answered(world, data):
    """Let Lieve decide on the page, and the worker answer; return the last mail."""
    lieve = world.browser("lieve")
    url = f"{world.tasks}/{world.reference}"
    page = lieve.get(f"{url}?stap={data['stap']}")
    sent = {
        "_csrf": house.hidden(page, "_csrf"),
        "stand": house.hidden(page, "stand"),
        "reden": REASON,
    }
    assert lieve.post(url, data=sent | data, allow_redirects=False).status_code == 303
    transaction.begin()
    return page


def test_the_page_offers_to_send_the_reason(world):
    page = answered(world, {"stap": "refuse"})
    assert 'name="mee" value="1" id="mee" checked="checked"' in page.text
    mail = jobs(world.portal, "mail")[-1]
    assert REASON not in mail["body"]
    own = world.browser(world.noor).get(f"{world.mine}/{world.reference}")
    assert REASON in own.text
    url = f"{world.site_url}/@eloket-cases/{world.reference}"
    timeline = world.api(world.noor).get(url).json()["timeline"]
    assert timeline[-1]["comment"] == REASON


def test_a_ticked_reason_goes_along(world):
    answered(world, {"stap": "refuse", "mee": "1"})
    assert REASON in jobs(world.portal, "mail")[-1]["body"]


def test_the_reason_of_an_approval_is_not_ticked_and_stands_in_the_mail_if_it_is(
    world, monkeypatch
):
    sent = []
    monkeypatch.setattr(
        "collective.eloket.outbox.mail.MailHandler.perform",
        lambda _self, payload, _context: sent.append(payload),
    )
    world.case.outcome = "decision"
    transaction.commit()
    page = answered(world, {"stap": "approve", "mee": "1"})
    assert "checked" not in re.search('id="mee"[^>]*>', page.text)[0]
    run_due(world.portal, utcnow() + timedelta(minutes=1))
    assert "Uw aanvraag is goedgekeurd" in sent[-1]["body"]
    assert REASON in sent[-1]["body"]


@pytest.mark.parametrize("wish", ["yes", 2, []])
def test_a_strange_wish_is_refused_by_rest(world, wish):
    body = {"comment": REASON, "send_comment": wish}
    url = f"{world.case_url}/@workflow/refuse"
    assert world.api("lieve").post(url, json=body).status_code == 400
    assert world.refresh().state == "submitted"


@pytest.mark.parametrize("along", [True, False])
def test_a_program_says_whether_the_reason_goes_along(world, along):
    body = {"comment": REASON, "send_comment": along}
    url = f"{world.case_url}/@workflow/refuse"
    assert world.api("lieve").post(url, json=body).status_code == 200
    transaction.begin()
    assert (REASON in jobs(world.portal, "mail")[-1]["body"]) is along
