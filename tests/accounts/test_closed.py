"""Plone's own pages about members change no citizen."""

from collective.eloket.accounts.closed import CLOSED
from collective.eloket.accounts.closed import published_name
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from tests.accounts.people import citizen
from tests.accounts.people import citizen_with_password
from tests.accounts.people import PASSWORD
from tests.accounts.people import token

import pytest
import transaction


@pytest.fixture
def noor(site):
    made = citizen(email="noor@example.com")
    transaction.commit()
    return made


@pytest.fixture
def manager(browser):
    browser.client.auth = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)
    return browser


#: A password, for somebody who is no citizen.
SECRET = {"password": PASSWORD}

#: Page of Plone → ours in its place.
OWN = {
    "change-password": "wachtwoord-wijzigen",
    "personal-information": "mijn-parameters",
    "personal-preferences": "mijn-parameters",
}


@pytest.mark.parametrize("name", OWN)
def test_citizens_are_led_to_our_own_page(browser, noor, name):
    browser.carry(token(noor.id))
    answer = browser.get(f"/@@{name}")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"{browser.desk}/{OWN[name]}"


@pytest.mark.seed("001-32")
@pytest.mark.parametrize("name", OWN)
def test_citizens_cannot_send_those_forms(browser, noor, name):
    browser.carry(token(noor.id))
    answer = browser.client.post(f"{browser.site}/@@{name}", allow_redirects=False)
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "name",
    [
        "user-information",
        "user-preferences",
        "usergroup-usermembership",
        "member-search",
    ],
)
def test_citizens_cannot_reach_those_of_others(browser, noor, name):
    browser.carry(token(noor.id))
    assert browser.get(f"/@@{name}?userid=admin").status_code in (302, 401, 403)


@pytest.mark.parametrize(
    "name", ["user-information", "user-preferences", "usergroup-usermembership"]
)
@pytest.mark.parametrize("query", ["userid={}", "userid=x&userid={}"])
def test_managers_cannot_use_them_on_a_citizen(manager, noor, name, query):
    answer = manager.get(f"/@@{name}?{query.format(noor.id)}")
    assert answer.status_code == 403


def test_managers_use_them_on_others(manager, site):
    answer = manager.get("/@@user-information?userid=test_user_1_")
    assert answer.status_code == 200


def test_a_citizens_login_name_cannot_be_changed(browser, noor):
    browser.carry(token(noor.id))
    answer = browser.get("/acl_users/updateOwnLoginName?login_name=mine")
    assert answer.status_code in (302, 403)
    assert "mijn-parameters" in answer.headers.get("Location", "mijn-parameters")


def test_without_e_desk_the_citizen_is_refused(browser, site, noor):
    site.portal_registry["collective.eloket.http.desk"] = ""
    transaction.commit()
    browser.carry(token(noor.id))
    assert browser.get("/@@personal-information").status_code == 403


class TestUsersService:
    """@users of plone.restapi."""

    def test_citizens_cannot_change_themselves(self, browser, noor):
        browser.carry(token(noor.id))
        answer = browser.call("PATCH", f"@users/{noor.id}", json={"fullname": "X"})
        assert answer.status_code == 403
        assert answer.json()["error"]["type"] == "citizen_data_locked"

    @pytest.mark.parametrize(
        "method, path, body",
        [
            ("PATCH", "@users/{}", {"email": "x@example.com"}),
            ("PATCH", "@users/{}", {"password": "een nieuw wachtwoord"}),
            ("PATCH", "@users/{}", {"roles": {"Manager": True}}),
            ("DELETE", "@users/{}", None),
            ("POST", "@users/{}/reset-password", {}),
            ("POST", "@users", {"username": "{}", "email": "x@example.com"}),
        ],
        ids=["e-mail", "password", "roles", "delete", "reset", "same id"],
    )
    def test_managers_cannot_change_a_citizen(self, manager, noor, method, path, body):
        if body and body.get("username"):
            body = body | {"username": noor.id, "password": "een nieuw wachtwoord"}
        answer = manager.call(method, path.format(noor.id), json=body)
        assert answer.status_code == 403
        assert answer.json()["error"]["type"] == "citizen_data_locked"

    def test_a_path_that_names_nothing_is_not_there(self, manager, noor):
        answer = manager.call("POST", f"@users/{noor.id}/something", json={})
        assert answer.status_code == 404

    def test_anonymous_cannot_make_somebody_with_our_kind_of_id(self, browser, site):
        site.portal_registry["plone.enable_self_reg"] = True
        transaction.commit()
        body = {"username": "citizen-x", "email": "x@example.com", "eid_verified": True}
        answer = browser.call("POST", "@users", json=body)
        assert answer.status_code == 403

    @pytest.mark.parametrize("body", ["[]", "{", ""], ids=["list", "no json", "empty"])
    def test_strange_bodies_are_left_to_the_stock_service(self, manager, body):
        headers = {"Content-Type": "application/json"}
        answer = manager.call("POST", "@users", data=body, headers=headers)
        assert answer.status_code != 403

    @pytest.mark.parametrize("method", ["PATCH", "DELETE"])
    @pytest.mark.parametrize("path", ["@users", "@users/a/b"])
    def test_a_path_without_exactly_one_user_is_nothing(self, manager, method, path):
        assert manager.call(method, path, json={}).status_code == 404

    def test_others_are_made_changed_and_deleted(self, manager):
        body = {"username": "els", "email": "els@example.com"} | SECRET
        assert manager.call("POST", "@users", json=body).status_code == 201
        changed = manager.call("PATCH", "@users/els", json={"fullname": "Els"})
        assert changed.status_code == 204
        assert manager.call("DELETE", "@users/els").status_code == 204


class TestPublishedName:
    def test_is_the_pages_or_that_of_its_method(self):
        class Page:
            __name__ = "personal-information"

            def submit(self):
                """Is published too."""

        assert published_name(Page()) == published_name(Page().submit)
        assert published_name(Page()) in CLOSED

    @pytest.mark.parametrize(
        "published", [None, object(), "text"], ids=["none", "object", "text"]
    )
    def test_of_anything_else_is_empty(self, published):
        assert published_name(published) == ""


def test_the_registration_of_plone_touches_no_citizen(browser, site):
    site.portal_registry["plone.enable_self_reg"] = True
    made = citizen_with_password("els.v1")
    transaction.commit()
    body = {"username": "els.v1", "email": "x@example.com", "fullname": "Somebody"}
    browser.call("POST", "@users", json=body)
    assert site.acl_users.getUserById(made.id).getProperty("fullname") == ""
