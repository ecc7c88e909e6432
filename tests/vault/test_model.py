from collective.eloket.vault.errors import SealAlteredError
from collective.eloket.vault.errors import SealError
from collective.eloket.vault.errors import SealTruncatedError
from collective.eloket.vault.errors import SealUnknownKeyError
from collective.eloket.vault.errors import SealVersionError
from collective.eloket.vault.errors import SealWrongContextError
from collective.eloket.vault.model import open_with
from collective.eloket.vault.model import seal_with
from hypothesis import given
from hypothesis import strategies as st

import pytest


KEY = bytes(range(32))
KEYS = {"k1": KEY}
CONTEXT = "case:2026-7F3K-92QX:answers"
#: version, length of the key id, key id, mark of the context
HEADER = 1 + 1 + 2 + 4


def sealed(plain=b"Noor Voorbeeld"):
    return seal_with("k1", KEY, plain, CONTEXT)


def opened(value, context=CONTEXT):
    return open_with(KEYS.get, value, context)


@given(st.binary(max_size=300), st.text(max_size=40))
def test_opens_what_was_sealed(plain, context):
    assert opened(seal_with("k1", KEY, plain, context), context) == plain


def test_does_not_show_what_is_in_it():
    assert b"Voorbeeld" not in sealed()


def test_the_same_value_is_never_sealed_alike():
    assert sealed() != sealed()


def flipped(position):
    value = bytearray(sealed())
    value[position] ^= 1
    return bytes(value)


@pytest.mark.parametrize(
    "value, refusal",
    [
        (b"", SealTruncatedError),
        (b"\1", SealTruncatedError),
        (sealed()[: HEADER + 12 + 15], SealTruncatedError),
        (b"\1\xff" + sealed()[2:], SealTruncatedError),
        (sealed()[:-1], SealAlteredError),
        (b"\2" + sealed()[1:], SealVersionError),
        (b"Noor Voorbeeld, Kerkstraat 1, 9999 Testegem", SealVersionError),
        (seal_with("k9", KEY, b"", CONTEXT), SealUnknownKeyError),
        (
            seal_with("k1", KEY, b"", CONTEXT).replace(b"k1", b"\xff1"),
            SealUnknownKeyError,
        ),
        (seal_with("k1", KEY, b"", "other"), SealWrongContextError),
        (flipped(HEADER), SealAlteredError),
        (flipped(HEADER + 12), SealAlteredError),
        (flipped(-1), SealAlteredError),
    ],
    ids=[
        "empty",
        "one byte",
        "shorter than a tag",
        "key id longer than the value",
        "last byte cut off",
        "other version",
        "never sealed",
        "key not on the ring",
        "key id not ASCII",
        "other context",
        "nonce changed",
        "content changed",
        "tag changed",
    ],
)
def test_is_refused(value, refusal):
    with pytest.raises(refusal) as refused:
        opened(value)
    assert isinstance(refused.value, SealError)
    assert str(refused.value) == ""


@pytest.mark.parametrize("position", range(len(sealed(b"x"))))
def test_is_refused_when_any_byte_is_changed(position):
    with pytest.raises(SealError):
        opened(flipped(position))


def test_is_refused_when_the_context_mark_is_copied():
    """The mark only names the cause; the tag proves the context."""
    value, other = sealed(), seal_with("k1", KEY, b"x", "other")
    moved = value[: HEADER - 4] + other[HEADER - 4 : HEADER] + value[HEADER:]
    with pytest.raises(SealAlteredError):
        opened(moved, "other")
