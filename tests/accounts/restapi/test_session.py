"""Who am I, how can I sign in, and finish my registration: for programs."""

from collective.eloket.accounts import service
from collective.eloket.accounts.tokens import read_token
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

import pytest
import secrets
import transaction


def pending(proof) -> dict:
    """Begin a registration elsewhere; return the cookie that its browser has."""
    request = web_request()
    service.begin_registration(request, proof)
    cookie = request.response.cookies["eloket-pending"]["value"]
    return {"Cookie": f"eloket-pending={cookie}"}


def own_answers(**changes) -> dict:
    good = {
        "username": f"noor.{secrets.token_hex(4)}",
        "password": PASSWORD,
        "email": "noor@example.com",
    }
    return good | changes


class TestSession:
    def test_of_a_stranger_has_a_token_and_a_cookie(self, browser, recorded):
        answer = browser.call("GET", "@eloket-session")
        recorded("session-of-a-stranger", answer)
        assert answer.json().pop("csrf")
        assert answer.json() | {"csrf": ""} == {
            "user_id": None,
            "means": None,
            "level": "none",
            "capacity": None,
            "expires": None,
            "csrf": "",
        }
        assert "HttpOnly" in answer.headers["Set-Cookie"]
        assert answer.headers["Cache-Control"] == "no-store"

    def test_of_a_citizen_says_who_and_how(self, browser, recorded):
        noor = citizen()
        transaction.commit()
        browser.carry(token(noor.id, means="eid"))
        answer = browser.call("GET", "@eloket-session")
        recorded("session-of-a-citizen", answer)
        found = answer.json()
        assert found["user_id"] == noor.id
        assert (found["means"], found["level"]) == ("eid", "high")
        assert found["capacity"] == "citizen"
        assert found["expires"].endswith("+00:00")

    def test_holds_no_personal_data(self, browser):
        noor = citizen(evidence(number=number()))
        transaction.commit()
        browser.carry(token(noor.id))
        text = browser.call("GET", "@eloket-session").text
        assert "Voorbeeld" not in text and number().digits not in text


class TestMeans:
    def test_are_listed(self, browser, recorded):
        answer = browser.call("GET", "@eloket-means")
        recorded("means", answer)
        items = answer.json()["items"]
        assert items == [
            {
                "id": "burgerprofiel",
                "title": "Mijn Burgerprofiel",
                "kind": "oidc",
                "levels": ["substantial", "high"],
                "url": f"{browser.site}/acl_users/burgerprofiel/login",
            },
            {
                "id": "password",
                "title": "Gebruikersnaam",
                "kind": "password",
                "levels": ["none"],
                "url": f"{browser.desk}/aanmelden",
            },
        ]

    def test_stand_in_the_stock_list_too(self, browser):
        options = browser.call("GET", "@login").json()["options"]
        ours = [each["id"] for each in options if each["plugin"] == "eloket"]
        assert ours == ["burgerprofiel", "password"]


class TestRegistration:
    def test_of_a_stranger_takes_the_strangers_token(self, browser, recorded):
        header = {"X-CSRF-TOKEN": browser.session()["csrf"]}
        answers = own_answers(username="noor.voorbeeld")
        answer = browser.call(
            "POST", "@eloket-registration", json=answers, headers=header
        )
        recorded("registration-by-username", answer)
        assert answer.status_code == 201
        made = read_token(answer.json()["token"])
        assert made.user == answer.json()["user_id"]
        assert browser.session()["user_id"] == made.user

    def test_after_a_provider_needs_the_cookie_only(self, browser, recorded):
        answer = browser.call(
            "POST", "@eloket-registration", json={}, headers=pending(evidence())
        )
        recorded("registration-after-a-provider", answer)
        assert answer.status_code == 201
        assert browser.session()["means"] == "itsme"

    def test_after_a_provider_works_twice_for_a_double_click(self, browser):
        header = pending(evidence())
        proof = browser.call("POST", "@eloket-registration", json={}, headers=header)
        again = browser.call("POST", "@eloket-registration", json={}, headers=header)
        assert proof.status_code == 201
        # the first one is finished: the cookie stands for nothing any more
        assert again.status_code == 403

    def test_from_another_site_is_refused(self, browser):
        header = pending(evidence()) | {"Origin": "https://evil.example"}
        answer = browser.call("POST", "@eloket-registration", json={}, headers=header)
        assert answer.status_code == 403
        assert answer.json()["error"]["type"] == "csrf"
        assert "Set-Cookie" not in answer.headers

    @pytest.mark.parametrize("header", [{}, {"X-CSRF-TOKEN": "x"}], ids=["no", "wrong"])
    def test_without_token_is_refused(self, browser, header):
        answer = browser.call(
            "POST", "@eloket-registration", json=own_answers(), headers=header
        )
        assert answer.status_code == 403

    def test_of_a_known_number_is_refused_and_makes_nothing(
        self, browser, site, recorded
    ):
        citizen(evidence(number=number()))
        transaction.commit()
        before = len(site.acl_users.eloket_citizens.store.citizens)
        header = pending(evidence(number=number()))
        answer = browser.call("POST", "@eloket-registration", json={}, headers=header)
        recorded("registration-of-a-known-number", answer)
        assert answer.status_code == 409
        assert answer.json()["error"]["type"] == "number_known"
        assert "Set-Cookie" not in answer.headers
        transaction.begin()
        assert len(site.acl_users.eloket_citizens.store.citizens) == before

    @pytest.mark.parametrize(
        "changes, status, code",
        [
            ({"username": "noor.taken"}, 409, "username_taken"),
            ({"username": "a b"}, 400, "username_refused"),
            ({"username": 7}, 400, "username_refused"),
            ({"password": "kort"}, 400, "password_too_short"),
            ({"password": None}, 400, "password_too_short"),
            ({"password": "wachtwoord12"}, 400, "password_too_easy"),
            ({"password": "noor@example is mijn"}, 400, "password_personal"),
            ({"email": "noor"}, 400, "invalid_email"),
            ({"email": 7}, 400, "invalid_email"),
            ({"username": None}, 400, "nothing_pending"),
        ],
        ids=str,
    )
    def test_of_wrong_answers_is_refused(self, browser, site, changes, status, code):
        citizen_with_password("noor.taken")
        transaction.commit()
        header = {"X-CSRF-TOKEN": browser.session()["csrf"]}
        before = len(site.acl_users.eloket_citizens.store.citizens)
        answer = browser.call(
            "POST", "@eloket-registration", json=own_answers(**changes), headers=header
        )
        assert (answer.status_code, answer.json()["error"]["type"]) == (status, code)
        transaction.begin()
        assert len(site.acl_users.eloket_citizens.store.citizens) == before

    @pytest.mark.parametrize(
        "body, status",
        [("[]", 400), ("{", 400), (" " * 10_001, 413)],
        ids=["list", "no json", "large"],
    )
    def test_of_strange_bodies_is_refused(self, browser, body, status):
        answer = browser.call(
            "POST", "@eloket-registration", data=body, headers=pending(evidence())
        )
        assert answer.status_code == status


class TestRegistrationByUsername:
    """A program gets an account at once, and an address only with its code."""

    def call(self, browser, answers):
        header = {"X-CSRF-TOKEN": browser.session()["csrf"]}
        return browser.call(
            "POST", "@eloket-registration", json=answers, headers=header
        )

    def email_of(self, user_id):
        transaction.begin()
        return parameters.known(user_id, AssuranceLevel.NONE).get("email")

    def test_without_an_address_sends_no_code(self, browser, site):
        answers = own_answers()
        del answers["email"]
        answer = self.call(browser, answers)
        assert answer.status_code == 201
        assert set(answer.json()) == {"user_id", "token"}
        transaction.begin()
        assert mailed(site) == []

    def test_with_an_address_keeps_it_once_the_code_came_back(
        self, browser, site, recorded
    ):
        made = self.call(browser, own_answers()).json()
        assert made["email"] == "code_sent"
        assert self.email_of(made["user_id"]) is None
        answer = self.call(browser, {"code": mailed_code(site)})
        recorded("registration-code", answer)
        assert answer.status_code == 200
        assert answer.json() == {"user_id": made["user_id"], "email": "confirmed"}
        assert self.email_of(made["user_id"]).value == "noor@example.com"

    @pytest.mark.parametrize("code", ["0000 0000", "", 12345678, None], ids=str)
    def test_with_a_wrong_code_keeps_no_address(self, browser, code):
        made = self.call(browser, own_answers()).json()
        answer = self.call(browser, {"code": code})
        assert answer.status_code == 400
        assert answer.json()["error"]["type"] == "wrong_code"
        assert self.email_of(made["user_id"]) is None

    def test_wrong_codes_make_the_address_wait(self, browser, site):
        site.portal_registry["collective.eloket.accounts.wrong_passwords"] = 3
        transaction.commit()
        self.call(browser, own_answers())
        answers = [self.call(browser, {"code": "0000 0000"}) for _time in range(4)]
        assert [one.status_code for one in answers] == [400, 400, 400, 429]
        assert side_store().get("wrong-password-hold", blind("address", "127.0.0.1"))

    def test_the_code_of_somebody_else_is_wrong(self, functional, browser, site):
        made = self.call(browser, own_answers()).json()
        transaction.begin()
        code = mailed_code(site)
        other = Browser(functional)
        self.call(other, own_answers())
        assert self.call(other, {"code": code}).status_code == 400
        assert self.email_of(made["user_id"]) is None

    def test_a_code_of_a_stranger_is_refused(self, browser):
        assert self.call(browser, {"code": "0000 0000"}).status_code == 401

    def test_can_be_left_to_the_page(self, browser, site):
        name = "collective.eloket.accounts.usernames_by_rest"
        site.portal_registry[name] = False
        transaction.commit()
        answer = self.call(browser, own_answers())
        assert answer.status_code == 403
        assert answer.json()["error"]["type"] == "usernames_by_page"
        header = pending(evidence())
        answer = browser.call("POST", "@eloket-registration", json={}, headers=header)
        assert answer.status_code == 201
