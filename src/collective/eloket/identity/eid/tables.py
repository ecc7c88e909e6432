"""What do the short marks on a card mean? Data only.

Source: Fedict eid-mw, "ID_ADRESSE_File_applet1_8_v5" (15 November 2023).
"""

from collections.abc import Mapping
from types import MappingProxyType


#: Tags of the identity file.
STRUCTURE = 0
CARD_NUMBER = 1
CHIP_NUMBER = 2
VALID_FROM = 3
VALID_UNTIL = 4
DELIVERED_BY = 5
NATIONAL_NUMBER = 6
FAMILY_NAME = 7
GIVEN_NAMES = 8
THIRD_INITIAL = 9
NATIONALITY = 10
BIRTH_PLACE = 11
BIRTH_DATE = 12
SEX = 13
NOBLE_CONDITION = 14
DOCUMENT_TYPE = 15
SPECIAL_STATUS = 16
PHOTO_HASH = 17
DUPLICATE = 18
ORGANISATION = 19
FAMILY_MEMBER = 20
PROTECTION = 21
BASIC_KEY_HASH = 26

#: Tags of what few cards say, most of them foreigners' → our name of it.
MARKS: Mapping[int, str] = MappingProxyType(
    {
        22: "work",
        23: "vat_number",
        24: "second_vat_number",
        25: "regional_file",
        27: "brexit_b",
        28: "brexit_c",
        29: "mention",
        30: "mention_k",
        31: "eu_registration",
    }
)

#: Tags of the address file.
STREET = 1
POSTAL_CODE = 2
MUNICIPALITY = 3

#: Kind of a card → its document types. Children do not act alone here; cards for
#: bootstrap and habilitation are nobody's; of foreigners there are many kinds.
TYPES: Mapping[str, tuple[int, ...]] = MappingProxyType(
    {
        "citizen": (1,),
        "foreigner": (*range(11, 24), 27, 28, *range(31, 37)),
        "child": (6, *range(61, 70)),
        "nobody": (7, 8),
    }
)
#: Document type → kind of card.
KINDS: Mapping[str, str] = MappingProxyType(
    {str(number): kind for kind, numbers in TYPES.items() for number in numbers}
)
#: Cards with which a person acts.
PERSONAL = frozenset(
    number for number, kind in KINDS.items() if kind in ("citizen", "foreigner")
)

#: Letter → sex, in Dutch, French and German.
SEXES: Mapping[str, str] = MappingProxyType(
    {"M": "male", "F": "female", "V": "female", "W": "female"}
)

#: Special status → what it says of the holder.
STATUSES: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "0": frozenset(),
        "1": frozenset({"white cane"}),
        "2": frozenset({"extended minority"}),
        "3": frozenset({"white cane", "extended minority"}),
        "4": frozenset({"yellow cane"}),
        "5": frozenset({"yellow cane", "extended minority"}),
    }
)

#: Bytes of a photo's hash → its algorithm: SHA-1, SHA-256, SHA-384.
PHOTO_HASHES: Mapping[int, str] = MappingProxyType(
    {20: "sha1", 32: "sha256", 48: "sha384"}
)
