"""What each outcome means, and what to do about it."""

from collections.abc import Mapping
from collective.eloket.accounts.oidc.probe.model import Finding
from collective.eloket.accounts.oidc.probe.model import Rule
from collective.eloket.accounts.oidc.probe.words.answers import ANSWERS
from collective.eloket.accounts.oidc.probe.words.document import DOCUMENT
from collective.eloket.accounts.oidc.probe.words.ourselves import OURSELVES
from collective.eloket.accounts.oidc.probe.words.road import ROAD


RULES: Mapping[str, Rule] = {**OURSELVES, **ROAD, **DOCUMENT, **ANSWERS}


def found(code: str, **values: object) -> Finding:
    """Return the line of an outcome."""
    return Finding.of(code, RULES[code], values)
