from collective.eloket.audit import service as audit
from collective.eloket.clock import utcnow
from collective.eloket.ephemeral import service as ephemeral
from collective.eloket.ephemeral.service import side_store
from collective.eloket.identity.eid import certificate_errors
from collective.eloket.identity.eid import errors as card_errors
from collective.eloket.identity.eid.token_errors import TokenSignatureError
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.parameters import card_store
from collective.eloket.parameters import card_writer
from collective.eloket.parameters import cards
from collective.eloket.parameters import reading
from collective.eloket.parameters import service
from collective.eloket.parameters import store
from collective.eloket.parameters.errors import AddressSupersededError
from collective.eloket.parameters.errors import CardOriginMissingError
from collective.eloket.parameters.errors import PresenceMissingError
from collective.eloket.parameters.errors import ReadUnknownError
from collective.eloket.parameters.interfaces import ICardNumberProven
from collective.eloket.parameters.interfaces import IParametersRead
from collective.eloket.parameters.model import CARD
from collective.eloket.parameters.model import SELF
from collective.eloket.parameters.read_store import QUESTION
from collective.eloket.parameters.read_store import Reader
from datetime import date
from datetime import timedelta
from plone.registry.interfaces import IRegistry
from tests.identity.eid.house import card
from tests.identity.eid.house import JAN
from tests.identity.eid.house import NOOR as NOORS_DATA
from tests.identity.eid.test_age import number as filed_number
from tests.parameters.card_house import answer
from tests.parameters.card_house import cards_are_read
from tests.parameters.card_house import read
from tests.parameters.card_house import Session
from tests.parameters.test_service import evidence
from tests.parameters.test_service import texts
from zope.component import getGlobalSiteManager
from zope.component import getUtility
from zope.component import provideHandler

import dataclasses
import pytest


HIGH = AssuranceLevel.HIGH
CARD_NOOR = card("ec")
MOVED = dataclasses.replace(
    NOORS_DATA, street="Nieuwe Proefstraat 3", postal_code="9998", municipality="Elders"
)

#: Filed as somebody who is thirteen this year.
TEEN = f"{utcnow().year - 2013:02}0601011"


def numbered(nine: str, **changes):
    """Make Noor's card with a number of the 2000s."""
    number = filed_number(nine).digits
    return card("ec", dataclasses.replace(NOORS_DATA, number=number, **changes))


@pytest.fixture
def noors(noor, tmp_path):
    """Noor's session in a site that reads cards."""
    with cards_are_read(tmp_path):
        yield Session(noor)


@pytest.fixture
def heard():
    """What those above the parameters are told."""
    found = []
    for kind in (ICardNumberProven, IParametersRead):
        provideHandler(found.append, (kind,))
    yield found
    for kind in (ICardNumberProven, IParametersRead):
        getGlobalSiteManager().unregisterHandler(found.append, (kind,))


def test_a_question_is_new_each_time_and_ends(noors):
    one, other = reading.begin(noors), reading.begin(noors)
    assert one.nonce != other.nonce
    assert len(one.nonce) == 44
    assert one.expires - utcnow() <= timedelta(minutes=5)


def test_a_card_shows_what_it_would_change_and_writes_nothing(noors):
    begun = reading.begin(noors)
    found = reading.hand_in(
        noors, begun.read_id, CARD_NOOR.content(), answer(CARD_NOOR, begun.nonce)
    )
    assert [(one.field, one.old, one.new) for one in found] == [
        ("given_names", None, "Noor Elisa"),
        ("family_name", None, "Voorbeeld"),
        ("national_number", None, "85073003328"),
        ("birth_date", None, "1985-07-30"),
        ("street", None, "Voorbeeldstraat 12"),
        ("postal_code", None, "9999"),
        ("municipality", None, "Testegem"),
    ]
    assert service.known(noors.user_id, HIGH) == {}
    assert card_store.read(noors.user_id) is None


def test_the_citizens_yes_writes_values_with_their_source(noors):
    reading.confirm(noors, read(noors, CARD_NOOR))
    found = service.known(noors.user_id, HIGH)
    assert texts(noors.user_id)["street"] == "Voorbeeldstraat 12"
    assert {value.source for value in found.values()} == {CARD}
    assert {value.level for value in found.values()} == {HIGH}
    kept = card_store.read(noors.user_id)
    assert kept.valid_from == date(2024, 3, 1)
    assert kept.last_read == next(iter(found.values())).at.isoformat()
    assert {value.evidence for value in found.values()} == {kept.proofs[-1]["id"]}
    assert set(kept.proofs[-1]["files"]) == {"id", "idsig", "addr", "addrsig"}


def test_the_proof_is_audited_without_values(noors):
    begun = utcnow()
    reading.confirm(noors, read(noors, CARD_NOOR))
    (row,) = audit.find(subject=noors.user_id, since=begun)
    assert row.entry.action == "parameters.card"
    assert row.entry.means == "eid"
    assert "Voorbeeld" not in str(row.entry.details)
    assert "85073003328" not in str(row.entry.details)


def test_moving_house_changes_the_address_and_nothing_else(noors, heard):
    reading.confirm(noors, read(noors, CARD_NOOR))
    heard.clear()
    moved = card("ec", MOVED)
    changed = reading.confirm(noors, read(noors, moved))
    assert [one.field for one in changed] == ["street", "postal_code", "municipality"]
    assert texts(noors.user_id)["municipality"] == "Elders"
    (event,) = heard
    assert event.changed == ("street", "postal_code", "municipality")


def test_a_card_that_says_the_same_has_no_differences_and_is_noted(noors):
    reading.confirm(noors, read(noors, CARD_NOOR))
    assert reading.confirm(noors, read(noors, CARD_NOOR)) == []
    assert len(card_store.read(noors.user_id).proofs) == 2


def test_holding_the_card_renews_names_and_leaves_the_address(noors):
    reading.confirm(noors, read(noors, CARD_NOOR))
    changed = reading.confirm(noors, read(noors, card("ec", MOVED), content=False))
    assert changed == []
    assert texts(noors.user_id)["municipality"] == "Testegem"


def test_a_renewed_card_is_welcome_and_the_older_one_is_not(noors):
    newer = card("ec", dataclasses.replace(NOORS_DATA, valid_from=date(2026, 1, 5)))
    reading.confirm(noors, read(noors, CARD_NOOR))
    reading.confirm(noors, read(noors, newer))
    with pytest.raises(card_errors.OlderCardError):
        read(noors, CARD_NOOR)


def test_an_address_that_was_replaced_goes_to_a_clerk(noors):
    reading.confirm(noors, read(noors, CARD_NOOR))
    reading.confirm(noors, read(noors, card("ec", MOVED)))
    with pytest.raises(AddressSupersededError):
        read(noors, CARD_NOOR)
    assert texts(noors.user_id)["municipality"] == "Elders"


def test_an_address_that_was_replaced_between_reading_and_yes_is_refused(noors):
    first = read(noors, CARD_NOOR)
    reading.confirm(noors, read(noors, CARD_NOOR))
    reading.confirm(noors, read(noors, card("ec", MOVED)))
    with pytest.raises(AddressSupersededError):
        reading.confirm(noors, first)


def test_the_card_of_somebody_else_is_refused(noors):
    service.remember(noors.user_id, evidence())
    with pytest.raises(card_errors.OtherPersonsCardError):
        read(noors, card("ec", JAN))


def test_a_card_shows_a_weak_session_nothing_of_an_account_without_a_number(noors):
    said = {"street": "Geheimstraat 1", "birth_date": "1985-07-30"}
    service.remember(noors.user_id, evidence(number=None, **said))
    weak = dataclasses.replace(noors, level=AssuranceLevel.LOW)
    begun = reading.begin(weak)
    sent = weak, begun.read_id, CARD_NOOR.content(), answer(CARD_NOOR, begun.nonce)
    shown = reading.hand_in(*sent)
    assert {one.old for one in shown} == {None}
    assert {one.old for one in reading.confirm(weak, begun.read_id)} == {None}


def test_the_card_of_the_accounts_number_shows_a_weak_session_all_of_it(noors):
    service.remember(noors.user_id, evidence(street="Oudestraat 1"))
    weak = dataclasses.replace(noors, level=AssuranceLevel.LOW)
    begun = reading.begin(weak)
    sent = weak, begun.read_id, CARD_NOOR.content(), answer(CARD_NOOR, begun.nonce)
    shown = {one.field: one.old for one in reading.hand_in(*sent)}
    assert shown["street"] == "Oudestraat 1"


def test_what_was_typed_as_number_binds_nobody(noors):
    service.set_own(noors.user_id, {"national_number": "79111499728"})
    assert service.known(noors.user_id, HIGH)["national_number"].source == SELF
    reading.confirm(noors, read(noors, CARD_NOOR))
    assert texts(noors.user_id)["national_number"] == "85073003328"


def test_a_number_that_is_proven_first_is_told_upwards(noors, heard):
    reading.confirm(noors, read(noors, CARD_NOOR))
    assert [event.number for event in heard if ICardNumberProven.providedBy(event)] == [
        "85073003328"
    ]


@pytest.mark.parametrize(
    "filed, refusal",
    [
        ("240601011", card_errors.CardTooYoungError),
        (TEEN, card_errors.CardKindUnknownError),
        ("000001005", card_errors.CardAgeUnknownError),
    ],
    ids=["a child", "who may hold a child's card", "who tells no age"],
)
def test_a_first_number_comes_with_the_files_of_no_childs_card(noors, filed, refusal):
    shown = numbered(filed)
    with pytest.raises(refusal):
        read(noors, shown, content=False)
    assert store.read(noors.user_id) == {}
    with pytest.raises(card_errors.CardTypeError):
        read(noors, numbered(filed, document_type="6"))


def test_who_may_hold_a_childs_card_and_shows_another_one_is_welcome(noors):
    reading.confirm(noors, read(noors, numbered(TEEN)))
    assert reading.confirm(noors, read(noors, numbered(TEEN), content=False)) == []


def test_who_keeps_accounts_may_refuse_the_number(noors):
    class RefusedError(Exception):
        pass

    def refuse(event):
        raise RefusedError

    provideHandler(refuse, (ICardNumberProven,))
    try:
        with pytest.raises(RefusedError):
            reading.confirm(noors, read(noors, CARD_NOOR))
    finally:
        getGlobalSiteManager().unregisterHandler(refuse, (ICardNumberProven,))
    assert store.read(noors.user_id) == {}


@pytest.mark.parametrize(
    "change",
    [
        lambda session: dataclasses.replace(session, sid="sid-2"),
        lambda session: dataclasses.replace(session, user_id="citizen-jan"),
    ],
    ids=["another session", "another account"],
)
def test_a_read_belongs_to_one_session_of_one_account(noors, change):
    other = change(noors)
    begun = reading.begin(noors)
    with pytest.raises(ReadUnknownError):
        reading.hand_in(other, begun.read_id, None, answer(CARD_NOOR, begun.nonce))
    done = read(noors, CARD_NOOR)
    with pytest.raises(ReadUnknownError):
        reading.confirm(other, done)
    # and the owner goes on
    reading.confirm(noors, done)


def test_a_question_for_another_purpose_is_not_answered(noors):
    counters = Reader("counter", noors.user_id, noors.sid, noors.user_id)
    begun = reading.ask(counters)
    with pytest.raises(ReadUnknownError):
        reading.hand_in(noors, begun.read_id, None, answer(CARD_NOOR, begun.nonce))
    assert counters.take(QUESTION, begun.read_id)["nonce"] == begun.nonce


@pytest.mark.parametrize("read_id", ["unknown", "", None, 7, ["a"]])
def test_an_unknown_read_is_refused(noors, read_id):
    with pytest.raises(ReadUnknownError):
        reading.hand_in(noors, read_id, None, answer(CARD_NOOR, "x"))
    with pytest.raises(ReadUnknownError):
        reading.confirm(noors, read_id)


def test_a_question_is_answered_once(noors):
    begun = reading.begin(noors)
    sent = CARD_NOOR.content(), answer(CARD_NOOR, begun.nonce)
    reading.hand_in(noors, begun.read_id, *sent)
    with pytest.raises(ReadUnknownError):
        reading.hand_in(noors, begun.read_id, *sent)


def test_a_wrong_answer_uses_the_question_up(noors):
    begun = reading.begin(noors)
    with pytest.raises(TokenSignatureError):
        reading.hand_in(noors, begun.read_id, None, answer(CARD_NOOR, "another"))
    with pytest.raises(ReadUnknownError):
        reading.hand_in(noors, begun.read_id, None, answer(CARD_NOOR, begun.nonce))


def test_the_answer_to_another_question_is_refused(noors):
    one, other = reading.begin(noors), reading.begin(noors)
    with pytest.raises(TokenSignatureError):
        reading.hand_in(noors, one.read_id, None, answer(CARD_NOOR, other.nonce))


@pytest.mark.parametrize("presence", [None, {}, {"webeid": None}, "token", []])
def test_files_without_an_answer_are_refused(noors, presence):
    begun = reading.begin(noors)
    with pytest.raises(PresenceMissingError):
        reading.hand_in(noors, begun.read_id, CARD_NOOR.content(), presence)


def test_a_read_may_be_confirmed_again_while_nothing_is_stored(noors):
    # Zope runs a request again after a conflict
    done = read(noors, CARD_NOOR)
    first = reading.confirm(noors, done)
    store.erase(noors.user_id)
    assert reading.confirm(noors, done) == first


def test_a_question_ends_after_five_minutes(noors):
    begun = reading.begin(noors)
    side_store().sweep(utcnow() + timedelta(minutes=5, seconds=1))
    with pytest.raises(ReadUnknownError):
        reading.hand_in(noors, begun.read_id, None, answer(CARD_NOOR, begun.nonce))


def test_a_number_that_was_proven_between_reading_and_yes_counts(noors):
    done = read(noors, card("ec", JAN))
    service.remember(noors.user_id, evidence())
    with pytest.raises(card_errors.OtherPersonsCardError):
        reading.confirm(noors, done)
    assert texts(noors.user_id)["national_number"] == "85073003328"


def test_a_read_that_was_not_confirmed_ends_by_itself(noors):
    done = read(noors, CARD_NOOR)
    side_store().sweep(utcnow() + timedelta(minutes=10, seconds=1))
    with pytest.raises(ReadUnknownError):
        reading.confirm(noors, done)


def test_the_writer_looks_at_the_time_again(noors, monkeypatch):
    done = read(noors, CARD_NOOR)
    later = utcnow() + timedelta(minutes=11)
    monkeypatch.setattr(card_writer, "utcnow", lambda: later)
    with pytest.raises(ReadUnknownError):
        reading.confirm(noors, done)
    assert store.read(noors.user_id) == {}


@pytest.mark.parametrize(
    "origin", [None, "", "http://eloket.example", "eloket.example"]
)
def test_no_card_is_read_before_the_site_knows_its_address(noors, origin):
    getUtility(IRegistry)[cards.ORIGIN] = origin
    begun = reading.begin(noors)
    with pytest.raises(CardOriginMissingError):
        reading.hand_in(noors, begun.read_id, None, answer(CARD_NOOR, begun.nonce))


def test_a_card_of_another_pki_is_refused(noors):
    with pytest.raises(certificate_errors.IssuerUnknownError):
        read(noors, card("rsa"), cacert=None, rootcert=None)


def test_nothing_of_a_read_lies_open_in_the_side_store(noors):
    read(noors, CARD_NOOR)
    with ephemeral.engine().connect() as connection:
        tables = ephemeral.metadata().sorted_tables
        rows = [
            str(row) for table in tables for row in connection.execute(table.select())
        ]
    assert not any("Voorbeeldstraat" in row or "85073003328" in row for row in rows)


def test_a_read_is_forgotten_once_it_is_stored(noors):
    done = read(noors, CARD_NOOR)
    reader = Reader.citizen(noors)
    reading._forget(False, noors, done)
    assert reader.get(reading.READING, done)
    reading._forget(True, noors, done)
    with pytest.raises(ReadUnknownError):
        reader.get(reading.READING, done)
