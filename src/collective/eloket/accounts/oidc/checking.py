"""May a provider be set like this? The one check, for REST, panel and files."""

from collections.abc import Mapping
from collective.eloket.accounts.oidc.addresses import refusal_of
from collective.eloket.accounts.oidc.addresses import split
from collective.eloket.accounts.oidc.errors import IssuerRefusedError
from collective.eloket.accounts.oidc.errors import ProviderSettingsError
from collective.eloket.accounts.oidc.errors import SettingError
from collective.eloket.accounts.oidc.model import Purpose
from collective.eloket.accounts.oidc.options import NEEDED_ENDPOINTS
from collective.eloket.accounts.oidc.options import Option
from collective.eloket.accounts.oidc.options import OPTIONS
from collective.eloket.accounts.oidc.options import TEXT
from collective.eloket.accounts.oidc.presets import get_preset
from collective.eloket.accounts.oidc.settings import known_means
from collective.eloket.accounts.oidc.settings import ProviderSettings
from collective.eloket.identity.acr import means_by_acr
from collective.eloket.identity.errors import UnknownAssuranceError
from collective.eloket.messages.providers import BY_KIND
from collective.eloket.messages.providers import BY_REFUSAL
from collective.eloket.messages.providers import NO_CLAIMS
from collective.eloket.messages.providers import NO_LEVEL
from collective.eloket.messages.providers import NO_OPENID
from collective.eloket.messages.providers import NO_SERVICE
from collective.eloket.messages.providers import NOT_ALL_ENDPOINTS
from collective.eloket.messages.providers import UNKNOWN
from typing import Any
from zope.i18nmessageid import Message


SERVICE_SCOPE = "service:"
#: What every provider has besides its options.
ABOUT: Mapping[str, Option] = {"issuer": TEXT, "client_id": TEXT}


def checked(
    preset: object, issuer: object, client_id: object, settings: object
) -> ProviderSettings:
    """Return checked settings; the preset says what is not given.

    :raises ProviderSettingsError: something is missing, unknown or of the wrong type;
        its text is the name of the setting.
    :raises IssuerRefusedError: an address may not be called.
    """
    made, problems = examine(preset, issuer, client_id, settings)
    if made is None:
        raise problems[0]
    return made


def examine(
    preset: object, issuer: object, client_id: object, settings: object
) -> tuple[ProviderSettings | None, list[SettingError]]:
    """Return the settings, or None and everything that is wrong with them.

    Looks names up in the DNS.
    """
    try:
        defaults = get_preset(preset)
    except ProviderSettingsError as error:
        return None, [error]
    if not isinstance(settings, Mapping):
        return None, [ProviderSettingsError("settings")]
    problems: list[SettingError] = []
    who = examine_each({"issuer": issuer, "client_id": client_id}, ABOUT, problems)
    given = examine_each(settings, OPTIONS, problems)
    made = ProviderSettings(
        defaults, who.get("issuer", ""), who.get("client_id", ""), given
    )
    wrong = {error.setting for error in problems}
    for check, looked_at in CHECKS:
        try:
            if wrong.isdisjoint(looked_at):
                check(made)
        except SettingError as error:
            problems.append(error)
    return None if problems else made, problems


def examine_each(
    values: Mapping[str, object],
    options: Mapping[str, Option],
    problems: list[SettingError],
) -> dict[str, Any]:
    """Return the values in the form that is kept; add what is wrong to ``problems``."""
    found = {}
    for name, value in values.items():
        try:
            if name not in options:
                raise ProviderSettingsError(name, UNKNOWN)
            found[name] = options[name](value, name)
        except SettingError as error:
            error.words = error.words or BY_KIND[options[name].kind]
            problems.append(error)
    return found


def check_scopes(settings: ProviderSettings) -> None:
    """Check that each purpose asks for an ID token, and names itsme's service."""
    for purpose in Purpose:
        scopes = settings.scopes(purpose)
        if "openid" not in scopes:
            raise ProviderSettingsError("scopes", NO_OPENID)
        services = [word for word in scopes if word.startswith(SERVICE_SCOPE)]
        if settings.preset.service_scope and len(services) != 1:
            raise ProviderSettingsError("scopes", NO_SERVICE)


def check_claims(settings: ProviderSettings) -> None:
    """Check the parts of the ``claims`` parameter."""
    for request in settings["purpose_claims"].values():
        parts = isinstance(request, dict) and set(request) <= {"userinfo", "id_token"}
        if not parts or not all(isinstance(part, dict) for part in request.values()):
            raise ProviderSettingsError("purpose_claims", NO_CLAIMS)


def check_acr_values(settings: ProviderSettings) -> None:
    """Check that we know what each level means; it is never guessed."""
    known, space = known_means(settings), settings.preset.acr_namespace
    for acr in settings["acr_values"]:
        try:
            means_by_acr([acr], known, space)
        except UnknownAssuranceError:
            words = Message(NO_LEVEL, mapping={"acr": acr})
            raise ProviderSettingsError("acr_values", words) from None


def check_issuer(settings: ProviderSettings) -> None:
    """Check that the issuer is an address that we may call."""
    parts = split(settings.issuer)
    if parts is None or parts.query:
        raise IssuerRefusedError("issuer", BY_REFUSAL["no_address"])
    check_address("issuer", settings.issuer, settings.allow_private)


def check_addresses(settings: ProviderSettings) -> None:
    """Check the addresses given by hand: all that are needed, or none."""
    given, allowed = settings["endpoints"], settings.allow_private
    if given and not set(NEEDED_ENDPOINTS) <= set(given):
        words = Message(
            NOT_ALL_ENDPOINTS, mapping={"names": ", ".join(NEEDED_ENDPOINTS)}
        )
        raise ProviderSettingsError("endpoints", words)
    if settings["discovery_url"]:
        check_address("discovery_url", settings["discovery_url"], allowed)
    for name in given:
        check_address("endpoints", str(settings.endpoint(name)), allowed)


def check_address(setting: str, address: str, allow_private: bool) -> None:
    """:raises IssuerRefusedError: we may not call it."""
    refusal = refusal_of(address, allow_private)
    if refusal is not None:
        raise IssuerRefusedError(setting, BY_REFUSAL[refusal])


#: What belongs together → the settings that each looks at; with one of them wrong it
#: would say what nobody can use.
CHECKS = (
    (check_scopes, {"scopes", "purpose_scopes"}),
    (check_claims, {"purpose_claims"}),
    (check_acr_values, {"acr_values", "acr_table"}),
    (check_issuer, {"issuer", "allow_private"}),
    (check_addresses, {"issuer", "allow_private", "endpoints", "discovery_url"}),
)
