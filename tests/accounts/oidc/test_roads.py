"""No road of pas.plugins.oidc, and no odd method, leads past our checks."""

from collective.eloket.accounts.oidc.plugin import PAGES
from pas.plugins.oidc.plugins import IOIDCPlugin
from pas.plugins.oidc.plugins import OIDCPlugin
from plone.app.testing import SITE_OWNER_NAME
from plone.app.testing import SITE_OWNER_PASSWORD
from tests.accounts.oidc import provider as fake
from tests.accounts.oidc.test_service import set_provider
from tests.accounts.oidc.visitor import come_back
from tests.accounts.oidc.visitor import last_write
from tests.accounts.oidc.visitor import leave
from tests.accounts.oidc.visitor import session_cookies
from urllib.parse import urlencode
from zope.component import getGlobalSiteManager

import base64
import json
import pytest
import transaction


JSON = {"Accept": "application/json"}
OTHER_METHODS = ["HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "TRACE"]
POSTED = {"backchannel-logout"}


def registered_for(kind) -> set[str]:
    """Return the names of views of the package itself."""
    return {
        found.name
        for found in getGlobalSiteManager().registeredAdapters()
        if found.required and found.required[0] is kind and found.name
    }


def test_every_page_of_the_other_package_has_ours_in_front(site):
    theirs = registered_for(IOIDCPlugin)
    assert theirs and theirs <= PAGES


def request(visitor, method, path, **query):
    address = f"{visitor.site}{path}"
    if query:
        address = f"{address}?{urlencode(query)}"
    return visitor.browser.testapp.request(address, method=method, expect_errors=True)


def told(answer) -> list[str]:
    return answer.headers.getall("Set-Cookie")


@pytest.mark.parametrize("page", sorted(PAGES))
@pytest.mark.parametrize("method", OTHER_METHODS)
def test_a_page_takes_its_own_method_only(visitor, op, site, page, method):
    before = last_write(site)
    answer = request(visitor, method, f"/acl_users/proef/{page}", state="x", code="y")
    assert answer.status_int == 405
    assert answer.headers["Allow"] == ("POST" if page in POSTED else "GET")
    assert not told(answer)
    assert op.calls == []
    assert last_write(site) == before


@pytest.mark.parametrize("page", sorted(PAGES - POSTED))
def test_nothing_is_posted_to_a_page_of_the_browser(visitor, op, site, page):
    before = last_write(site)
    answer = visitor.browser.testapp.post(
        f"{visitor.site}/acl_users/proef/{page}", {"state": "x"}, expect_errors=True
    )
    assert answer.status_int == 405
    assert not told(answer)
    assert op.calls == []
    assert last_write(site) == before


@pytest.mark.parametrize(
    "road",
    [
        "/acl_users/proef/@@callback",
        "/acl_users/proef/++view++callback",
        "/acl_users/./proef/callback",
        "/acl_users/proef//callback",
        "/acl_users/proef/callback/",
        "/e-loket/acl_users/proef/callback",
        "/acl_users/proef/proef/callback",
        "/acl_users/acl_users/proef/callback",
    ],
)
def test_no_detour_to_the_callback_avoids_a_check(visitor, op, citizen, road):
    asked = leave(visitor, op)
    # the right state, and a code that the provider would take, in a stranger's browser
    kept = {
        cookie: visitor.browser.cookies[cookie] for cookie in visitor.browser.cookies
    }
    for name in kept:
        del visitor.browser.cookies[name]
    answer = request(visitor, "GET", road, code="code-1", state=asked["state"])
    assert answer.status_int in (400, 404)
    assert not told(answer)
    assert "/token" not in op.calls


@pytest.mark.parametrize(
    "road",
    [
        "/acl_users/proef/callback/callback",
        "/acl_users/proef/callback/login",
        "/acl_users/proef/login/callback",
        "/acl_users/proef/callback/respond",
        "/acl_users/proef/callback/check",
        "/acl_users/proef/callback/register",
        "/acl_users/proef/login/context",
        "/acl_users/proef/jwks/respond",
    ],
)
def test_nothing_lies_behind_a_page(visitor, op, site, road):
    before = last_write(site)
    answer = request(visitor, "GET", road, code="code-1", state="x")
    assert answer.status_int in (302, 401, 404)
    assert not (answer.location or "").startswith(fake.ISSUER)
    assert not told(answer)
    assert op.calls == []
    assert last_write(site) == before


def test_a_detour_is_no_other_redirect_address(visitor, op, citizen):
    # what is asked for is compared by the provider, so it must be the one we have
    visitor.get("/e-loket/acl_users/proef/login")
    if visitor.status == 302:
        asked = op.visit(visitor.location)
        assert asked["redirect_uri"] == f"{visitor.site}/acl_users/proef/callback"


# REST


def rest(visitor, method, path, auth=None, **body):
    headers = dict(JSON)
    if auth:
        headers["Authorization"] = f"Basic {base64.b64encode(auth.encode()).decode()}"
    return visitor.browser.testapp.request(
        f"{visitor.site}{path}",
        method=method,
        headers=headers,
        body=json.dumps(body).encode() if body else b"",
        content_type="application/json",
        expect_errors=True,
    )


@pytest.mark.parametrize("name", ["@login-oidc", "@logout-oidc"])
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_rest_roads_sign_nobody_in(visitor, op, site, citizen, name, method):
    asked = leave(visitor, op)
    calls = list(op.calls)
    before = last_write(site)
    query = urlencode({"code": "code-1", "state": asked["state"]})
    answer = rest(visitor, method, f"/{name}/proef", qs=query)
    assert answer.status_int in (401, 403, 404, 405)
    assert not [cookie for cookie in told(answer) if "session" in cookie]
    assert not [cookie for cookie in told(answer) if "__ac" in cookie]
    assert b"token" not in answer.body
    assert op.calls == calls
    assert last_write(site) == before


def test_the_address_for_programs_begins_nothing(visitor, op, site):
    before = last_write(site)
    answer = rest(visitor, "GET", "/@login-oidc/proef")
    assert answer.json["next_url"] == f"{visitor.site}/acl_users/proef/login"
    assert not told(answer)
    assert op.calls == []
    assert last_write(site) == before


OWNER = f"{SITE_OWNER_NAME}:{SITE_OWNER_PASSWORD}"


@pytest.mark.parametrize("method", ["GET", "PATCH"])
def test_their_control_panel_is_as_if_it_were_not_there(visitor, site, method):
    before = last_write(site)
    unknown = rest(visitor, method, "/@controlpanels/unknown", OWNER, issuer="x")
    answer = rest(visitor, method, "/@controlpanels/oidc_admin", OWNER, issuer="x")
    assert answer.status_int == unknown.status_int
    assert fake.SECRET.encode() not in answer.body
    assert last_write(site) == before
    assert site.acl_users.proef.issuer == fake.ISSUER


def test_their_own_plugin_does_not_open_ours(visitor, op, site, citizen):
    site.acl_users._setObject("oidc", OIDCPlugin("oidc"))
    transaction.commit()
    answer = rest(visitor, "GET", "/@controlpanels/oidc_admin", OWNER)
    assert fake.SECRET.encode() not in answer.body
    come_back(visitor, leave(visitor, op))
    assert session_cookies(visitor)


def test_of_two_providers_each_keeps_its_own_door(visitor, op, site, citizen):
    set_provider(site, id="andere", client_id="other")
    transaction.commit()
    asked = leave(visitor, op)
    query = {"code": "code-1", "state": asked["state"]}
    calls = list(op.calls)
    answer = request(visitor, "GET", "/acl_users/andere/callback", **query)
    assert answer.status_int == 400
    assert not told(answer)
    assert op.calls == calls
