from collective.eloket.accounts import service as accounts
from collective.eloket.accounts.model import Registration
from collective.eloket.accounts.oidc import service
from collective.eloket.accounts.oidc import transactions
from collective.eloket.accounts.oidc.model import Ask
from collective.eloket.accounts.oidc.model import Purpose
from datetime import timedelta
from pas.plugins.oidc.plugins import IOIDCPlugin
from plone import api
from tests.accounts.oidc import provider as fake
from tests.accounts.oidc.test_service import set_provider
from tests.accounts.oidc.visitor import CALLBACK
from tests.accounts.oidc.visitor import come_back
from tests.accounts.oidc.visitor import evidence
from tests.accounts.oidc.visitor import last_write
from tests.accounts.oidc.visitor import leave
from tests.accounts.oidc.visitor import LOGIN
from tests.accounts.oidc.visitor import session_cookies
from tests.accounts.oidc.visitor import Visitor
from tests.accounts.people import make_desk
from tests.matrix.registered import registries
from urllib.parse import urlencode
from zope.component import getGlobalSiteManager

import pytest
import requests
import transaction


# leaving


@pytest.mark.seed("000-04", "000-19")
def test_sign_in_leads_to_the_provider_at_once(visitor, op, site):
    before = last_write(site)
    asked = leave(visitor, op)
    assert visitor.location.startswith(f"{fake.ISSUER}/auth?")
    assert asked["redirect_uri"] == f"{visitor.site}{CALLBACK}"
    assert asked["ui_locales"].startswith("nl")
    assert visitor.browser.headers["cache-control"] == "no-store"
    assert visitor.browser.headers["referrer-policy"] == "no-referrer"
    assert last_write(site) == before


def test_the_cookie_of_a_sign_in_tells_nothing(visitor, op):
    asked = leave(visitor, op)
    (cookie,) = [
        morsel
        for name, morsel in visitor.cookies_set.items()
        if name.startswith("eloket-tx-")
    ]
    assert cookie.key == f"eloket-tx-{asked['state'][:8]}"
    assert cookie["httponly"] and cookie["path"] == "/" and cookie["max-age"] == "600"
    assert cookie["samesite"].lower() == "lax"
    assert not cookie["secure"]
    opened = transactions.decode(cookie.value)
    assert asked["state"].encode() not in opened
    assert asked["nonce"].encode() not in opened


@pytest.mark.seed("004-15")
def test_one_means_can_be_asked_for(visitor, op):
    assert leave(visitor, op, means="itsme")["acr_values"] == f"{fake.URN}itsme"


def test_an_unknown_means_is_refused(visitor):
    visitor.get(LOGIN, means="retina")
    assert visitor.status == 400
    assert not visitor.cookies_set


def test_a_silent_provider_is_said_in_plain_words(visitor, op, site):
    op.broken["/.well-known/openid-configuration"] = requests.ConnectionError()
    before = last_write(site)
    visitor.get(LOGIN, came_from="/e-loket/x")
    assert visitor.status == 504
    assert "<h1" in visitor.text
    assert "came_from=%2Fe-loket%2Fx" in visitor.text
    assert not visitor.cookies_set
    assert last_write(site) == before


# coming back


@pytest.mark.seed("000-06", "000-07", "001-16")
def test_an_unknown_identity_is_led_to_registration(visitor, op, site):
    before = last_write(site)
    come_back(visitor, leave(visitor, op, came_from="/e-loket/doc"))
    assert visitor.status == 302
    assert visitor.location == (
        f"{visitor.site}/registreren?came_from=%2Fe-loket%2Fdoc"
    )
    assert not session_cookies(visitor)
    assert "eloket-pending" in visitor.cookies_set
    assert last_write(site) == before


@pytest.mark.seed("000-15", "001-21")
def test_a_known_identity_is_signed_in(visitor, op, citizen):
    asked = leave(visitor, op, came_from="/e-loket/mijn-aanvragen?x=1")
    come_back(visitor, asked)
    assert visitor.status == 302
    assert visitor.location == f"{visitor.site}/e-loket/mijn-aanvragen?x=1"
    assert session_cookies(visitor)
    gone = visitor.cookies_set[f"eloket-tx-{asked['state'][:8]}"]
    assert gone["max-age"] == "0"


@pytest.mark.parametrize(
    "came_from", ["https://evil.example/", "//evil.example", "/acl_users/proef/logout"]
)
def test_nobody_is_led_away_after_signing_in(visitor, op, citizen, came_from):
    come_back(visitor, leave(visitor, op, came_from=came_from))
    assert visitor.location == visitor.site


def test_two_tabs_do_not_disturb_each_other(visitor, op, citizen):
    first = leave(visitor, op)
    leave(visitor, op)
    op.nonce = first["nonce"]
    come_back(visitor, first)
    assert session_cookies(visitor)


REFUSALS = [
    ("wrong state", {"state": "x" * 43}, {}, 400),
    ("state with the same beginning", {"state": "same"}, {}, 400),
    ("no state", {"state": None}, {}, 400),
    ("repeated state", {"state": "twice"}, {}, 400),
    ("repeated code", {"code": ["a", "b"]}, {}, 400),
    ("no code", {"code": None}, {}, 502),
    ("cancelled", {"error": "access_denied", "code": None}, {}, 403),
    ("error of the provider", {"error": "server_error"}, {}, 502),
    ("other issuer", {"iss": "https://evil.example"}, {}, 502),
    ("wrong nonce", {}, {"claims": {"nonce": "x" * 43}}, 502),
    ("expired", {}, {"claims": {"exp": 1}}, 502),
    ("wrong audience", {}, {"claims": {"aud": "other"}}, 502),
    ("no acr", {}, {"claims": {"acr": None}}, 502),
    ("alg none", {}, {"make_token": fake.unsigned}, 502),
    ("client secret as key", {}, {"make_token": fake.with_client_secret}, 502),
    (
        "another's signature",
        {},
        {"make_token": lambda claims: fake.sign(claims, fake.STRANGER)},
        502,
    ),
    ("userinfo of somebody else", {}, {"info": {"sub": "person-2"}}, 502),
    ("wrong check digits", {}, {"info": {"rrn": "85073003329"}}, 502),
    ("token endpoint down", {}, {"broken": {"/token": requests.ReadTimeout()}}, 504),
    ("provider failing", {}, {"broken": {"/token": (500, {}, "{}")}}, 502),
    ("huge answer", {}, {"broken": {"/userinfo": (200, {}, " " * 2**21)}}, 502),
]


@pytest.mark.parametrize(
    "changes, spoil, status",
    [row[1:] for row in REFUSALS],
    ids=[row[0] for row in REFUSALS],
)
def test_a_refusal_changes_nothing(
    visitor, op, site, citizen, caplog, changes, spoil, status
):
    asked = leave(visitor, op)
    changes = dict(changes)
    if changes.get("state") == "same":
        changes["state"] = asked["state"][:8] + "x" * 35
    if changes.get("state") == "twice":
        changes["state"] = [asked["state"], asked["state"]]
    for name, value in spoil.items():
        setattr(op, name, value)
    before = last_write(site)
    caplog.clear()
    come_back(visitor, asked, **changes)
    assert visitor.status == status
    assert "<h1" in visitor.text
    assert visitor.location is None
    assert not visitor.cookies_set
    assert last_write(site) == before
    (line,) = [r for r in caplog.records if r.name.startswith("collective.eloket")]
    assert line.getMessage().startswith("sign-in at provider proef refused: ")
    for personal in (fake.NUMBER, "Noor", "person-1", asked["state"], "code-1"):
        assert personal not in caplog.text
        assert personal not in visitor.text


@pytest.mark.parametrize(
    "changes, is_said",
    [({"state": "x" * 43}, True), ({"error": "access_denied", "code": None}, False)],
    ids=["no sign-in of this browser", "cancelled"],
)
def test_only_who_went_back_or_waited_is_told_so(
    visitor, op, site, citizen, changes, is_said
):
    come_back(visitor, leave(visitor, op), **changes)
    assert ("de knop Terug" in visitor.text) is is_said


def test_a_browser_that_did_not_begin_takes_nothing(visitor, op, functional, citizen):
    asked = leave(visitor, op)
    stranger = Visitor(functional["app"], functional["portal"])
    come_back(stranger, asked)
    assert stranger.status == 400
    assert not stranger.cookies_set
    assert "/token" not in op.calls
    come_back(visitor, asked)
    assert session_cookies(visitor)


def test_an_answer_is_used_once(visitor, op, citizen, functional):
    asked = leave(visitor, op)
    kept = dict(visitor.browser.cookies)
    come_back(visitor, asked)
    assert session_cookies(visitor)
    again = Visitor(functional["app"], functional["portal"])
    name = f"eloket-tx-{asked['state'][:8]}"
    again.get("")
    again.browser.cookies.create(name, kept[name].strip('"'), path="/")
    come_back(again, asked)
    assert again.status == 400
    assert not again.cookies_set


def test_the_cookie_of_another_provider_is_not_taken(visitor, op, site, citizen):
    set_provider(site, id="andere")
    transaction.commit()
    visitor.get("/acl_users/andere/login")
    asked = op.visit(visitor.location)
    come_back(visitor, asked)
    assert visitor.status == 400
    assert "/token" not in op.calls


def test_an_altered_cookie_is_not_taken(visitor, op, citizen):
    asked = leave(visitor, op)
    name = f"eloket-tx-{asked['state'][:8]}"
    visitor.browser.cookies.change(name, "AAAA" + "B" * 200)
    come_back(visitor, asked)
    assert visitor.status == 400


def test_too_many_answers_from_one_address_are_refused(visitor, op):
    api.portal.set_registry_record("collective.eloket.accounts.callbacks", 2)
    transaction.commit()
    statuses = [visitor.get(CALLBACK, code="x").status for _ in range(3)]
    assert statuses == [400, 400, 429]


def test_the_provider_may_not_post_the_answer(visitor, op):
    asked = leave(visitor, op)
    visitor.browser.open(
        f"{visitor.site}{CALLBACK}", data=urlencode({"state": asked["state"]})
    )
    assert visitor.status == 405
    assert visitor.browser.headers["allow"] == "GET"
    assert not session_cookies(visitor)


def test_without_a_goal_registration_has_none(visitor, op):
    come_back(visitor, leave(visitor, op))
    assert visitor.location == f"{visitor.site}/registreren"


def test_a_look_at_the_head_takes_nothing(visitor, op, citizen):
    asked = leave(visitor, op)
    query = urlencode({"code": "code-1", "state": asked["state"]})
    answer = visitor.browser.testapp.head(
        f"{visitor.site}{CALLBACK}?{query}", expect_errors=True
    )
    assert answer.status_int == 405
    come_back(visitor, asked)
    assert session_cookies(visitor)


# step-up


def begin_step_up(visitor, op, site, monkeypatch, user):
    """Begin as a page of ours would, on the login address."""

    def begin(plugin, request, ask):
        ask = Ask(Purpose.STEPUP, user=user, prompt="login", max_age=timedelta(0))
        return original(plugin, request, ask)

    original = service.begin
    monkeypatch.setattr(service, "begin", begin)
    asked = leave(visitor, op)
    monkeypatch.setattr(service, "begin", original)
    return asked


def test_a_session_rises_for_its_own_citizen(visitor, op, site, citizen, monkeypatch):
    come_back(visitor, leave(visitor, op))
    asked = begin_step_up(visitor, op, site, monkeypatch, citizen)
    assert asked["prompt"] == "login"
    come_back(visitor, asked)
    assert visitor.status == 302
    assert session_cookies(visitor)


def test_a_session_does_not_rise_by_somebody_else(
    visitor, op, site, citizen, monkeypatch
):
    other = accounts.register(
        Registration(evidence=evidence(sub="person-2", number="82010734213"))
    )
    transaction.commit()
    come_back(visitor, leave(visitor, op))
    asked = begin_step_up(visitor, op, site, monkeypatch, other.id)
    come_back(visitor, asked)
    assert visitor.status == 409
    assert not session_cookies(visitor)


def test_a_step_up_needs_a_session(visitor, op, site, citizen, monkeypatch):
    come_back(visitor, begin_step_up(visitor, op, site, monkeypatch, citizen))
    assert visitor.status == 409


# the roads of the other package


def test_every_view_of_the_other_package_has_ours_in_front(integration):
    theirs = {
        registration.name
        for registry in registries(getGlobalSiteManager())
        for registration in registry.registeredAdapters()
        if registration.required[0] is IOIDCPlugin and registration.name
    }
    assert theirs == {
        "login",
        "callback",
        "logout",
        "require_login",
        "backchannel-logout",
    }


def test_signing_out_by_get_leads_to_the_page_with_the_button(visitor, op, citizen):
    come_back(visitor, leave(visitor, op))
    visitor.get("/acl_users/proef/logout")
    assert visitor.location == f"{visitor.site}/afmelden"
    assert not visitor.cookies_set


def test_a_challenge_leads_to_the_sign_in_page(visitor):
    visitor.get("/acl_users/proef/require_login", came_from="/e-loket/x")
    assert visitor.location == f"{visitor.site}/aanmelden?came_from=%2Fe-loket%2Fx"
    visitor.get("/acl_users/proef/require_login", came_from="https://evil.example/")
    assert visitor.location == f"{visitor.site}/aanmelden"


@pytest.mark.parametrize("data, status", [(None, 405), ("logout_token=a.b.c", 404)])
def test_nobody_ends_a_session_behind_the_browsers_back(visitor, data, status):
    visitor.browser.open(
        f"{visitor.site}/acl_users/proef/backchannel-logout", data=data
    )
    assert visitor.status == status


@pytest.mark.parametrize(
    "name",
    [
        "provider",
        "get_oauth2_client",
        "rememberIdentity",
        "challenge",
        "set_client_secret",
        "sealed_secret",
        "client_secret",
        "issuer",
        "user_can_login",
        "get_redirect_uris",
        "manage_propertiesForm",
        "propertyItems",
    ],
)
def test_nothing_of_the_plugin_is_published(visitor, name):
    visitor.get(f"/acl_users/proef/{name}")
    assert visitor.status in (302, 401, 403, 404)
    assert fake.SECRET not in visitor.text
    assert not (visitor.location or "").startswith(fake.ISSUER)


def test_programs_are_told_where_the_browser_must_go(visitor):
    visitor.browser.addHeader("Accept", "application/json")
    visitor.get("/@login-oidc/proef", came_from="/e-loket")
    assert visitor.status == 200
    assert "/acl_users/proef/login?came_from=%2Fe-loket" in visitor.text
    assert not visitor.cookies_set
    visitor.get("/@login-oidc/proef", came_from="https://evil.example/")
    assert "evil" not in visitor.text


@pytest.mark.parametrize("name", ["@login-oidc", "@logout-oidc"])
def test_rest_roads_of_the_other_package_are_closed_for_ours(visitor, op, name):
    visitor.browser.addHeader("Accept", "application/json")
    path = f"{visitor.site}/{name}/proef"
    if name == "@login-oidc":
        visitor.browser.post(path, '{"qs": "code=a&state=b"}', "application/json")
    else:
        visitor.browser.open(path)
    assert visitor.status == 403
    assert '"closed_road"' in visitor.text
    assert op.calls == []


@pytest.mark.parametrize("name", ["@login-oidc", "@logout-oidc"])
def test_an_unknown_provider_is_the_other_packages_affair(visitor, name):
    visitor.browser.addHeader("Accept", "application/json")
    visitor.get(f"/{name}/nobody")
    assert visitor.status == 404


# Zope tries again after a conflict


def test_a_second_try_of_the_same_request_is_not_a_second_use(
    visitor, op, citizen, monkeypatch
):
    from ZODB.POSException import ConflictError

    failures = [1]
    original = accounts.sign_in

    def conflicting(request, citizen, evidence, aside=None):
        text = original(request, citizen, evidence)
        if failures:
            failures.pop()
            raise ConflictError
        return text

    monkeypatch.setattr(accounts, "sign_in", conflicting)
    come_back(visitor, leave(visitor, op))
    assert visitor.status == 302
    assert session_cookies(visitor)
    assert op.calls.count("/token") == 1


def test_what_a_try_proved_is_not_kept_for_another_request(visitor, op, citizen):
    asked = leave(visitor, op)
    come_back(visitor, asked)
    come_back(visitor, asked)
    assert visitor.status == 400


def test_of_who_is_unknown_more_is_asked_before_registering(visitor, op, site):
    least = {"allow_private": True, "purpose_scopes": {"login": ["openid"]}}
    set_provider(site, settings=least)
    transaction.commit()
    op.info = {"rrn": None, "given_name": None, "family_name": None}
    asked = leave(visitor, op)
    assert asked["scope"] == "openid"
    come_back(visitor, asked)
    assert visitor.location.startswith(f"{fake.ISSUER}/auth?")
    again = op.visit(visitor.location)
    assert {"openid", "rrn"} <= set(again["scope"].split())
    # the means was used a moment ago
    assert "prompt" not in again and "max_age" not in again
    assert again["state"] != asked["state"]
    op.info = {}
    come_back(visitor, again)
    assert visitor.location.endswith("/registreren")


@pytest.fixture
def least(site):
    """An e-desk, and a provider that is asked least for signing in."""
    make_desk(site)
    settings = {"allow_private": True, "purpose_scopes": {"login": ["openid"]}}
    set_provider(site, settings=settings)
    transaction.commit()


def chosen(visitor, op, **address) -> dict[str, str]:
    """Choose a means on the sign-in page; return what the provider is asked."""
    visitor.get("/e-loket/aanmelden", **address)
    visitor.browser.getControl(name="keuze", index=0).click()
    assert visitor.status == 303
    return op.visit(visitor.location)


def test_who_says_to_be_new_is_asked_all_at_once(visitor, op, least):
    assert chosen(visitor, op)["scope"] == "openid"
    asked = chosen(visitor, op, nieuw="1")
    assert {"openid", "profile", "rrn"} <= set(asked["scope"].split())
    come_back(visitor, asked)
    assert visitor.location.endswith("/registreren")


def test_who_says_to_be_new_and_is_known_is_signed_in(visitor, op, least, citizen):
    come_back(visitor, chosen(visitor, op, nieuw="1"))
    assert session_cookies(visitor)
    assert not visitor.location.endswith("/registreren")


def test_who_says_to_be_new_reads_what_is_asked_at_once(visitor, least):
    first = "Alleen de eerste keer"
    assert first in visitor.get("/e-loket/aanmelden").text
    text = visitor.get("/e-loket/aanmelden", nieuw="1").text
    assert first not in text
    assert "Rijksregisternummer" in text and "maar één keer" in text


def test_the_page_to_register_leads_to_that(visitor, least):
    assert "/aanmelden?nieuw=1" in visitor.get("/e-loket/registreren").text
