"""Signed and encrypted tokens and userinfo, as CSAM and itsme send them."""

from collective.eloket.accounts.oidc import idtoken_errors as token
from collective.eloket.accounts.oidc import jose
from collective.eloket.accounts.oidc import provider_errors
from collective.eloket.accounts.oidc.model import Ask
from collective.eloket.accounts.oidc.model import Purpose
from collective.eloket.identity.errors import ContradictingClaimsError
from collective.eloket.identity.errors import UnknownAssuranceError
from collective.eloket.identity.levels import AssuranceLevel
from dataclasses import replace
from joserfc.jwa import RSAAlgorithm
from joserfc.jwk import RSAKey
from tests.accounts.oidc import provider as fake
from tests.accounts.oidc.people import act_as_csam
from tests.accounts.oidc.people import act_as_itsme
from tests.accounts.oidc.people import CSAM
from tests.accounts.oidc.people import csam
from tests.accounts.oidc.people import ITSME
from tests.accounts.oidc.people import itsme
from tests.accounts.oidc.people import provider
from tests.accounts.oidc.people import signed_in
from tests.accounts.oidc.people import signed_in_at

import pytest


pytestmark = pytest.mark.usefixtures("keys")

REGISTER = Ask(purpose=Purpose.REGISTER)
FOREIGN = RSAKey.generate_key(2048, {"kid": "enc-1", "use": "enc"})
JSON = {"Content-Type": "application/json"}


# CSAM


def test_csam_signs_userinfo_without_a_key_id(op):
    found = signed_in_at(csam(), act_as_csam(op), REGISTER)
    assert (found.means, found.level) == ("eid", AssuranceLevel.HIGH)
    assert found.number.digits == fake.NUMBER
    assert found.attributes == {"given_names": "Noor", "family_name": "Voorbeeld"}
    assert op.headers["/userinfo"]["Accept"] == "application/jwt"
    assert "/.well-known/openid-configuration" not in op.calls


def test_csam_may_say_its_level_in_acr(op):
    act_as_csam(op)
    op.acr = f"{CSAM}Level450"
    op.claims = {"amr": ["bmid"]}
    assert signed_in_at(csam(), op, REGISTER).means == "itsme"


def test_without_a_key_id_each_published_key_is_tried(op):
    act_as_csam(op)
    second = RSAKey.generate_key(2048, {"kid": "rsa-2", "use": "sig"})
    op.keys = [second, fake.RSA]
    assert signed_in_at(csam(), op, REGISTER).means == "eid"


CSAM_REFUSALS = [
    ("not signed", {"make_info": None}, token.IdTokenMalformedError),
    ("alg none", {"make_info": fake.unsigned}, token.AlgorithmRefusedError),
    (
        "the secret as key",
        {"make_info": fake.with_client_secret},
        token.AlgorithmRefusedError,
    ),
    (
        "another's key",
        {"make_info": lambda claims: fake.sign(claims, fake.STRANGER, kid=None)},
        token.SignatureError,
    ),
    (
        "an unknown key",
        {"make_info": lambda claims: fake.sign(claims, kid="rsa-9")},
        token.KeyUnknownError,
    ),
    (
        "not ASCII",
        {"make_info": lambda _c: "é.a.b"},
        provider_errors.AnswerMalformedError,
    ),
    (
        "a logout token",
        {"make_info": lambda c: fake.sign(c, typ="logout+jwt")},
        token.TokenKindError,
    ),
    (
        "another issuer",
        {"info": {"iss": "https://other.example"}},
        provider_errors.UserinfoIssuerError,
    ),
    ("no issuer", {"info": {"iss": None}}, provider_errors.UserinfoIssuerError),
    ("for another", {"info": {"aud": ["other"]}}, provider_errors.UserinfoIssuerError),
    ("for nobody", {"info": {"aud": None}}, token.AudienceError),
    ("for a number", {"info": {"aud": [5]}}, token.AudienceError),
    ("expired", {"info": {"exp": 1}}, token.TokenExpiredError),
    ("made later", {"info": {"iat": 2**33}}, token.TokenTooEarlyError),
    ("valid later", {"info": {"nbf": 2**33}}, token.TokenTooEarlyError),
    (
        "somebody else",
        {"info": {"sub": "person-2"}},
        provider_errors.UserinfoSubjectError,
    ),
    ("amr is missing", {"claims": {}, "acr": f"{CSAM}Level500"}, UnknownAssuranceError),
    (
        "amr names another means",
        {"claims": {"amr": ["bmid"]}, "acr": f"{CSAM}Level500"},
        UnknownAssuranceError,
    ),
    (
        "amr names another level",
        {"claims": {"amr": [f"{CSAM}Level450"]}, "acr": f"{CSAM}Level500"},
        UnknownAssuranceError,
    ),
    (
        "a level nobody asked for",
        {"claims": {"amr": [f"{CSAM}Level100"]}},
        UnknownAssuranceError,
    ),
    (
        "userinfo names another level",
        {"info": {"acr": f"{CSAM}Level450"}},
        ContradictingClaimsError,
    ),
]


@pytest.mark.parametrize(
    "spoil, refusal",
    [row[1:] for row in CSAM_REFUSALS],
    ids=[r[0] for r in CSAM_REFUSALS],
)
def test_csam_is_refused(op, spoil, refusal):
    act_as_csam(op)
    for name, value in spoil.items():
        changed = {**op.info, **value} if name == "info" else value
        setattr(op, name, changed)
    with pytest.raises(refusal):
        signed_in_at(csam(), op, REGISTER)


def test_without_a_key_id_one_key_only_may_have_signed_an_id_token(op):
    act_as_csam(op)
    op.keys = [fake.RSA, RSAKey.generate_key(2048, {"kid": "rsa-2", "use": "sig"})]
    op.make_token = lambda claims: fake.sign(claims, kid=None)
    with pytest.raises(token.KeyUnknownError):
        signed_in_at(csam(), op, REGISTER)


def test_where_it_is_not_set_userinfo_without_key_id_needs_a_single_key(op):
    act_as_csam(op)
    op.keys = [fake.RSA, RSAKey.generate_key(2048, {"kid": "rsa-2", "use": "sig"})]
    with pytest.raises(token.KeyUnknownError):
        signed_in_at(csam(userinfo_without_kid=False), op, REGISTER)


# itsme


def test_itsme_encrypts_what_it_signed(op):
    found = signed_in_at(itsme(), act_as_itsme(op), REGISTER)
    assert (found.means, found.level) == ("itsme", AssuranceLevel.HIGH)
    assert found.number.digits == fake.NUMBER


@pytest.mark.parametrize(
    "header",
    [{"alg": "RSA-OAEP"}, {"kid": None}, {"cty": "jwt"}, {"typ": "JWT"}],
    ids=["older padding", "no key id", "small letters", "typ"],
)
def test_these_covers_are_opened(op, header):
    act_as_itsme(op)
    op.make_token = lambda claims: fake.encrypt(fake.sign(claims), **header)
    assert signed_in_at(itsme(), op, REGISTER).means == "itsme"


def changed(encrypted: str, part: int) -> str:
    """Change one character in the middle of a part of a token."""
    parts = encrypted.split(".")
    middle = len(parts[part]) // 2
    other = "A" if parts[part][middle] != "A" else "B"
    parts[part] = parts[part][:middle] + other + parts[part][middle + 1 :]
    return ".".join(parts)


COVER = {"alg": "RSA-OAEP-256", "enc": "A128CBC-HS256"}
COVERS = [
    ("signed only", fake.sign, token.TokenNotEncryptedError),
    ("not even signed", lambda _c: "e30.e30.", token.TokenNotEncryptedError),
    ("four parts", lambda _c: "a.b.c.d", token.IdTokenMalformedError),
    ("six parts", lambda _c: "a.b.c.d.e.f", token.IdTokenMalformedError),
    (
        "for another key",
        lambda c: fake.encrypt(fake.sign(c), FOREIGN),
        token.DecryptionError,
    ),
    (
        "for a key that is not ours",
        lambda c: fake.encrypt(fake.sign(c), kid="enc-9"),
        token.DecryptionError,
    ),
    (
        "changed key",
        lambda c: changed(fake.encrypt(fake.sign(c)), 1),
        token.DecryptionError,
    ),
    (
        "changed text",
        lambda c: changed(fake.encrypt(fake.sign(c)), 3),
        token.DecryptionError,
    ),
    (
        "changed tag",
        lambda c: changed(fake.encrypt(fake.sign(c)), 4),
        token.DecryptionError,
    ),
    (
        "RSA1_5",
        lambda c: fake.encrypt(fake.sign(c), alg="RSA1_5"),
        token.AlgorithmRefusedError,
    ),
    (
        "content algorithm not set",
        lambda c: fake.encrypt(fake.sign(c), enc="A256GCM"),
        token.AlgorithmRefusedError,
    ),
    (
        "packed",
        lambda c: fake.encrypt(fake.sign(c), zip="DEF"),
        token.AlgorithmRefusedError,
    ),
    (
        "critical header",
        lambda _c: f"{fake.part(COVER | {'crit': ['x']})}.a.b.c.d",
        token.CriticalHeaderError,
    ),
    (
        "no content type",
        lambda c: fake.encrypt(fake.sign(c), cty=None),
        token.TokenKindError,
    ),
    (
        "claims inside, not signed",
        lambda c: fake.encrypt('{"sub": "person-1"}'),
        token.IdTokenMalformedError,
    ),
    (
        "alg none inside",
        lambda c: fake.encrypt(fake.unsigned(c)),
        token.AlgorithmRefusedError,
    ),
    (
        "not text inside",
        lambda c: fake.encrypt(b"\xff\xfe"),
        token.DecryptionError,
    ),
    (
        "encrypted twice",
        lambda c: fake.encrypt(fake.encrypt(fake.sign(c))),
        token.IdTokenMalformedError,
    ),
    (
        "another's signature inside",
        lambda c: fake.encrypt(fake.sign(c, fake.STRANGER)),
        token.SignatureError,
    ),
]


@pytest.mark.parametrize("where", ["make_token", "make_info"])
@pytest.mark.parametrize(
    "make, refusal", [row[1:] for row in COVERS], ids=[row[0] for row in COVERS]
)
def test_what_itsme_would_not_send_is_refused(op, where, make, refusal):
    act_as_itsme(op)
    setattr(op, where, make)
    with pytest.raises(refusal):
        signed_in_at(itsme(), op, REGISTER)


def test_open_userinfo_is_refused_where_it_must_be_encrypted(op):
    act_as_itsme(op)
    op.make_info = None
    with pytest.raises(token.IdTokenMalformedError):
        signed_in_at(itsme(), op, REGISTER)


def test_without_our_keys_nothing_is_opened(op):
    act_as_itsme(op)
    with pytest.raises(token.DecryptionError):
        at = provider(**{"id_token": "nested"})
        signed_in_at(replace(at, keys=None), op, REGISTER)


def test_another_number_of_itsme_is_refused(op):
    act_as_itsme(op)
    op.claims = {f"{ITSME}BENationalNumber": "82010734213"}
    with pytest.raises(ContradictingClaimsError):
        signed_in_at(itsme(), op, REGISTER)


# forms of userinfo


def test_userinfo_may_be_posted_for_or_left_out(op):
    op.claims = {"rrn": fake.NUMBER}
    signed_in(op, userinfo="none")
    assert "/userinfo" not in op.calls
    with pytest.raises(provider_errors.ProviderTimeoutError):
        # nobody answers to POST here
        signed_in(op, userinfo_method="POST")


def test_a_token_that_is_far_too_long_is_not_read():
    with pytest.raises(token.IdTokenMalformedError):
        jose.header_of("a" * jose.LONGEST_TOKEN + ".b.c", parts=3)


def test_an_id_token_that_says_it_is_something_else_is_refused(op):
    op.make_token = lambda claims: fake.sign(claims, typ="at+jwt")
    with pytest.raises(token.TokenKindError):
        signed_in(op)


@pytest.mark.parametrize(
    "payload, refusal",
    [
        ("e30=", token.SignatureError),
        ("e", token.SignatureError),
        ("e3\n0", token.SignatureError),
        (fake.part(b"{"), token.IdTokenMalformedError),
        (fake.part([]), token.IdTokenMalformedError),
        ("", token.IdTokenMalformedError),
    ],
    ids=["padded", "cut off", "a line end", "no JSON", "no object", "empty"],
)
def test_what_is_signed_but_no_claims_is_refused(payload, refusal):
    body = f"{fake.part({'alg': 'RS256'})}.{payload}"
    signature = RSAAlgorithm(256).sign(body.encode(), fake.RSA)
    with pytest.raises(refusal):
        jose.payload_of(f"{body}.{fake.part(signature)}", "RS256", [fake.RSA])
