"""``@eloket-providers`` over HTTP: for Managers only, and secrets never come back."""

from collective.eloket.audit import service as audit
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from plone.app.testing import TEST_USER_NAME
from plone.app.testing import TEST_USER_PASSWORD

import pytest
import requests


SECRET = "a-secret-of-the-provider"  # noqa: S105 - invented
OWNER = (SITE_OWNER_NAME, SITE_OWNER_PASSWORD)


def body(**changes) -> dict:
    good = {
        "preset": "burgerprofiel",
        "issuer": "https://op.example/op",
        "client_id": "eloket",
        "client_secret": SECRET,
        "settings": {},
    }
    return {**good, **changes}


@pytest.fixture
def call(functional, portal):
    def send(method, name="", auth=OWNER, **more):
        return requests.request(
            method,
            f"{portal.absolute_url()}/@eloket-providers{name}",
            auth=auth,
            headers={"Accept": "application/json"},
            timeout=30,
            **more,
        )

    return send


def test_a_provider_is_set_read_and_removed(call, portal, recorded):
    answer = call("PUT", "/burgerprofiel", json=body())
    recorded("provider-set", answer)
    assert answer.status_code == 200
    assert answer.json()["issuer"] == "https://op.example/op"
    read = call("GET", "/burgerprofiel")
    recorded("provider", read)
    assert read.json() == answer.json()
    answers = call("GET")
    recorded("providers", answers)
    listed = answers.json()
    assert listed["items_total"] == 1
    assert SECRET not in answer.text + read.text + str(listed)
    removed = call("DELETE", "/burgerprofiel")
    recorded("provider-removed", removed)
    assert removed.status_code == 204
    assert call("GET", "/burgerprofiel").status_code == 404


def test_without_a_secret_the_provider_keeps_its_own(call, portal):
    call("PUT", "/burgerprofiel", json=body())
    sent = body(client_id="other")
    del sent["client_secret"]
    answer = call("PUT", "/burgerprofiel", json=sent)
    assert answer.status_code == 200
    assert answer.json()["client_id"] == "other"


@pytest.mark.parametrize(
    "changes, code",
    [
        ({"preset": "unicorn"}, "provider_settings"),
        ({"preset": None}, "provider_settings"),
        ({"settings": []}, None),
        ({"settings": {"unknown": 1}}, "provider_settings"),
        ({"settings": "text"}, "provider_settings"),
        ({"issuer": "http://op.example/op"}, "issuer_refused"),
        ({"issuer": "https://127.0.0.1/op"}, "issuer_refused"),
        ({"client_secret": 5}, "provider_settings"),
    ],
    ids=[
        "unknown preset",
        "no preset",
        "empty list is no setting",
        "unknown setting",
        "settings are text",
        "not https",
        "private",
        "secret is no text",
    ],
)
def test_wrong_settings_are_refused(call, changes, code):
    answer = call("PUT", "/burgerprofiel", json=body(**changes))
    if code is None:
        assert answer.status_code == 200
    else:
        assert answer.status_code == 400
        assert answer.json()["error"]["type"] == code


def test_a_refusal_says_which_setting_and_why(call):
    answer = call("PUT", "/burgerprofiel", json=body(settings={"scopes": ["rrn"]}))
    error = answer.json()["error"]
    assert error["setting"] == "scopes"
    assert "openid" in error["message"]


@pytest.mark.parametrize("name", ["", "/a/b", "/unknown"])
def test_an_address_that_names_no_provider(call, name):
    assert call("DELETE", name).status_code == 404


MEMBER = (TEST_USER_NAME, TEST_USER_PASSWORD)


@pytest.mark.parametrize(
    "method, auth, status",
    [
        ("GET", None, 401),
        # a write without credentials must at least come from a page of ours
        ("PUT", None, 403),
        ("DELETE", None, 403),
        ("GET", MEMBER, 403),
        ("PUT", MEMBER, 403),
        ("DELETE", MEMBER, 403),
    ],
    ids=lambda value: {None: "nobody", MEMBER: "member"}.get(value, str(value)),
)
def test_others_may_not(call, method, auth, status):
    answer = call(method, "/burgerprofiel", auth=auth, json=body())
    assert answer.status_code == status


def test_the_id_of_the_stock_plugin_is_refused(call):
    assert call("PUT", "/oidc", json=body()).status_code == 400


def test_changes_are_audited(call):
    call("PUT", "/burgerprofiel", json=body())
    rows = [row.entry for row in audit.find() if row.entry.action == "provider.set"]
    assert rows[0].object == "burgerprofiel"
    assert rows[0].outcome == "done"
