"""Our own keys: made, kept, published and renewed; and how we prove who we are."""

from collective.eloket.accounts.oidc import errors
from collective.eloket.accounts.oidc import ownkeys
from collective.eloket.accounts.oidc.assertion import client_assertion
from collective.eloket.accounts.oidc.assertion import credentials
from collective.eloket.accounts.oidc.ownkeys import read_keys
from collective.eloket.clock import utcnow
from dataclasses import replace
from datetime import timedelta
from joserfc.jwk import RSAKey
from tests.accounts.oidc import provider as fake
from tests.accounts.oidc.people import act_as_itsme
from tests.accounts.oidc.people import itsme
from tests.accounts.oidc.people import provider
from tests.accounts.oidc.people import signed_in_at

import json
import jwt
import pytest


TOKEN = f"{fake.ISSUER}/token"


@pytest.fixture(scope="module")
def made():
    return ownkeys.new_keys(utcnow())


def test_a_pair_signs_and_decrypts(made):
    sign, decrypt = made.published()["keys"]
    assert (sign["use"], sign["alg"]) == ("sig", "RS256")
    assert (decrypt["use"], decrypt["alg"]) == ("enc", "RSA-OAEP-256")
    assert sign["kid"] != decrypt["kid"]
    assert made.keys[0].key.raw_value.key_size == 3072


def test_nothing_private_is_published(made):
    for key in made.published()["keys"]:
        assert set(key) == {"kty", "n", "e", "kid", "use", "alg"}


def test_keys_are_kept_and_read_again(made):
    again = read_keys(made.to_text())
    assert again.published() == made.published()
    assert [one.made for one in again.keys] == [
        one.made.replace(microsecond=0) for one in made.keys
    ]
    assert repr(made).count("key=") == 0


def test_a_new_pair_signs_when_everybody_knows_it(made):
    later = utcnow() + timedelta(days=30)
    renewed = made.renewed(later)
    assert len(renewed.published()["keys"]) == 4
    old, new = made.keys[0].key, renewed.keys[2].key
    assert renewed.signing(later) == old
    assert renewed.signing(later + timedelta(hours=23)) == old
    assert renewed.signing(later + timedelta(hours=24)) == new
    assert renewed.decrypting == (renewed.keys[3].key, made.keys[1].key)


def test_of_three_pairs_the_oldest_goes(made):
    now = utcnow()
    third = made.renewed(now).renewed(now)
    assert len(third.keys) == 4
    assert made.keys[0].key.kid not in [one.key.kid for one in third.keys]


def jwk(kind="sig", bits=2048, private=True, **changes) -> dict:
    key = RSAKey.generate_key(bits, {"kid": f"{kind}-1", "use": kind})
    found = key.as_dict(private=private) | changes
    return {name: value for name, value in found.items() if value is not None}


def text(*keys) -> str:
    return json.dumps({"keys": list(keys)})


def test_the_keys_of_an_integrator_are_known_to_everybody():
    found = read_keys(text(jwk(), jwk("enc")))
    assert found.signing(utcnow()).kid == "sig-1"


@pytest.mark.parametrize(
    "written",
    [
        "",
        "[]",
        '{"keys": 5}',
        '{"keys": [{}]}',
        text(),
        text(jwk()),
        text(jwk("enc")),
        text(jwk(private=False), jwk("enc")),
        text(jwk(kid=None), jwk("enc")),
        text(jwk(bits=1024), jwk("enc")),
        text(jwk(use=None), jwk("enc")),
        text(jwk(n="!"), jwk("enc")),
    ],
    ids=[
        "nothing",
        "a list",
        "keys are a number",
        "an empty key",
        "no keys",
        "none to decrypt",
        "none to sign",
        "public",
        "no id",
        "weak",
        "no use",
        "no number",
    ],
)
def test_what_is_no_pair_is_refused(written):
    with pytest.raises(errors.OwnKeysError):
        read_keys(written)


# who we are


def read(assertion: str, audience: str) -> dict:
    """Read it with another library."""
    key = jwt.PyJWK(fake.OUR_SIGNATURE.as_dict(private=False), algorithm="RS256")
    return jwt.decode(assertion, key, algorithms=["RS256"], audience=audience)


def test_a_key_proves_who_we_are():
    now = utcnow()
    headers, form = credentials(itsme(), TOKEN, now)
    assert headers == {}
    assert form["client_assertion_type"] == (
        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
    )
    claims = read(form["client_assertion"], TOKEN)
    assert claims["iss"] == claims["sub"] == fake.CLIENT_ID == form["client_id"]
    assert claims["exp"] - claims["iat"] == 120
    assert 40 < len(claims["jti"]) <= 255
    assert jwt.get_unverified_header(form["client_assertion"])["kid"] == "sig-1"
    assert fake.SECRET not in str(form)


def test_each_proof_is_another_one():
    now = utcnow()
    one, two = (client_assertion(itsme(), TOKEN, now) for _ in range(2))
    assert read(one, TOKEN)["jti"] != read(two, TOKEN)["jti"]


def test_the_proof_may_be_meant_for_the_issuer():
    made = client_assertion(itsme(assertion_audience="issuer"), TOKEN, utcnow())
    assert read(made, fake.ISSUER)["aud"] == fake.ISSUER


def test_without_a_key_nothing_is_proven():
    with pytest.raises(errors.OwnKeysError):
        client_assertion(replace(itsme(), keys=None), TOKEN, utcnow())


def test_acm_takes_a_key_too():
    found = provider(**{"token_auth": "private_key_jwt"})
    assert "client_assertion" in credentials(found, TOKEN, utcnow())[1]


@pytest.mark.usefixtures("keys")
def test_the_proof_goes_along_with_the_code(op):
    signed_in_at(itsme(), act_as_itsme(op))
    assert read(op.posted["client_assertion"], TOKEN)["sub"] == fake.CLIENT_ID
    assert "client_secret" not in op.posted
    assert "Authorization" not in op.headers["/token"]
