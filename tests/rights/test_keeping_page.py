"""*Bewaren*: what the last look did, and two forms of the manager."""

from collective.eloket.cases.index import get_index
from collective.eloket.rights import holds
from collective.eloket.rights import retention
from collective.eloket.rights.kept import count_kept
from collective.eloket.rights.store import make_rights
from tests.cases import house
from tests.rights.ended import set_back
from tests.rights.ended import today

import pytest
import re
import transaction


@pytest.fixture
def mia(world):
    """A manager's browser, at the page."""
    transaction.begin()
    house.make_manager("mia")
    transaction.commit()
    browser = world.browser("mia")
    browser.page = f"{world.desk_url}/taken-bewaren"
    return browser


def send(browser, **words):
    page = browser.get(browser.page).text
    data = {"_csrf": re.search(r'name="_csrf"[^>]*value="([^"]*)"', page)[1], **words}
    answer = browser.post(browser.page, data=data, allow_redirects=False)
    transaction.begin()
    return answer


def hold(browser, reference, what="aanvraag", reason="Rechtszaak over huur"):
    return send(browser, daad="bewaren", referentie=reference, wat=what, reden=reason)


def test_before_any_look_the_page_says_so(mia):
    text = mia.get(mia.page).text
    assert "Nog niet gekeken" in text
    assert "Er wordt niets langer bewaard" in text


def test_the_last_look_is_told_by_document(world, mia):
    world.act("lieve", "refuse", "Daarom.")
    set_back(world.case, 730)
    retention.look_on(make_rights(), today(), transaction.commit, 9)
    text = mia.get(mia.page).text
    assert "Uittreksel" in text
    assert "Anonimiseren" in text
    assert "Afgelopen op" in text


def test_a_look_that_found_nothing_says_so(world, mia):
    retention.look_on(make_rights(), today(), transaction.commit, 9)
    assert "Geen enkele aanvraag" in mia.get(mia.page).text


def test_counts_that_are_kept_are_told(world, mia):
    world.act("lieve", "refuse", "Daarom.")
    world.case.subject = "child-1"
    for _number in range(6):
        count_kept(world.case)
    transaction.commit()
    text = mia.get(mia.page).text
    assert "Geweigerd: 6" in text
    assert "Voor iemand anders: 6" in text
    assert "Download: 6" in text or "Downloaden: 6" in text


def test_a_request_is_held_and_let_go(world, mia):
    assert hold(mia, world.reference).status_code == 303
    assert holds.is_held(world.refresh())
    page = mia.get(mia.page)
    assert world.reference in page.text
    assert "Rechtszaak over huur" in page.text
    answer = send(
        mia,
        daad="loslaten",
        bewaring=f"case:{world.reference}",
        reden_loslaten="De zaak is rond",
    )
    assert answer.status_code == 303
    assert not holds.is_held(world.refresh())


def test_all_of_a_citizen_is_held(world, mia):
    assert hold(mia, world.reference, "burger").status_code == 303
    assert holds.is_person_held(world.noor.id)
    assert "Noor Voorbeeld" in mia.get(mia.page).text


@pytest.mark.parametrize(
    "words, status, said",
    [
        ({"reason": "kort"}, 400, "Schrijf waarom"),
        ({"reference": "2026-0000-0000"}, 400, "geen aanvraag met die referentie"),
        ({"what": "alles"}, 400, "antwoord"),
    ],
    ids=["no reason", "no such request", "nothing to hold"],
)
def test_is_refused_with_words_and_keeps_nothing(world, mia, words, status, said):
    words = {"reference": world.reference, **words}
    answer = hold(mia, **words)
    assert answer.status_code == status
    assert said in answer.text
    assert list(holds.every_hold()) == []


def test_what_was_let_go_meanwhile_is_told(world, mia):
    answer = send(mia, daad="loslaten", bewaring="case:x", reden_loslaten="Daarom dus")
    assert answer.status_code == 404
    assert "niet bewaard" in answer.text


@pytest.mark.parametrize("who", ["lieve", "tom", "admin"])
def test_nobody_else_may(world, who):
    page = f"{world.desk_url}/taken-bewaren"
    assert world.browser(who).get(page).status_code == 403


def test_the_list_of_tasks_leads_managers_there(world, mia):
    assert "/taken-bewaren" in mia.get(world.tasks).text
    assert "/taken-bewaren" not in world.browser("lieve").get(world.tasks).text
    assert get_index() is not None
