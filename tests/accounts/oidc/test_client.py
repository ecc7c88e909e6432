from collective.eloket.accounts.oidc import errors
from collective.eloket.accounts.oidc import idtoken_errors as token
from collective.eloket.accounts.oidc import provider_errors
from collective.eloket.accounts.oidc.client import StrictClient
from collective.eloket.accounts.oidc.flow import acr_for
from collective.eloket.accounts.oidc.leaving import authorization_url
from collective.eloket.accounts.oidc.leaving import challenge_for
from collective.eloket.accounts.oidc.leaving import logout_url
from collective.eloket.accounts.oidc.model import Ask
from collective.eloket.accounts.oidc.model import Transaction
from collective.eloket.clock import utcnow
from collective.eloket.identity.errors import ClaimedNumberError
from collective.eloket.identity.errors import ContradictingClaimsError
from collective.eloket.identity.errors import MalformedClaimError
from collective.eloket.identity.errors import MissingClaimError
from collective.eloket.identity.errors import UnknownAssuranceError
from collective.eloket.identity.levels import AssuranceLevel
from datetime import timedelta
from tests.accounts.oidc import provider as fake
from tests.accounts.oidc.people import CALLBACK
from tests.accounts.oidc.people import provider
from tests.accounts.oidc.people import signed_in
from tests.accounts.oidc.people import transaction
from urllib.parse import parse_qs
from urllib.parse import urlsplit

import base64
import pytest
import requests


pytestmark = pytest.mark.usefixtures("keys")


@pytest.mark.seed("002-03")
def test_a_good_sign_in_becomes_evidence(op):
    found = signed_in(op)
    assert (found.means, found.level) == ("eid", AssuranceLevel.HIGH)
    assert found.number.digits == fake.NUMBER
    assert found.attributes == {"given_names": "Noor", "family_name": "Voorbeeld"}
    assert found.subject.issuer == fake.ISSUER


@pytest.mark.seed("000-01")
def test_the_browser_is_sent_with_everything_the_checks_need(op):
    client = StrictClient(provider())
    ask = Ask(prompt="login", max_age=timedelta(0), language="nl")
    begun = transaction(client, ask)
    address = authorization_url(client.provider, begun)
    asked = {k: v[0] for k, v in parse_qs(urlsplit(address).query).items()}
    assert address.startswith(f"{fake.ISSUER}/auth?")
    assert asked == {
        "response_type": "code",
        "client_id": fake.CLIENT_ID,
        "redirect_uri": CALLBACK,
        "scope": "openid profile rrn vo",
        "state": begun.state,
        "nonce": begun.nonce,
        "code_challenge": challenge_for(begun.verifier),
        "code_challenge_method": "S256",
        "acr_values": " ".join(
            f"{fake.URN}{name}" for name in ("eid", "itsme", "csamtotp", "csamsms")
        ),
        "ui_locales": "nl",
        "prompt": "login",
        "max_age": "0",
    }
    assert len({begun.state, begun.nonce, begun.verifier}) == 3


def test_the_challenge_is_the_one_of_the_rfc():
    # RFC 7636, appendix B
    verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"
    assert challenge_for(verifier) == "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"


def test_an_endpoint_with_parameters_keeps_them(op):
    op.metadata = {"authorization_endpoint": f"{fake.ISSUER}/auth?realm=burger"}
    client = StrictClient(provider())
    address = authorization_url(client.provider, transaction(client, Ask()))
    assert address.startswith(f"{fake.ISSUER}/auth?realm=burger&response_type=code")


def test_the_code_is_exchanged_with_basic_and_the_exact_address(op):
    signed_in(op)
    expected = base64.b64encode(b"testegem:s3cret%26with%3Dsigns").decode()
    assert op.headers["/token"]["Authorization"] == f"Basic {expected}"
    assert op.posted["redirect_uri"] == CALLBACK
    assert op.posted["grant_type"] == "authorization_code"
    assert op.posted["code"] == "code-1"
    assert len(op.posted["code_verifier"]) >= 43
    assert "client_secret" not in op.posted


def test_the_secret_can_be_posted(op):
    signed_in(op, **{"token_auth": "client_secret_post"})
    assert op.posted["client_secret"] == fake.SECRET
    assert "Authorization" not in op.headers["/token"]


def test_userinfo_is_asked_by_get_with_the_access_token(op):
    signed_in(op)
    assert op.headers["/userinfo"]["Authorization"] == "Bearer access-1"


def test_discovery_and_keys_are_fetched_once(op):
    signed_in(op)
    signed_in(op)
    assert op.calls.count("/.well-known/openid-configuration") == 1
    assert op.calls.count("/keys") == 1


def test_without_userinfo_the_id_token_must_say_it_all(op):
    op.metadata = {"userinfo_endpoint": None}
    op.claims = {"rrn": fake.NUMBER, "given_name": "Noor", "family_name": "V"}
    assert signed_in(op).number.digits == fake.NUMBER


@pytest.mark.parametrize(
    "key, alg", [(fake.RSA, "RS256"), (fake.RSA, "PS256"), (fake.EC, "ES256")]
)
def test_these_signatures_are_accepted(op, key, alg):
    op.make_token = lambda claims: fake.sign(claims, key, alg)
    assert signed_in(op, algorithms=[alg]).means == "eid"


@pytest.mark.parametrize("key, alg", [(fake.RSA, "PS256"), (fake.EC, "ES256")])
def test_another_signature_than_the_preset_says_is_refused(op, key, alg):
    op.make_token = lambda claims: fake.sign(claims, key, alg)
    with pytest.raises(token.AlgorithmRefusedError):
        signed_in(op)


def test_a_token_without_kid_needs_a_single_key(op):
    op.make_token = lambda claims: fake.sign(claims, kid=None)
    assert signed_in(op).means == "eid"


def test_several_audiences_need_an_authorized_party(op):
    op.claims = {"aud": [fake.CLIENT_ID, "other"], "azp": fake.CLIENT_ID}
    assert signed_in(op).means == "eid"


def test_the_hash_of_the_access_token_is_compared(op):
    op.claims = {"at_hash": fake.at_hash("access-1"), "nbf": op.now() - 1}
    assert signed_in(op).means == "eid"


def test_a_small_difference_of_clocks_is_borne(op):
    op.claims = {"iat": op.now() + 50, "exp": op.now() - 50, "auth_time": op.now() + 50}
    assert signed_in(op).means == "eid"


def now_plus(seconds: float):
    return lambda op: op.now() + seconds


CLAIMS = [
    (
        "other issuer",
        {"iss": "https://other.example/op"},
        token.TokenIssuerError,
    ),
    ("issuer with slash", {"iss": f"{fake.ISSUER}/"}, token.TokenIssuerError),
    ("no issuer", {"iss": None}, token.TokenIssuerError),
    ("other audience", {"aud": "other"}, token.AudienceError),
    ("no audience", {"aud": None}, token.AudienceError),
    ("audience is a number", {"aud": 5}, token.AudienceError),
    (
        "two audiences, no party",
        {"aud": [fake.CLIENT_ID, "b"]},
        token.AudienceError,
    ),
    ("other party", {"azp": "other"}, token.AudienceError),
    ("expired", {"exp": now_plus(-61)}, token.TokenExpiredError),
    ("no expiry", {"exp": None}, MissingClaimError),
    ("expiry is a text", {"exp": "tomorrow"}, MalformedClaimError),
    ("expiry beyond the calendar", {"exp": 10**18}, MalformedClaimError),
    ("made in the future", {"iat": now_plus(120)}, token.TokenTooEarlyError),
    ("no time of making", {"iat": None}, MissingClaimError),
    ("made before we asked", {"iat": now_plus(-120)}, token.TokenStaleError),
    ("not yet valid", {"nbf": now_plus(120)}, token.TokenTooEarlyError),
    (
        "used in the future",
        {"auth_time": now_plus(120)},
        token.TokenTooEarlyError,
    ),
    ("used at no moment", {"auth_time": "now"}, MalformedClaimError),
    ("other nonce", {"nonce": "x" * 43}, token.NonceMismatchError),
    ("no nonce", {"nonce": None}, token.NonceMismatchError),
    ("nonce is a number", {"nonce": 1}, token.NonceMismatchError),
    (
        "nonce is half a character",
        {"nonce": "\ud800"},
        token.NonceMismatchError,
    ),
    (
        "other access token",
        {"at_hash": fake.at_hash("b")},
        token.AccessTokenHashError,
    ),
    ("no acr", {"acr": None}, UnknownAssuranceError),
    ("acr unknown", {"acr": f"{fake.URN}retina"}, UnknownAssuranceError),
    ("acr not asked", {"acr": f"{fake.URN}csamselfreg"}, UnknownAssuranceError),
    ("two numbers", {"rrn": "82010734213"}, ContradictingClaimsError),
    ("no subject", {"sub": None}, provider_errors.UserinfoSubjectError),
]


@pytest.mark.parametrize(
    "claims, refusal", [row[1:] for row in CLAIMS], ids=[row[0] for row in CLAIMS]
)
def test_an_id_token_is_refused(op, claims, refusal):
    op.claims = {
        name: value(op) if callable(value) else value for name, value in claims.items()
    }
    with pytest.raises(refusal):
        signed_in(op)


def test_a_means_that_this_sign_in_did_not_ask_for_is_refused(op):
    client = StrictClient(provider())
    ask = Ask(means="eid")
    acr = acr_for(client.provider, "eid")
    begun = Transaction.begin(client.provider.id, CALLBACK, ask, acr, utcnow())
    op.visit(authorization_url(client.provider, begun))
    op.claims = {"acr": f"{fake.URN}csamsms"}
    with pytest.raises(UnknownAssuranceError):
        client.evidence("code-1", begun, utcnow())
    op.claims = {"acr": f"{fake.URN}eid"}
    assert client.evidence("code-1", begun, utcnow()).means == "eid"


def altered(claims: dict) -> str:
    head, _body, signature = fake.sign(claims).split(".")
    return f"{head}.{fake.part(claims | {'sub': 'person-2'})}.{signature}"


TOKENS = [
    ("alg none", fake.unsigned, token.AlgorithmRefusedError),
    (
        "HS256 with the secret",
        fake.with_client_secret,
        token.AlgorithmRefusedError,
    ),
    (
        "RS512",
        lambda claims: fake.sign(claims, alg="RS512"),
        token.AlgorithmRefusedError,
    ),
    ("altered claims", altered, token.SignatureError),
    (
        "another's key",
        lambda claims: fake.sign(claims, fake.STRANGER),
        token.SignatureError,
    ),
    (
        "signature cut off",
        lambda claims: fake.sign(claims).rpartition(".")[0] + ".",
        token.SignatureError,
    ),
    (
        "unknown kid",
        lambda claims: fake.sign(claims, kid="rsa-9"),
        token.KeyUnknownError,
    ),
    (
        "kid is a list",
        lambda _c: f"{fake.part({'alg': 'RS256', 'kid': [1]})}.e30.e30",
        token.IdTokenMalformedError,
    ),
    (
        "critical header",
        lambda claims: f"{fake.part({'alg': 'RS256', 'crit': ['exp']})}.e30.e30",
        token.CriticalHeaderError,
    ),
    ("two parts", lambda _claims: "a.b", token.IdTokenMalformedError),
    ("encrypted", lambda _claims: "a.b.c.d.e", token.IdTokenMalformedError),
    ("no base64", lambda _claims: "!.e30.e30", token.IdTokenMalformedError),
    (
        "header is a list",
        lambda _claims: "W10.e30.e30",
        token.IdTokenMalformedError,
    ),
    ("not ASCII", lambda _claims: "é.e30.e30", token.IdTokenMalformedError),
    (
        "claims are a list",
        lambda _claims: fake.sign([1]),
        token.IdTokenMalformedError,
    ),
]


@pytest.mark.parametrize(
    "make_token, refusal", [row[1:] for row in TOKENS], ids=[row[0] for row in TOKENS]
)
def test_a_signature_is_refused(op, make_token, refusal):
    op.make_token = make_token
    with pytest.raises(refusal):
        signed_in(op)


def test_weak_keys_are_refused(op):
    op.keys = [fake.WEAK]
    op.make_token = lambda claims: fake.sign(claims, fake.WEAK)
    with pytest.raises(token.KeyUnknownError):
        signed_in(op)


@pytest.mark.parametrize(
    "published",
    [
        [{"kty": "RSA", "kid": "rsa-1", "n": "!", "e": "AQAB"}],
        [{"kty": "RSA", "kid": "rsa-1"}],
        [{"kty": "oct", "kid": "rsa-1", "k": "c2VjcmV0"}],
        [fake.RSA.as_dict(private=False) | {"use": "enc"}],
        [fake.RSA.as_dict(private=False), fake.STRANGER.as_dict(private=False)],
    ],
    ids=["no number", "half a key", "symmetric", "for encryption", "one id twice"],
)
def test_a_published_key_is_refused(op, published):
    op.raw_keys = published
    with pytest.raises(token.KeyUnknownError):
        signed_in(op)


def test_a_new_key_is_found_by_fetching_again(op):
    op.keys = [fake.EC]
    with pytest.raises(token.KeyUnknownError):
        signed_in(op)
    op.keys = [fake.EC, fake.RSA]
    assert signed_in(op).means == "eid"


def test_unknown_keys_are_fetched_ten_times_a_minute_at_most(op):
    op.make_token = lambda claims: fake.sign(claims, kid="rsa-9")
    for _ in range(15):
        with pytest.raises(token.KeyUnknownError):
            signed_in(op)
    assert op.calls.count("/keys") == 1 + 10


TOKEN_ANSWERS = [
    ("no id token", {"id_token": None}, provider_errors.IdTokenMissingError),
    ("id token is a list", {"id_token": ["a"]}, provider_errors.IdTokenMissingError),
    ("no token type", {"token_type": None}, provider_errors.TokenTypeError),
    ("other token type", {"token_type": "DPoP"}, provider_errors.TokenTypeError),
    ("no access token", {"access_token": None}, provider_errors.TokenTypeError),
    ("line break", {"access_token": "a\r\nX: y"}, provider_errors.TokenTypeError),
]


@pytest.mark.parametrize(
    "answer, refusal",
    [row[1:] for row in TOKEN_ANSWERS],
    ids=[row[0] for row in TOKEN_ANSWERS],
)
def test_an_answer_for_the_code_is_refused(op, answer, refusal):
    op.token = answer
    with pytest.raises(refusal):
        signed_in(op)


INFO = [
    ("somebody else", {"sub": "person-2"}, provider_errors.UserinfoSubjectError),
    ("nobody", {"sub": None}, provider_errors.UserinfoSubjectError),
    ("wrong check digits", {"rrn": "85073003329"}, ClaimedNumberError),
    ("number is an integer", {"rrn": 85073003328}, MalformedClaimError),
    ("no number", {"rrn": None}, MissingClaimError),
    ("other means", {"acr": f"{fake.URN}itsme"}, ContradictingClaimsError),
]


@pytest.mark.parametrize(
    "info, refusal", [row[1:] for row in INFO], ids=[row[0] for row in INFO]
)
def test_userinfo_is_refused(op, info, refusal):
    op.info = info
    with pytest.raises(refusal):
        signed_in(op)


DISCOVERY = "/.well-known/openid-configuration"
JSON = {"Content-Type": "application/json"}
HUGE = (200, JSON, '{"a": "' + "x" * (1024 * 1024) + '"}')
BROKEN = [
    (
        "down",
        DISCOVERY,
        requests.ConnectionError("host"),
        provider_errors.ProviderTimeoutError,
    ),
    (
        "slow",
        "/token",
        requests.ReadTimeout("host"),
        provider_errors.ProviderTimeoutError,
    ),
    ("failing", "/token", (500, JSON, "{}"), provider_errors.ProviderBrokenError),
    ("gone", DISCOVERY, (404, JSON, "{}"), provider_errors.ProviderBrokenError),
    (
        "redirect",
        "/userinfo",
        (302, {"Location": "https://evil.example/"}, ""),
        provider_errors.ProviderBrokenError,
    ),
    ("huge", "/userinfo", HUGE, provider_errors.AnswerTooLargeError),
    ("huge discovery", DISCOVERY, HUGE, provider_errors.AnswerTooLargeError),
    ("no JSON", "/token", (200, JSON, "<html>"), provider_errors.AnswerMalformedError),
    ("a list", "/token", (200, JSON, "[]"), provider_errors.AnswerMalformedError),
    ("NaN", "/token", (200, JSON, '{"a": NaN}'), provider_errors.AnswerMalformedError),
    (
        "a name twice",
        "/token",
        (200, JSON, '{"a": 1, "a": 2}'),
        provider_errors.AnswerMalformedError,
    ),
    (
        "too deep",
        "/token",
        (200, JSON, "[" * 100_000),
        provider_errors.AnswerMalformedError,
    ),
    (
        "keys are no list",
        "/keys",
        (200, JSON, '{"keys": 1}'),
        provider_errors.AnswerMalformedError,
    ),
    (
        "code refused",
        "/token",
        (400, JSON, '{"error": "invalid_grant"}'),
        provider_errors.CodeRefusedError,
    ),
    (
        "userinfo refused",
        "/userinfo",
        (401, JSON, "{}"),
        provider_errors.UserinfoRefusedError,
    ),
]


@pytest.mark.parametrize(
    "path, answer, refusal", [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN]
)
def test_bad_weather_at_the_provider_is_refused(op, path, answer, refusal):
    op.broken[path] = answer
    with pytest.raises(refusal):
        signed_in(op)


METADATA = [
    (
        "other issuer",
        {"issuer": f"{fake.ISSUER}/"},
        provider_errors.DiscoveryIssuerError,
    ),
    ("no issuer", {"issuer": None}, provider_errors.DiscoveryIssuerError),
    (
        "no token endpoint",
        {"token_endpoint": None},
        provider_errors.AnswerMalformedError,
    ),
    (
        "script",
        {"authorization_endpoint": "javascript:x"},
        provider_errors.AddressRefusedError,
    ),
    ("a number", {"jwks_uri": 5}, provider_errors.AddressRefusedError),
]


@pytest.mark.parametrize(
    "metadata, refusal", [row[1:] for row in METADATA], ids=[row[0] for row in METADATA]
)
def test_a_discovery_document_is_refused(op, metadata, refusal):
    op.metadata = metadata
    with pytest.raises(refusal):
        signed_in(op)


def test_a_private_address_is_not_called(op):
    op.metadata = {"token_endpoint": "https://10.0.0.1/token"}
    with pytest.raises(provider_errors.AddressRefusedError):
        signed_in(op, allow_private=False)


def test_a_fresh_sign_in_is_fresh(op):
    op.claims = {"auth_time": op.now()}
    ask = Ask(max_age=timedelta(0), prompt="login")
    assert signed_in(op, ask).means == "eid"


@pytest.mark.parametrize("auth_time", [None, -3600], ids=["unknown", "an hour ago"])
def test_a_sign_in_that_is_not_fresh_is_refused(op, auth_time):
    op.claims = {"auth_time": auth_time and op.now() + auth_time}
    with pytest.raises(token.NotFreshError):
        signed_in(op, Ask(max_age=timedelta(minutes=5)))


def test_signing_out_at_the_provider_names_us_and_the_way_back(op):
    address = logout_url(provider(), "http://localhost/gemeente/afmelden", "state-1")
    asked = {k: v[0] for k, v in parse_qs(urlsplit(address).query).items()}
    assert address.startswith(f"{fake.ISSUER}/logout?")
    assert asked == {
        "client_id": fake.CLIENT_ID,
        "state": "state-1",
        "post_logout_redirect_uri": "http://localhost/gemeente/afmelden",
    }


def test_a_provider_may_have_no_page_to_sign_out(op):
    op.metadata = {"end_session_endpoint": None}
    assert logout_url(provider(), "http://localhost/", "state-1") is None


@pytest.mark.parametrize(
    "name",
    [
        "construct_AuthorizationRequest",
        "parse_response",
        "do_access_token_request",
        "do_user_info_request",
        "provider_config",
        "store_registration_info",
    ],
)
def test_the_roads_of_the_other_library_are_closed(name):
    with pytest.raises(errors.ClosedRoadError):
        getattr(StrictClient(provider()), name)(state="x")


def test_no_secret_is_printed(op):
    client = StrictClient(provider())
    begun = transaction(client, Ask())
    shown = repr(client.provider) + repr(begun)
    for secret in (fake.SECRET, begun.state, begun.nonce, begun.verifier):
        assert secret not in shown
