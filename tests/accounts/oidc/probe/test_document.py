"""Does the discovery document fit? One good one, and changes to it."""

from collective.eloket.accounts.oidc.checking import checked
from collective.eloket.accounts.oidc.probe.document import look_at_document
from collective.eloket.accounts.oidc.probe.model import Verdict

import pytest


ISSUER = "https://193.191.245.244/op"
PKCE = "code_challenge_methods_supported"
URN = "urn:be:vlaanderen:authmech:"


def settings(**given):
    return checked(given.pop("preset", "burgerprofiel"), ISSUER, "testegem", given)


def document(**changes) -> dict:
    good = {
        "issuer": ISSUER,
        "authorization_endpoint": f"{ISSUER}/auth",
        "token_endpoint": f"{ISSUER}/token",
        "jwks_uri": f"{ISSUER}/keys",
        "userinfo_endpoint": f"{ISSUER}/userinfo",
        "end_session_endpoint": f"{ISSUER}/logout",
        "response_types_supported": ["code", "id_token"],
        "code_challenge_methods_supported": ["plain", "S256"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "token_endpoint_auth_methods_supported": ["client_secret_basic"],
        "scopes_supported": ["openid", "profile", "rrn", "vo"],
        "acr_values_supported": [
            f"{URN}{name}" for name in ("eid", "itsme", "csamtotp", "csamsms")
        ],
    }
    changed = good | changes
    return {name: value for name, value in changed.items() if value is not None}


def look(given=None, **changes):
    return look_at_document(document(**changes), settings(**(given or {})))


def test_a_good_document_is_well_all_along():
    lines = look()
    assert {line.verdict for line in lines} == {Verdict.OK}
    assert [line.code for line in lines] == [
        "issuer_same",
        "endpoints_there",
        "code_offered",
        "pkce_offered",
        "algorithms_offered",
        "authentication_offered",
        "scopes_offered",
        "acr_offered",
        "logout_offered",
    ]


@pytest.mark.parametrize(
    "changes, code, verdict",
    [
        ({"issuer": f"{ISSUER}/"}, "issuer_differs", Verdict.WRONG),
        ({"issuer": None}, "issuer_differs", Verdict.WRONG),
        ({"issuer": 5}, "issuer_differs", Verdict.WRONG),
        ({"token_endpoint": None}, "endpoint_missing", Verdict.WRONG),
        ({"jwks_uri": "http://x.example/"}, "endpoint_refused", Verdict.WRONG),
        ({"userinfo_endpoint": "https://10.0.0.1/"}, "endpoint_refused", Verdict.WRONG),
        ({"response_types_supported": ["id_token"]}, "code_missing", Verdict.WRONG),
        ({"response_types_supported": None}, "unsaid", Verdict.OK),
        (
            {"code_challenge_methods_supported": ["plain"]},
            "pkce_missing",
            Verdict.WRONG,
        ),
        ({"code_challenge_methods_supported": None}, "pkce_unsaid", Verdict.WARNING),
        ({"code_challenge_methods_supported": "S256"}, "pkce_unsaid", Verdict.WARNING),
        (
            {"id_token_signing_alg_values_supported": ["none", "HS256"]},
            "algorithms_missing",
            Verdict.WRONG,
        ),
        ({"id_token_signing_alg_values_supported": None}, "unsaid", Verdict.OK),
        (
            {"token_endpoint_auth_methods_supported": ["private_key_jwt"]},
            "authentication_missing",
            Verdict.WRONG,
        ),
        ({"scopes_supported": ["openid", "rrn"]}, "scopes_missing", Verdict.WARNING),
        ({"scopes_supported": None}, "unsaid", Verdict.OK),
        ({"acr_values_supported": [f"{URN}eid", 5]}, "acr_missing", Verdict.WARNING),
        ({"acr_values_supported": None}, "unsaid", Verdict.OK),
        ({"end_session_endpoint": None}, "logout_missing", Verdict.WARNING),
    ],
    ids=str,
)
def test_what_does_not_fit_is_told(changes, code, verdict):
    good = {line.code for line in look()}
    (line,) = [one for one in look(**changes) if one.code not in good]
    assert (line.code, line.verdict) == (code, verdict)


def test_unsaid_authentication_is_basic():
    given = {"token_auth": "client_secret_post"}
    changes = {"token_endpoint_auth_methods_supported": None}
    assert "authentication_offered" in {line.code for line in look(**changes)}
    assert "authentication_missing" in {line.code for line in look(given, **changes)}


def test_a_provider_that_ends_no_sessions_needs_no_address_for_it():
    lines = look({"logout_by": "none"}, end_session_endpoint=None)
    assert not {"logout_missing", "logout_offered"} & {line.code for line in lines}


def test_the_line_names_what_is_missing():
    (line,) = [
        one for one in look(scopes_supported=["openid"]) if "missing" in one.code
    ]
    assert line.words.mapping == {"missing": "profile, rrn, vo"}


def test_what_a_provider_writes_is_cut_off_and_on_one_line():
    (line,) = [one for one in look(issuer="x\n" * 500) if "issuer" in one.code]
    text = line.words.mapping["published"]
    assert "\n" not in text
    assert len(text) == 201
