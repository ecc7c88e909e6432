"""Which settings has a provider, and what may each be? The one list of them.

A checker takes what an integrator wrote and returns it in one form of JSON's kinds,
fit to be kept, exported and given back. Panel, files and REST are made of this list;
the words for people stand in ``labels``.
"""

from collections.abc import Callable
from collections.abc import Mapping
from collective.eloket.accounts.oidc.errors import ProviderSettingsError
from collective.eloket.accounts.oidc.model import Purpose
from collective.eloket.identity.levels import AssuranceLevel
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any

import re


#: scope-token of RFC 6749, section 3.3; a URN is one too.
WORD = re.compile(r"[\x21\x23-\x5b\x5d-\x7e]{1,200}")
#: Our own names: a means, an attribute.
NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
#: How deep and long a ``claims`` parameter or ``login_hint`` may be.
DEEPEST = 5
MOST_ENTRIES = 50

ENDPOINTS = (
    "authorization_endpoint",
    "token_endpoint",
    "jwks_uri",
    "userinfo_endpoint",
    "end_session_endpoint",
)
#: Without these nobody signs in.
NEEDED_ENDPOINTS = ENDPOINTS[:3]

Checker = Callable[[object, str], Any]


class Kind(StrEnum):
    """How a setting is written by hand."""

    TEXT = "text"
    WORDS = "words"
    FLAG = "flag"
    CHOICE = "choice"
    CHOICES = "choices"
    OBJECT = "object"


@dataclass(frozen=True, slots=True)
class Option:
    """One setting: how it is written, what is taken, and the words to choose from."""

    kind: Kind
    checker: Checker
    choices: tuple[str, ...] = ()

    def __call__(self, value: object, name: str) -> Any:
        """Return the value in the form that is kept.

        :raises ProviderSettingsError: it is not what this setting takes.
        """
        return self.checker(value, name)


def text(value: object, name: str) -> str:
    """Return a text of one line."""
    if not isinstance(value, str) or not value.strip() or not value.isprintable():
        raise ProviderSettingsError(name)
    return value.strip()


def text_or_nothing(value: object, name: str) -> str:
    """Return a text of one line, which may be empty."""
    return "" if value == "" else text(value, name)


def words(value: object, name: str) -> list[str]:
    """Return words without blanks, at least one, none of them twice.

    Takes a list, or one text with blanks between them, as providers write it.
    """
    if isinstance(value, str):
        value = value.split()
    if not isinstance(value, list | tuple) or not value:
        raise ProviderSettingsError(name)
    if not all(isinstance(word, str) and WORD.fullmatch(word) for word in value):
        raise ProviderSettingsError(name)
    return list(dict.fromkeys(value))


def flag(value: object, name: str) -> bool:
    """Return yes or no; a text like ``false`` is neither."""
    if not isinstance(value, bool):
        raise ProviderSettingsError(name)
    return value


def one_of(*choices: str) -> Option:
    """Return a setting that is one of these words."""

    def check(value: object, name: str) -> str:
        if not isinstance(value, str) or value not in choices:
            raise ProviderSettingsError(name)
        return value

    return Option(Kind.CHOICE, check, choices)


def some_of(*choices: str) -> Option:
    """Return a setting that is some of these words, at least one."""

    def check(value: object, name: str) -> list[str]:
        found = words(value, name)
        if not set(found) <= set(choices):
            raise ProviderSettingsError(name)
        return found

    return Option(Kind.CHOICES, check, choices)


def entries(keys: Callable[[str], bool], values: Checker) -> Option:
    """Return a setting that is an object, with those keys and values."""

    def check(value: object, name: str) -> dict[str, Any]:
        if not isinstance(value, Mapping) or len(value) > MOST_ENTRIES:
            raise ProviderSettingsError(name)
        if not all(isinstance(key, str) and keys(key) for key in value):
            raise ProviderSettingsError(name)
        return {key: values(found, name) for key, found in value.items()}

    return Option(Kind.OBJECT, check)


def json_object(value: object, name: str) -> dict[str, Any]:
    """Return an object of JSON, not too deep."""
    if not isinstance(value, Mapping):
        raise ProviderSettingsError(name)
    return json_value(value, name, DEEPEST)


def json_value(value: object, name: str, depth: int) -> Any:
    """Return a value of JSON's kinds."""
    if value is None or isinstance(value, str | bool | int):
        return value
    if depth == 0 or not isinstance(value, Mapping | list) or len(value) > MOST_ENTRIES:
        raise ProviderSettingsError(name)
    if isinstance(value, list):
        return [json_value(one, name, depth - 1) for one in value]
    if not all(isinstance(key, str) for key in value):
        raise ProviderSettingsError(name)
    return {key: json_value(one, name, depth - 1) for key, one in value.items()}


def means(value: object, name: str) -> dict[str, Any]:
    """Return what an ``acr`` stands for: ``{means, level, number}``."""
    if not isinstance(value, Mapping) or set(value) != {"means", "level", "number"}:
        raise ProviderSettingsError(name)
    levels = [level.label for level in AssuranceLevel]
    if not isinstance(value["means"], str) or not NAME.fullmatch(value["means"]):
        raise ProviderSettingsError(name)
    return {
        "means": value["means"],
        "level": one_of(*levels)(value["level"], name),
        "number": flag(value["number"], name),
    }


def is_word(key: str) -> bool:
    """Is this one word?"""
    return bool(WORD.fullmatch(key))


PURPOSES = {purpose.value for purpose in Purpose}.__contains__

TEXT = Option(Kind.TEXT, text)
TEXT_OR_NOTHING = Option(Kind.TEXT, text_or_nothing)
WORDS = Option(Kind.WORDS, words)
FLAG = Option(Kind.FLAG, flag)

#: Every setting: name → what it may be. What each does: docs/configuration.
OPTIONS: Mapping[str, Option] = MappingProxyType(
    {
        "title": TEXT,
        "scopes": WORDS,
        "purpose_scopes": entries(PURPOSES, words),
        "purpose_claims": entries(PURPOSES, json_object),
        "acr_values": WORDS,
        "acr_table": entries(is_word, means),
        "level_claims": some_of("acr", "amr"),
        "amr": entries(is_word, words),
        "number_scope": TEXT_OR_NOTHING,
        "number_claims": WORDS,
        "attribute_claims": entries(lambda key: bool(NAME.fullmatch(key)), text),
        "token_auth": one_of(
            "client_secret_basic", "client_secret_post", "private_key_jwt"
        ),
        "assertion_audience": one_of("token_endpoint", "issuer"),
        # never ``none``, never HMAC: a provider's word is worth what its key is
        "algorithms": some_of("RS256", "PS256", "ES256"),
        "id_token": one_of("signed", "nested"),
        "userinfo": one_of("json", "signed", "nested", "none"),
        "userinfo_method": one_of("GET", "POST"),
        "userinfo_without_kid": FLAG,
        "key_algorithms": some_of("RSA-OAEP-256", "RSA-OAEP"),
        "content_algorithms": some_of("A128CBC-HS256", "A256CBC-HS512", "A256GCM"),
        "discovery_url": TEXT_OR_NOTHING,
        "endpoints": entries(ENDPOINTS.__contains__, text),
        "iss_required": FLAG,
        "freshness": one_of("auth_time", "logout_first"),
        "login_hint": Option(Kind.OBJECT, json_object),
        "states_capacity": FLAG,
        "logout_by": one_of("browser", "server", "none"),
        "id_token_hint": FLAG,
        "backchannel_logout": FLAG,
        "allow_private": FLAG,
    }
)
