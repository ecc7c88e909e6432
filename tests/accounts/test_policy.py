"""What a password must be."""

from collective.eloket.accounts.errors import PasswordPersonalError
from collective.eloket.accounts.errors import PasswordTooEasyError
from collective.eloket.accounts.errors import PasswordTooShortError
from collective.eloket.accounts.policy import check_password

import pytest


PERSONAL = ("noor.voorbeeld", "thuisadres@testegem.example")


@pytest.fixture(autouse=True)
def testegem(portal):
    portal.title = "Gemeente Testegem"
    portal.portal_registry["collective.eloket.accounts.password_length"] = 6


@pytest.mark.parametrize(
    "password",
    [
        "een lange goede zin",
        "correct horse battery staple",
        "x7Gk2p",
        "de gemeente is open",
        "example is een woord",
        "\u00e9\u00e9n twee vier zes",
        "x" * 10 + "een lange goede zin" * 50,
    ],
    ids=lambda text: text[:20],
)
def test_a_good_one_is_taken(password):
    assert check_password(password, PERSONAL) == password


@pytest.mark.parametrize(
    "password, refusal",
    [
        ("x7Gk2", PasswordTooShortError),
        ("x" * 1001, PasswordTooShortError),
        (None, PasswordTooShortError),
        (123456, PasswordTooShortError),
        ("welkom01", PasswordTooEasyError),
        ("wachtwoord12", PasswordTooEasyError),
        ("motdepasse", PasswordTooEasyError),
        ("passwort1234", PasswordTooEasyError),
        ("password1234", PasswordTooEasyError),
        ("azertyuiop", PasswordTooEasyError),
        ("123456789012", PasswordTooEasyError),
        ("aaaaaaaaaaaaaaaa", PasswordTooEasyError),
        ("a" * 1000, PasswordTooEasyError),
        ("Testegem, mijn dorp aan zee", PasswordPersonalError),
        ("hier woont NOOR nooit meer", PasswordPersonalError),
        ("een voorbeeldige lange zin", PasswordPersonalError),
        ("thuisadres van de familie", PasswordPersonalError),
    ],
    ids=lambda value: str(getattr(value, "code", value))[:20],
)
def test_another_one_is_refused(password, refusal):
    with pytest.raises(refusal):
        check_password(password, PERSONAL)


def test_without_anything_personal_names_are_words():
    assert check_password("hier woont noor nooit meer", ("", "jan"))
