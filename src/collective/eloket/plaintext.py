"""What may stand in a text that somebody typed or pasted?

People write in any language, with any keyboard, and paste from anywhere: blanks that do
not break, joined emoji, marks that say in which direction a word reads. None of that is
a mistake of theirs. What hides or turns around other signs is refused.
"""

import unicodedata


#: Signs of format that belong to a script or to an emoji: soft hyphen, (non-)joiners,
#: marks of direction. Unicode 16.0, sections 23.2 and 23.3.
FORMAT = frozenset("\u00ad\u061c\u200c\u200d\u200e\u200f")
#: Signs without width that come along with what is pasted, and say nothing.
NOTHING = dict.fromkeys(map(ord, "\u200b\u2060\ufeff"))
#: What begins a new line, besides the line feed.
BREAKS = ("\r\n", "\r", "\u2028", "\u2029")
#: Controls, halves of signs, and signs of format that are not in FORMAT: among them
#: those that let following signs read backwards (Unicode Standard Annex 9, section 2).
REFUSED = ("Cc", "Cs", "Cf")
#: Code points that are no signs: Unicode 16.0, section 23.7.
NO_SIGNS = range(0xFDD0, 0xFDF0)


def plain(text: str) -> str:
    """Return a text as we keep it: one kind of blank and of line end, signs composed.

    Outer blanks go. Whether all of it may be kept, ``is_plain`` tells.
    """
    for sign in BREAKS:
        text = text.replace(sign, "\n")
    composed = unicodedata.normalize("NFC", text.translate(NOTHING))
    signs = (" " if _is_blank(sign) else sign for sign in composed)
    return "".join(signs).strip()


def is_plain(text: str, lines: bool = False) -> bool:
    """May this text be kept as it is? ``lines``: line ends are welcome.

    Signs newer than this Python are: it is the reader's device that shows them.
    """
    return all(_is_sign(sign) or (lines and sign == "\n") for sign in text)


def _is_blank(sign: str) -> bool:
    return sign == "\t" or unicodedata.category(sign) == "Zs"


def _is_sign(sign: str) -> bool:
    place = ord(sign)
    if place in NO_SIGNS or place & 0xFFFE == 0xFFFE:
        return False
    return sign in FORMAT or unicodedata.category(sign) not in REFUSED
