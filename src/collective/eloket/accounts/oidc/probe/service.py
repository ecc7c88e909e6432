"""The only door to the probe: look at a provider, and say what is wrong."""

from collections.abc import Iterator
from collections.abc import Mapping
from collective.eloket.accounts.oidc.discovery import WELL_KNOWN
from collective.eloket.accounts.oidc.options import ENDPOINTS
from collective.eloket.accounts.oidc.plugin import EloketOIDCPlugin
from collective.eloket.accounts.oidc.probe.answers import look_at_client
from collective.eloket.accounts.oidc.probe.answers import look_at_clock
from collective.eloket.accounts.oidc.probe.answers import look_at_keys
from collective.eloket.accounts.oidc.probe.document import endpoints
from collective.eloket.accounts.oidc.probe.document import look_at_document
from collective.eloket.accounts.oidc.probe.model import Finding
from collective.eloket.accounts.oidc.probe.model import Verdict
from collective.eloket.accounts.oidc.probe.ourselves import look_at_ourselves
from collective.eloket.accounts.oidc.probe.road import call
from collective.eloket.accounts.oidc.probe.road import host_of
from collective.eloket.accounts.oidc.probe.road import look_at_address
from collective.eloket.accounts.oidc.probe.road import UnreachableError
from collective.eloket.accounts.oidc.probe.words import found
from collective.eloket.accounts.oidc.provider_errors import AnswerMalformedError
from collective.eloket.accounts.oidc.provider_errors import ProviderBrokenError
from collective.eloket.accounts.oidc.settings import ProviderSettings
from collective.eloket.accounts.oidc.transport import Reply
from collective.eloket.errors import ProviderError
from datetime import datetime
from typing import Any


__all__ = ["Finding", "Verdict", "probe"]


def probe(plugin: EloketOIDCPlugin, now: datetime) -> list[Finding]:
    """Try a provider out and return what was found, line by line.

    Calls the network, three times at most and half a minute at worst; asks with a code
    that is invented. Reads nothing of what is kept in memory and keeps nothing.
    """
    lines = list(look_at_ourselves(plugin))
    try:
        lines += look_there(plugin, now)
    except UnreachableError as stop:
        lines += [stop.finding, found("stopped")]
    return lines


def look_there(plugin: EloketOIDCPlugin, now: datetime) -> Iterator[Finding]:
    """Yield what the provider itself gives to see.

    :raises UnreachableError: it cannot be looked at any further.
    """
    settings = plugin.settings()
    address = settings["discovery_url"] or settings.issuer.rstrip("/") + WELL_KNOWN
    yield from look_at_address(address, settings.allow_private)
    if settings["endpoints"]:
        addresses: Mapping[str, Any] = by_hand(settings)
        yield found("discovery_by_hand")
        yield from endpoints(addresses, settings)
    else:
        reply = document_at(address, settings)
        addresses = reply.body
        yield found("reached", host=host_of(address))
        yield found("discovery_found")
        yield from look_at_document(addresses, settings)
        yield from look_at_clock(reply.date, now)
    yield from ask(plugin, addresses, now)


def by_hand(settings: ProviderSettings) -> dict[str, str | None]:
    """Return the addresses that are set by hand, as a document would say them."""
    return {name: settings.endpoint(name) for name in ENDPOINTS}


def document_at(address: str, settings: ProviderSettings) -> Reply:
    """Return the discovery document.

    :raises UnreachableError: there is none.
    """
    try:
        reply = call("GET", address, settings.allow_private)
        if reply.status == 200 and reply.body:
            return reply
        status: object = reply.status
    except ProviderBrokenError as error:
        status = error
    except AnswerMalformedError:
        raise UnreachableError(found("discovery_broken", address=address)) from None
    raise UnreachableError(found("discovery_absent", address=address, status=status))


def ask(
    plugin: EloketOIDCPlugin, addresses: Mapping[str, Any], now: datetime
) -> Iterator[Finding]:
    """Yield what the provider answers; an address that may not be called is left."""
    settings = plugin.settings()
    refused = {
        line.words.mapping["name"]
        for line in endpoints(addresses, settings)
        if line.verdict is Verdict.WRONG
    }
    if "jwks_uri" not in refused:
        yield look_at_keys(addresses["jwks_uri"], settings)
    if "token_endpoint" in refused:
        return
    try:
        yield look_at_client(plugin, addresses["token_endpoint"], now)
    except ProviderError:
        # without our own proof there is nothing to ask; it is said above
        return
