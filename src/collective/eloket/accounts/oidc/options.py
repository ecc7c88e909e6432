"""Which settings has a provider, and what may each be?

A checker takes what an integrator wrote and returns it in one form of JSON's kinds,
fit to be kept, exported and given back.
"""

from collections.abc import Callable
from collections.abc import Mapping
from collective.eloket.accounts.oidc.errors import ProviderSettingsError
from collective.eloket.accounts.oidc.model import Purpose
from collective.eloket.identity.levels import AssuranceLevel
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


def one_of(*choices: str) -> Checker:
    """Return a checker that takes one of these words."""

    def check(value: object, name: str) -> str:
        if not isinstance(value, str) or value not in choices:
            raise ProviderSettingsError(name)
        return value

    return check


def some_of(*choices: str) -> Checker:
    """Return a checker that takes some of these words, at least one."""

    def check(value: object, name: str) -> list[str]:
        found = words(value, name)
        if not set(found) <= set(choices):
            raise ProviderSettingsError(name)
        return found

    return check


def entries(keys: Callable[[str], bool], values: Checker) -> Checker:
    """Return a checker that takes an object, with those keys and values."""

    def check(value: object, name: str) -> dict[str, Any]:
        if not isinstance(value, Mapping) or len(value) > MOST_ENTRIES:
            raise ProviderSettingsError(name)
        if not all(isinstance(key, str) and keys(key) for key in value):
            raise ProviderSettingsError(name)
        return {key: values(found, name) for key, found in value.items()}

    return check


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

#: Every setting: name → what it may be. What each does: docs/configuration.
OPTIONS: Mapping[str, Checker] = MappingProxyType(
    {
        "title": text,
        "scopes": words,
        "purpose_scopes": entries(PURPOSES, words),
        "purpose_claims": entries(PURPOSES, json_object),
        "acr_values": words,
        "acr_table": entries(is_word, means),
        "level_claims": some_of("acr", "amr"),
        "amr": entries(is_word, words),
        "number_scope": text_or_nothing,
        "number_claims": words,
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
        "userinfo_without_kid": flag,
        "key_algorithms": some_of("RSA-OAEP-256", "RSA-OAEP"),
        "content_algorithms": some_of("A128CBC-HS256", "A256CBC-HS512", "A256GCM"),
        "discovery_url": text_or_nothing,
        "endpoints": entries(ENDPOINTS.__contains__, text),
        "iss_required": flag,
        "freshness": one_of("auth_time", "logout_first"),
        "login_hint": json_object,
        "logout_by": one_of("browser", "server", "none"),
        "id_token_hint": flag,
        "backchannel_logout": flag,
        "allow_private": flag,
    }
)
