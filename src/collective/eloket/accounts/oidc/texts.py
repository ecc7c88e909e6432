"""How is a setting written as text, in a file or in a field of the panel?"""

from collective.eloket.accounts.oidc.checking import ABOUT
from collective.eloket.accounts.oidc.options import Kind
from collective.eloket.accounts.oidc.options import OPTIONS
from typing import Any

import json


TRUTH = {"true": True, "false": False}
#: How the names of secrets begin: none of them is ever written as a setting.
SECRETS = ("client_secret", "private_key", "secret", "sealed_")


def is_secret(name: str) -> bool:
    """Does this name a secret, with whatever signs between the words?"""
    return name.lower().replace("-", "_").startswith(SECRETS)


def kind_of(name: str) -> Kind:
    """Return how a setting is written; what is unknown is text."""
    option = OPTIONS.get(name) or ABOUT.get(name)
    return Kind.TEXT if option is None else option.kind


def value_of(name: str, text: str) -> object:
    """Return what a text means for this setting, to be checked by ``checking``.

    Words stand apart by blanks or line ends, objects are JSON. A text that means
    nothing is returned as it is: the check refuses it.
    """
    kind, text = kind_of(name), text.strip()
    if kind in (Kind.WORDS, Kind.CHOICES):
        return text.split()
    if kind is Kind.FLAG:
        return TRUTH.get(text.lower(), text)
    return object_of(text) if kind is Kind.OBJECT else text


def object_of(text: str) -> object:
    """Return the JSON in a text, or the text; an empty one is an empty object."""
    try:
        return json.loads(text or "{}")
    except (ValueError, RecursionError):
        return text


def text_of(name: str, value: Any) -> str:
    """Return how the value of a setting is written; ``value_of`` reads it."""
    kind = kind_of(name)
    if kind in (Kind.WORDS, Kind.CHOICES):
        return "\n".join(value)
    if kind is Kind.FLAG:
        return "true" if value else "false"
    if kind is Kind.OBJECT:
        return json.dumps(value, indent=2, ensure_ascii=False) if value else ""
    return str(value)
