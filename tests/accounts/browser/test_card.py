"""The page on which one signs in with the card itself."""

from collective.eloket.accounts import pending
from collective.eloket.accounts import service
from collective.eloket.accounts.browser.card import _forget
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.clock import utcnow
from collective.eloket.http.card_form import INSTALL
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.interfaces import IRevocationChecker
from collective.eloket.messages.card_notes import NOTES
from collective.eloket.parameters import service as parameters
from datetime import date
from pathlib import Path
from plone import api
from tests.accounts.card_reader import NOORS
from tests.accounts.people import citizen
from tests.accounts.people import citizen_with_password
from tests.accounts.people import evidence
from tests.accounts.people import mailed
from tests.accounts.people import number
from tests.accounts.people import token
from tests.accounts.people import web_request
from tests.identity.eid.house import card
from tests.identity.eid.house import JAN
from tests.identity.eid.test_age import number as filed
from tests.identity.eid.test_verify import Revoked
from tests.parameters.card_house import ORIGIN
from zope.component import getSiteManager

import collective.eloket.http.browser
import dataclasses
import json
import pytest
import re
import secrets
import transaction


PAGE = "/e-loket/aanmelden-met-eid"
#: Cards whose numbers are a young child's, and one that tells no birth date.
CHILDS = card("ec", dataclasses.replace(NOORS.data, number=filed("240601011").digits))
TEENS = card(
    "ec",
    dataclasses.replace(
        NOORS.data, number=filed(f"{utcnow().year - 2013:02}0601011").digits
    ),
)
DARK = card("ec", dataclasses.replace(NOORS.data, number=filed("000001005").digits))
STATIC = Path(collective.eloket.http.browser.__file__).parent / "static"


class Page:
    """What the page's script does: asks, lets the card answer, sends the form."""

    def __init__(self, reader) -> None:
        self.browser = reader.browser

    def send(self, one=NOORS, origin: str = ORIGIN, **more):
        asked = self.browser.call("POST", "@eloket-webeid-challenge", json={})
        answer = json.dumps(one.answer(asked.json()["nonce"], origin))
        return self.post({"webeid": answer, **more})

    def post(self, form: dict, page: str = PAGE):
        answer = self.browser.post(PAGE, form, page=page)
        transaction.begin()
        return answer

    def user(self):
        return self.browser.session()["user_id"]

    def known(self):
        """Follow to the question whether the card may open the account."""
        answer = self.send()
        assert answer.headers["Location"] == f"{self.browser.desk}{PAGE[8:]}?known=1"
        return self.browser.get(f"{PAGE}?known=1").text


@pytest.fixture
def page(reader):
    return Page(reader)


@pytest.fixture
def noor(site):
    """Noor, who registered through a provider with her number."""
    made = citizen(evidence(number=number()), email="noor@example.com")
    transaction.commit()
    return made


def proof_in(text: str) -> str:
    return re.search(r'name="proof"[^>]*value="([^"]+)"', text)[1]


def test_leads_in_four_steps_and_without_scripts_says_why_not(page):
    text = page.browser.get(PAGE).text
    steps = re.findall(r'data-el-step="(\w+)"', text)
    assert steps == ["computer", "card", "pin", "read"]
    for words in ("Uw computer nakijken", "Kaart insteken", "Andere manier kiezen"):
        assert words in text
    assert "is JavaScript nodig" in text
    assert f'data-el-origin="{ORIGIN}"' in text
    assert 'name="content"' not in text


def test_the_words_for_the_script_are_in_the_readers_language(page):
    text = page.browser.get(PAGE).text
    words = json.loads(re.search(r"data-el-words[^>]*>(.*?)</script>", text, re.S)[1])
    assert set(words["codes"]) == set(NOTES)
    code = words["codes"]["ERR_WEBEID_EXTENSION_UNAVAILABLE"]
    assert code["title"] == "Er ontbreekt iets op deze computer"
    assert code["install"] in words["install"]
    assert "</" not in json.dumps(words)


def test_each_code_of_the_extensions_has_its_words():
    webeid = (STATIC / "webeid.js").read_text()
    names = re.search(r"CODES = \[(.*?)\]", webeid, re.S)[1]
    beid = (STATIC / "beidconnect.js").read_text()
    results = [
        name
        for table in ("RESULTS", "OWN")
        for name in re.findall(
            r'"(\w+)"', re.search(rf"{table} = \[(.*?)\]", beid, re.S)[1]
        )
    ]
    said = {f"ERR_WEBEID_{name}" for name in re.findall(r'"(\w+)"', names)}
    said |= {f"BEID_{name}" for name in results}
    assert said | {"OTHER_ORIGIN", "NO_CONNECTION"} == set(NOTES)
    assert {note.install for note in NOTES.values()} - {None} == set(INSTALL)


@pytest.mark.seed("001-04")
def test_an_unknown_card_leads_to_new_here_and_registers_by_a_click(page, site):
    answer = page.send(came_from="/e-loket/x")
    assert answer.status_code == 303
    place = answer.headers["Location"]
    assert place == f"{page.browser.desk}/registreren?came_from=%2Fe-loket%2Fx"
    assert page.user() is None and citizen_store().is_empty()
    new_here = "/e-loket/registreren"
    text = page.browser.get(new_here).text
    assert "U bent herkend als Noor Elisa Voorbeeld" in text
    page.browser.post(new_here, {"email": "noor@example.com", "content": ""})
    user_id = page.user()
    assert user_id is not None
    page.browser.client.cookies.clear()
    again = page.send()
    assert again.headers["Location"] == page.browser.desk
    assert page.user() == user_id


def test_a_known_number_is_not_joined_before_a_click(page, noor, site):
    text = page.known()
    assert "Voortaan met uw kaart aanmelden?" in text
    assert page.user() is None
    assert len(citizen_store().account(noor.id).links) == 1
    answer = page.post({"link": "1", "proof": proof_in(text)})
    assert answer.headers["Location"] == page.browser.desk
    assert page.user() == noor.id
    assert "eid" in {link[1] for link in citizen_store().account(noor.id).links}
    assert [mail["to"] for mail in mailed(site)] == ["noor@example.com"]
    twice = page.post({"link": "1", "proof": proof_in(text)})
    assert twice.status_code == 400


@pytest.mark.parametrize("proof", ["x" * 43, ""], ids=["another", "none"])
def test_a_click_on_what_was_not_shown_links_nothing(page, noor, proof):
    page.known()
    answer = page.post({"link": "1", "proof": proof})
    assert answer.status_code == 400
    assert page.user() is None
    assert len(citizen_store().account(noor.id).links) == 1


def test_what_a_provider_proved_is_not_linked_here(page, noor):
    request = web_request()
    service.begin_registration(request, evidence(number=number()))
    value = request.response.cookies["eloket-pending"]["value"]
    page.browser.jar.set("eloket-pending", value, domain="localhost.local")
    sent = web_request(cookies={"eloket-pending": value})
    answer = page.post({"link": "1", "proof": pending.name_of(sent, pending.KIND)})
    assert answer.status_code == 400
    assert page.user() is None


@pytest.mark.parametrize(
    "form, status, words",
    [
        ({"webeid": ""}, 422, "gaf niet het antwoord op onze vraag"),
        ({"webeid": "x" * 10_001}, 422, "gaf niet het antwoord op onze vraag"),
        ({"webeid": "[]"}, 422, "gaf niet het antwoord op onze vraag"),
        ({}, 422, "gaf niet het antwoord op onze vraag"),
    ],
    ids=["empty", "too long", "no object", "nothing"],
)
def test_is_refused_in_words(page, form, status, words):
    page.browser.call("POST", "@eloket-webeid-challenge", json={})
    answer = page.post(form)
    assert answer.status_code == status
    assert words in answer.text and "Probeer opnieuw" in answer.text
    assert "eloket-session" not in answer.cookies


#: What a stopped card is told, wherever it is read: heading, why, what one can do.
STOPPED = (
    "Deze kaart is gestopt",
    "verloren of gestolen",
    "Doc Stop",
)


@pytest.mark.parametrize("words", STOPPED, ids=["heading", "why", "advice"])
def test_a_stopped_card_is_told_why_and_what_to_do(page, site, words):
    getSiteManager().registerUtility(Revoked(), IRevocationChecker)
    transaction.commit()
    answer = page.send(came_from="/e-loket/x")
    assert answer.status_code == 422
    assert words in answer.text
    assert "U bent niet aangemeld" in answer.text
    assert "aanmelden-met-eid?came_from=%2Fe-loket%2Fx" in answer.text
    assert "eloket-session" not in answer.cookies
    assert citizen_store().is_empty()


def test_another_origin_is_refused(page):
    answer = page.send(origin="https://other.example")
    assert answer.status_code == 422
    assert page.user() is None and citizen_store().is_empty()


def test_without_a_question_nothing_is_taken(page):
    answer = page.post({"webeid": json.dumps(NOORS.answer("x" * 44, ORIGIN))})
    assert answer.status_code == 400
    assert "Dit duurde te lang" in answer.text


def test_another_persons_card_raises_nobodys_session(page, noor):
    page.send(card("ec", JAN))
    page.browser.post("/e-loket/registreren", {"content": ""})
    jan = page.user()
    answer = page.send()
    assert answer.status_code == 409
    assert "Dit is iemand anders" in answer.text
    assert page.user() == jan


def test_the_own_card_raises_the_own_session(page, noor):
    page.browser.jar.set("eloket-session", token(noor.id), domain="localhost.local")
    text = page.known()
    page.post({"link": "1", "proof": proof_in(text)})
    session = page.browser.session()
    assert (session["user_id"], session["means"]) == (noor.id, "eid")


def test_is_not_there_where_it_is_switched_off(page):
    api.portal.set_registry_record("collective.eloket.accounts.card_sign_in", False)
    transaction.commit()
    answer = page.browser.get(PAGE)
    assert answer.status_code == 404
    assert "Aanmelden met uw kaart" not in page.browser.get("/e-loket/aanmelden").text


@pytest.mark.seed("004-16")
def test_the_sign_in_page_offers_it_and_says_what_it_passes_on(page):
    text = page.browser.get("/e-loket/aanmelden?came_from=/e-loket/x").text
    _providers, own = text.split("Aanmelden met uw kaart, rechtstreeks")
    assert "aanmelden-met-eid?came_from=%2Fe-loket%2Fx" in own
    assert "Rijksregisternummer" in own


def badge_of(text: str, goal: str) -> str:
    """Return what the sign-in page says beside the way that leads there."""
    found = next(one for one in text.split("<section")[1:] if goal in one)
    badge = re.search(r'el-badge".*?</svg>(.*?)</span>', found, re.S)
    return badge[1].strip() if badge else ""


@pytest.mark.parametrize(
    "last, own, provider",
    [
        ("eid.eid", "Uw laatste keuze", ""),
        ("burgerprofiel.eid", "", "Uw laatste keuze"),
    ],
    ids=["the card", "the eID of the provider"],
)
def test_the_last_choice_is_the_card_itself_or_the_providers_eid(
    page, last, own, provider
):
    cookie = {"Cookie": f"eloket-last-means={last}"}
    text = page.browser.get("/e-loket/aanmelden", headers=cookie).text
    assert badge_of(text, "aanmelden-met-eid") == own
    assert badge_of(text, 'value="burgerprofiel/eid"') == provider
    assert text.count("el-means--last") == 1
    means = [one for one in text.split("<section")[1:] if "el-means__top" in one]
    assert "el-means--last" in means[0]


def test_signing_in_with_the_card_is_kept_as_the_last_choice(page):
    page.send()
    page.browser.post("/e-loket/registreren", {"content": ""})
    text = page.browser.get("/e-loket/aanmelden").text
    assert badge_of(text, "aanmelden-met-eid") == "Uw laatste keuze"


class TestRegistering:
    """Before an account is made of a card, its files are looked at, if there are."""

    NEW_HERE = "/e-loket/registreren"

    def files(self, page, content, **more):
        """Send the files as the page's script does."""
        sent = content if isinstance(content, str) else json.dumps(content)
        answer = page.browser.post(self.NEW_HERE, {"content": sent, **more})
        transaction.begin()
        return answer

    def known(self, page):
        return parameters.known(page.user(), AssuranceLevel.HIGH)

    def test_a_click_leads_to_the_files_and_makes_nothing_yet(self, page):
        page.send()
        form = {"email": "noor@example.com", "came_from": "/e-loket/x"}
        answer = page.browser.post(self.NEW_HERE, form)
        assert answer.status_code == 200
        steps = re.findall(r'data-el-step="(\w+)"', answer.text)
        assert steps == ["computer", "card", "read"]
        assert 'data-el-card="files"' in answer.text
        assert 'name="content"' in answer.text
        assert 'name="webeid"' not in answer.text
        assert 'value="noor@example.com"' in answer.text
        assert 'value="/e-loket/x"' in answer.text
        assert "Ga verder zonder te lezen" in answer.text
        transaction.begin()
        assert page.user() is None and citizen_store().is_empty()

    def test_who_came_from_nowhere_goes_on_without_a_goal(self, page):
        page.send()
        answer = page.browser.post(self.NEW_HERE, {"email": "noor@example.com"})
        assert answer.status_code == 200
        assert 'name="content"' in answer.text
        assert 'name="came_from"' not in answer.text.partition('id="sessie"')[0]

    def test_the_files_bring_a_birth_date_and_no_address(self, page):
        page.send()
        answer = self.files(page, NOORS.content(), came_from="/e-loket/x")
        assert answer.headers["Location"].endswith("/e-loket/x")
        known = self.known(page)
        assert known["birth_date"].value == "1985-07-30"
        assert "street" not in known

    def test_without_files_the_number_is_enough_where_it_tells(self, page):
        page.send()
        self.files(page, "")
        assert "birth_date" not in self.known(page)

    def test_a_wrong_address_of_mail_does_not_read_the_card_twice(self, page):
        page.send()
        wrong = self.files(page, NOORS.content(), email="noor")
        assert wrong.status_code == 400
        answer = page.browser.post(self.NEW_HERE, {"email": ""})
        assert answer.status_code == 303
        transaction.begin()
        assert self.known(page)["birth_date"].value == "1985-07-30"

    def test_files_are_taken_once(self, page):
        page.send()
        self.files(page, NOORS.content(), email="noor")
        assert self.files(page, NOORS.content()).status_code == 400
        assert page.user() is None and citizen_store().is_empty()

    @pytest.mark.parametrize(
        "change, heading",
        [
            ({"document_type": "6"}, "Dit soort kaart"),
            ({"document_type": "65"}, "Dit soort kaart"),
            ({"birth_date": "30 JUL 2024"}, "Dit is de kaart van een kind"),
            ({"valid_until": date(2020, 1, 1)}, "Deze kaart is vervallen"),
        ],
        ids=["Kids-ID", "a foreigner's child", "under twelve", "expired"],
    )
    def test_files_that_say_no_refuse_and_nothing_is_left(self, page, change, heading):
        page.send()
        files = card("ec", dataclasses.replace(NOORS.data, **change)).content()
        files.pop("authcert", None)
        answer = self.files(page, files)
        assert answer.status_code == 422
        assert heading in answer.text
        assert "U bent niet aangemeld" in answer.text
        assert page.user() is None and citizen_store().is_empty()
        again = self.files(page, "")
        assert again.status_code == 400 and citizen_store().is_empty()

    @pytest.mark.parametrize(
        "files, heading",
        [
            (card("ec", JAN).content(), "Er werden twee verschillende kaarten gelezen"),
            (
                NOORS.content() | {"id": card("ec", JAN).content()["id"]},
                "niet echt of beschadigd",
            ),
            ("<eid version='4.0'/>", "Dit is een bestand"),
            ({}, "Niet alles kon gelezen worden"),
        ],
        ids=["another person's", "not signed", "an export", "none"],
    )
    def test_files_that_prove_nothing_refuse(self, page, files, heading):
        page.send()
        answer = self.files(page, files)
        assert answer.status_code == 422
        assert heading in answer.text
        assert page.user() is None and citizen_store().is_empty()

    def test_files_without_a_card_that_answered_are_refused(self, page):
        answer = self.files(page, NOORS.content(), username="", password="")
        assert answer.status_code == 400
        assert citizen_store().is_empty()

    def test_a_child_is_told_at_once_by_its_number(self, page):
        answer = page.send(CHILDS)
        assert answer.status_code == 422
        assert "Dit is de kaart van een kind" in answer.text
        assert page.browser.get(self.NEW_HERE).status_code == 200
        assert self.files(page, "").status_code == 400
        assert citizen_store().is_empty()

    def test_a_number_that_does_not_tell_needs_the_files(self, page):
        page.send(DARK)
        answer = self.files(page, "")
        assert answer.status_code == 422
        assert "We weten niet hoe oud u bent" in answer.text
        assert "BeIDConnect" in answer.text
        assert citizen_store().is_empty()
        assert self.files(page, DARK.content()).status_code == 303
        assert self.known(page)["birth_date"].value == "1985-07-30"

    def test_a_number_of_an_age_for_a_childs_card_needs_the_files(self, page):
        page.send(TEENS)
        answer = self.files(page, "")
        assert answer.status_code == 422
        assert "We weten niet wat voor kaart dit is" in answer.text
        assert "Lees uw kaart dan eerst bij Mijn parameters" in answer.text
        assert page.user() is None and citizen_store().is_empty()
        assert self.files(page, TEENS.content()).status_code == 303
        assert page.user() is not None


class TestLinking:
    """The card on an account that began without it."""

    TAB = "/e-loket/mijn-profiel-login"
    CONFIRM = "/e-loket/mijn-profiel-koppelen"

    @pytest.fixture
    def els(self, page):
        """Els, who registered by user name, in the page's browser."""
        made = citizen_with_password(f"els.{secrets.token_hex(4)}")
        transaction.commit()
        page.browser.jar.set("eloket-session", token(made.id), domain="localhost.local")
        return made

    def providers_on(self, user_id):
        transaction.begin()
        return {link[1] for link in citizen_store().account(user_id).links}

    def confirmed(self, page):
        """Click on the page that names whose card it was."""
        text = page.browser.get(self.CONFIRM).text
        assert "U bewees net met uw kaart wie u bent." in text
        assert "Noor Elisa Voorbeeld" in text
        sent = {"proof": proof_in(text)}
        return page.browser.post(self.CONFIRM, sent)

    @pytest.mark.parametrize(
        "shown, heading",
        [
            ("child", "Dit is de kaart van een kind"),
            ("dark", "We weten niet hoe oud u bent"),
            ("teen", "We weten niet wat voor kaart dit is"),
        ],
    )
    def test_a_child_comes_in_by_no_account_of_others(self, page, els, shown, heading):
        answer = page.send({"child": CHILDS, "dark": DARK, "teen": TEENS}[shown])
        assert answer.status_code == 422
        assert heading in answer.text
        assert self.providers_on(els.id) == set()
        assert page.browser.get(self.CONFIRM).headers["Location"].endswith(self.TAB)

    def test_is_linked_from_the_tab_after_it_was_read(self, page, els):
        assert "Koppel mijn eID-kaart" in page.browser.get(self.TAB).text
        away = page.browser.post(self.TAB, {"link": "eid"})
        assert away.headers["Location"] == f"{page.browser.site}{PAGE}"
        answer = page.send()
        assert answer.headers["Location"] == f"{page.browser.site}{self.CONFIRM}"
        assert self.providers_on(els.id) == set()
        self.confirmed(page)
        assert self.providers_on(els.id) == {"eid"}
        text = page.browser.get(f"{self.TAB}?linked=eid").text
        assert (
            "Uw eID-kaart is gekoppeld" in text and "Ontkoppel mijn eID-kaart" in text
        )
        items = page.browser.call("GET", "@eloket-links").json()["items"]
        assert {one["provider"]: one["linked"] for one in items if one["linked"]} == {
            "eid": True
        }

    def test_is_linked_by_who_was_new_here_and_signed_in_after_all(self, page, els):
        jar = page.browser.jar
        session = jar.get("eloket-session")
        jar.clear()
        page.send()
        jar.set("eloket-session", session, domain="localhost.local")
        self.confirmed(page)
        assert self.providers_on(els.id) == {"eid"}

    def test_another_number_than_the_accounts_is_not_linked(self, page, site):
        jan = citizen(evidence(number=number(JAN.number)))
        transaction.commit()
        page.browser.jar.set("eloket-session", token(jan.id), domain="localhost.local")
        answer = page.send()
        assert answer.status_code == 409
        assert self.providers_on(jan.id) == {"burgerprofiel"}

    def test_unlinked_it_opens_nothing_any_more(self, page, els):
        page.send()
        self.confirmed(page)
        form = {"provider": "eid", "confirm": "1"}
        page.browser.post("/e-loket/mijn-profiel-ontkoppelen", form, page=self.TAB)
        assert self.providers_on(els.id) == set()
        page.browser.jar.clear()
        assert page.send().status_code == 403
        assert page.user() is None

    @pytest.mark.parametrize("is_open", [True, False], ids=["open", "shut"])
    def test_the_card_is_a_way_in_only_where_it_opens(self, page, noor, is_open):
        text = page.known()
        page.post({"link": "1", "proof": proof_in(text)})
        record = "collective.eloket.accounts.card_sign_in"
        api.portal.set_registry_record(record, is_open)
        transaction.commit()
        answer = page.browser.call(
            "DELETE", "@eloket-links/burgerprofiel", headers=csrf(page)
        )
        assert answer.status_code == (204 if is_open else 409)

    def test_where_no_card_is_asked_none_is_linked(self, page, els):
        api.portal.set_registry_record("collective.eloket.accounts.card_sign_in", False)
        transaction.commit()
        assert "eID-kaart" not in page.browser.get(self.TAB).text
        assert page.browser.post(self.TAB, {"link": "eid"}).status_code == 404


def csrf(page) -> dict:
    return {"X-CSRF-TOKEN": page.browser.session()["csrf"]}


def test_what_was_proven_waits_on_when_the_click_came_to_nothing():
    # a conflict: Zope runs the request again, and needs it
    _forget(False, None)
    with pytest.raises(AttributeError):
        _forget(True, None)
