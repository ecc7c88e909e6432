"""The table of refused answers: spec and section, what is wrong, which check sees it.

A row changes one thing of a good sign-in. ``check`` names the function that must see
it, as ``module.function`` below ``accounts.oidc`` (or ``identity.claims``). ``code`` is
the cause in the log, so no other check can have refused it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import field
from tests.accounts.oidc import provider as fake
from tests.accounts.oidc.people import act_as_csam
from tests.accounts.oidc.people import act_as_itsme
from tests.accounts.oidc.people import CSAM
from typing import Any

import requests


JSON = {"Content-Type": "application/json"}
#: State of the good sign-in, put in by the test.
STATE = object()
ISSUER = "https://other.example/op"


@dataclass(frozen=True)
class Row:
    """One refused case.

    ``answer``: what the browser brings instead (None: not at all; a list: repeated);
    ``op``: attributes of the fake provider; ``settings`` and ``preset`` of ours;
    ``ask``: what the page wants, if not an ordinary sign-in.
    """

    spec: str
    what: str
    check: str
    code: str
    status: int = 502
    answer: dict[str, Any] = field(default_factory=dict)
    op: dict[str, Any] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    preset: str = "burgerprofiel"
    act: Callable | None = None
    ask: dict[str, Any] | None = None

    @property
    def id(self) -> str:
        return f"{self.spec}: {self.what}"


def claims(**changes) -> dict:
    """Change the ID token; what can be called gets the time."""
    return {"op": {"claims": changes}}


def info(**changes) -> dict:
    return {"op": {"info": changes}}


def at(path: str, *answer) -> dict:
    """Let an address of the provider answer otherwise."""
    return {"op": {"broken": {path: answer if len(answer) == 3 else answer[0]}}}


def token(make: Callable) -> dict:
    return {"op": {"make_token": make}}


def altered(made: dict) -> str:
    head, _body, signature = fake.sign(made).split(".")
    return f"{head}.{fake.part(made | {'sub': 'person-2'})}.{signature}"


def later(seconds: float) -> Callable:
    return lambda op: op.now() + seconds


#: What the browser brings back.
ANSWERS = [
    Row(
        "RFC 9700 4.7.1",
        "state that nobody began",
        "answers.check_began_here",
        "sign_in_unknown",
        400,
        {"state": "x" * 43},
    ),
    Row(
        "RFC 9700 4.7.1",
        "state with the same beginning",
        "answers.check_state",
        "sign_in_state",
        400,
        {"state": lambda state: state[:8] + "x" * 35},
    ),
    Row(
        "RFC 9700 4.7.1",
        "longer state",
        "answers.check_state",
        "sign_in_state",
        400,
        {"state": lambda state: state + "x"},
    ),
    Row(
        "RFC 6749 4.1.2",
        "no state",
        "answers.check_began_here",
        "sign_in_unknown",
        400,
        {"state": None},
    ),
    Row(
        "RFC 6749 3.1",
        "state twice",
        "answers.check_nothing_repeated",
        "sign_in_repeated",
        400,
        {"state": lambda state: [state, state]},
    ),
    Row(
        "RFC 6749 3.1",
        "two codes",
        "answers.check_nothing_repeated",
        "sign_in_repeated",
        400,
        {"code": ["a", "b"]},
    ),
    Row(
        "RFC 6749 3.1",
        "two issuers",
        "answers.check_nothing_repeated",
        "sign_in_repeated",
        400,
        {"iss": [fake.ISSUER, ISSUER]},
    ),
    Row(
        "RFC 6749 3.1",
        "more parameters than anybody needs",
        "answers.check_nothing_repeated",
        "sign_in_repeated",
        400,
        {f"p{number}": "x" for number in range(30)},
    ),
    Row(
        "RFC 6749 4.1.2",
        "no code",
        "answers.check_code",
        "sign_in_code_missing",
        answer={"code": None},
    ),
    Row(
        "RFC 6749 4.1.2.1",
        "the citizen says no",
        "answers.check_no_error",
        "sign_in_cancelled",
        403,
        {"error": "access_denied", "code": None},
    ),
    Row(
        "OIDC Core 3.1.2.6",
        "nobody may sign in now",
        "answers.check_no_error",
        "sign_in_cancelled",
        403,
        {"error": "login_required", "code": None},
    ),
    Row(
        "RFC 6749 4.1.2.1",
        "an error beside a code",
        "answers.check_no_error",
        "sign_in_provider_error",
        answer={"error": "server_error"},
    ),
    Row(
        "RFC 9207 2.4",
        "another issuer",
        "answers.check_issuer",
        "sign_in_issuer",
        answer={"iss": ISSUER},
    ),
    Row(
        "RFC 9207 2.4",
        "issuer with a slash",
        "answers.check_issuer",
        "sign_in_issuer",
        answer={"iss": f"{fake.ISSUER}/"},
    ),
    Row(
        "RFC 9207 2.4",
        "empty issuer",
        "answers.check_issuer",
        "sign_in_issuer",
        answer={"iss": ""},
    ),
    Row(
        "RFC 9207 2.4",
        "another issuer's error",
        "answers.check_issuer",
        "sign_in_issuer",
        answer={"iss": ISSUER, "error": "access_denied"},
    ),
    Row(
        "RFC 9207 2.4",
        "no issuer, though announced",
        "answers.check_issuer",
        "sign_in_issuer_missing",
        op={"metadata": {"authorization_response_iss_parameter_supported": True}},
    ),
    Row(
        "RFC 9207 2.4",
        "no issuer, though set",
        "answers.check_issuer",
        "sign_in_issuer_missing",
        settings={"iss_required": True},
    ),
]

#: What the provider gives for the code.
CODES = [
    Row(
        "RFC 6749 5.2",
        "code refused, as for a wrong verifier (RFC 7636 4.6)",
        "client.exchange",
        "code_refused",
        **at("/token", 400, JSON, '{"error": "invalid_grant"}'),
    ),
    Row(
        "RFC 6749 5.2",
        "we are not known",
        "client.exchange",
        "code_refused",
        **at("/token", 401, JSON, '{"error": "invalid_client"}'),
    ),
    Row(
        "RFC 9700 4.11",
        "token endpoint leads elsewhere",
        "transport.check_status",
        "provider_broken",
        **at("/token", 307, {"Location": ISSUER}, ""),
    ),
    Row(
        "RFC 6749 5.1",
        "token endpoint fails",
        "transport.check_status",
        "provider_broken",
        **at("/token", 500, JSON, "{}"),
    ),
    Row(
        "RFC 6749 5.1",
        "token endpoint is silent",
        "transport.call",
        "provider_timeout",
        504,
        **at("/token", requests.ReadTimeout("host")),
    ),
    Row(
        "RFC 6749 5.1",
        "no JSON",
        "transport.parse",
        "provider_answer_malformed",
        **at("/token", 200, JSON, "<html>"),
    ),
    Row(
        "RFC 8259 4",
        "a name twice",
        "transport.object_of",
        "provider_answer_malformed",
        **at("/token", 200, JSON, '{"a": 1, "a": 2}'),
    ),
    Row(
        "RFC 6749 5.1",
        "more than 1 MB",
        "transport.read",
        "provider_answer_large",
        **at("/token", 200, JSON, " " * 2**21),
    ),
    Row(
        "RFC 6750 4",
        "another kind of token",
        "client.tokens_from",
        "token_type",
        op={"token": {"token_type": "DPoP"}},
    ),
    Row(
        "RFC 6749 5.1",
        "no access token",
        "client.tokens_from",
        "token_type",
        op={"token": {"access_token": None}},
    ),
    Row(
        "RFC 6750 2.1",
        "access token with a line break",
        "client.tokens_from",
        "token_type",
        op={"token": {"access_token": "a\r\nX: y"}},
    ),
    Row(
        "OIDC Core 3.1.3.3",
        "no ID token",
        "client.tokens_from",
        "id_token_missing",
        op={"token": {"id_token": None}},
    ),
]

#: The signature of the ID token.
SIGNATURES = [
    Row(
        "OIDC Core 3.1.3.7(6)",
        "alg none",
        "jose.signed_claims",
        "id_token_algorithm",
        **token(fake.unsigned),
    ),
    Row(
        "OIDC Core 3.1.3.7(8)",
        "client secret as key",
        "jose.signed_claims",
        "id_token_algorithm",
        **token(fake.with_client_secret),
    ),
    Row(
        "OIDC Core 3.1.3.7(7)",
        "algorithm that is not set",
        "jose.signed_claims",
        "id_token_algorithm",
        **token(lambda c: fake.sign(c, alg="PS256")),
    ),
    Row(
        "RFC 8725 3.1",
        "longer hash that is not set",
        "jose.signed_claims",
        "id_token_algorithm",
        **token(lambda c: fake.sign(c, alg="RS512")),
    ),
    Row(
        "RFC 7515 4.1.11",
        "critical header",
        "jose.check_header",
        "id_token_crit",
        **token(lambda _c: f"{fake.part({'alg': 'RS256', 'crit': ['b64']})}.e30.e30"),
    ),
    Row(
        "RFC 8725 3.11",
        "an access token",
        "jose.check_header",
        "id_token_kind",
        **token(lambda c: fake.sign(c, typ="at+jwt")),
    ),
    Row(
        "OIDC Core 10.1",
        "unknown key",
        "published.keys_for",
        "id_token_key",
        **token(lambda c: fake.sign(c, kid="rsa-9")),
    ),
    Row(
        "OIDC Core 10.1",
        "several keys and no id",
        "jose.signed_claims",
        "id_token_key",
        op={
            "make_token": lambda c: fake.sign(c, kid=None),
            "keys": [fake.RSA, fake.OUR_SIGNATURE],
        },
    ),
    Row(
        "RFC 8725 3.5",
        "weak key",
        "published.read_key",
        "id_token_key",
        op={
            "make_token": lambda c: fake.sign(c, fake.WEAK),
            "keys": [fake.WEAK],
        },
    ),
    Row(
        "RFC 7517 4.2",
        "key for encryption",
        "published.read_key",
        "id_token_key",
        op={"raw_keys": [fake.RSA.as_dict(private=False) | {"use": "enc"}]},
    ),
    Row(
        "OIDC Core 3.1.3.7(6)",
        "another's signature",
        "jose.payload_of",
        "id_token_signature",
        **token(lambda c: fake.sign(c, fake.STRANGER)),
    ),
    Row(
        "OIDC Core 3.1.3.7(6)",
        "altered claims",
        "jose.payload_of",
        "id_token_signature",
        **token(altered),
    ),
    Row(
        "OIDC Core 3.1.3.7(6)",
        "signature cut off",
        "jose.payload_of",
        "id_token_signature",
        **token(lambda c: fake.sign(c).rpartition(".")[0] + "."),
    ),
    Row(
        "RFC 7519 7.2",
        "two parts",
        "jose.header_of",
        "id_token_malformed",
        **token(lambda _c: "a.b"),
    ),
    Row(
        "OIDC Core 3.1.3.7(1)",
        "encrypted, though not agreed",
        "jose.header_of",
        "id_token_malformed",
        **token(lambda c: fake.encrypt(fake.sign(c))),
    ),
]

#: The claims of the ID token.
CLAIMS = [
    Row(
        "OIDC Core 3.1.3.7(2)",
        "another issuer",
        "idtoken.check_issuer",
        "id_token_issuer",
        **claims(iss=ISSUER),
    ),
    Row(
        "OIDC Core 3.1.3.7(2)",
        "issuer with a slash",
        "idtoken.check_issuer",
        "id_token_issuer",
        **claims(iss=f"{fake.ISSUER}/"),
    ),
    Row(
        "OIDC Core 3.1.3.7(2)",
        "no issuer",
        "idtoken.check_issuer",
        "id_token_issuer",
        **claims(iss=None),
    ),
    Row(
        "OIDC Core 3.1.3.7(3)",
        "another audience",
        "idtoken.check_audience",
        "id_token_audience",
        **claims(aud="other"),
    ),
    Row(
        "OIDC Core 3.1.3.7(3)",
        "no audience",
        "idtoken.check_audience",
        "id_token_audience",
        **claims(aud=None),
    ),
    Row(
        "OIDC Core 3.1.3.7(4)",
        "two audiences and no party",
        "idtoken.check_audience",
        "id_token_audience",
        **claims(aud=[fake.CLIENT_ID, "b"]),
    ),
    Row(
        "OIDC Core 3.1.3.7(5)",
        "another party",
        "idtoken.check_audience",
        "id_token_audience",
        **claims(aud=[fake.CLIENT_ID, "b"], azp="b"),
    ),
    Row(
        "OIDC Core 3.1.3.7(9)",
        "expired",
        "idtoken.check_times",
        "id_token_expired",
        **claims(exp=later(-120)),
    ),
    Row(
        "OIDC Core 2",
        "no expiry",
        "idtoken.check_times",
        "missing_claim",
        **claims(exp=None),
    ),
    Row(
        "RFC 7519 2",
        "expiry is a text",
        "idtoken.check_times",
        "malformed_claim",
        **claims(exp="2031-01-01"),
    ),
    Row(
        "OIDC Core 3.1.3.7(10)",
        "made in the future",
        "idtoken.check_times",
        "id_token_early",
        **claims(iat=later(120)),
    ),
    Row(
        "OIDC Core 3.1.3.7(10)",
        "made before we asked",
        "idtoken.check_times",
        "id_token_stale",
        **claims(iat=later(-120)),
    ),
    Row(
        "RFC 7519 4.1.5",
        "valid in the future",
        "idtoken.check_times",
        "id_token_early",
        **claims(nbf=later(120)),
    ),
    Row(
        "OIDC Core 2",
        "used in the future",
        "idtoken.check_times",
        "id_token_early",
        **claims(auth_time=later(120)),
    ),
    Row(
        "OIDC Core 3.1.3.7(11)",
        "nonce of another sign-in",
        "idtoken.check_nonce",
        "id_token_nonce",
        **claims(nonce="x" * 43),
    ),
    Row(
        "OIDC Core 3.1.3.7(11)",
        "no nonce",
        "idtoken.check_nonce",
        "id_token_nonce",
        **claims(nonce=None),
    ),
    Row(
        "OIDC Core 3.1.3.8",
        "hash of another access token",
        "idtoken.check_access_token_hash",
        "id_token_at_hash",
        **claims(at_hash=fake.at_hash("b")),
    ),
    Row(
        "OIDC Core 3.1.3.7(12)",
        "no acr",
        "idtoken.check_means",
        "unknown_assurance",
        op={"acr": None},
    ),
    Row(
        "OIDC Core 3.1.3.7(12)",
        "acr that is not in the table",
        "idtoken.check_means",
        "unknown_assurance",
        op={"acr": f"{fake.URN}retina"},
    ),
    Row(
        "OIDC Core 3.1.3.7(12)",
        "acr that was not asked for",
        "idtoken.check_means",
        "unknown_assurance",
        op={"acr": f"{fake.URN}csamselfreg"},
    ),
    Row(
        "OIDC Core 3.1.3.7(13)",
        "not used anew",
        "idtoken.check_fresh",
        "sign_in_not_fresh",
        **claims(auth_time=later(-600)),
        ask={"max_age": 0, "prompt": "login"},
    ),
    Row(
        "OIDC Core 3.1.2.1",
        "max_age asked and no auth_time",
        "idtoken.check_fresh",
        "sign_in_not_fresh",
        **claims(auth_time=None),
        ask={"max_age": 300},
    ),
    Row(
        "Back-Channel Logout 2.1",
        "name of the session is a number",
        "idtoken.sid_of",
        "malformed_claim",
        **claims(sid=5),
    ),
]

#: Userinfo, and the person.
PERSONS = [
    Row(
        "OIDC Core 5.3.2",
        "somebody else",
        "userinfo.userinfo",
        "userinfo_subject",
        **info(sub="person-2"),
    ),
    Row(
        "OIDC Core 5.3.2",
        "nobody",
        "userinfo.userinfo",
        "userinfo_subject",
        **info(sub=None),
    ),
    Row(
        "OIDC Core 2",
        "no subject in the ID token",
        "userinfo.userinfo",
        "userinfo_subject",
        **claims(sub=None),
    ),
    Row(
        "OIDC Core 5.3.3",
        "userinfo refused",
        "userinfo.userinfo",
        "userinfo_refused",
        **at("/userinfo", 401, JSON, "{}"),
    ),
    Row(
        "OIDC Core 5.3.2",
        "userinfo more than 1 MB",
        "transport.read",
        "provider_answer_large",
        **at("/userinfo", 200, JSON, " " * 2**21),
    ),
    Row(
        "RFC 9700 4.11",
        "userinfo leads elsewhere",
        "transport.check_status",
        "provider_broken",
        **at("/userinfo", 302, {"Location": ISSUER}, ""),
    ),
    Row(
        "OIDC Core 5.1",
        "no number",
        "claims.evidence_from_claims",
        "missing_claim",
        **info(rrn=None),
    ),
    Row(
        "OIDC Core 5.1",
        "number with wrong check digits",
        "claims.parse_number",
        "claimed_number",
        **info(rrn="85073003329"),
    ),
    Row(
        "OIDC Core 5.1",
        "number is an integer",
        "claims.parse_number",
        "malformed_claim",
        **info(rrn=85073003328),
    ),
    Row(
        "OIDC Core 5.1",
        "number with dots",
        "claims.parse_number",
        "malformed_claim",
        **info(rrn="85.07.30-033.28"),
    ),
    Row(
        "OIDC Core 5.1",
        "two numbers",
        "claims.number_from",
        "contradicting_claims",
        **claims(rrn="82010734213"),
    ),
    Row(
        "OIDC Core 5.1",
        "another number under another name",
        "claims.number_from",
        "contradicting_claims",
        **info(egovNRN="82010734213"),
    ),
    Row(
        "OIDC Core 5.3.2",
        "userinfo names another means",
        "claims.check_same_acr",
        "contradicting_claims",
        **info(acr=f"{fake.URN}itsme"),
    ),
    Row(
        "OIDC Core 5.1",
        "name is an object",
        "claims.text_claim",
        "malformed_claim",
        **info(given_name={"nl": "Noor"}),
    ),
]

#: What the provider publishes.
PUBLISHED = [
    Row(
        "OIDC Discovery 4.3",
        "another issuer publishes",
        "discovery.fetch_metadata",
        "provider_issuer",
        op={"metadata": {"issuer": ISSUER}},
    ),
    Row(
        "OIDC Discovery 3",
        "no token endpoint",
        "discovery.needed",
        "provider_answer_malformed",
        op={"metadata": {"token_endpoint": None}},
    ),
    Row(
        "RFC 9700 4.11",
        "endpoint is a script",
        "discovery.optional",
        "provider_address",
        op={"metadata": {"token_endpoint": "javascript:x"}},
    ),
    Row(
        "OIDC Discovery 3",
        "keys cannot be fetched",
        "discovery.fetch",
        "provider_broken",
        **at("/keys", 404, JSON, "{}"),
    ),
    Row(
        "RFC 7517 5",
        "keys are no list",
        "published.fetch_keys",
        "provider_answer_malformed",
        **at("/keys", 200, JSON, '{"keys": 1}'),
    ),
]

_ITSME = {"scopes": ["openid", "service:TESTEGEM"]}
_CSAM = {
    "endpoints": {
        "authorization_endpoint": "/auth",
        "token_endpoint": "/token",
        "userinfo_endpoint": "/userinfo",
        "jwks_uri": "/keys",
    }
}

#: CSAM signs userinfo and says its level in ``amr``; itsme encrypts for us.
OTHERS = [
    Row(
        "OIDC Core 5.3.2",
        "CSAM: userinfo is not signed",
        "jose.header_of",
        "id_token_malformed",
        op={"make_info": None},
        settings=_CSAM,
        preset="csam",
        act=act_as_csam,
    ),
    Row(
        "OIDC Core 5.3.4",
        "CSAM: userinfo of another's key",
        "jose.payload_of",
        "id_token_signature",
        op={"make_info": lambda c: fake.sign(c, fake.STRANGER, kid=None)},
        settings=_CSAM,
        preset="csam",
        act=act_as_csam,
    ),
    Row(
        "OIDC Core 5.3.2",
        "CSAM: userinfo for another",
        "userinfo.signed",
        "userinfo_issuer",
        op={"make_info": lambda c: fake.sign(c | {"aud": "other"}, kid=None)},
        settings=_CSAM,
        preset="csam",
        act=act_as_csam,
    ),
    Row(
        "RFC 8176 2",
        "CSAM: amr does not say eID",
        "acr.check_amr",
        "unknown_assurance",
        op={"claims": {"amr": ["bmid"]}, "acr": f"{CSAM}Level500"},
        settings=_CSAM,
        preset="csam",
        act=act_as_csam,
    ),
    Row(
        "OIDC Core 3.1.3.7(1)",
        "itsme: ID token is not encrypted",
        "jose.decrypted",
        "id_token_open",
        op={"make_token": fake.sign},
        settings=_ITSME,
        preset="itsme",
        act=act_as_itsme,
    ),
    Row(
        "RFC 7516 5.2",
        "itsme: encrypted for another",
        "jose.opened",
        "id_token_decryption",
        op={"make_token": lambda c: fake.encrypt(fake.sign(c), kid="enc-9")},
        settings=_ITSME,
        preset="itsme",
        act=act_as_itsme,
    ),
    Row(
        "RFC 7519 5.2",
        "itsme: cover without content type",
        "jose.decrypted",
        "id_token_kind",
        op={"make_token": lambda c: fake.encrypt(fake.sign(c), cty=None)},
        settings=_ITSME,
        preset="itsme",
        act=act_as_itsme,
    ),
    Row(
        "RFC 8725 3.2",
        "itsme: RSA1_5",
        "jose.decrypted",
        "id_token_algorithm",
        op={"make_token": lambda c: fake.encrypt(fake.sign(c), alg="RSA1_5")},
        settings=_ITSME,
        preset="itsme",
        act=act_as_itsme,
    ),
]

ROWS = [*ANSWERS, *CODES, *SIGNATURES, *CLAIMS, *PERSONS, *PUBLISHED, *OTHERS]
