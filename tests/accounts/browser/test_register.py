"""*Nieuw hier?*, registering by user name, and *Mijn profiel*."""

from collective.eloket.accounts import service
from collective.eloket.ephemeral.service import side_store
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.parameters import service as parameters
from collective.eloket.vault.service import blind
from tests.accounts.people import Browser
from tests.accounts.people import citizen
from tests.accounts.people import citizen_with_password
from tests.accounts.people import evidence
from tests.accounts.people import mailed
from tests.accounts.people import mailed_code
from tests.accounts.people import number
from tests.accounts.people import PASSWORD
from tests.accounts.people import token
from tests.accounts.people import web_request
from tests.accounts.people import without_numbers
from tests.mandates.house import asked
from tests.mandates.house import child
from tests.mandates.house import Register
from urllib.parse import urlsplit

import pytest
import secrets
import transaction


PAGE = "/e-loket/registreren"


@pytest.fixture
def recognised(browser):
    """Let the browser come back from a provider that proved somebody unknown."""

    def come_back(proof):
        request = web_request()
        service.begin_registration(request, proof)
        host = urlsplit(browser.origin).hostname
        value = request.response.cookies["eloket-pending"]["value"]
        browser.jar.set("eloket-pending", value, domain=f"{host}.local")
        return browser

    return come_back


def accounts(site) -> int:
    transaction.begin()
    return len(site.acl_users.eloket_citizens.store.citizens)


class TestNewHere:
    @pytest.mark.seed("000-07")
    def test_names_who_was_recognised_and_does_nothing(self, recognised, site):
        before = accounts(site)
        text = recognised(evidence()).get(PAGE).text
        assert "U bent herkend als Noor Voorbeeld" in text
        assert "Er gebeurt niets zonder uw klik" in text
        assert accounts(site) == before

    def test_registers_and_signs_in(self, recognised, site):
        proof = evidence()
        browser = recognised(proof)
        answer = browser.post(PAGE, {"email": "noor@example.com"})
        assert (answer.status_code, answer.headers["Location"]) == (303, browser.desk)
        transaction.begin()
        found = service.find_by_subject(proof.subject.issuer, proof.subject.sub)
        assert browser.session()["user_id"] == found.id
        assert browser.session()["level"] == "high"

    def test_goes_back_to_where_the_citizen_was(self, recognised):
        browser = recognised(evidence())
        assert "came_from" in browser.get(f"{PAGE}?came_from=/e-loket/x").text
        answer = browser.post(PAGE, {"came_from": "/e-loket/x"})
        assert answer.headers["Location"] == f"{browser.site}/e-loket/x"

    def test_asks_a_parent_for_whom(self, recognised):
        proof = evidence(number=number())
        family = Register({proof.number.digits: [child()]})
        with asked(family):
            browser = recognised(proof)
            answer = browser.post(PAGE, {"came_from": "/e-loket/x"})
        asks = f"{browser.desk}/hoedanigheid?came_from=%2Fe-loket%2Fx"
        assert answer.headers["Location"] == asks

    def test_takes_no_user_name(self, recognised, site):
        browser = recognised(evidence())
        browser.post(PAGE, {"username": "a b c", "password": "x"})
        transaction.begin()
        made = service.find_citizen(browser.session()["user_id"])
        assert made.login_key is None

    def test_with_a_wrong_address_shows_the_page_again(self, recognised, site):
        before = accounts(site)
        answer = recognised(evidence()).post(PAGE, {"email": "noor@"})
        assert answer.status_code == 400
        assert 'value="noor@"' in answer.text
        assert 'aria-invalid="true"' in answer.text
        assert "U bent herkend als" in answer.text
        assert accounts(site) == before

    def test_of_a_known_number_says_to_sign_in_there(self, recognised, site):
        citizen(evidence(number=number()))
        transaction.commit()
        before = accounts(site)
        answer = recognised(evidence(number=number())).post(PAGE, {})
        assert answer.status_code == 409
        assert "Meld u daar eerst aan" in answer.text
        assert answer.cookies.get("eloket-session") is None
        assert accounts(site) == before

    def test_stops_on_demand(self, recognised, site):
        before = accounts(site)
        browser = recognised(evidence())
        answer = browser.post(PAGE, {"stop": "1"})
        assert answer.headers["Location"] == f"{browser.desk}/aanmelden"
        assert "U bent herkend als" not in browser.get(PAGE).text
        assert accounts(site) == before

    def test_from_elsewhere_is_refused(self, recognised, site):
        before = accounts(site)
        browser = recognised(evidence())
        header = {"Origin": "https://evil.example"}
        assert browser.post(PAGE, {}, headers=header).status_code == 403
        assert accounts(site) == before


class TestUserName:
    def good(self, **changes):
        name = f"noor.{secrets.token_hex(4)}"
        return {
            "username": name,
            "password": PASSWORD,
            "email": "noor@example.com",
        } | changes

    def begun(self, browser, **changes):
        """Fill in the form, and return what the page with the code says."""
        form = self.good(**changes)
        answer = browser.post(PAGE, form)
        assert answer.status_code == 303
        assert answer.headers["Location"] == f"{browser.desk}/registreren"
        transaction.begin()
        return form

    @pytest.mark.seed("001-05", "001-23")
    def test_registers_and_signs_in(self, browser, site):
        before = accounts(site)
        form = self.begun(browser)
        assert accounts(site) == before
        assert "een code van 8 cijfers naar noor@example.com" in browser.get(PAGE).text
        answer = browser.post(PAGE, {"code": mailed_code(site)})
        assert (answer.status_code, answer.headers["Location"]) == (303, browser.desk)
        assert browser.session()["level"] == "none"
        transaction.begin()
        made = service.find_citizen(browser.session()["user_id"])
        assert service.own_username(made.id) == form["username"]
        known = parameters.known(made.id, AssuranceLevel.NONE)
        assert known["email"].value == "noor@example.com"
        assert browser.jar.get("eloket-registering") is None

    def test_goes_back_to_where_the_citizen_was(self, browser, site):
        answer = browser.post(PAGE, self.good(came_from="/e-loket/x"))
        transaction.begin()
        assert answer.headers["Location"].endswith("?came_from=%2Fe-loket%2Fx")
        form = {"code": mailed_code(site), "came_from": "/e-loket/x"}
        answer = browser.post(PAGE, form)
        assert answer.headers["Location"] == f"{browser.site}/e-loket/x"

    def test_the_mail_has_no_link_and_its_subject_no_code(self, browser, site):
        self.begun(browser)
        mail = mailed(site)[-1]
        assert "http" not in mail["body"] and "/" not in mail["body"]
        assert not any(sign.isdigit() for sign in mail["subject"])

    def test_a_wrong_code_makes_no_account(self, browser, site):
        before = accounts(site)
        self.begun(browser)
        answer = browser.post(PAGE, {"code": "0000 0000"})
        assert answer.status_code == 400
        assert 'id="code-fout"' in answer.text and 'href="#code"' in answer.text
        assert answer.cookies.get("eloket-session") is None
        assert accounts(site) == before

    def test_after_a_few_wrong_ones_the_right_one_is_gone(self, browser, site):
        before = accounts(site)
        self.begun(browser)
        for _time in range(5):
            browser.post(PAGE, {"code": "0000 0000"})
        answer = browser.post(PAGE, {"code": mailed_code(site)})
        assert answer.status_code == 400
        assert "De code is vervallen" in answer.text
        assert accounts(site) == before

    def test_the_code_of_another_browser_is_not_taken(self, functional, browser, site):
        before = accounts(site)
        self.begun(browser)
        other = Browser(functional)
        answer = other.post(PAGE, {"code": mailed_code(site)})
        assert answer.status_code == 400
        assert accounts(site) == before

    def test_a_code_works_once(self, functional, browser, site):
        self.begun(browser)
        code, handle = mailed_code(site), browser.jar["eloket-registering"]
        browser.post(PAGE, {"code": code})
        before = accounts(site)
        other = Browser(functional)
        host = urlsplit(browser.origin).hostname
        other.jar.set("eloket-registering", handle, domain=f"{host}.local")
        assert other.post(PAGE, {"code": code}).status_code == 400
        assert accounts(site) == before

    def test_another_code_takes_the_place_of_the_first(self, browser, site):
        self.begun(browser)
        first = mailed_code(site)
        assert browser.post(PAGE, {"again": "1"}).status_code == 303
        transaction.begin()
        second = mailed_code(site)
        assert browser.post(PAGE, {"code": first}).status_code == 400
        assert browser.post(PAGE, {"code": second}).status_code == 303

    def test_another_code_needs_a_first_one(self, browser):
        assert browser.post(PAGE, {"again": "1"}).status_code == 400

    def test_so_many_codes_go_to_one_address(self, browser, site):
        site.portal_registry["collective.eloket.accounts.codes"] = 1
        transaction.commit()
        self.begun(browser)
        answer = browser.post(PAGE, self.good(email="Noor@example.com"))
        assert answer.status_code == 429
        assert 'id="email-fout"' in answer.text

    def test_too_many_from_one_address_are_refused(self, browser, site):
        site.portal_registry["collective.eloket.accounts.registrations"] = 1
        transaction.commit()
        self.begun(browser)
        answer = browser.post(PAGE, self.good(email="jan@example.com"))
        assert answer.status_code == 429
        transaction.begin()
        assert len(mailed(site)) == 1

    def test_wrong_codes_make_the_address_wait(self, browser, site):
        site.portal_registry["collective.eloket.accounts.wrong_passwords"] = 3
        transaction.commit()
        statuses = []
        for name in ("noor", "jan", "els", "tom"):
            # each time with a code of its own
            self.begun(browser, email=f"{name}@example.com")
            answer = browser.post(PAGE, {"code": "0000 0000"})
            statuses.append(answer.status_code)
        assert statuses == [400, 400, 400, 429]
        assert side_store().get("wrong-password-hold", blind("address", "127.0.0.1"))

    def test_starting_over_shows_the_form_again(self, browser):
        self.begun(browser)
        browser.post(PAGE, {"stop": "1"})
        assert 'id="username"' in browser.get(PAGE).text

    def test_somebody_may_take_the_name_meanwhile(self, browser, site):
        form = self.begun(browser)
        citizen_with_password(form["username"])
        transaction.commit()
        answer = browser.post(PAGE, {"code": mailed_code(site)})
        assert answer.status_code == 409
        assert f"Nog vrij: {form['username']}" in answer.text
        assert answer.cookies.get("eloket-session") is None

    def test_whether_an_address_is_known_makes_no_difference(self, browser, site):
        citizen_with_password("noor.known", email="known@example.com")
        transaction.commit()
        self.begun(browser, email="known@example.com")
        known = without_numbers(browser.get(PAGE).text)
        self.begun(browser, email="other@example.com")
        other = without_numbers(browser.get(PAGE).text)
        assert known == other.replace("other@", "known@")

    @pytest.mark.parametrize(
        "changes, status, field",
        [
            ({"username": "noor.taken"}, 409, "username"),
            ({"username": "a b"}, 400, "username"),
            ({"password": "kort"}, 400, "password"),
            ({"password": "wachtwoord12"}, 400, "password"),
            ({"password": "noor@example is mijn zin"}, 400, "password"),
            ({"email": "noor@"}, 400, "email"),
            ({"email": ""}, 400, "email"),
        ],
        ids=[
            "taken",
            "strange",
            "short",
            "easy",
            "personal",
            "no address",
            "no address at all",
        ],
    )
    def test_shows_what_is_wrong(self, browser, site, changes, status, field):
        citizen_with_password("noor.taken")
        transaction.commit()
        before = accounts(site)
        answer = browser.post(PAGE, self.good(**changes))
        assert answer.status_code == status
        assert f'id="{field}-fout"' in answer.text
        assert f'href="#{field}"' in answer.text
        assert PASSWORD not in answer.text
        transaction.begin()
        assert mailed(site) == []
        assert ("Nog vrij: noor.taken" in answer.text) is (status == 409)
        assert accounts(site) == before

    def test_of_nothing_is_refused(self, browser):
        assert browser.post(PAGE, {}).status_code == 400


class TestProfile:
    @pytest.mark.parametrize("page", ["mijn-profiel", "mijn-profiel-login"])
    def test_of_a_stranger_leads_to_sign_in(self, browser, page):
        answer = browser.get(f"/e-loket/{page}")
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith(f"{browser.desk}/aanmelden")

    def test_shows_the_data_and_only_the_end_of_the_number(self, browser):
        noor = citizen(evidence(number=number()), email="noor@example.com")
        transaction.commit()
        text = browser.carry(token(noor.id)).get("/e-loket/mijn-profiel").text
        assert "Voorbeeld" in text and "noor@example.com" in text
        assert "28" in text and number().digits not in text

    def test_hides_what_the_session_may_not_see(self, browser):
        noor = citizen(evidence(number=number()))
        transaction.commit()
        browser.carry(token(noor.id, level=AssuranceLevel.LOW, means="csam_password"))
        text = browser.get("/e-loket/mijn-profiel").text
        assert "verborgen" in text and "Voorbeeld" not in text
        assert "eindigt op" not in text

    def test_shows_how_the_citizen_signs_in(self, browser):
        noor = citizen()
        transaction.commit()
        text = browser.carry(token(noor.id)).get("/e-loket/mijn-profiel-login").text
        assert "Gekoppeld" in text and "met itsme" in text

    def test_shows_the_user_name_and_what_is_unknown(self, browser):
        noor = citizen_with_password("noor.v6")
        transaction.commit()
        browser.carry(token(noor.id, level=AssuranceLevel.NONE, means="password"))
        text = browser.get("/e-loket/mijn-profiel-login").text
        assert "noor.v6" in text and "Niet gekoppeld" in text
        assert "niet gekend" in text or "Niet gekend" in text
        assert browser.get("/e-loket/mijn-profiel").status_code == 200
