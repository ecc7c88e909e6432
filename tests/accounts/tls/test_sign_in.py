"""Signing in with a card that the browser itself shows to our web server."""

from collective.eloket.accounts.registry import citizen_store
from collective.eloket.accounts.tls import door
from collective.eloket.accounts.tls import sign_in
from collective.eloket.accounts.tls.errors import CardHostRefusedError
from collective.eloket.clock import utcnow
from collective.eloket.ephemeral import service as ephemeral
from collective.eloket.ephemeral.service import side_store
from collective.eloket.identity.eid.chain import authentication_chain
from collective.eloket.identity.eid.verify import Presence
from collective.eloket.identity.evidence import TLS
from collective.eloket.identity.numbers import NationalNumber
from collective.eloket.interfaces import IRevocationChecker
from collective.eloket.limits.address import RECORD
from collective.eloket.messages import MESSAGES
from collective.eloket.messages.card_refusals import REFUSALS
from datetime import date
from datetime import timedelta
from eloket_sandbox.cards.authorities import issue
from eloket_sandbox.cards.authorities import person_wish
from plone import api
from tests.accounts.oidc.visitor import last_write
from tests.accounts.people import Browser
from tests.accounts.people import evidence
from tests.accounts.tls.reader import headers
from tests.accounts.tls.reader import NOORS
from tests.accounts.tls.reader import PAGE
from tests.accounts.tls.reader import Reader
from tests.accounts.tls.reader import SECRET
from tests.identity.eid.house import card
from tests.identity.eid.house import JAN
from tests.identity.eid.house import NOOR
from tests.identity.eid.house import NOW
from tests.identity.eid.house import of
from tests.identity.eid.house import pki
from tests.identity.eid.house import trust
from tests.identity.eid.test_age import number as filed
from tests.identity.eid.test_header import apache
from tests.identity.eid.test_header import nginx
from tests.identity.eid.test_verify import Revoked
from zope.component import getSiteManager
from zope.i18n import translate

import dataclasses
import pytest
import transaction


CARD_HOST = "collective.eloket.accounts.card_host"


def session_begins(answer) -> bool:
    return "eloket-session=" in answer.headers.get("Set-Cookie", "")


def register(reader) -> str:
    """Make an account of what the card proved; return its id."""
    answer = reader.browser.call("POST", "@eloket-registration", json={})
    transaction.begin()
    assert answer.status_code == 201, answer.text
    return answer.json()["user_id"]


def test_an_unknown_card_leads_to_new_here(reader):
    answer = reader.sign_in()
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith("/e-loket/registreren")
    assert not session_begins(answer)
    assert citizen_store().is_empty()


def test_a_known_card_signs_in_and_goes_on_to_where_it_was_going(reader):
    reader.sign_in()
    user_id = register(reader)
    reader.browser.jar.clear()
    answer = reader.sign_in(came_from="/e-loket/mijn-aanvragen")
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith("/e-loket/mijn-aanvragen")
    assert session_begins(answer)
    session = reader.browser.session()
    assert session["user_id"] == user_id
    assert (session["means"], session["level"]) == ("eid", "high")


def test_another_persons_card_raises_nobodys_session(reader):
    reader.sign_in()
    user_id = register(reader)
    jans = card("ec", JAN)
    answer = reader.sign_in(headers(nginx(jans.authentication)))
    assert answer.status_code == 409
    assert reader.browser.session()["user_id"] == user_id


def test_the_page_says_whose_card_it_is_and_keeps_nothing_on_a_get(reader, site):
    # Plone itself writes when it shows its first page
    reader.browser.get("/e-loket/aanmelden")
    before = last_write(site)
    reader.bring(reader.code())
    page = reader.browser.get(PAGE)
    assert page.status_code == 200
    assert "Noor Elisa Voorbeeld" in page.text
    assert NOOR.number not in page.text
    assert last_write(site) == before


def test_a_child_does_not_come_to_new_here(reader):
    data = dataclasses.replace(NOOR, number=filed("240601011").digits)
    reader.bring(reader.code(headers(nginx(card("ec", data).authentication))))
    answer = reader.click()
    assert answer.status_code == 422
    assert words("card_too_young") in answer.text
    assert "U bent niet aangemeld" in answer.text
    assert not session_begins(answer)
    assert citizen_store().is_empty()


def test_whose_card_it_is_not_stops(reader):
    reader.bring(reader.code())
    answer = reader.click(stop="1")
    assert answer.headers["Location"].endswith("/e-loket/aanmelden")
    assert not session_begins(answer)
    assert reader.browser.get(PAGE).status_code == 302


def test_the_card_of_apache_is_as_good(reader):
    assert reader.sign_in(headers(apache())).status_code == 303


def test_it_is_no_presence():
    assert not evidence(proof=TLS).proves_presence


def test_a_handshake_is_told_from_an_answer():
    chain = authentication_chain(of(NOORS.authentication), [], trust("ec"), NOW)
    holder = Presence(NationalNumber(NOOR.number), "Voorbeeld", "Noor", chain)
    found = sign_in.evidence_of(holder, NOW)
    assert (found.proof, found.proves_presence) == (TLS, False)
    assert found.subject.sub == NOOR.number


def test_the_code_goes_to_the_origin_of_the_configuration(reader):
    answer = reader.show(reader.begin())
    assert answer.headers["Location"].startswith("https://eloket.example/")


EXPIRED = issue(
    person_wish(
        NOOR, begins=utcnow().replace(year=2020), ends=utcnow().replace(year=2021)
    ),
    pki("ec").citizens.key,
    pki("ec").citizens,
)

REFUSED = {
    "no header": ({"X_Eloket_Card_Certificate": None}, 422, "card_not_shown"),
    "no card, says Apache": ({"certificate": "(null)"}, 422, "card_not_shown"),
    "another host": ({"Host": "eloket.example"}, 403, "card_host_only"),
    "another port": ({"Host": "kaart.example:8443"}, 403, "card_host_only"),
    "no secret": ({"X_Eloket_Card_Secret": None}, 403, "card_host_only"),
    "another secret": ({"X_Eloket_Card_Secret": "x" * 32}, 403, "card_host_only"),
    "the secret twice": (
        {"X_Eloket_Card_Secret": f"{SECRET}, {SECRET}"},
        403,
        "card_host_only",
    ),
    "two headers": (
        {"certificate": f"{nginx()}, {nginx()}"},
        422,
        "card_certificate_malformed",
    ),
    "cut off by nginx": (
        {"certificate": nginx()[:500]},
        422,
        "card_certificate_malformed",
    ),
    "cut off by Apache": (
        {"certificate": apache()[:500]},
        422,
        "card_certificate_malformed",
    ),
    "a name in words": (
        {"certificate": "CN=Noor Voorbeeld (Authentication)"},
        422,
        "card_certificate_malformed",
    ),
    "expired": ({"certificate": nginx(EXPIRED)}, 422, "card_certificate_expired"),
    "the signing certificate": (
        {"certificate": nginx(NOORS.signing)},
        422,
        "card_signing_certificate",
    ),
    "another authority's": (
        {"certificate": nginx(card("rsa").authentication)},
        422,
        "card_issuer_unknown",
    ),
    "the authority itself": (
        {"certificate": nginx(pki("ec").citizens)},
        422,
        "card_key_usage",
    ),
}


def words(code: str) -> str:
    """Return what the page says for a cause, as far as it stands in HTML."""
    said = REFUSALS[code].heading if code in REFUSALS else MESSAGES[code]
    text = translate(said, target_language="nl")
    return text.partition(":")[0]


@pytest.mark.parametrize("change, status, code", REFUSED.values(), ids=REFUSED)
def test_a_card_is_refused_and_leaves_nothing(reader, site, change, status, code):
    ticket = reader.begin()
    before = last_write(site)
    answer = reader.show(ticket, headers(**change))
    assert answer.status_code == status
    assert words(code) in answer.text
    assert "Set-Cookie" not in answer.headers
    assert "Location" not in answer.headers
    assert last_write(site) == before


def test_a_card_that_was_taken_back_is_refused(reader):
    getSiteManager().registerUtility(Revoked(), IRevocationChecker)
    transaction.commit()
    answer = reader.show(reader.begin())
    assert answer.status_code == 422
    assert words("card_revoked") in answer.text


def test_a_web_server_that_we_do_not_know_is_refused(reader):
    ticket = reader.begin()
    api.portal.set_registry_record(RECORD, ("192.0.2.0/24",))
    transaction.commit()
    assert reader.show(ticket).status_code == 403


@pytest.mark.parametrize("ticket", ["", "x", "x" * 43, "é" * 43])
def test_only_who_began_at_the_site_may_show_a_card(reader, ticket):
    answer = reader.show(ticket)
    assert answer.status_code == 400
    assert words("card_ticket") in answer.text


def test_a_ticket_ends(reader):
    ticket = reader.begin()
    side_store().sweep(utcnow() + timedelta(minutes=11))
    assert reader.show(ticket).status_code == 400


def test_too_many_cards_from_one_address_wait(reader):
    api.portal.set_registry_record("collective.eloket.accounts.card_tokens", 1)
    transaction.commit()
    reader.code()
    assert reader.show(reader.begin()).status_code == 429


# codes


def refused_code(answer) -> bool:
    return answer.status_code == 400 and words("card_code") in answer.text


def test_a_code_works_once(reader):
    code = reader.code()
    assert reader.bring(code).status_code == 303
    assert refused_code(reader.bring(code))


def test_a_code_of_another_browser_is_refused_and_used_up(reader, functional):
    code = reader.code()
    other = Reader(Browser(functional))
    other.begin()
    assert refused_code(other.bring(code))
    assert refused_code(reader.bring(code))


def test_a_code_without_the_cookie_is_refused(reader, functional):
    code = reader.code()
    assert refused_code(Reader(Browser(functional)).bring(code))


def test_of_two_codes_for_one_beginning_one_works(reader):
    ticket = reader.begin()
    shown = [reader.show(ticket).headers["Location"] for _ in range(2)]
    first, second = (one.partition("code=")[2] for one in shown)
    assert reader.bring(first).status_code == 303
    assert refused_code(reader.bring(second))


def test_what_was_not_committed_is_not_forgotten(reader):
    reader.bring(reader.code())
    # Zope runs a request again after a conflict
    sign_in._forget(False, None)
    assert reader.browser.get(PAGE).status_code == 200


def test_a_code_lives_a_minute(reader):
    code = reader.code()
    side_store().sweep(utcnow() + timedelta(seconds=61))
    assert refused_code(reader.bring(code))


def test_a_code_for_a_sign_in_that_ended_is_refused(reader):
    code = reader.code()
    ticket = reader.begin()
    assert ticket
    # a new beginning has a new cookie: the code was for the former one
    assert refused_code(reader.bring(code))


@pytest.mark.parametrize("code", ["", "x", "é"])
def test_an_unknown_code_is_refused(reader, code):
    reader.begin()
    assert refused_code(reader.bring(code))


def test_a_click_without_a_card_is_refused(reader):
    answer = reader.browser.post(PAGE, {}, page="/e-loket/aanmelden")
    assert answer.status_code == 400


def test_what_was_proven_is_confirmed_once(reader):
    reader.sign_in()
    answer = reader.browser.post(PAGE, {}, page="/e-loket/aanmelden")
    assert answer.status_code == 400


def test_nothing_of_the_card_lies_open_in_the_side_store(reader):
    reader.bring(reader.code())
    with ephemeral.engine().connect() as connection:
        rows = [
            str(row)
            for table in ephemeral.metadata().sorted_tables
            for row in connection.execute(table.select())
        ]
    assert not any("Voorbeeld" in row or NOOR.number in row for row in rows)


# open and closed


@pytest.mark.parametrize(
    "shut",
    [
        lambda patch: api.portal.set_registry_record(CARD_HOST, ""),
        lambda patch: api.portal.set_registry_record(RECORD, ()),
        lambda patch: patch.delenv(door.SECRET),
        lambda patch: patch.setenv(door.SECRET, "short"),
        lambda patch: patch.setenv(f"{door.SECRET}_FILE", "/nowhere/at/all"),
        lambda patch: api.portal.set_registry_record(
            CARD_HOST, "https://kaart.example"
        ),
    ],
    ids=[
        "no host",
        "no proxy",
        "no secret",
        "short secret",
        "secret that cannot be read",
        "no host name",
    ],
)
def test_without_host_proxy_or_secret_it_is_shut(reader, monkeypatch, shut):
    ticket = reader.begin()
    assert "tls" in kinds(reader)
    shut(monkeypatch)
    transaction.commit()
    assert reader.browser.get(PAGE).status_code == 404
    assert reader.show(ticket).status_code == 404
    assert "tls" not in kinds(reader)


@pytest.mark.parametrize("text", ["kaart.testegem.be", "localhost:8443", None])
def test_a_host_name_is_taken(text):
    assert door.checked_host(text) == text


@pytest.mark.parametrize(
    "text",
    ["https://kaart.example", "Kaart.example", "kaart.example/", "kaart example", "-"],
)
def test_what_is_no_host_name_is_refused(text):
    with pytest.raises(CardHostRefusedError):
        door.checked_host(text)


def kinds(reader) -> dict[str, dict]:
    """Return the ways to sign in, by kind."""
    items = reader.browser.call("GET", "@eloket-means").json()["items"]
    return {one["kind"]: one for one in items}


def test_the_sign_in_page_leads_there_and_knows_the_way_back(reader):
    page = reader.browser.get("/e-loket/aanmelden?came_from=/e-loket/mijn-aanvragen")
    there = "/e-loket/aanmelden-kaart?came_from=%2Fe-loket%2Fmijn-aanvragen"
    assert f'{there}"' in page.text


def test_the_sign_in_page_leads_nowhere_while_it_is_shut(browser):
    assert "aanmelden-kaart" not in browser.get("/e-loket/aanmelden").text


def test_an_e_desk_that_asks_for_another_means_does_not_offer_it(reader):
    prefix = "collective.eloket.accounts.minimum"
    api.portal.set_registry_record(f"{prefix}_from", date(2020, 1, 1))
    api.portal.set_registry_record(f"{prefix}_means", ("itsme",))
    transaction.commit()
    assert "tls" not in kinds(reader)


def test_programs_see_the_way_in(reader):
    found = kinds(reader)["tls"]
    assert found["id"] == "tls"
    assert found["levels"] == ["high"]
    assert found["url"].endswith("/e-loket/aanmelden-kaart")
