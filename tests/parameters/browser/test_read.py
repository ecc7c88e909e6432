"""*Lees mijn eID opnieuw*: agree, read, look at old beside new, say yes."""

from collective.eloket.accounts.session import CitizenSession
from collective.eloket.accounts.tokens import read_token
from collective.eloket.audit import service as audit
from collective.eloket.clock import utcnow
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.parameters import card_store
from collective.eloket.parameters import cards
from collective.eloket.parameters import reading
from collective.eloket.parameters import service as parameters
from collective.eloket.parameters.errors import ReadUnknownError
from datetime import date
from plone.registry.interfaces import IRegistry
from tests.accounts.people import Browser
from tests.accounts.people import citizen
from tests.accounts.people import evidence
from tests.accounts.people import mailed
from tests.identity.eid.house import card
from tests.identity.eid.house import JAN
from tests.identity.eid.house import NOOR
from tests.parameters.browser.reader import CardReader
from tests.parameters.browser.reader import words
from tests.parameters.card_house import read
from tests.parameters.card_house import Session
from ZODB.POSException import ConflictError
from zope.component import getUtility

import base64
import dataclasses
import pytest
import transaction


PAGE = "/e-loket/mijn-parameters-lezen"
CARD = card("ec")
MOVED = card(
    "ec",
    dataclasses.replace(
        NOOR, street="Modelplein 3", postal_code="9998", municipality="Elders"
    ),
)
CLOSING = "Er is niets gewijzigd. Wat we van de kaart lazen, is gewist."


@pytest.fixture
def reader(noor, signed_in):
    return CardReader(signed_in(noor), PAGE)


def texts(user_id: str) -> dict[str, str]:
    transaction.begin()
    known = parameters.known(user_id, AssuranceLevel.HIGH)
    return {name: value.value for name, value in known.items()}


class TestConsent:
    def test_says_what_is_read_and_what_is_not(self, reader):
        said = words(reader.browser.get(PAGE).text)
        assert "Wat we van uw kaart lezen" in said
        assert "Uw foto lezen we niet." in said
        assert "Ik ga akkoord dat" in said

    @pytest.mark.parametrize(
        "language, text",
        [
            ("nl", "Ik ga akkoord dat"),
            ("fr", "accepte que"),
            ("de", "Ich stimme zu, dass"),
            ("en", "I agree that"),
        ],
    )
    def test_is_asked_in_the_readers_language(self, reader, language, text):
        settings = getUtility(IRegistry)
        before = settings["plone.default_language"]
        known = settings["plone.available_languages"]
        settings["plone.available_languages"] = ["nl", "fr", "de", "en"]
        settings["plone.default_language"] = language
        transaction.commit()
        try:
            page = reader.browser.get(PAGE).text
        finally:
            settings["plone.default_language"] = before
            settings["plone.available_languages"] = known
            transaction.commit()
        assert text in words(page)

    def test_must_be_given(self, reader):
        answer = reader.send(stap="start")
        assert answer.status_code == 400
        assert "Vink aan dat u akkoord gaat" in answer.text
        assert "data-el-nonce" not in answer.text

    def test_leads_to_the_steps_with_a_question_for_the_card(self, reader):
        answer = reader.start()
        assert answer.status_code == 200
        assert 'data-el-card="read"' in answer.text
        assert 'data-el-origin="https://eloket.example"' in answer.text
        assert len(reader.nonce) == 44
        assert reader.read_id
        assert "Stopt u? Dan verandert er niets." in words(answer.text)

    def test_is_not_asked_where_no_card_can_be_read(self, reader):
        getUtility(IRegistry)[cards.ORIGIN] = None
        transaction.commit()
        answer = reader.start()
        assert answer.status_code == 503
        assert "Kaarten lezen kan hier nog niet" in answer.text


class TestDifference:
    def test_shows_old_beside_new_and_writes_nothing(self, reader, noor):
        reader.read(CARD)
        reader.confirm()
        before = texts(noor)
        answer = reader.read(MOVED)
        assert answer.status_code == 200
        said = words(answer.text)
        assert "Kijk na wat er verandert" in said
        assert "Eén gegeven is anders" in said
        assert (
            "Adres Voorbeeldstraat 12 9999 Testegem Modelplein 3 9998 Elders gewijzigd"
        ) in said
        assert "Naam Voorbeeld Voorbeeld ongewijzigd" in said
        assert "Wilt u uw adres wijzigen?" in said
        assert "Ja, wijzig mijn adres" in said
        assert "Nee, laat alles zoals het is" in said
        assert texts(noor) == before

    def test_counts_several_and_never_shows_a_whole_number(self, reader):
        answer = reader.read(CARD)
        said = words(answer.text)
        assert "Anders dan wat we hebben: 1. Nog niet bekend bij ons: 2." in said
        assert "Geboortedatum niet gekend 30 juli 1985 nieuw" in said
        assert "Voornaam Noor Noor Elisa gewijzigd" in said
        assert "Wilt u uw gegevens wijzigen?" in said
        assert "gekend, eindigt op 28" in said
        assert "85073003328" not in answer.text

    def test_counts_what_is_different_when_nothing_is_new(self, reader):
        reader.read(CARD)
        reader.confirm()
        renamed = dataclasses.replace(NOOR, street="Modelplein 3", given_name="Lena")
        said = words(reader.read(card("ec", renamed)).text)
        assert "2 gegevens zijn anders dan wat wij hebben." in said

    def test_is_a_view_that_is_audited(self, reader, noor):
        reader.start()
        begun = utcnow()
        reader.hand_in(CARD)
        assert "parameters.read" in [r.entry.action for r in audit.find(noor, begun)]

    @pytest.mark.seed("001-31", "004-02")
    def test_yes_writes_and_says_so(self, reader, noor):
        reader.read(CARD)
        reader.confirm()
        reader.read(MOVED)
        answer = reader.confirm()
        assert answer.status_code == 303
        address = answer.headers["Location"]
        assert address.endswith("/mijn-parameters?gewijzigd=adres")
        page = reader.browser.client.get(address).text
        assert "Uw adres is gewijzigd" in page
        assert "Nieuw adres: Modelplein 3, 9998 Elders." in words(page)
        assert texts(noor)["municipality"] == "Elders"

    def test_no_leaves_everything_and_forgets_what_was_read(self, reader, noor):
        before = texts(noor)
        reader.read(CARD)
        answer = reader.send(stap="stop", lezing=reader.read_id)
        assert answer.headers["Location"].endswith("/mijn-parameters")
        assert reader.confirm().status_code == 404
        assert texts(noor) == before

    def test_nothing_that_differs_notes_the_day(self, reader, noor):
        reader.read(CARD)
        reader.confirm()
        said = words(reader.read(CARD).text)
        assert "Uw gegevens kloppen" in said
        assert "De datum van de laatste lezing is nu" in said
        transaction.begin()
        assert len(card_store.read(noor).proofs) == 2

    def test_a_change_is_mailed_in_the_citizens_language(
        self, reader, noor, functional
    ):
        parameters.set_own(noor, {"language": "fr"})
        transaction.commit()
        reader.read(CARD)
        reader.confirm()
        transaction.begin()
        mail = mailed(functional["portal"])[-1]
        assert mail["to"] == "noor@voorbeeld.example"
        assert mail["subject"] == "Vos données ont été modifiées avec votre eID"

    def test_what_took_too_long_is_over(self, reader, noor):
        answer = reader.send(stap="bevestig", lezing="unknown")
        assert answer.status_code == 404
        assert "Dit duurde te lang" in answer.text
        assert CLOSING in words(answer.text)


class TestWithoutFiles:
    def test_says_why_the_address_stays(self, reader, noor):
        renamed = card("ec", dataclasses.replace(NOOR, given_name="Noor Maria"))
        said = words(reader.read(renamed, with_files=False).text)
        assert "We konden uw adres niet lezen" in said
        assert "Daarom kunnen we nu alleen uw naam bijwerken." in said
        assert "Ja, wijzig mijn naam" in said
        assert "Straat" not in said
        reader.confirm()
        assert texts(noor)["given_names"] == "Noor Maria"
        assert "street" not in texts(noor)

    def test_with_the_same_name_changes_nothing(self, reader, noor):
        reader.read(CARD)
        reader.confirm()
        said = words(reader.read(CARD, with_files=False).text)
        assert "We konden uw adres niet lezen" in said
        assert CLOSING in said
        assert reader.confirm().status_code == 404
        transaction.begin()
        assert len(card_store.read(noor).proofs) == 1


def old_card():
    return card("ec", dataclasses.replace(NOOR, valid_until=date(2026, 9, 4)))


def newer_card():
    return card("ec", dataclasses.replace(NOOR, valid_from=date(2026, 1, 5)))


class TestRefusal:
    @pytest.mark.parametrize(
        "one, heading",
        [
            (card("ec", JAN), "Dit is de kaart van iemand anders"),
            (old_card(), "Deze kaart is vervallen"),
            (
                card("ec", dataclasses.replace(NOOR, document_type="6")),
                "Dit soort kaart kunnen we hier niet lezen",
            ),
            (
                card("ec", dataclasses.replace(NOOR, birth_date="30 JUL 2016")),
                "Dit is de kaart van een kind",
            ),
        ],
        ids=["somebody else's", "expired", "kids", "under twelve"],
    )
    def test_says_why_and_leaves_everything(self, reader, noor, one, heading):
        before = texts(noor)
        answer = reader.read(one)
        assert answer.status_code == 422
        assert "Set-Cookie" not in answer.headers
        said = words(answer.text)
        assert heading in said
        assert CLOSING in said
        assert reader.confirm().status_code == 404
        assert texts(noor) == before

    def test_never_names_the_other_person(self, reader):
        page = reader.read(card("ec", JAN)).text
        assert "Proefman" not in page
        assert "Wat kunt u doen?" in page

    def test_of_a_changed_bit_is_said(self, reader):
        files = CARD.files["addr"]
        changed = bytes([files[0], files[1], files[2] ^ 1]) + files[3:]
        bad = {"addr": base64.b64encode(changed).decode()}
        answer = reader.read(CARD, files=bad)
        assert answer.status_code == 422
        assert "hoort bij een andere kaart" in answer.text

    def test_of_an_older_card_is_said(self, reader):
        reader.read(newer_card())
        reader.confirm()
        answer = reader.read(CARD)
        assert "Deze kaart is ouder dan die we al lazen" in answer.text

    @pytest.mark.parametrize(
        "form, status, heading",
        [
            ({"webeid": ""}, 422, "Uw kaart antwoordde niet"),
            ({"webeid": "<eid/>"}, 422, "Het antwoord van uw kaart klopt niet"),
            ({"content": "<eid/>"}, 422, "Dit is een bestand, en geen kaart"),
            ({"content": "{}"}, 422, "Niet alles kon gelezen worden"),
            ({"content": "x" * 200_001}, 413, ""),
            ({"content": ["{}", "{}"]}, 400, ""),
            ({"lezing": "unknown"}, 404, "Dit duurde te lang"),
        ],
        ids=["no answer", "no token", "export", "no files", "huge", "two", "unknown"],
    )
    def test_of_what_is_handed_in(self, reader, form, status, heading):
        reader.start()
        answer = reader.hand_in(CARD, **form)
        assert answer.status_code == status
        assert heading in answer.text

    def test_of_an_unknown_step(self, reader):
        assert reader.send(stap="iets").status_code == 400

    def test_by_a_provider_is_said_on_this_page(self, reader):
        answer = reader.browser.get(f"{PAGE}?fout=card_presence_not_fresh")
        assert answer.status_code == 422
        assert "Uw eID werd niet nu gebruikt" in answer.text

    def test_says_nothing_of_words_that_are_none(self, reader):
        answer = reader.browser.get(f"{PAGE}?fout=%3Cb%3E")
        assert answer.status_code == 422
        assert "Dit duurde te lang" in answer.text


class TestOwner:
    def test_a_stranger_is_led_to_sign_in(self, functional, desk):
        answer = Browser(functional).get(PAGE)
        assert answer.status_code == 302

    def test_another_session_cannot_go_on(self, reader, noor, signed_in):
        reader.start()
        other = CardReader(signed_in(noor), PAGE)
        other.read_id, other.nonce = reader.read_id, reader.nonce
        assert other.hand_in(CARD).status_code == 404
        reader.hand_in(CARD)
        assert other.confirm().status_code == 404

    def test_a_write_without_its_value_is_refused(self, reader):
        client = reader.browser.client
        answer = client.post(f"{reader.browser.site}{PAGE}", data={"akkoord": "1"})
        assert answer.status_code == 403

    def test_who_has_nothing_proven_gets_the_number_and_is_locked(self, jan, signed_in):
        weak = signed_in(jan, means="password", level=AssuranceLevel.NONE)
        reader = CardReader(weak, PAGE)
        said = words(reader.read(card("ec", JAN)).text)
        assert "Voornaam niet gekend Jan nieuw" in said
        assert "gewijzigd" not in said.partition("Wilt u")[0]
        assert "Ze zegt wat we nog niet wisten." in said
        assert reader.confirm().status_code == 303
        transaction.begin()
        assert parameters.is_proven(jan)
        answer = weak.post("/e-loket/mijn-parameters-wijzigen", {"street": "Elders 1"})
        assert answer.status_code == 403

    def test_what_a_weak_session_may_not_see_stays_hidden(self, desk, signed_in):
        said = {"given_names": "Elke", "family_name": "Verborgen"}
        elke = citizen(evidence(number=None, attributes=said))
        transaction.commit()
        weak = signed_in(elke.id, means="password", level=AssuranceLevel.NONE)
        page = CardReader(weak, PAGE).read(CARD).text
        assert "Verborgen" not in page
        assert "Naam verborgen Voorbeeld gewijzigd" in words(page)

    def test_a_card_of_another_account_is_not_taken(self, noor, jan, signed_in):
        reader = CardReader(signed_in(jan), PAGE)
        reader.read(CARD)
        answer = reader.confirm()
        assert answer.status_code == 409
        assert "Deze kaart is gekend bij een ander account" in answer.text
        transaction.begin()
        assert not parameters.is_proven(jan)


def test_one_reads_again_what_waits(reader, noor):
    # as after the way back from a provider
    reader.read(CARD)
    answer = reader.browser.get(f"{PAGE}?lezing={reader.read_id}")
    assert "Kijk na wat er verandert" in answer.text


def test_looking_again_notes_nothing_before_the_yes(reader, noor):
    reader.read(CARD)
    reader.confirm()
    browser = reader.browser
    session = browser.client.headers["Cookie"].partition("=")[2]
    begun = begin_with(session)
    said = words(browser.get(f"{PAGE}?lezing={begun}").text)
    assert "Niets is anders dan wat wij hebben." in said
    transaction.begin()
    assert len(card_store.read(noor).proofs) == 1
    reader.read_id = begun
    assert reader.confirm().status_code == 303
    transaction.begin()
    assert len(card_store.read(noor).proofs) == 2


def test_a_yes_that_could_not_be_stored_may_be_said_again(reader, noor):
    transaction.begin()
    session = Session(noor)
    done = read(session, CARD)
    reading.confirm(session, done)
    # another session stores the same first
    reader.read(CARD)
    assert reader.confirm().status_code == 303
    with pytest.raises(ConflictError):
        transaction.commit()
    transaction.abort()
    assert reading.confirm(session, done) == []
    transaction.commit()
    with pytest.raises(ReadUnknownError):
        reading.confirm(session, done)


def begin_with(token: str) -> str:
    """Read the card by program in that session; return the id of the read."""
    session = CitizenSession(read_token(token), utcnow())
    return read(session, CARD)
