"""Passwords: kept as argon2id, compared in constant time, never guessed at will."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError
from argon2.exceptions import VerificationError
from collective.eloket.accounts.errors import PasswordTooShortError
from collective.eloket.accounts.errors import TooManyPasswordsError
from collective.eloket.accounts.errors import UsernameRefusedError
from collective.eloket.accounts.registry import setting
from collective.eloket.ephemeral.service import side_store
from collective.eloket.vault import service as vault
from datetime import timedelta

import functools
import re


#: argon2id with the library's parameters (RFC 9106, second recommendation).
HASHER = PasswordHasher()

#: Longer ones only cost time.
LONGEST_PASSWORD = 1000

WINDOW = timedelta(minutes=15)
WRONG = "wrong-password"

USERNAME = re.compile(r"[\w.@+-]{3,64}")


def normal_username(text: object) -> str:
    """Return the user name as it is looked up: without outer blanks, in lower case.

    :raises UsernameRefusedError: not a user name.
    """
    name = text.strip().lower() if isinstance(text, str) else ""
    if not USERNAME.fullmatch(name):
        raise UsernameRefusedError
    return name


def hash_password(password: object) -> bytes:
    """Return what is kept of a password.

    :raises PasswordTooShortError: it is shorter than the site asks.
    """
    length = setting("password_length")
    if not isinstance(password, str) or not length <= len(password) <= LONGEST_PASSWORD:
        raise PasswordTooShortError(length)
    return vault.seal(HASHER.hash(password).encode(), "password")


def is_password(kept: bytes | None, password: str) -> bool:
    """Is this the password? Takes as long when there is none."""
    hashed = (
        _nobodys() if kept is None else vault.open_sealed(kept, "password").decode()
    )
    try:
        return HASHER.verify(hashed, password[:LONGEST_PASSWORD]) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


@functools.cache
def _nobodys() -> str:
    return HASHER.hash("nobody's password")


def check_may_try(address: str, login_key: str) -> None:
    """:raises TooManyPasswordsError: too many wrong ones from here or for this name."""
    most = setting("wrong_passwords")
    for key in _keys(address, login_key):
        if side_store().counted(WRONG, key, WINDOW) >= most:
            raise TooManyPasswordsError


def count_wrong(address: str, login_key: str) -> None:
    """Count a wrong password, for the address and for the name."""
    for key in _keys(address, login_key):
        side_store().count(WRONG, key, WINDOW)


def _keys(address: str, login_key: str) -> tuple[str, str]:
    return vault.blind("address", address), login_key
