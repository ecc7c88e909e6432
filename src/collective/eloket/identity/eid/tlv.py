"""How do a card's files hold their fields? Tag, length, value, then zeros."""

from collections.abc import Callable
from collections.abc import Mapping
from collective.eloket.errors import CardError
from collective.eloket.identity.eid.errors import CardFieldTwiceError
from collective.eloket.identity.eid.errors import CardFilePaddingError
from collective.eloket.identity.eid.errors import CardFileTooLargeError
from collective.eloket.identity.eid.errors import CardFileTruncatedError
from collective.eloket.identity.eid.errors import CardLengthAmbiguousError


#: The files of both generations have less than 256 bytes; later ones may have more.
LARGEST_FILE_BYTES = 4096
#: From here on the two readings of a length differ.
LONG = 0x80

Fields = Mapping[int, bytes]
#: Given the file and a place, returns the length that begins there, and where it ends.
Reading = Callable[[bytes, int], tuple[int, int]]


def parse_tlv(data: bytes) -> Fields:
    """Return tag → value of an identity or address file.

    Tag 0 holds the version of the structure when it comes first; anywhere else it
    begins the padding, which is zeros up to the end. Lengths of 128 and more are read
    both as the card's manual and as the reference software write them; a file that
    both can read, differently, is refused.

    Source: Fedict eid-mw, "Belgian Electronic Identity Card content" v5.4, section 6.1;
    e-Contract commons-eid, ``TlvParser``.

    :raises CardFileTooLargeError: more than 4096 bytes.
    :raises CardFileTruncatedError: it ends in the middle of a field.
    :raises CardFilePaddingError: something stands in the padding.
    :raises CardFieldTwiceError: a tag stands twice.
    :raises CardLengthAmbiguousError: there are two readings.
    """
    if len(data) > LARGEST_FILE_BYTES:
        raise CardFileTooLargeError
    fields: dict[int, bytes] = {}
    at, end = 0, len(data)
    while at < end:
        tag = data[at]
        if not tag and (at or not any(data)):
            check_zeros(data, at)
            break
        if at + 1 >= end:
            raise CardFileTruncatedError
        length = data[at + 1]
        if length >= LONG:
            return parse_long(data)
        value_at = at + 2
        at = value_at + length
        if at > end:
            raise CardFileTruncatedError
        if tag in fields:
            raise CardFieldTwiceError
        fields[tag] = data[value_at:at]
    return fields


def parse_long(data: bytes) -> Fields:
    """Return the fields of a file with long lengths, if there is one reading."""
    chained, continued = attempt(data, chained_length), attempt(data, continued_length)
    if isinstance(chained, CardError):
        if isinstance(continued, CardError):
            raise chained
        return continued
    if isinstance(continued, CardError) or continued == chained:
        return chained
    raise CardLengthAmbiguousError


def attempt(data: bytes, reading: Reading) -> Fields | CardError:
    """Return what one reading finds: the fields, or why it cannot be."""
    try:
        return parse_with(data, reading)
    except CardError as error:
        return error


def parse_with(data: bytes, reading: Reading) -> Fields:
    """Return the fields as one reading of the lengths has them."""
    fields: dict[int, bytes] = {}
    at = 0
    while at < len(data):
        tag = data[at]
        if not tag and (at or not any(data)):
            check_zeros(data, at)
            break
        length, value_at = reading(data, at + 1)
        at = value_at + length
        if at > len(data):
            raise CardFileTruncatedError
        if tag in fields:
            raise CardFieldTwiceError
        fields[tag] = data[value_at:at]
    return fields


def chained_length(data: bytes, at: int) -> tuple[int, int]:
    """Read a length as the manual has it: each byte 255 is followed by another one."""
    length = 0
    while at < len(data) and length <= len(data):
        length += data[at]
        at += 1
        if data[at - 1] != 0xFF:
            return length, at
    raise CardFileTruncatedError


def continued_length(data: bytes, at: int) -> tuple[int, int]:
    """Read a length as commons-eid has it: 7 bits a byte, the 8th says: one more.

    What is longer than the file is not read on: numbers of any size cost any time.
    """
    length = 0
    while at < len(data) and length <= len(data):
        length = length << 7 | data[at] & 0x7F
        at += 1
        if data[at - 1] < LONG:
            return length, at
    raise CardFileTruncatedError


def check_zeros(data: bytes, at: int) -> None:
    """:raises CardFilePaddingError: something else than zeros stands from ``at`` on."""
    if data.count(0, at) != len(data) - at:
        raise CardFilePaddingError
