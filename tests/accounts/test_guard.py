"""plone.session, jwt_auth, Basic and @login-renew are no doors for citizens."""

from plone.app.testing import setRoles
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.app.testing import TEST_USER_ID
from plone.session import tktauth
from tests.accounts.people import Browser
from tests.accounts.people import citizen
from tests.accounts.people import citizen_with_password
from tests.accounts.people import PASSWORD
from tests.accounts.people import token

import binascii
import jwt
import pytest
import transaction


@pytest.fixture
def noor(site):
    made = citizen_with_password("noor.v1")
    transaction.commit()
    return made


def plone_ticket(site, user_id):
    """Make the ticket that plone.session would make."""
    ticket = tktauth.createTicket(
        secret=site.acl_users.session._getSigningSecret(user_id), userid=user_id
    )
    return binascii.b2a_base64(ticket).rstrip().decode()


@pytest.fixture
def editor(site):
    """A manager of the site itself, not of the root."""
    setRoles(site, TEST_USER_ID, ["Manager"])
    transaction.commit()
    return TEST_USER_ID


def test_a_session_of_ours_is_that_citizen(browser, noor):
    browser.carry(token(noor.id))
    assert browser.session()["user_id"] == noor.id


def test_a_forged_ticket_of_plone_session_is_refused(browser, site, noor):
    cookie = {"Cookie": f"__ac={plone_ticket(site, noor.id)}"}
    answer = browser.call("GET", "@eloket-session", headers=cookie)
    assert answer.status_code == 401
    assert answer.headers["Set-Cookie"].startswith("__ac=")
    assert "eloket-session" not in answer.headers["Set-Cookie"]


def test_the_same_ticket_of_somebody_else_is_accepted(browser, site, editor):
    cookie = {"Cookie": f"__ac={plone_ticket(site, editor)}"}
    assert browser.call("GET", "@controlpanels", headers=cookie).status_code == 200


def test_plone_session_does_not_renew_a_ticket_of_a_citizen(browser, site, noor):
    cookie = {"Cookie": f"__ac={plone_ticket(site, noor.id)}"}
    answer = browser.get("/acl_users/session/refresh?type=gif", headers=cookie)
    assert "/require_login" in answer.headers["Location"]
    assert "Set-Cookie" not in answer.headers


def test_a_token_of_jwt_auth_is_refused(browser, site, noor):
    made = site.acl_users.jwt_auth.create_token(noor.id)
    assert jwt.decode(made, options={"verify_signature": False})["sub"] == noor.id
    answer = browser.call(
        "GET", "@eloket-session", headers={"Authorization": f"Bearer {made}"}
    )
    assert answer.status_code == 401


@pytest.mark.parametrize("name", ["noor.v1", "id"])
def test_basic_with_a_citizens_password_is_nobody(browser, noor, name):
    browser.client.auth = (noor.id if name == "id" else name, PASSWORD)
    answer = browser.call("GET", "@eloket-session")
    assert answer.json()["user_id"] is None
    assert browser.call("GET", f"@users/{noor.id}").status_code == 401


def test_login_makes_no_token_for_a_citizen(browser, noor):
    answer = browser.call(
        "POST", "@login", json={"login": "noor.v1", "password": PASSWORD}
    )
    assert answer.status_code == 401
    assert "token" not in answer.json()


def test_login_renew_makes_no_token_for_a_citizen(browser, noor):
    browser.carry(token(noor.id))
    answer = browser.call("POST", "@login-renew")
    assert answer.status_code == 403
    assert answer.json()["error"]["type"] == "citizen_token_refused"


def test_login_renew_with_a_bearer_makes_no_token_either(browser, noor):
    header = {"Authorization": f"Bearer {token(noor.id)}"}
    assert browser.call("POST", "@login-renew", headers=header).status_code == 403


def test_login_renew_goes_on_for_others(browser):
    browser.client.auth = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
    assert "token" in browser.call("POST", "@login-renew").json()


def test_plones_login_form_gives_a_citizen_no_ticket(browser, noor):
    browser.carry(token(noor.id))
    form = {
        "__ac_name": noor.id,
        "__ac_password": "whatever",
        "buttons.login": "Log in",
        "form.widgets.ajax_load": "",
    }
    answer = browser.post("/login", form)
    assert "__ac=" not in answer.headers.get("Set-Cookie", "")


def test_stock_logout_ends_the_session(browser, noor):
    browser.carry(token(noor.id))
    assert browser.call("POST", "@logout").status_code in (200, 204)
    assert browser.session()["user_id"] is None


def test_plones_page_to_sign_out_leads_to_ours(browser, noor):
    # only there the provider's session ends too
    browser.carry(token(noor.id))
    answer = browser.get("/logout")
    assert answer.headers["Location"] == f"{browser.desk}/afmelden"
    assert answer.headers["Cache-Control"] == "no-store"
    assert browser.session()["user_id"] == noor.id


def test_plones_page_to_sign_out_is_all_there_is_without_a_desk(browser, site, noor):
    site.portal_registry["collective.eloket.http.desk"] = ""
    transaction.commit()
    browser.carry(token(noor.id))
    assert browser.get("/logout").headers["Location"].endswith("/logged-out")
    assert browser.session()["user_id"] is None


def test_a_user_of_plone_with_an_id_like_ours_is_refused(browser, site):
    site.acl_users.source_users.addUser("citizen-me", "citizen-me", PASSWORD)
    transaction.commit()
    browser.client.auth = ("citizen-me", PASSWORD)
    assert browser.call("GET", "@eloket-session").status_code == 401


class TestAuthorizationHeader:
    """A request with an Authorization header is judged by it alone."""

    def test_does_not_borrow_the_session_cookie(self, browser, noor):
        browser.carry(token(noor.id))
        browser.client.auth = ("x", "y")
        assert browser.session()["user_id"] is None

    def test_does_not_borrow_plones_cookie(self, browser, site, editor):
        cookie = f"__ac={plone_ticket(site, editor)}"
        alone = browser.call("GET", "@controlpanels", headers={"Cookie": cookie})
        both = browser.call(
            "GET",
            "@controlpanels",
            headers={"Cookie": cookie, "Authorization": "Basic eDp5"},
        )
        assert (alone.status_code, both.status_code) == (200, 401)

    def test_a_bearer_is_a_session_of_its_own(self, functional, browser, noor):
        other = citizen()
        transaction.commit()
        browser.carry(token(noor.id))
        header = {"Authorization": f"Bearer {token(other.id)}"}
        assert browser.session(headers=header)["user_id"] == other.id
        stranger = Browser(functional)
        assert stranger.session(headers=header)["user_id"] == other.id
