"""The address that is known of somebody, as one answer to a question for an address."""

from collections.abc import Mapping
from collective.eloket.catalogue.kinds import PARTS
from collective.eloket.parameters.model import Value
from dataclasses import replace

import re


#: What answers a question for an address; it is no parameter, but three of them.
ADDRESS = "address"
#: The parameters that it is made of.
MADE_OF = ("street", "postal_code", "municipality")

#: Street, number and box on one line, as cards and registers write them:
#: ``Proefstraat 12 bus 3``, ``Rue de l'Essai 12 b003``, ``Proefstraat 12/0301``.
LINE = re.compile(
    r"(?P<street>.*?\S)\s+(?P<number>\d+(?: ?[A-Za-z]\b)?(?:-\d+)?)"
    r"(?:\s*(?:/|\b(?:bus|bte|boîte|box|b)\b\.?)\s*(?P<box>[\w.-]{1,10})"
    r"|\s+b(?P<joined>\d[\w.-]{0,8}))?",
    re.IGNORECASE,
)
_PATTERNS = {name: pattern for name, pattern, _words in PARTS}


def with_address(known: Mapping[str, Value]) -> dict[str, Value]:
    """Return what is known with ``address``: a value whose ``value`` is its parts.

    Only where all of it is known from one source, as surely: an address of two halves
    is nobody's. Masked as its parts are.
    """
    parts = [known[name] for name in MADE_OF if name in known]
    if len(parts) < len(MADE_OF) or len({_proof(one) for one in parts}) > 1:
        return dict(known)
    first = parts[0]
    texts = [one.value for one in parts]
    whole = None if None in texts else address_parts(*texts)
    return {**known, ADDRESS: replace(first, name=ADDRESS, value=whole)}


def address_parts(street: str, postal_code: str, municipality: str) -> dict[str, str]:
    """Return the parts of an address whose street and number stand on one line.

    What cannot be told apart surely stays with the street, and the number is empty.
    """
    found = LINE.fullmatch(" ".join(street.split()))
    parts = {"street": street, "number": "", "box": ""}
    if found is not None:
        box = found["box"] or found["joined"] or ""
        told = {"street": found["street"], "number": found["number"], "box": box}
        if all(_PATTERNS[name].fullmatch(text) for name, text in told.items()):
            parts = told
    return parts | {"postal_code": postal_code, "municipality": municipality}


def answers_with(source: str | None, kind: str) -> bool:
    """Can a question of that kind be answered so? Texts and addresses do not mix."""
    return source is None or (source == ADDRESS) == (kind == "address")


def _proof(value: Value) -> tuple:
    return value.source, value.level, value.masked
