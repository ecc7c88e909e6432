"""Which cards lie on the table? One of each person, and some that are refused."""

from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from eloket_sandbox.cards.authorities import CITIZEN_AUTHENTICATION
from eloket_sandbox.cards.authorities import FOREIGNER_AUTHENTICATION
from eloket_sandbox.cards.card import Data
from eloket_sandbox.persons import PERSONS
from types import MappingProxyType


#: Status of a card at its authority.
GOOD, REVOKED, ON_HOLD = "good", "revoked", "on hold"

CITIZEN = "1"
CHILD = "6"
#: A foreigner's card of type A.
FOREIGNER = "11"


@dataclass(frozen=True)
class Sample:
    """A card to try with; ``note`` tells (in Dutch) what is special about it.

    ``same_as``: the card whose chip this is, with another address written on it.
    """

    id: str
    generation: str
    data: Data
    note: str
    status: str = GOOD
    same_as: str | None = None

    @property
    def title(self) -> str:
        """Whose card it is, and what is special."""
        return f"{self.data.given_name} {self.data.family_name}: {self.note}"

    @property
    def branch(self) -> str:
        """Which authorities issued it: a name of ``wallet.BRANCHES``."""
        foreigners = self.data.document_type == FOREIGNER
        return f"{self.generation}-foreigners" if foreigners else self.generation

    @property
    def policy(self) -> str:
        """Policy of its authentication certificate."""
        if self.data.document_type == FOREIGNER:
            return FOREIGNER_AUTHENTICATION
        return CITIZEN_AUTHENTICATION


def card_number(count: int) -> str:
    """Return the number of a card: ten digits, and the rest of dividing by 97."""
    number = 5_990_000_000 + count
    return f"{number}{number % 97 or 97:02}"


def of(person_id: str, count: int, **changes) -> Data:
    """Return what stands on a card of a person."""
    person = PERSONS[person_id]
    good = Data(
        number=person.number,
        family_name=person.family_name,
        given_name=person.given_name,
        card_number=card_number(count),
    )
    return replace(good, **changes)


_NOOR = of("noor", 1)
_JAN = of("jan", 2, birth_date="14 NOV 1979", sex="M", street="Proefplein 3")
_LIV = of("liv", 4, birth_date="19 JAN 2001", street="Testlaan 8 bus 2")
_AUGUSTA = of("augusta", 8, birth_date="01 DEC 1949", street="Kasteeldreef 1")
_MOVED = "Verhuisstraat 99"
_ALEKSANDER = of(
    "aleksander",
    9,
    birth_date="07 JAN 1990",
    sex="M",
    nationality="Poolse",
    street="Proefplein 5",
    document_type=FOREIGNER,
)
_SASHA = of(
    "sasha", 10, birth_date="07 JUL 1990", street="Dorp 4", document_type=FOREIGNER
)

_SAMPLES = (
    Sample("noor", "rsa", _NOOR, "haar kaart"),
    Sample(
        "noor-verhuisd",
        "rsa",
        replace(_NOOR, street=_MOVED),
        "dezelfde kaart na haar verhuis",
        same_as="noor",
    ),
    Sample(
        "noor-nieuw",
        "ec",
        replace(
            _NOOR,
            card_number=card_number(11),
            valid_from=date(2026, 6, 1),
            valid_until=date(2036, 6, 1),
            street=_MOVED,
        ),
        "haar vernieuwde kaart",
    ),
    Sample("jan", "ec", _JAN, "zijn kaart"),
    Sample(
        "jan-verloren",
        "ec",
        replace(_JAN, card_number=card_number(12), valid_from=date(2021, 3, 1)),
        "zijn vorige kaart, verloren en gestopt",
        REVOKED,
    ),
    Sample(
        "amina",
        "ec",
        of("amina", 3, birth_date="21 JUN 2004", street="Testlaan 1"),
        "haar kaart",
    ),
    Sample("liv", "rsa", _LIV, "haar kaart"),
    Sample(
        "liv-geschorst",
        "ec",
        replace(_LIV, card_number=card_number(13)),
        "een kaart die geschorst is",
        ON_HOLD,
    ),
    Sample(
        "sam",
        "ec",
        of("sam", 5, birth_date="05 MAAR 2014", sex="M", document_type=CHILD),
        "de kaart van een kind (Kids-ID)",
    ),
    Sample(
        "bram",
        "ec",
        of("bram", 15, birth_date="12 APR 1983", sex="M", street="Kerkstraat 4"),
        "zijn kaart",
    ),
    Sample(
        "karel",
        "rsa",
        of("karel", 6, birth_date="08 FEB 1971", sex="M", street="Markt 2"),
        "zijn kaart",
    ),
    Sample(
        "mireille",
        "ec",
        of(
            "mireille",
            7,
            birth_date="30 SEPT 1958",
            sex="F",
            nationality="Belge",
            street="Rue de l'Exemple 7",
        ),
        "haar kaart, in het Frans",
    ),
    Sample("augusta", "ec", _AUGUSTA, "haar kaart"),
    Sample(
        "augusta-verhuisd",
        "ec",
        replace(_AUGUSTA, street=_MOVED),
        "dezelfde kaart na haar verhuis",
        same_as="augusta",
    ),
    Sample(
        "augusta-vervallen",
        "rsa",
        replace(
            _AUGUSTA,
            card_number=card_number(14),
            valid_from=date(2015, 5, 1),
            valid_until=date(2025, 5, 1),
        ),
        "haar vorige kaart, vervallen",
    ),
    Sample("aleksander", "ec", _ALEKSANDER, "zijn vreemdelingenkaart"),
    Sample("sasha", "ec", _SASHA, "een vreemdelingenkaart"),
)

SAMPLES = MappingProxyType({sample.id: sample for sample in _SAMPLES})
