"""The pages to sign in and out."""

from collective.eloket.accounts.oidc import service as oidc
from collective.eloket.accounts.tokens import read_token
from tests.accounts.people import citizen
from tests.accounts.people import citizen_with_password
from tests.accounts.people import PASSWORD
from tests.accounts.people import token

import pytest
import secrets
import transaction


@pytest.fixture
def name(site):
    """The user name of a citizen."""
    made = f"noor.{secrets.token_hex(4)}"
    citizen_with_password(made)
    transaction.commit()
    return made


def session_of(answer):
    """The session that an answer begins, or None."""
    text = answer.cookies.get("eloket-session")
    return read_token(text) if text else None


class TestPage:
    @pytest.mark.seed("000-16", "000-17", "004-16")
    def test_offers_means_and_user_name(self, browser):
        answer = browser.get("/e-loket/aanmelden")
        assert answer.status_code == 200
        assert '<h1 class="documentFirstHeading">Aanmelden</h1>' in answer.text
        for text in ("eID en aangesloten kaartlezer", "itsme®", "Gebruikersnaam"):
            assert text in answer.text
        assert "Deze gegevens vragen we" in answer.text
        assert answer.headers["Cache-Control"] == "no-store"

    def test_shows_the_last_means_first(self, browser):
        cookie = {"Cookie": "eloket-last-means=burgerprofiel.sms"}
        text = browser.get("/e-loket/aanmelden", headers=cookie).text
        assert "Uw laatste keuze" in text
        assert text.index('/sms"') < text.index('/eid"')
        assert text.count("el-means--last") == 1

    def test_without_providers_has_the_user_name_only(self, browser, site):
        oidc.delete_provider(site, "burgerprofiel")
        transaction.commit()
        text = browser.get("/e-loket/aanmelden").text
        assert "el-means" not in text and "Gebruikersnaam" in text

    @pytest.mark.parametrize(
        "came_from",
        ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:1"],
    )
    def test_leads_nowhere_else(self, browser, name, came_from):
        form = {"username": name, "password": PASSWORD, "came_from": came_from}
        answer = browser.post("/e-loket/aanmelden", form)
        assert answer.headers["Location"] == browser.desk


class TestUserName:
    @pytest.mark.seed("000-17")
    def test_signs_in_with_level_none(self, browser, name):
        form = {"username": name, "password": PASSWORD}
        answer = browser.post("/e-loket/aanmelden", form)
        assert (answer.status_code, answer.headers["Location"]) == (303, browser.desk)
        assert session_of(answer).level.label == "none"

    def test_goes_back_to_where_the_citizen_was(self, browser, name):
        goal = "/e-loket/mijn-aanvragen?nieuw=1"
        form = {"username": name, "password": PASSWORD, "came_from": goal}
        answer = browser.post("/e-loket/aanmelden", form)
        assert answer.headers["Location"] == f"{browser.site}{goal}"

    def test_wrong_says_the_same_whether_it_exists(self, browser, name):
        texts = set()
        for wanted in (name, "n" * len(name)):
            form = {"username": wanted, "password": "een foute goede zin"}
            answer = browser.post("/e-loket/aanmelden", form)
            assert answer.status_code == 401
            assert session_of(answer) is None
            start = answer.text.index('id="fouten"')
            texts.add(answer.text[start : start + 600])
        assert len(texts) == 1
        assert "horen niet bij elkaar" in texts.pop()

    def test_wrong_keeps_the_name_and_not_the_password(self, browser, name):
        form = {"username": name, "password": "een foute goede zin"}
        text = browser.post("/e-loket/aanmelden", form).text
        assert f'value="{name}"' in text and "een foute goede zin" not in text

    def test_too_often_is_refused(self, browser, site, name):
        site.portal_registry["collective.eloket.accounts.wrong_passwords"] = 1
        transaction.commit()
        form = {"username": name, "password": "een foute goede zin"}
        browser.post("/e-loket/aanmelden", form)
        answer = browser.post("/e-loket/aanmelden", form | {"password": PASSWORD})
        assert answer.status_code == 429
        assert "Wacht 15 minuten" in answer.text

    @pytest.mark.parametrize(
        "changes, headers",
        [
            ({"_csrf": ""}, {}),
            ({"_csrf": "x"}, {}),
            ({}, {"Origin": "https://evil.example"}),
        ],
        ids=["no token", "wrong token", "from elsewhere"],
    )
    def test_from_elsewhere_is_refused(self, browser, name, changes, headers):
        form = {"username": name, "password": PASSWORD} | changes
        answer = browser.post("/e-loket/aanmelden", form, headers=headers)
        assert answer.status_code == 403
        assert session_of(answer) is None


class TestStaying:
    """*Aangemeld blijven op dit toestel*."""

    @pytest.fixture
    def stayed(self, browser, name):
        form = {"username": name, "password": PASSWORD, "stay": "1"}
        assert browser.post("/e-loket/aanmelden", form).status_code == 303
        return browser

    @pytest.mark.seed("000-18")
    def test_brings_the_browser_back_at_the_lowest_level(self, stayed):
        del stayed.jar["eloket-session"]
        assert "Afmelden" in stayed.get("/e-loket").text
        session = stayed.session()
        assert (session["level"], session["means"]) == ("none", "device")
        assert "dit toestel" in stayed.get("/e-loket").text

    def test_the_page_says_what_it_gives(self, browser):
        text = browser.get("/e-loket/aanmelden").text
        assert "Aangemeld blijven op dit toestel" in text
        assert "waarvoor een gebruikersnaam volstaat" in text

    def test_without_it_the_browser_does_not_come_back(self, browser, name):
        browser.post("/e-loket/aanmelden", {"username": name, "password": PASSWORD})
        del browser.jar["eloket-session"]
        assert browser.session()["user_id"] is None

    @pytest.mark.parametrize("road", ["afmelden", "logout"])
    def test_ends_with_signing_out(self, stayed, road):
        if road == "afmelden":
            stayed.post("/e-loket/afmelden", {})
        else:
            stayed.call("POST", "@logout")
        assert stayed.jar.get("eloket-device") is None
        assert stayed.session()["user_id"] is None

    def test_is_not_offered_where_it_is_off(self, browser, site):
        site.portal_registry["collective.eloket.accounts.device_days"] = 0
        transaction.commit()
        assert 'name="stay"' not in browser.get("/e-loket/aanmelden").text


class TestProvider:
    def test_that_is_silent_gives_the_page_again(self, browser):
        form = {"keuze": "burgerprofiel/itsme"}
        answer = browser.post("/e-loket/aanmelden", form)
        assert answer.status_code in (502, 504)
        assert "Het aanmelden is onderweg gestopt" in answer.text
        assert "itsme®" in answer.text

    @pytest.mark.parametrize(
        "form, status",
        [
            ({"keuze": "other/itsme"}, 404),
            ({"keuze": "itsme"}, 404),
            ({"keuze": "burgerprofiel/gone"}, 400),
        ],
        ids=["unknown", "missing", "unknown means"],
    )
    def test_that_is_not_offered_is_refused(self, browser, form, status):
        assert browser.post("/e-loket/aanmelden", form).status_code == status


class TestSigningOut:
    @pytest.fixture
    def noor(self, browser):
        made = citizen()
        transaction.commit()
        browser.carry(token(made.id))
        return made

    def test_asks_first(self, browser, noor):
        answer = browser.get("/e-loket/afmelden")
        assert "Wilt u afmelden?" in answer.text or "<button" in answer.text
        assert browser.session()["user_id"] == noor.id

    def test_ends_the_session(self, browser, noor):
        answer = browser.post("/e-loket/afmelden", {})
        # nobody answers for the provider: signing out here does not fail on it
        assert answer.status_code == 303
        assert answer.headers["Location"] == f"{browser.desk}/afmelden"
        assert browser.session()["user_id"] is None

    def test_needs_the_token_of_the_page(self, browser, noor):
        form = {"_csrf": "x"}
        assert browser.post("/e-loket/afmelden", form).status_code == 403
        assert browser.session()["user_id"] == noor.id

    def test_after_the_session_was_over_says_so(self, browser):
        answer = browser.client.post(
            f"{browser.desk}/afmelden", data={}, allow_redirects=False
        )
        assert answer.status_code == 303
        assert "U bent afgemeld" in browser.get("/e-loket/afmelden").text

    @pytest.mark.parametrize(
        "query, state, there",
        [
            ("", "burgerprofiel.x", False),
            ("?state=burgerprofiel.x", None, False),
            ("?state=burgerprofiel.y", "burgerprofiel.x", False),
            ("?state=gone.x", "gone.x", False),
            ("?state=burgerprofiel.x", "burgerprofiel.x", True),
        ],
        ids=[
            "here",
            "nobody left",
            "another's way back",
            "a provider that is gone",
            "back from the provider",
        ],
    )
    def test_says_where(self, browser, query, state, there):
        cookies = {"eloket-out": state} if state else {}
        found = browser.get(f"/e-loket/afmelden{query}", cookies=cookies).text
        assert "U bent afgemeld bij " in found
        assert ("en bij Mijn burgerprofiel" in found) is there

    @pytest.mark.parametrize("left", ["csam", "burgerprofiel"])
    def test_names_the_provider_that_was_left(self, browser, site, left):
        settings = {"allow_private": True}
        address = "http://localhost:9/csam"
        oidc.set_provider(site, "csam", "csam", address, "client", "secret", settings)
        transaction.commit()
        sent = {"eloket-out": f"{left}.x"}
        found = browser.get(f"/e-loket/afmelden?state={left}.x", cookies=sent).text
        assert ("en bij CSAM" in found) is (left == "csam")
        assert ("en bij Mijn burgerprofiel" in found) is (left != "csam")
        assert found.count("Meld u daar ook af") == 1
        # nobody knows which one it was: all of them are named
        found = browser.get("/e-loket/afmelden").text
        assert "de aanmeldpagina van de overheid" in found
        assert found.count("Meld u daar ook af") == 2 + 1

    def test_of_clerks_is_plones_own_affair(self, browser):
        browser.client.auth = ("admin", "secret")
        answer = browser.get("/e-loket/afmelden")
        assert answer.headers["Location"] == f"{browser.site}/logout"


class TestLinks:
    @pytest.mark.seed("001-13", "001-22", "004-05")
    def test_on_the_whole_site_lead_to_sign_in_and_register(self, browser):
        text = browser.get("").text
        assert f'{browser.desk}/aanmelden"' in text
        assert f'{browser.desk}/registreren"' in text

    def test_of_a_citizen_are_the_name_and_sign_out(self, browser):
        noor = citizen()
        transaction.commit()
        text = browser.carry(token(noor.id)).get("").text
        assert "Noor Voorbeeld" in text and f'{browser.desk}/afmelden"' in text
        assert f'{browser.desk}/registreren"' not in text

    def test_are_absent_while_there_is_no_e_desk(self, browser, site):
        site.portal_registry["collective.eloket.http.desk"] = ""
        transaction.commit()
        assert "/aanmelden" not in browser.get("").text

    def test_are_absent_for_clerks(self, browser):
        browser.client.auth = ("admin", "secret")
        assert "/aanmelden" not in browser.get("").text
