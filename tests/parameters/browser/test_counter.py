"""A clerk reads a citizen's card at the counter: the card tells whose data they are."""

from collective.eloket.accounts.keys import number_key
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.accounts.store import Member
from collective.eloket.audit import service as audit
from collective.eloket.clock import utcnow
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.parameters import card_store
from collective.eloket.parameters import counter
from collective.eloket.parameters import service as parameters
from collective.eloket.parameters.errors import ReadUnknownError
from tests.accounts.people import Browser
from tests.accounts.people import mailed
from tests.accounts.people import number
from tests.identity.eid.house import card
from tests.identity.eid.house import JAN
from tests.parameters.browser.reader import CardReader
from tests.parameters.browser.reader import words
from tests.parameters.browser.test_read import CLOSING
from tests.parameters.card_house import answer as presence_of
from ZODB.POSException import ConflictError

import pytest
import transaction


PAGE = "/e-loket/taken-eid"
CARD = card("ec")


@pytest.fixture
def reader(clerk, noor):
    return CardReader(clerk, PAGE)


def texts(user_id: str) -> dict[str, str]:
    transaction.begin()
    known = parameters.known(user_id, AssuranceLevel.HIGH)
    return {name: value.value for name, value in known.items()}


def test_the_citizen_must_agree(reader):
    answer = reader.send(stap="start")
    assert answer.status_code == 400
    assert "Vink aan dat de burger akkoord gaat" in answer.text


def test_old_stands_beside_new_and_nothing_is_written(reader, noor):
    before = texts(noor)
    said = words(reader.read(CARD).text)
    assert "hoort bij een account hier" in said
    assert "Voornaam Noor Noor Elisa gewijzigd" in said
    assert "Op de kaart" in said
    assert "85073003328" not in said
    assert texts(noor) == before


def test_a_look_at_somebodys_data_is_audited(reader, noor):
    reader.start()
    begun = utcnow()
    reader.hand_in(CARD)
    (row,) = audit.find(noor, begun)
    assert (row.entry.actor, row.entry.role) == ("tom", "clerk")
    assert row.entry.action == "parameters.view"


def test_yes_writes_with_the_clerks_name_as_evidence(reader, noor, signed_in):
    reader.read(CARD)
    begun = utcnow()
    assert reader.confirm().status_code == 303
    assert texts(noor)["street"] == "Voorbeeldstraat 12"
    value = parameters.known(noor, AssuranceLevel.HIGH)["street"]
    assert value.source == "eid-card"
    assert card_store.read(noor).proofs[-1]["clerk"] == "tom"
    rows = [r.entry for r in audit.find(noor, begun) if r.entry.details]
    assert [(e.actor, e.action) for e in rows] == [("tom", "parameters.counter")]
    page = words(signed_in(noor).get("/e-loket/mijn-parameters").text)
    assert "aan het loket, door Tom Loket" in page
    assert "van uw eID, gelezen aan het loket" in page


@pytest.mark.parametrize("times", [1, 2], ids=["something differs", "nothing does"])
def test_the_citizen_is_mailed_in_any_case(reader, functional, times):
    for _ in range(times):
        reader.read(CARD)
        reader.confirm()
    transaction.begin()
    subjects = [mail["subject"] for mail in mailed(functional["portal"])]
    assert subjects == ["Uw eID werd gelezen aan het loket"] * times


def test_nothing_that_differs_may_be_noted(reader):
    reader.read(CARD)
    reader.confirm()
    assert "Niets is anders." in words(reader.read(CARD).text)


def test_no_forgets_what_was_read(reader, noor):
    before = texts(noor)
    reader.read(CARD)
    assert reader.send(stap="stop", lezing=reader.read_id).status_code == 303
    assert reader.confirm().status_code == 404
    assert texts(noor) == before


def test_a_card_that_nobody_has_here_tells_no_more(reader):
    answer = reader.read(card("ec", JAN))
    assert answer.status_code == 404
    said = words(answer.text)
    assert "We kennen niemand met deze kaart" in said
    assert "Proefman" not in said
    assert CLOSING in said


def test_the_clerks_own_card_is_refused(reader, noor):
    before = texts(noor)
    store = citizen_store()
    own = Member("tom", utcnow())
    own.number_key = number_key(number())
    store.members["tom"] = own
    transaction.commit()
    answer = reader.read(CARD)
    assert answer.status_code == 403
    assert "Dit is uw eigen kaart" in answer.text
    assert texts(noor) == before


def test_an_unknown_step_is_refused(reader):
    assert reader.send(stap="iets").status_code == 400


def test_a_read_belongs_to_one_clerk_in_one_session(reader, noor, desk):
    transaction.begin()
    one = counter.reader("tom", "session-1")
    begun = counter.begin(one)
    sent = CARD.content(), presence_of(CARD, begun.nonce)
    for other in (("tom", "session-2"), ("lieve", "session-1")):
        with pytest.raises(ReadUnknownError):
            counter.hand_in(counter.reader(*other), begun.read_id, *sent)
    assert counter.hand_in(one, begun.read_id, *sent).person_id == noor
    with pytest.raises(ReadUnknownError):
        counter.confirm(counter.reader("lieve", "session-1"), begun.read_id)


def test_a_yes_that_could_not_be_stored_may_be_said_again(reader, noor):
    transaction.begin()
    clerk = counter.reader("tom", "session-1")
    begun = counter.begin(clerk)
    presence = presence_of(CARD, begun.nonce)
    counter.hand_in(clerk, begun.read_id, CARD.content(), presence)
    counter.confirm(clerk, begun.read_id)
    # another one stores the same first
    reader.read(CARD)
    assert reader.confirm().status_code == 303
    with pytest.raises(ConflictError):
        transaction.commit()
    transaction.abort()
    assert counter.confirm(clerk, begun.read_id) == []
    transaction.commit()
    with pytest.raises(ReadUnknownError):
        counter.confirm(clerk, begun.read_id)


@pytest.mark.parametrize("page", [PAGE, "/e-loket/taken-adressen"])
def test_only_who_may_sees_the_page(functional, noor, signed_in, page):
    assert signed_in(noor).get(page).status_code == 403
    assert Browser(functional).get(page).status_code == 302


def test_the_tasks_lead_there(clerk):
    page = clerk.get("/e-loket/taken").text
    assert "/taken-eid" in page
    assert "/taken-adressen" in page
