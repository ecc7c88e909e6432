"""From the clerk's decision to the mail and the citizen's page, by the real worker."""

from collective.eloket.outbox import service as outbox
from collective.eloket.parameters import service as parameters
from email.message import EmailMessage
from plone import api
from tests.cases import house
from tests.outbox.post import Post

import pytest
import transaction


@pytest.fixture
def world(functional_portal):
    """A site with a document whose outcome a test may change before it asks."""
    portal = functional_portal
    with Post() as post:
        for name, value in {
            "plone.smtp_host": "127.0.0.1",
            "plone.smtp_port": post.port,
            "plone.email_from_address": "e-loket@testegem.example",
        }.items():
            api.portal.set_registry_record(name, value)
        found = house.World(portal)
        found.post = post
        yield found


def ask(world, outcome, language="nl"):
    """Let Noor send a case for a document of that outcome."""
    transaction.begin()
    document = world.desk["uittreksel"]
    document.outcome = outcome
    order = house.order(
        document, world.noor, idempotency_key=outcome, language=language
    )
    world.case = house.submit(order)
    world.reference = world.case.getId()
    transaction.commit()


def decide(world, step, comment=""):
    """Let the clerk decide by REST and the worker do everything that follows."""
    lieve = world.api("lieve")
    url = f"{world.desk_url}/dossiers/{world.reference}/@workflow/{step}"
    assert lieve.post(url, json={"comment": comment}).status_code == 200
    transaction.begin()
    outbox.run_due(world.portal)
    assert outbox.waiting(world.portal) == 0


def mails(world) -> list[EmailMessage]:
    """Return the mails about the case, oldest first."""
    return [mail for mail in world.post.mails if world.reference in mail["Subject"]]


def page(world) -> str:
    """Return the citizen's page of the case."""
    return world.browser(world.noor).get(f"{world.mine}/{world.reference}").text


@pytest.mark.parametrize(
    "outcome, subject, end",
    [
        ("document", "Uw document staat klaar", "Uw document staat klaar"),
        ("decision", "Onze beslissing over uw aanvraag", "U kent onze beslissing"),
        ("report", "Uw melding is verwerkt", "Uw melding is verwerkt"),
    ],
)
def test_an_approval_ends_with_mail_timeline_and_state(world, outcome, subject, end):
    ask(world, outcome)
    assert end in page(world)
    decide(world, "approve")
    transaction.begin()
    assert world.case.state == "delivered"
    assert [mail["Subject"] for mail in mails(world)] == [
        f"Uw aanvraag is ontvangen ({world.reference})",
        f"{subject} ({world.reference})",
    ]
    seen = page(world)
    assert end in seen
    assert "is-next" not in seen
    assert "ten laatste" not in seen


@pytest.mark.parametrize("outcome, mailed", [("document", 0), ("decision", 1)])
def test_a_document_is_told_on_wish_and_a_decision_in_any_case(world, outcome, mailed):
    transaction.begin()
    parameters.set_own(world.noor.id, {"mail_ready": "no", "mail_steps": "no"})
    transaction.commit()
    ask(world, outcome)
    decide(world, "approve")
    transaction.begin()
    assert world.case.state == "delivered"
    assert len(mails(world)) == mailed


@pytest.mark.parametrize("outcome", ["decision", "report"])
def test_where_there_is_no_letter_none_is_offered(world, outcome):
    ask(world, outcome)
    decide(world, "approve")
    noor = world.browser(world.noor)
    url = f"{world.mine}/{world.reference}"
    assert world.case._letter is None
    assert f"{url}/document" not in noor.get(url).text
    assert f"{url}/document" not in noor.get(world.mine).text
    assert noor.get(f"{url}/document").status_code == 404
    told = world.api(world.noor).get(
        f"{world.site_url}/@eloket-cases/{world.reference}"
    )
    assert (told.json()["state"], told.json()["documents"]) == ("delivered", [])


def test_a_letter_is_offered_on_both_pages(world):
    ask(world, "document")
    decide(world, "approve")
    noor = world.browser(world.noor)
    url = f"{world.mine}/{world.reference}"
    assert f"{url}/document" in noor.get(url).text
    assert f"{url}/document" in noor.get(world.mine).text


@pytest.mark.parametrize("outcome", ["document", "decision", "report"])
def test_a_refusal_ends_with_mail_timeline_and_state(world, outcome):
    ask(world, outcome)
    decide(world, "refuse", "Buiten de zone.")
    transaction.begin()
    assert world.case.state == "refused"
    assert world.case._letter is None
    last = mails(world)[-1]
    assert last["Subject"] == f"Onze beslissing over uw aanvraag ({world.reference})"
    assert '"Buiten de zone."' in last.get_content()
    seen = page(world)
    assert "Buiten de zone." in seen
    assert "is-next" not in seen


@pytest.mark.parametrize(
    "outcome, words",
    [
        ("document", "We maken het document"),
        ("decision", "dat de aanvraag is goedgekeurd"),
        ("report", "dat de melding is verwerkt"),
    ],
)
def test_the_clerk_reads_what_an_approval_does(world, outcome, words):
    ask(world, outcome)
    url = f"{world.tasks}/{world.reference}?stap=approve"
    assert words in world.browser("lieve").get(url).text


@pytest.mark.parametrize(
    "outcome, subject",
    [
        ("document", "Ihr Dokument liegt bereit"),
        ("decision", "Unsere Entscheidung über Ihren Antrag"),
        ("report", "Ihre Meldung ist bearbeitet"),
    ],
)
def test_the_mail_is_in_the_language_of_the_citizen(world, outcome, subject):
    ask(world, outcome, language="fr")
    parameters.set_own(world.noor.id, {"language": "de"})
    transaction.commit()
    decide(world, "approve")
    first, last = mails(world)
    # both are written when they leave, after the citizen chose
    assert first["Subject"] == f"Ihr Antrag ist angekommen ({world.reference})"
    assert last["Subject"] == f"{subject} ({world.reference})"
    body = last.get_content()
    assert body.startswith("Guten Tag Noor Voorbeeld,")
    assert "$" not in body
    assert "http" not in body
    assert "Noor" not in last["Subject"]
