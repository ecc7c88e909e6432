"""Who lives in the example municipality? Invented people with valid numbers."""

from dataclasses import dataclass
from types import MappingProxyType

import hashlib
import uuid


@dataclass(frozen=True, slots=True)
class Capacity:
    """As what somebody signs in: target group, and the enterprise acted for.

    ``represents``: as its legal representative; ``roles``: of the municipality's own
    application, as ACM/IDM writes them but for the organisation.
    """

    group: str
    title: str
    code: str = ""
    represents: bool = False
    roles: tuple[str, ...] = ()


#: Target group of citizens at ACM/IDM; EA is "economic actors".
CITIZEN = Capacity("BUR", "Burger, voor uzelf")


@dataclass(frozen=True, slots=True)
class Person:
    """An invented person; ``purpose`` tells (in Dutch) what to try with them."""

    id: str
    given_name: str
    family_name: str
    number: str
    purpose: str
    capacities: tuple[Capacity, ...] = (CITIZEN,)

    @property
    def name(self) -> str:
        """Given name and family name."""
        return f"{self.given_name} {self.family_name}"

    @property
    def sub(self) -> str:
        """Person id of the provider: 40 hexadecimal digits, as ACM/IDM gives."""
        return hashlib.sha256(f"eloket-sandbox sub {self.id}".encode()).hexdigest()[:40]

    @property
    def vo_id(self) -> str:
        """Second id that ACM/IDM gives, a UUID."""
        return str(uuid.uuid5(uuid.NAMESPACE_URL, f"eloket-sandbox:{self.id}"))


_BAKERY = Capacity("EA", "Bakkerij Proefmans bv", "0999999922", represents=True)
#: A right that nobody gave in the e-loket itself: it comes with the sign-in.
_AT_BAKERY = Capacity(
    "EA", "Bakkerij Proefmans bv", "0999999922", roles=("ondernemer",)
)

#: Serial numbers from 990 on are hardly ever given; Noor's is python-stdnum's example.
_PEOPLE = (
    Person(
        "noor",
        "Noor Elisa",
        "Voorbeeld",
        "85073003328",
        "geboren voor 2000, moeder van Sam; begin hier",
    ),
    Person(
        "jan",
        "Jan",
        "Proefman",
        "79111499728",
        "een andere burger; ziet niets van Noor",
    ),
    Person(
        "amina",
        "Amina",
        "Testaert",
        "04062199681",
        "geboren na 2000; werkt bij Bakkerij Proefmans bv",
        (CITIZEN, _AT_BAKERY),
    ),
    Person("liv", "Liv", "Proeflinck", "01011999742", "geboren na 2000, meerderjarig"),
    Person("sam", "Sam", "Voorbeeld", "14030599572", "een kind, van Noor en Bram"),
    Person(
        "bram",
        "Bram",
        "Testens",
        "83041299528",
        "vader van Sam, woont elders; ziet niets van Noor",
    ),
    Person(
        "karel",
        "Karel",
        "Proefmans",
        "71020899774",
        "wettelijk vertegenwoordiger van Bakkerij Proefmans bv",
        (CITIZEN, _BAKERY),
    ),
    Person("mireille", "Mireille", "Lefictif", "58093099565", "spreekt liever Frans"),
    Person(
        "augusta",
        "Augusta Zoë",
        "d'Échantillon-van der Proef",
        "49120199489",
        "een lange naam met een accent en een streepje",
    ),
    Person(
        "aleksander", "Aleksander", "Bisnummer", "90410799403", "heeft een bisnummer"
    ),
    Person(
        "sasha",
        "Sasha",
        "Zonderkruis",
        "90270799501",
        "heeft een bisnummer zonder geslacht",
    ),
)

PERSONS = MappingProxyType({person.id: person for person in _PEOPLE})
