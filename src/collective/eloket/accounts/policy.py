"""What a password must be: long enough, hard to guess, and nothing of its owner.

Rules after NIST SP 800-63B, 3.1.1.2: length and a look at what is commonly used; no
rules about kinds of signs. What is commonly used, zxcvbn knows, Dutch and French too.
"""

from collections.abc import Iterable
from collective.eloket.accounts.errors import PasswordPersonalError
from collective.eloket.accounts.errors import PasswordTooEasyError
from collective.eloket.accounts.errors import PasswordTooShortError
from collective.eloket.accounts.registry import setting
from plone import api
from zxcvbn import zxcvbn

import re


#: Longer ones only cost time.
LONGEST_PASSWORD = 1000
#: As many characters as zxcvbn looks at in a moment; its time grows fast.
MOST_ESTIMATED = 72
#: What falls to fewer guesses is refused: zxcvbn's border between "very guessable" and
#: "somewhat guessable", https://github.com/dropbox/zxcvbn#usage
FEWEST_GUESSES = 10**6

#: Shorter parts of names are in many a good sentence.
SHORTEST_WORD = 4
WORDS = re.compile(r"\w+")
#: They stand in the name of many a site and belong to nobody.
EVERYBODYS = {
    *("gemeente", "stad", "commune", "ville", "gemeinde", "stadt"),
    *("municipality", "city", "town", "official", "website"),
}


def check_password(password: object, personal: Iterable[str] = ()) -> str:
    """Return the password if it may be one.

    ``personal`` is what its owner types beside it: user name, e-mail address.

    :raises PasswordTooShortError: shorter than the site asks, or longer than anybody's.
    :raises PasswordPersonalError: it holds the owner's name or the municipality's.
    :raises PasswordTooEasyError: it is much used, or guessed fast.
    """
    length = setting("password_length")
    if not isinstance(password, str) or not length <= len(password) <= LONGEST_PASSWORD:
        raise PasswordTooShortError(length)
    words = personal_words(personal)
    if any(word in password.casefold() for word in words):
        raise PasswordPersonalError
    looked_at = password[:MOST_ESTIMATED]
    if zxcvbn(looked_at, user_inputs=sorted(words))["guesses"] < FEWEST_GUESSES:
        raise PasswordTooEasyError
    return password


def personal_words(personal: Iterable[str]) -> set[str]:
    """Return what must not be in the password, in small letters."""
    # of an address what stands before the sign: the rest is a company's
    names = [text.casefold().partition("@")[0] for text in personal if text]
    names += [name for text in (*names, site_name()) for name in WORDS.findall(text)]
    return {name for name in names if len(name) >= SHORTEST_WORD} - EVERYBODYS


def site_name() -> str:
    """Return the municipality's name in small letters."""
    return api.portal.get().Title().casefold()
