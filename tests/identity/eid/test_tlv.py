from collective.eloket.errors import CardError
from collective.eloket.identity.eid.errors import CardFieldTwiceError
from collective.eloket.identity.eid.errors import CardFilePaddingError
from collective.eloket.identity.eid.errors import CardFileTooLargeError
from collective.eloket.identity.eid.errors import CardFileTruncatedError
from collective.eloket.identity.eid.errors import CardLengthAmbiguousError
from collective.eloket.identity.eid.tlv import chained_length
from collective.eloket.identity.eid.tlv import continued_length
from collective.eloket.identity.eid.tlv import LARGEST_FILE_BYTES
from collective.eloket.identity.eid.tlv import parse_tlv
from eloket_sandbox.cards.card import field_of
from hypothesis import given
from hypothesis import strategies

import pytest


GOOD = b"\x01\x02ab\x02\x00\x03\x01c"
#: A field of 300 bytes, as the manual writes lengths, and as the reference does.
CHAINED = b"\x01\xff\x2d" + b"x" * 300 + b"\x02\x01y"
CONTINUED = b"\x01\x82\x2c" + b"x" * 300 + b"\x02\x01y"


def test_fields_are_found_by_tag():
    assert parse_tlv(GOOD) == {1: b"ab", 2: b"", 3: b"c"}


def test_an_empty_file_has_no_fields():
    assert parse_tlv(b"") == {}


def test_zeros_behind_the_fields_are_padding():
    assert parse_tlv(GOOD + bytes(80)) == parse_tlv(GOOD)


def test_a_single_zero_is_padding_too():
    assert parse_tlv(GOOD + b"\0") == parse_tlv(GOOD)


def test_tag_0_at_the_start_is_the_version_of_the_structure():
    assert parse_tlv(b"\0\x02\x01\x08" + GOOD)[0] == b"\x01\x08"


@pytest.mark.parametrize("data", [CHAINED, CONTINUED], ids=["manual", "reference"])
def test_long_fields_are_read_as_both_write_them(data):
    assert parse_tlv(data) == {1: b"x" * 300, 2: b"y"}
    assert parse_tlv(data + bytes(50)) == {1: b"x" * 300, 2: b"y"}


def test_a_length_of_exactly_255_goes_on_with_zero():
    assert parse_tlv(field_of(1, b"x" * 255)) == {1: b"x" * 255}


class Counted(bytes):
    """A file that counts how often a byte of it is read."""

    reads = 0

    def __getitem__(self, place):
        self.reads += 1
        return super().__getitem__(place)


@pytest.mark.parametrize("reading", [chained_length, continued_length])
def test_a_length_is_read_no_further_than_the_file_is_long(reading):
    data = Counted(b"\xff" * 4000)
    with pytest.raises(CardFileTruncatedError):
        reading(data, 0)
    assert data.reads < 50


def ambiguous() -> bytes:
    """Return a file that both ways read to its end, and differently.

    As the manual has it, the first field has 128 bytes and another one follows; as the
    reference has it, the first one has 2 bytes, and the next one the rest.
    """
    return b"\x01\x80" + b"\x02ab" + b"\x02\x7b" + b"x" * 123


def test_a_file_with_two_readings_is_refused():
    data = ambiguous()
    assert len(data) == 2 + 128
    with pytest.raises(CardLengthAmbiguousError):
        parse_tlv(data)


@pytest.mark.parametrize(
    "data, refusal",
    [
        (b"\x01", CardFileTruncatedError),
        (b"\x01\x05ab", CardFileTruncatedError),
        (GOOD[:-1], CardFileTruncatedError),
        (b"\x01\xff", CardFileTruncatedError),
        (b"\x01" + b"\xff" * 4000, CardFileTruncatedError),
        (b"\x01\x80" + b"x" * 20, CardFileTruncatedError),
        (CHAINED + b"\0\x01", CardFilePaddingError),
        (GOOD + b"\0\x01", CardFilePaddingError),
        (GOOD + bytes(40) + b"\x01", CardFilePaddingError),
        (GOOD + b"\x01\x01z", CardFieldTwiceError),
        (CHAINED + b"\x01\x01z", CardFieldTwiceError),
        (b"\x01\x00" * (LARGEST_FILE_BYTES // 2 + 1), CardFileTooLargeError),
    ],
    ids=[
        "tag without length",
        "value cut off",
        "last value cut off",
        "length cut off",
        "length without end",
        "long value cut off",
        "long file, padding not zero",
        "padding not zero",
        "end of padding not zero",
        "tag twice",
        "long file, tag twice",
        "too large",
    ],
)
def test_is_refused(data, refusal):
    with pytest.raises(refusal):
        parse_tlv(data)


fields = strategies.dictionaries(
    strategies.integers(1, 255), strategies.binary(max_size=100), max_size=20
)


@given(fields, strategies.integers(0, 100))
def test_what_is_written_is_read(written, zeros):
    data = b"".join(field_of(tag, value) for tag, value in written.items())
    assert parse_tlv(data + bytes(zeros)) == written


@given(strategies.binary(max_size=400))
def test_any_bytes_are_read_or_refused_by_name(data):
    try:
        found = parse_tlv(data)
    except CardError:
        return
    assert sum(len(value) for value in found.values()) <= len(data)
