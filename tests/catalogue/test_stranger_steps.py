"""A form in steps without signing in: what waits for whom, and for how long."""

from collective.eloket.cases.dossier import open_dossier
from collective.eloket.catalogue import drafts
from collective.eloket.catalogue.drafted import Draft
from collective.eloket.catalogue.strangers import StrangerSession
from collective.eloket.clock import utcnow
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.vault import aside
from datetime import timedelta
from plone import api
from tests.catalogue.house import make_desk
from tests.catalogue.stepped import give_steps
from tests.catalogue.stepped import kept_files
from tests.catalogue.stepped import next_page
from tests.catalogue.stepped import PDF
from tests.catalogue.stepped import RENT
from tests.catalogue.stepped import send_shown
from urllib.parse import parse_qs
from urllib.parse import urlsplit

import pytest
import transaction


IBAN = "BE68 5390 0754 7034"


@pytest.fixture
def stepped(served):
    """A document in steps that takes strangers."""
    transaction.begin()
    served.document.level = "none"
    served.document.channels = ["post", "counter"]
    transaction.commit()
    give_steps(served)
    served.road = f"{served.url}/aanvraag-zonder-aanmelden"
    return served


def send_on(served, client, shown, answers=None, **options):
    """Send the page that is shown; the redirect is not taken."""
    return send_shown(served.road, client, shown, answers, **options)


def up_to_the_file(served, client):
    """Answer the first two steps, and return the page of the third."""
    shown = client.get(served.road)
    shown = next_page(client, send_on(served, client, shown, {"given_names": "Wim"}))
    return next_page(client, send_on(served, client, shown, RENT))


def up_to_the_end(served, client):
    """Answer all steps, and return the last look."""
    shown = up_to_the_file(served, client)
    answer = send_on(served, client, shown, files={"contract": PDF})
    return next_page(client, answer)


def test_a_file_is_chosen_once_whatever_else_is_wrong(stepped):
    client = stepped.stranger()
    shown = up_to_the_file(stepped, client)
    wrong = send_on(
        stepped, client, shown, {"account": "BE00"}, files={"contract": PDF}
    )
    assert wrong.status_code == 400
    assert kept_files(wrong) == ["bewaard.contract"] and "huur.pdf" in wrong.text
    look = next_page(client, send_on(stepped, client, wrong, {"account": IBAN}))
    for told in ("Wim", "huur.pdf", "Proefstraat 12", IBAN):
        assert told in look.text
    sent = send_on(stepped, client, look, button={"kanaal": "counter"})
    assert sent.headers["Location"] == f"{stepped.url}/ontvangen"
    (reference,) = stepped.references()
    assert reference in client.get(sent.headers["Location"]).text
    case = stepped.document.aq_parent["dossiers"][reference]
    assert case.channel == "counter"
    dossier = open_dossier(case)
    assert dossier.name == "Wim" and dossier.answers["contract"] == "huur.pdf"
    assert dossier.answers["account"] == IBAN


def test_two_clicks_on_the_last_page_make_one_case(stepped):
    client = stepped.stranger()
    look = up_to_the_end(stepped, client)
    for _click in range(2):
        sent = send_on(stepped, client, look)
        assert sent.headers["Location"] == f"{stepped.url}/ontvangen"
    (reference,) = stepped.references()
    assert reference in client.get(f"{stepped.url}/ontvangen").text
    # and the way back leads there too
    again = client.get(look.url, allow_redirects=False)
    assert again.headers["Location"] == f"{stepped.url}/ontvangen"


def test_a_file_can_be_removed_again(stepped):
    client = stepped.stranger()
    shown = up_to_the_file(stepped, client)
    wrong = send_on(
        stepped, client, shown, {"account": "BE00"}, files={"contract": PDF}
    )
    typed = {"account": "BE00"}
    gone = send_on(stepped, client, wrong, typed, button={"weg": "contract"})
    page = next_page(client, gone)
    assert kept_files(page) == [] and "BE00" in page.text


def test_what_was_typed_is_not_shown_to_others(stepped):
    client, other = stepped.stranger(), stepped.stranger()
    look = up_to_the_end(stepped, client)
    # another browser with the same address; and the same browser that begins anew
    found = other.get(look.url, allow_redirects=False)
    assert found.headers["Location"] == stepped.road
    assert "Proefstraat" not in found.text + other.get(look.url).text
    for address in (stepped.road, f"{stepped.road}?stap=4"):
        anew = client.get(address).text
        assert "Wim" not in anew and "Proefstraat" not in anew
    assert "Proefstraat" in client.get(look.url).text


def test_who_comes_too_late_is_told(stepped):
    client = stepped.stranger()
    shown = client.get(f"{stepped.road}?stap=2&sleutel=over")
    assert shown.url == stepped.road and "30 minuten" in shown.text


def test_a_citizen_does_not_get_what_a_stranger_typed(stepped):
    client = stepped.stranger()
    look = up_to_the_end(stepped, client)
    client.cookies["eloket-session"] = stepped.token(AssuranceLevel.HIGH)
    assert "Proefstraat" not in client.get(look.url).text
    assert "Proefstraat" not in client.get(f"{stepped.page}?stap=4").text


def test_pages_from_one_place_are_counted(stepped):
    client = stepped.stranger()
    shown = client.get(stepped.road)
    first = send_on(stepped, client, shown, {"given_names": "Wim"})
    transaction.begin()
    api.portal.set_registry_record("collective.eloket.catalogue.strangers_pages", 1)
    transaction.commit()
    second = next_page(client, first)
    assert send_on(stepped, client, second, RENT).status_code == 429


def test_the_key_stands_in_the_address_and_nothing_that_was_typed(stepped):
    client = stepped.stranger()
    look = up_to_the_end(stepped, client)
    assert set(parse_qs(urlsplit(look.url).query)) == {"stap", "sleutel"}


def test_a_strangers_draft_is_over_after_half_an_hour(integration, portal):
    with api.env.adopt_roles(["Manager"]):
        document = make_desk(portal)["bewijs"]
    writer = StrangerSession("", "browser", "key")
    drafts.keep(writer, document, Draft(key="key", answers={"why": "rent"}))
    name = drafts.name_of(document, writer.capacity)
    owner = drafts.owner_of(writer)
    now = utcnow()
    assert aside.read(owner, name, now=now + timedelta(minutes=29))
    assert not aside.read(owner, name, now=now + timedelta(minutes=30, seconds=1))
    for other in (
        StrangerSession("", "browser", "another"),
        StrangerSession("", "another", "key"),
    ):
        assert drafts.find(other, document) is None
