"""Looks for planted values in all that is kept."""

from collections.abc import Iterable
from collections.abc import Mapping
from dataclasses import dataclass
from tests.raw_storage.forms import forms_of
from tests.raw_storage.places import Place


@dataclass(frozen=True, slots=True, order=True)
class Finding:
    """A planted value lies in the clear: which, in which encoding, and where."""

    value: str
    encoding: str
    place: str


def find(places: Iterable[Place], planted: Mapping[str, str | bytes]) -> list[Finding]:
    """Return where planted values lie; ``planted`` is name → value."""
    needles = [
        (form, name, encoding)
        for name, value in planted.items()
        for form, encoding in forms_of(value).items()
    ]
    found = {
        Finding(name, encoding, place)
        for place, data in places
        for form, name, encoding in needles
        if form in data
    }
    return sorted(found)
