"""The name of a case to say on the phone: ``2026-7F3K-92QX``.

Year, seven random letters and a check letter. It is a name, never a key: who knows it
may see nothing. Letters: Crockford's base 32 (https://www.crockford.com/base32.html),
without I, L, O and U. Check letter: Luhn mod N (ISO/IEC 7812-1 annex B, made general)
with N = 32; it finds each wrong letter and most swaps of neighbours.
"""

from collective.eloket.cases.errors import InvalidReferenceError

import re
import secrets


ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_LETTERS = 7

_VALUE = {letter: value for value, letter in enumerate(ALPHABET)}
#: What people write for letters that are not in the alphabet.
_LOOKALIKES = str.maketrans("OIL", "011")
_SHAPE = re.compile(rf"(2[0-9]{{3}})([{ALPHABET}]{{8}})")
#: No blank inside is needed longer than this; longer text is not looked at.
_LONGEST = 40


def check_letter(letters: str) -> str:
    """Return the Luhn mod 32 letter that belongs after ``letters``."""
    total = 0
    for position, letter in enumerate(reversed(letters)):
        value = _VALUE[letter] * (2 if position % 2 == 0 else 1)
        total += value // len(ALPHABET) + value % len(ALPHABET)
    return ALPHABET[-total % len(ALPHABET)]


def draw_reference(year: int) -> str:
    """Return a new random reference of that year; it may have been drawn before."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM_LETTERS))
    return _written(str(year), letters + check_letter(letters))


def parse_reference(text: str) -> str:
    """Return the reference as we write it, from what somebody typed.

    Lower case, blanks, missing or other dashes, and O, I, L for 0, 1, 1 are understood.

    :raises InvalidReferenceError: no reference, or one with a wrong letter.
    """
    if len(text) > _LONGEST:
        raise InvalidReferenceError
    found = _SHAPE.fullmatch(plain_letters(text))
    if found is None or check_letter(found[2][:-1]) != found[2][-1]:
        raise InvalidReferenceError
    return _written(found[1], found[2])


def plain_letters(text: str) -> str:
    """Return what somebody typed in our alphabet, without blanks and dashes."""
    return re.sub(r"[\s\-\u2010-\u2015]", "", text).upper().translate(_LOOKALIKES)


def _written(year: str, letters: str) -> str:
    return f"{year}-{letters[:4]}-{letters[4:]}"
