"""User names: in one form, each once, and some that are free."""

from collective.eloket.accounts.errors import UsernameRefusedError
from collective.eloket.accounts.errors import UsernameTakenError
from collective.eloket.accounts.keys import login_key
from collective.eloket.accounts.registry import citizen_store

import re
import secrets


USERNAME = re.compile(r"[\w.@+-]{3,64}")


def normal_username(text: object) -> str:
    """Return the user name as it is looked up: without outer blanks, in lower case.

    :raises UsernameRefusedError: not a user name.
    """
    name = text.strip().lower() if isinstance(text, str) else ""
    if not USERNAME.fullmatch(name):
        raise UsernameRefusedError
    return name


def free_username(text: object) -> str:
    """Return the user name as it is looked up.

    :raises UsernameRefusedError: not a user name.
    :raises UsernameTakenError: somebody has it; three that are free go with it.
    """
    username = normal_username(text)
    if login_key(username) in citizen_store().by_login:
        raise UsernameTakenError(free_usernames(username))
    return username


def free_usernames(username: str) -> list[str]:
    """Return three names like this one that nobody has."""
    taken = citizen_store().by_login
    found: list[str] = []
    while len(found) < 3:
        name = f"{username[:58]}{secrets.randbelow(9000) + 1000}"
        if login_key(name) not in taken and name not in found:
            found.append(name)
    return found
