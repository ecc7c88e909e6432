"""What can one ask for in the example municipality?

Three documents are made here, to be read as an example; eleven more are files as
editors save and add them (``shipped``). All of them speak Dutch, French, German and
English.
"""

from dataclasses import dataclass
from dataclasses import field
from eloket_sandbox.municipality.staff import CLERKS
from importlib import resources
from types import MappingProxyType
from typing import Any

import json


@dataclass(frozen=True)
class Example:
    """An online document as an editor would make it; the words are for citizens."""

    id: str
    title: str
    description: str
    fields: MappingProxyType[str, Any] = field(repr=False)

    @property
    def form(self) -> str:
        """The model of its form."""
        return text_of("forms", f"{self.id}.xml")

    @property
    def texts(self) -> dict[str, dict[str, str]]:
        """Its words in other languages; see ``catalogue.translations``."""
        return json.loads(text_of("forms", f"{self.id}.texts.json"))


def text_of(folder: str, name: str) -> str:
    """Return what stands in a file of the municipality."""
    file = resources.files("eloket_sandbox.municipality") / folder / name
    return file.read_text(encoding="utf-8")


def shipped() -> list[bytes]:
    """Return the files of the further documents, in the order of their names."""
    folder = resources.files("eloket_sandbox.municipality") / "shipped"
    files = sorted(folder.iterdir(), key=lambda file: file.name)
    return [file.read_bytes() for file in files if file.name.endswith(".json")]


def example(id: str, title: str, description: str, **fields: Any) -> Example:
    """Return a document of the population service; ``fields`` are the type's own."""
    common = {
        "theme": "population",
        "clerk_group": CLERKS,
        "retention_days": 730,
        "legal_basis": "Wet van 19 juli 1991 over de bevolkingsregisters.",
        "number_authorisation": (
            "Wet van 8 augustus 1983 over het Rijksregister, artikel 5."
        ),
    }
    return Example(id, title, description, MappingProxyType({**common, **fields}))


DOCUMENTS = (
    example(
        "uittreksel-bevolkingsregister",
        "Uittreksel uit het bevolkingsregister",
        "Bewijst wat over u in het bevolkingsregister staat.",
        outcome="document",
        level="high",
        working_days=4,
        channels=["download", "post"],
        minimum_age=18,
        for_whom="Voor wie in Testegem ingeschreven is. Voor een kind vraagt een ouder "
        "het.",
        needed="uw eID met PIN-code en een kaartlezer, of de app itsme®",
    ),
    example(
        "bewijs-van-woonst",
        "Bewijs van woonst",
        "Bewijst op welk adres u ingeschreven bent.",
        outcome="document",
        level="substantial",
        working_days=4,
        channels=["download", "post"],
        for_whom="Voor wie in Testegem ingeschreven is.",
        needed="uw eID, de app itsme® of een beveiligingscode",
    ),
    example(
        "adreswijziging",
        "Adreswijziging melden",
        "U verhuist naar of binnen Testegem. Meld het binnen 8 werkdagen.",
        outcome="report",
        level="high",
        working_days=15,
        channels=["download"],
        minimum_age=18,
        for_whom="Voor wie naar of binnen Testegem verhuist.",
        needed=(
            "uw eID met PIN-code en een kaartlezer, of de app itsme®\n"
            "uw huurcontract of akte, als u die hebt"
        ),
    ),
)
