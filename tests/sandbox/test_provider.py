from collective.eloket.accounts.oidc.hints import capacity
from collective.eloket.accounts.oidc.hints import encoded
from collective.eloket.accounts.oidc.hints import SWITCH
from eloket_sandbox.persons import PERSONS
from stdnum.be import ssn
from stdnum.be import vat
from tests.sandbox.party import ACR
from tests.sandbox.party import CALLBACK
from tests.sandbox.party import came_back
from tests.sandbox.party import CLIENT

import jwt
import pytest
import re
import time


def test_persons_have_valid_numbers_of_every_kind():
    numbers = [person.number for person in PERSONS.values()]
    assert all(ssn.is_valid(number) for number in numbers)
    assert len(set(numbers)) == len(PERSONS) >= 8
    assert {ssn.guess_type(number) for number in numbers} == {"nn", "bis"}


def test_persons_have_ids_as_the_real_provider_gives():
    subs = [person.sub for person in PERSONS.values()]
    assert all(re.fullmatch("[0-9a-f]{40}", sub) for sub in subs)
    assert len(set(subs)) == len(PERSONS)


def test_the_enterprise_has_a_valid_number():
    codes = [each.code for each in PERSONS["karel"].capacities if each.code]
    assert codes
    assert all(vat.is_valid(code) for code in codes)


def test_discovery_names_the_addresses_of_the_real_provider(party, web):
    found = web.get(f"{party.issuer}/.well-known/openid-configuration").json()
    assert found["issuer"] == party.issuer
    for name, path in {
        "authorization_endpoint": "auth",
        "token_endpoint": "token",
        "jwks_uri": "keys",
        "userinfo_endpoint": "userinfo",
        "end_session_endpoint": "logout",
    }.items():
        assert found[name] == f"{party.issuer}/v1/{path}"


def test_published_keys_are_public_only(party, web):
    for key in web.get(f"{party.issuer}/v1/keys").json()["keys"]:
        assert set(key) == {"kty", "n", "e", "kid", "use", "alg"}


def test_a_citizen_signs_in_step_by_step(party):
    address = party.request()
    first = party.go(address)
    assert first.status_code == 200
    assert "geen echte aanmelding" in first.text
    for words in ("itsme®", "eID en aangesloten kaartlezer", "Federaal token"):
        assert words in first.text
    assert "Beveiligingscode via mobiele app" in first.text
    second = party.go(address, means="eid")
    assert "Kies een testpersoon" in second.text
    back = came_back(party.go(address, means="eid", person="noor"))
    assert back["state"] == "the-state"
    tokens = party.exchange(back["code"]).json()
    claims = party.claims(tokens["id_token"])
    assert claims["nonce"] == "the-nonce"
    assert claims["sub"] == PERSONS["noor"].sub
    assert claims["rrn"] == "85073003328"
    assert (claims["given_name"], claims["family_name"]) == ("Noor Elisa", "Voorbeeld")
    assert claims["vo_doelgroepcode"] == "BUR"
    assert abs(claims["auth_time"] - time.time()) < 60


def test_the_chooser_remembers_the_last_choice(party):
    assert "Uw laatste keuze" not in party.go(party.request()).text
    party.choose(means="csamtotp")
    page = party.go(party.request(prompt="login")).text
    assert page.index("Beveiligingscode") < page.index("itsme")
    assert page.index("Uw laatste keuze") < page.index("itsme")


def test_somebody_with_two_capacities_chooses_one(party):
    address = party.request()
    page = party.go(address, means="eid", person="karel")
    assert "hoedanigheid" in page.text
    assert "0999.999.922" in page.text
    back = came_back(
        party.go(address, means="eid", person="karel", capacity="0999999922")
    )
    claims = party.claims(party.exchange(back["code"]).json()["id_token"])
    assert claims["vo_doelgroepcode"] == "EA"
    assert claims["vo_orgcode"] == "0999999922"


SCOPES = "openid vo wettelijkvertegenwoordiger testegem_loket"


def bakery_of(party, person, **parameters):
    """Sign a person in for the bakery; return what the provider tells."""
    address = party.request(scope=SCOPES, **parameters)
    chosen = {"means": "eid", "person": person}
    if not parameters:
        chosen["capacity"] = "0999999922"
    back = came_back(party.go(address, **chosen))
    return party.claims(party.exchange(back["code"]).json()["id_token"])


def test_rights_come_with_who_has_some_there(party):
    karel = bakery_of(party, "karel")
    assert karel["wv_orgcode"] == "0999999922"
    assert "testegem_loket_rol_3d" not in karel
    party.switch(end_sessions=True)
    amina = bakery_of(party, "amina")
    assert amina["testegem_loket_rol_3d"] == ["ondernemer:0999999922"]
    assert "wv_orgcode" not in amina


@pytest.mark.parametrize(
    "hint",
    [capacity("EA"), capacity("EA", "0999999922")],
    ids=["group", "organisation"],
)
def test_a_capacity_can_be_asked_for(party, hint):
    found = bakery_of(party, "karel", login_hint=encoded(hint))
    assert found["vo_orgcode"] == "0999999922"


@pytest.mark.parametrize("hint", ["?", "bm90aGluZw==", "W10="])
def test_a_hint_that_is_none_asks_nothing(party, hint):
    address = party.request(login_hint=hint)
    page = party.go(address, means="eid", person="karel")
    assert "hoedanigheid" in page.text


def test_who_is_signed_in_chooses_again_without_signing_in(party):
    bakery_of(party, "karel")
    address = party.request(scope=SCOPES, login_hint=encoded(SWITCH))
    page = party.go(address)
    assert "hoedanigheid" in page.text
    back = came_back(party.go(address, capacity="BUR"))
    claims = party.claims(party.exchange(back["code"]).json()["id_token"])
    assert claims["vo_doelgroepcode"] == "BUR"
    again = came_back(party.go(party.request(scope=SCOPES)))
    claims = party.claims(party.exchange(again["code"]).json()["id_token"])
    assert claims["vo_doelgroepcode"] == "BUR"


def test_cancelling_is_told_to_the_application(party):
    back = came_back(party.go(party.request(), cancel="1"))
    assert back == {"error": "access_denied", "state": "the-state"} | {
        "error_description": back["error_description"]
    }


def test_the_secret_may_be_sent_in_the_form_too(party):
    answer = party.exchange(party.choose()["code"], post=True)
    assert answer.status_code == 200
    assert answer.json()["expires_in"] == 3600


def test_acr_comes_only_when_it_was_asked_for(party):
    assert "acr" not in party.claims(party.tokens()["id_token"])
    party.switch(end_sessions=True)
    tokens = party.tokens(means="itsme", acr_values=f"{ACR}eid {ACR}itsme")
    assert party.claims(tokens["id_token"])["acr"] == f"{ACR}itsme"
    assert party.userinfo(tokens["access_token"]).json()["acr"] == f"{ACR}itsme"


def test_only_means_that_were_asked_for_are_offered(party):
    address = party.request(acr_values=f"{ACR}eid")
    assert "itsme" not in party.go(address).text
    assert party.go(address, means="itsme", person="noor").status_code == 200


def test_means_that_nobody_knows_are_refused(party):
    back = came_back(party.go(party.request(acr_values=f"{ACR}kerberos")))
    assert back["error"] == "unmet_authentication_requirements"
    assert back["state"] == "the-state"


def test_a_second_application_needs_no_new_sign_in(party):
    first = party.claims(party.tokens()["id_token"])
    back = came_back(party.go(party.request()))
    second = party.claims(party.exchange(back["code"]).json()["id_token"])
    assert second["sub"] == first["sub"]
    assert second["auth_time"] == first["auth_time"]


@pytest.mark.parametrize(
    "asked",
    [
        {"prompt": "login"},
        {"prompt": "select_account"},
        {"max_age": "0"},
        {"acr_values": f"{ACR}eid"},
    ],
    ids=lambda asked: "=".join(next(iter(asked.items()))),
)
def test_a_shared_sign_in_does_not_serve(party, asked):
    party.choose(means="itsme")
    assert "Kies hieronder hoe" in party.go(party.request(**asked)).text


@pytest.mark.parametrize("signed_in", [False, True])
def test_a_shared_sign_in_does_serve(party, signed_in):
    if signed_in:
        party.choose()
    back = came_back(party.go(party.request(prompt="none", max_age="600")))
    assert ("code" in back) is signed_in
    assert (back.get("error") == "login_required") is not signed_in


def test_a_step_up_that_may_not_ask_is_refused(party):
    party.choose(means="csamsms")
    asked = party.request(prompt="none", acr_values=f"{ACR}eid")
    assert came_back(party.go(asked))["error"] == "login_required"


def test_a_login_hint_changes_nothing(party):
    assert "code" in party.choose(login_hint="eyJjYXBfaGludCI6ICJFQSJ9")


@pytest.mark.parametrize(
    "scope",
    ["openid profile rrn vo dosis", "profile rrn", "", None],
    ids=["one too many", "without openid", "empty", "absent"],
)
def test_a_wrong_scope_refuses_the_whole_request(party, scope):
    assert came_back(party.go(party.request(scope=scope)))["error"] == "invalid_scope"


@pytest.mark.parametrize(
    "asked, error",
    [
        ({"code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge_method": None}, "invalid_request"),
        ({"code_challenge": "short"}, "invalid_request"),
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"prompt": "none login"}, "invalid_request"),
    ],
    ids=["plain", "no method", "short challenge", "implicit", "two prompts"],
)
def test_a_wrong_request_comes_back_with(party, asked, error):
    assert came_back(party.go(party.request(**asked)))["error"] == error


@pytest.mark.parametrize(
    "asked",
    [
        {"client_id": "somebody-else"},
        {
            "redirect_uri": "http://evil.example/gemeente/acl_users/burgerprofiel/callback"
        },
        {"redirect_uri": "https://localhost/gemeente/acl_users/burgerprofiel/callback"},
        {"redirect_uri": CALLBACK + "/more"},
        {"redirect_uri": CALLBACK + "?more=1"},
        {"redirect_uri": "http://localhost@evil.example/gemeente"},
        {"redirect_uri": None},
    ],
    ids=["client", "host", "https", "path", "query", "user", "absent"],
)
def test_a_stranger_gets_a_page_and_no_redirect(party, asked):
    answer = party.go(party.request(**asked), means="eid", person="noor")
    assert answer.status_code == 400
    assert "Deze toepassing kan u niet aanmelden" in answer.text
    assert "Set-Cookie" not in answer.headers


def test_a_code_works_once(party):
    code = party.choose()["code"]
    assert party.exchange(code).status_code == 200
    again = party.exchange(code)
    assert (again.status_code, again.json()["error"]) == (400, "invalid_grant")


def test_a_code_works_for_half_a_minute(party, monkeypatch):
    code = party.choose()["code"]
    later = time.time() + 31
    monkeypatch.setattr("eloket_sandbox.provider.state.time.time", lambda: later)
    assert party.exchange(code).json()["error"] == "invalid_grant"


@pytest.mark.parametrize(
    "changes, error",
    [
        ({"code_verifier": "x" * 43}, "invalid_grant"),
        ({"code_verifier": None}, "invalid_request"),
        ({"redirect_uri": CALLBACK + "2"}, "invalid_grant"),
        ({"code": "made-up"}, "invalid_grant"),
        ({"grant_type": "password"}, "unsupported_grant_type"),
    ],
    ids=["verifier", "no verifier", "redirect", "code", "grant"],
)
def test_an_exchange_is_refused(party, changes, error):
    code = party.choose()["code"]
    assert party.exchange(**({"code": code} | changes)).json()["error"] == error


def test_a_wrong_secret_is_refused(party):
    party.secret += "x"
    answer = party.exchange(party.choose()["code"])
    assert (answer.status_code, answer.json()["error"]) == (401, "invalid_client")


def test_userinfo_is_asked_by_get_only(party):
    token = party.tokens()["access_token"]
    info = party.userinfo(token).json()
    assert info["sub"] == PERSONS["noor"].sub
    assert info["rrn"] == "85073003328"
    address = f"{party.issuer}/v1/userinfo"
    headers = {"Authorization": f"Bearer {token}"}
    assert party.browser.post(address, headers=headers).status_code == 405
    assert party.browser.get(address).status_code == 401
    assert party.userinfo("made-up").status_code == 401


def test_userinfo_tells_no_more_than_the_scope(party):
    token = party.tokens(scope="openid profile")["access_token"]
    assert set(party.userinfo(token).json()) == {"sub", "given_name", "family_name"}


def test_signing_out_ends_the_shared_sign_in_and_comes_back(party):
    party.choose()
    answer = party.browser.get(
        f"{party.issuer}/v1/logout",
        params={
            "client_id": CLIENT,
            "post_logout_redirect_uri": "http://localhost:9999/gemeente/e-loket",
            "state": "s",
        },
        allow_redirects=False,
    )
    assert (
        answer.headers["Location"] == "http://localhost:9999/gemeente/e-loket?state=s"
    )
    assert "Kies hieronder hoe" in party.go(party.request()).text


@pytest.mark.parametrize(
    "asked",
    [
        {},
        {"client_id": "x", "post_logout_redirect_uri": "http://localhost:9/gemeente"},
        {"client_id": CLIENT, "post_logout_redirect_uri": "http://evil.example/"},
        {"client_id": CLIENT, "post_logout_redirect_uri": "http://localhost/else"},
    ],
    ids=["nothing", "client", "host", "path"],
)
def test_signing_out_goes_nowhere_else(party, asked):
    party.choose()
    answer = party.browser.get(
        f"{party.issuer}/v1/logout", params=asked, allow_redirects=False
    )
    assert answer.status_code == 200
    assert "U bent afgemeld" in answer.text


def test_old_keys_stay_published_after_a_rotation(party):
    old = party.tokens()["id_token"]
    before = set(party.keys())
    party.switch(rotate=True)
    assert set(party.keys()) > before
    assert party.claims(old)["iss"] == party.issuer
    new = party.tokens()["id_token"]
    assert jwt.get_unverified_header(new)["kid"] not in before
    assert party.claims(new)["iss"] == party.issuer


def test_old_keys_can_be_forgotten(party):
    before = set(party.keys())
    party.switch(forget_keys=True)
    assert not before & set(party.keys())


def test_auth_time_can_be_hidden(party):
    party.switch(auth_time=False)
    assert "auth_time" not in party.claims(party.tokens()["id_token"])


@pytest.mark.parametrize(
    "tamper",
    [
        "iss",
        "aud",
        "expired",
        "issued_later",
        "none",
        "hs256",
        "hs256_public_key",
        "signature",
        "unknown_kid",
        "garbage",
    ],
)
def test_a_spoiled_token_is_refused_by_a_careful_application_once(party, tamper):
    party.switch(tamper=tamper)
    with pytest.raises((jwt.PyJWTError, KeyError)):
        party.claims(party.tokens()["id_token"])
    assert party.claims(party.tokens()["id_token"])["iss"] == party.issuer


@pytest.mark.parametrize(
    "tamper, claim",
    [
        ("nonce", "nonce"),
        ("no_nonce", "nonce"),
        ("acr", "acr"),
        ("old_auth_time", "auth_time"),
        ("number", "rrn"),
        ("at_hash", "at_hash"),
        ("second_aud", "aud"),
    ],
)
def test_a_spoiled_claim_differs_from_the_good_one(party, tamper, claim):
    good = party.claims(party.tokens(acr_values=f"{ACR}itsme")["id_token"])
    party.switch(tamper=tamper)
    spoiled = party.claims(party.tokens(acr_values=f"{ACR}itsme")["id_token"])
    assert spoiled.get(claim) != good[claim]


def test_claims_can_be_missing(party):
    party.switch(missing=["sub", "rrn"])
    token = party.tokens()["id_token"]
    assert not {"sub", "rrn"} & set(party.claims(token))


def test_the_id_token_can_be_missing(party):
    party.switch(no_id_token=True)
    assert "id_token" not in party.tokens()


def test_userinfo_can_be_about_somebody_else(party):
    party.switch(userinfo_sub=True)
    token = party.tokens()["access_token"]
    assert party.userinfo(token).json()["sub"] != PERSONS["noor"].sub
    assert party.userinfo(token).json()["sub"] == PERSONS["noor"].sub


def test_the_provider_can_be_down(party, web):
    party.switch(down=True)
    discovery = f"{party.issuer}/.well-known/openid-configuration"
    assert web.get(discovery).status_code == 503
    assert party.go(party.request()).status_code == 503
    party.switch(down=["token"])
    assert web.get(discovery).status_code == 200
    assert party.exchange(party.choose()["code"]).status_code == 503
    party.switch(down=False)
    assert party.tokens()["id_token"]


@pytest.mark.parametrize(
    "wish",
    [
        {"unknown": True},
        {"tamper": "colour"},
        {"auth_time": "no"},
        {"down": ["everything"]},
        {"rotate": "yes"},
        [],
    ],
    ids=str,
)
def test_an_unknown_switch_is_refused(party, wish):
    answer = party.browser.post(f"{party.issuer}/_sandbox", json=wish)
    assert answer.status_code == 400


def test_switches_are_not_turned_by_a_form_of_another_site(party):
    answer = party.browser.post(f"{party.issuer}/_sandbox", data={"down": "1"})
    assert answer.status_code == 415


def test_keys_and_secret_are_for_the_owner_only(sandbox):
    for name in ("client-secret", "provider-keys.json"):
        assert (sandbox["folder"] / name).stat().st_mode & 0o777 == 0o600
