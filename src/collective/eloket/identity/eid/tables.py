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

#: Tags of the address file.
STREET = 1
POSTAL_CODE = 2
MUNICIPALITY = 3

#: Cards of children: they have no certificate to sign in with before the age of six,
#: and no child acts alone here.
CHILDREN = frozenset({"6", *map(str, range(61, 70))})
#: Cards that are nobody's: bootstrap and habilitation.
NOBODYS = frozenset({"7", "8"})
#: Cards of a person, by document type: citizens, and the kinds of foreigners' cards.
PERSONAL = frozenset(
    {"1", *map(str, range(11, 24)), "27", "28", *map(str, range(31, 37))}
)
FOREIGNERS = PERSONAL - {"1"}

#: Letter → sex, in Dutch, French and German.
SEXES: Mapping[str, str] = MappingProxyType(
    {"M": "male", "F": "female", "V": "female", "W": "female"}
)

#: Special status → what is known of the holder; kept as the card says it.
STATUSES = frozenset("012345")

#: Bytes of a photo's hash → its algorithm: SHA-1, SHA-256, SHA-384.
PHOTO_HASHES: Mapping[int, str] = MappingProxyType(
    {20: "sha1", 32: "sha256", 48: "sha384"}
)
