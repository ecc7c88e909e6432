"""An example person, as whom an editor goes through a form; nothing of it is kept."""

from collections.abc import Mapping
from collective.eloket.clock import utcnow
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.mandates.service import CITIZEN
from collective.eloket.parameters.model import PROVIDER
from collective.eloket.parameters.model import SELF
from collective.eloket.parameters.model import Value
from dataclasses import dataclass
from types import MappingProxyType


#: What is proven of the example person. The number is the one that is printed on the
#: specimen card of the federal government; it is nobody's.
PROVEN = MappingProxyType(
    {
        "given_names": "Specimen Anna",
        "family_name": "Voorbeeld",
        "national_number": "85073003328",
        "birth_date": "1985-07-30",
        "street": "Proefstraat 1",
        "postal_code": "9999",
        "municipality": "Testegem",
    }
)
#: What the example person said of herself.
SAID = MappingProxyType({"email": "anna@voorbeeld.example", "phone": "+32 9 000 00 00"})


@dataclass(frozen=True, slots=True)
class ExampleSession:
    """A session of nobody: surely signed in, and no citizen of that id exists.

    ``csrf`` is the value of the editor's own session.
    """

    csrf: str
    user_id: str = "example"
    level: AssuranceLevel = AssuranceLevel.HIGH
    means: str = "eid"
    capacity: str = CITIZEN


def example_values() -> Mapping[str, Value]:
    """Return what is known of the example person."""
    now = utcnow()
    proven = {
        name: Value(name, text, PROVIDER, AssuranceLevel.HIGH, now)
        for name, text in PROVEN.items()
    }
    said = {
        name: Value(name, text, SELF, AssuranceLevel.NONE, now)
        for name, text in SAID.items()
    }
    return proven | said
