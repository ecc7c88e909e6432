"""What people type is kept, whatever their keyboard; what hides other signs is not."""

from collective.eloket.plaintext import is_plain
from collective.eloket.plaintext import plain
from hypothesis import given
from hypothesis import strategies

import pytest
import unicodedata


@pytest.mark.parametrize(
    "typed, kept",
    [
        ("  Noor  ", "Noor"),
        ("Pourquoi\u202f?", "Pourquoi ?"),
        ("«\u00a0Oui\u00a0»", "« Oui »"),
        ("twee\twoorden", "twee woorden"),
        ("een\r\ntwee\rdrie\u2028vier", "een\ntwee\ndrie\nvier"),
        ("Zoe\u0308", "Zoë"),
        ("\ufeffge\u200bplakt\u2060", "geplakt"),
    ],
    ids=[
        "outer blanks",
        "narrow blank",
        "blank that does not break",
        "tab",
        "line ends",
        "composed",
        "pasted",
    ],
)
def test_a_text_is_kept_in_one_way(typed, kept):
    assert plain(typed) == kept
    assert is_plain(kept, lines=True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Łukasz Ñuñez-Čapek",
        "\u05e9\u05dc\u05d5\u05dd, \u0645\u0631\u062d\u0628\u0627, \u4f60\u597d",
        "\u200f\u05e9\u05dc\u05d5\u05dd\u200e!",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "gezin 👨\u200d👩\u200d👧, 👍🏽, 🇧🇪",
        "een teken van morgen: \U0001fae9",
        "zij\u00adwaarts",
    ],
    ids=[
        *("empty", "letters", "scripts", "direction", "non-joiner"),
        *("emoji", "newer than this Python", "soft hyphen"),
    ],
)
def test_what_people_write_is_plain(text):
    assert is_plain(text)


@pytest.mark.parametrize(
    "sign",
    [
        *("\0", "\x07", "\x1b", "\x7f", "\x85", "\ud800", "\ufffe", "\U0001ffff"),
        *("\ufdd0", "\u202e", "\u202a", "\u2066", "\u2069", "\U000e0041", "\n", "\t"),
    ],
    ids=lambda sign: f"U+{ord(sign):04X}",
)
def test_what_hides_or_turns_signs_around_is_not(sign):
    assert not is_plain(f"a{sign}b")


def test_line_ends_are_plain_where_there_may_be_lines():
    assert is_plain("een\ntwee", lines=True)
    assert not is_plain("een\ttwee", lines=True)


@given(strategies.text())
def test_what_was_made_plain_once_stays_so(text):
    once = plain(text)
    assert plain(once) == once
    assert unicodedata.is_normalized("NFC", once)
