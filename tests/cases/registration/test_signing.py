"""Messages are signed as Standard Webhooks says; its own example is the witness."""

from base64 import b64encode
from collective.eloket.cases.registration.errors import RegistrationSecretError
from collective.eloket.cases.registration.signing import headers_for
from collective.eloket.cases.registration.signing import key_of
from collective.eloket.cases.registration.signing import secrets_set
from collective.eloket.cases.registration.signing import signature
from collective.eloket.cases.registration.signing import VARIABLE
from datetime import datetime
from datetime import UTC

import pytest


#: From the tests of its reference libraries ("test_sign_function").
EXAMPLE = {
    "secret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
    "id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "at": 1614265330,
    "body": b'{"test": 2432232314}',
    "signature": "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
}


def secret_of(length: int) -> str:
    return "whsec_" + b64encode(b"k" * length).decode()


def test_the_example_of_the_standard_comes_out():
    key = key_of(EXAMPLE["secret"])
    found = signature(key, EXAMPLE["id"], EXAMPLE["at"], EXAMPLE["body"])
    assert found == EXAMPLE["signature"]


def test_the_three_headers_say_who_when_and_by_which_keys():
    keys = [key_of(EXAMPLE["secret"]), b"k" * 24]
    now = datetime.fromtimestamp(EXAMPLE["at"], UTC)
    found = headers_for(keys, EXAMPLE["id"], now, EXAMPLE["body"])
    first, second = found["webhook-signature"].split()
    assert found["webhook-id"] == EXAMPLE["id"]
    assert found["webhook-timestamp"] == str(EXAMPLE["at"])
    assert first == f"v1,{EXAMPLE['signature']}"
    assert second.startswith("v1,") and second != first


@pytest.mark.parametrize(
    "change", [{"id": "msg_other"}, {"at": 1614265331}, {"body": b"{}"}], ids=str
)
def test_everything_that_is_signed_counts(change):
    said = EXAMPLE | change
    key = key_of(EXAMPLE["secret"])
    found = signature(key, said["id"], said["at"], said["body"])
    assert found != EXAMPLE["signature"]


@pytest.mark.parametrize("length", [24, 64])
def test_a_secret_of_the_right_length_is_taken(length):
    assert key_of(secret_of(length)) == b"k" * length


@pytest.mark.parametrize(
    "text",
    ["", "geheim" * 9, "whsec_", "whsec_%%%", secret_of(23), secret_of(65), "whsec_é"],
    ids=["none", "no prefix", "empty", "no base64", "too short", "too long", "letters"],
)
def test_another_secret_is_refused(text):
    with pytest.raises(RegistrationSecretError):
        key_of(text)


def test_two_secrets_stand_side_by_side(monkeypatch):
    monkeypatch.setenv(VARIABLE, f"{secret_of(24)} {secret_of(32)}")
    assert [len(key) for key in secrets_set()] == [24, 32]


@pytest.mark.parametrize("value", ["", "geheim"])
def test_nothing_is_sent_unsigned(monkeypatch, value):
    monkeypatch.setenv(VARIABLE, value)
    with pytest.raises(RegistrationSecretError):
        secrets_set()


def test_two_places_of_the_secret_are_refused(monkeypatch, tmp_path):
    monkeypatch.setenv(VARIABLE, secret_of(24))
    monkeypatch.setenv(f"{VARIABLE}_FILE", str(tmp_path / "x"))
    with pytest.raises(RegistrationSecretError):
        secrets_set()
