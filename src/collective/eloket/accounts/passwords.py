"""Passwords: kept as argon2id, compared in constant time, never guessed at will."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError
from argon2.exceptions import VerificationError
from collections.abc import Iterable
from collective.eloket.accounts import policy
from collective.eloket.accounts.errors import TooManyPasswordsError
from collective.eloket.limits import service as limits
from collective.eloket.vault import service as vault
from datetime import timedelta
from ZPublisher.HTTPRequest import HTTPRequest

import functools


#: argon2id with the library's parameters (RFC 9106, second recommendation).
HASHER = PasswordHasher()

#: Design, section 7: passwords and codes together.
WRONG = limits.Limit(
    kind="wrong-password",
    window=timedelta(minutes=15),
    record="collective.eloket.accounts.wrong_passwords",
    error=TooManyPasswordsError,
)
OF_ADDRESS = limits.Patience(timedelta(minutes=15), timedelta(hours=4))
OF_ACCOUNT = limits.Patience(timedelta(minutes=1), timedelta(minutes=15))


def hash_password(password: object, personal: Iterable[str] = ()) -> bytes:
    """Return what is kept of a password; ``personal`` is what must not be in it.

    :raises InvalidAnswerError: a subclass per rule that it breaks.
    """
    good = policy.check_password(password, personal)
    return vault.seal(HASHER.hash(good).encode(), "password")


def needs_new_hash(kept: bytes) -> bool:
    """Was it kept with other parameters than those of today?"""
    return HASHER.check_needs_rehash(vault.open_sealed(kept, "password").decode())


def hash_again(password: str) -> bytes:
    """Return what is kept of a password that was right, with today's parameters."""
    return vault.seal(HASHER.hash(password).encode(), "password")


def is_password(kept: bytes | None, password: str) -> bool:
    """Is this the password? Takes as long when there is none."""
    hashed = (
        _nobodys() if kept is None else vault.open_sealed(kept, "password").decode()
    )
    try:
        return (
            HASHER.verify(hashed, password[: policy.LONGEST_PASSWORD])
            and kept is not None
        )
    except (VerificationError, InvalidHashError):
        return False


@functools.cache
def _nobodys() -> str:
    return HASHER.hash("nobody's password")


def guess(request: HTTPRequest, account_key: str) -> limits.Guess:
    """Begin a try at a password or code of an account.

    The address waits long, the account never so long that somebody else could keep its
    citizen out; the other means are not touched by it.

    :raises TooManyPasswordsError: too many wrong ones from here or for this account.
    """
    return limits.Guess(
        WRONG,
        (
            limits.Watched(limits.address_key(request), OF_ADDRESS),
            limits.Watched(account_key, OF_ACCOUNT),
        ),
    )
