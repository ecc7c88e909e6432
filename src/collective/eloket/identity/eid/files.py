"""What do a card's identity file and address file say? Read once, into values."""

from collections.abc import Mapping
from collective.eloket.identity.eid import tables
from collective.eloket.identity.eid.dates import birth_date
from collective.eloket.identity.eid.dates import BirthDate
from collective.eloket.identity.eid.dates import numeric_date
from collective.eloket.identity.eid.errors import CardFieldMalformedError
from collective.eloket.identity.eid.errors import CardFieldMissingError
from collective.eloket.identity.eid.errors import CardNumberError
from collective.eloket.identity.eid.tlv import Fields
from collective.eloket.identity.eid.tlv import parse_tlv
from collective.eloket.identity.errors import InvalidNationalNumberError
from collective.eloket.identity.numbers import NationalNumber
from dataclasses import dataclass
from dataclasses import field
from datetime import date


#: Longest name or street on a card is 110 bytes; this is no limit a person meets.
LONGEST_TEXT = 200


@dataclass(frozen=True, slots=True)
class IdentityFile:
    """The identity file of a card; what a card may lack is empty or None.

    ``delivered_by``: municipality; ``sex``: ``male``, ``female`` or empty, as the card
    says it and never derived from the number; ``document_type``, ``special_status``
    and ``organisation``: codes of :mod:`tables`; ``photo_hash`` and ``basic_key_hash``
    as stored; ``marks``: what few cards say, under the names of ``tables.MARKS``.
    """

    card_number: str = field(repr=False)
    chip_number: bytes = field(repr=False)
    valid_from: date
    valid_until: date
    delivered_by: str = field(repr=False)
    number: NationalNumber
    family_name: str = field(repr=False)
    given_names: str = field(repr=False)
    third_initial: str = field(repr=False)
    nationality: str = field(repr=False)
    birth_place: str = field(repr=False)
    birth_date: BirthDate = field(repr=False)
    sex: str = field(repr=False)
    noble_condition: str = field(repr=False)
    document_type: str
    special_status: str = field(repr=False)
    photo_hash: bytes = field(repr=False)
    duplicate: str
    organisation: str = field(repr=False)
    is_family_member: bool = field(repr=False)
    protection: str = field(repr=False)
    basic_key_hash: bytes = field(repr=False)
    marks: Mapping[str, str] = field(repr=False)

    @property
    def kind(self) -> str:
        """``citizen``, ``foreigner``, ``child``, ``nobody``; or ``unknown``."""
        return tables.KINDS.get(self.document_type, "unknown")

    @property
    def statuses(self) -> frozenset[str]:
        """What the special status says of the holder; empty when it is not known."""
        return tables.STATUSES.get(self.special_status, frozenset())

    @property
    def all_given_names(self) -> str:
        """The given names with the first letter of the third one, as the card has them.

        The letter stays: the register knows it, and homonyms differ by it.
        """
        return f"{self.given_names} {self.third_initial}".strip()


@dataclass(frozen=True, slots=True)
class AddressFile:
    """The address file of a card: an official address in Belgium."""

    street: str = field(repr=False)
    postal_code: str = field(repr=False)
    municipality: str = field(repr=False)


def read_identity(data: bytes) -> IdentityFile:
    """Read the raw identity file; says nothing about who signed it.

    :raises CardError: one class per cause, see :mod:`errors`.
    """
    fields = parse_tlv(data)
    return IdentityFile(
        card_number=needed(fields, tables.CARD_NUMBER),
        chip_number=fields.get(tables.CHIP_NUMBER, b""),
        valid_from=numeric_date(needed(fields, tables.VALID_FROM)),
        valid_until=numeric_date(needed(fields, tables.VALID_UNTIL)),
        delivered_by=text(fields, tables.DELIVERED_BY),
        number=national_number(needed(fields, tables.NATIONAL_NUMBER)),
        family_name=needed(fields, tables.FAMILY_NAME),
        given_names=text(fields, tables.GIVEN_NAMES),
        third_initial=text(fields, tables.THIRD_INITIAL),
        nationality=text(fields, tables.NATIONALITY),
        birth_place=text(fields, tables.BIRTH_PLACE),
        birth_date=birth_date(needed(fields, tables.BIRTH_DATE)),
        sex=sex(text(fields, tables.SEX)),
        noble_condition=text(fields, tables.NOBLE_CONDITION),
        document_type=code(needed(fields, tables.DOCUMENT_TYPE)),
        special_status=text(fields, tables.SPECIAL_STATUS),
        photo_hash=photo_hash(fields.get(tables.PHOTO_HASH, b"")),
        duplicate=text(fields, tables.DUPLICATE),
        organisation=text(fields, tables.ORGANISATION),
        is_family_member=tables.FAMILY_MEMBER in fields,
        protection=text(fields, tables.PROTECTION),
        basic_key_hash=fields.get(tables.BASIC_KEY_HASH, b""),
        marks=marks(fields),
    )


def read_address(data: bytes) -> AddressFile:
    """Read the raw address file; says nothing about who signed it.

    :raises CardError: one class per cause, see :mod:`errors`.
    """
    fields = parse_tlv(data)
    return AddressFile(
        street=needed(fields, tables.STREET),
        postal_code=needed(fields, tables.POSTAL_CODE),
        municipality=needed(fields, tables.MUNICIPALITY),
    )


def text(fields: Fields, tag: int) -> str:
    """Return a field that is a line of text, without blanks around it; or "".

    :raises CardFieldMalformedError: it is no UTF-8, does not print, or is too long.
    """
    value = fields.get(tag)
    if not value:
        return ""
    try:
        line = value.decode()
    except UnicodeDecodeError:
        raise CardFieldMalformedError(f"tag {tag}") from None
    if len(value) > LONGEST_TEXT or not line.isprintable():
        raise CardFieldMalformedError(f"tag {tag}")
    return line.strip()


def needed(fields: Fields, tag: int) -> str:
    """Return a text that every card has.

    :raises CardFieldMissingError: it is absent or empty.
    """
    line = text(fields, tag)
    if not line:
        raise CardFieldMissingError(f"tag {tag}")
    return line


def national_number(digits: str) -> NationalNumber:
    """Return the number, which stands on a card as eleven digits and nothing else.

    :raises CardNumberError: it is none of the national register.
    """
    if len(digits) != 11:
        raise CardNumberError
    try:
        return NationalNumber.parse(digits)
    except InvalidNationalNumberError:
        raise CardNumberError from None


def marks(fields: Fields) -> dict[str, str]:
    """Return what few cards say and this one does, by our names.

    :raises CardFieldMalformedError: a mark is no line of text.
    """
    return {
        tables.MARKS[tag]: text(fields, tag) for tag in fields if tag in tables.MARKS
    }


def sex(letter: str) -> str:
    """Return what a card's letter says; a card may leave it out.

    :raises CardFieldMalformedError: it is no letter of the three languages.
    """
    if not letter:
        return ""
    if letter not in tables.SEXES:
        raise CardFieldMalformedError("sex")
    return tables.SEXES[letter]


def code(digits: str) -> str:
    """Return the document type, a number of one or two digits without a zero before it.

    :raises CardFieldMalformedError: it is no number.
    """
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 2):
        raise CardFieldMalformedError("document type")
    return digits.lstrip("0") or "0"


def photo_hash(value: bytes) -> bytes:
    """Return the hash of the photo; its length tells the algorithm.

    :raises CardFieldMalformedError: no algorithm makes a hash of that length.
    """
    if value and len(value) not in tables.PHOTO_HASHES:
        raise CardFieldMalformedError("photo hash")
    return value
