"""The code on a letter: ``VK7M-2QXR-9D4H-0TNB``.

Sixteen random letters of Crockford's 32 are 80 bits: with a limit per address nobody
finds one by trying. It is the only thing that leads to a letter's record.
"""

from collective.eloket.cases.reference import ALPHABET
from collective.eloket.cases.reference import plain_letters
from collective.eloket.vault import service as vault
from collective.eloket.vault.model import as_text

import re
import secrets


LETTERS = 16
GROUP = 4
#: Longer text is not looked at.
LONGEST = 60

_SHAPE = re.compile(rf"[{ALPHABET}]{{{LETTERS}}}")


def draw_code() -> str:
    """Return a new random code, as it stands on a letter."""
    return written("".join(secrets.choice(ALPHABET) for _ in range(LETTERS)))


def parse_code(text: str) -> str | None:
    """Return the code as we write it, from what somebody typed; None for no code.

    Lower case, blanks, other dashes, and O, I, L for 0, 1, 1 are understood.
    """
    plain = plain_letters(text[:LONGEST])
    return written(plain) if _SHAPE.fullmatch(plain) else None


def written(letters: str) -> str:
    """Return sixteen letters in groups of four."""
    return "-".join(letters[at : at + GROUP] for at in range(0, LETTERS, GROUP))


def keys_of(code: str) -> list[str]:
    """Return the keyed hashes under which the record of a code may lie.

    The first is that of the ring ``seal``'s key of today; others follow, so that old
    letters stay verifiable after a rotation, and last that of early versions. Who gets
    hold of the database cannot make codes of it.
    """
    message = f"letter-code:{code}".encode()
    found = [as_text(mac) for mac in vault.macs("seal", message)]
    return [*found, vault.blind("letter-code", code)]
