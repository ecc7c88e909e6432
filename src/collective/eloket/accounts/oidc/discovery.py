"""What does a provider publish of itself? Addresses and keys, kept for a while."""

from collections.abc import Callable
from collections.abc import Mapping
from collective.eloket.accounts.oidc import transport
from collective.eloket.accounts.oidc.addresses import may_call
from collective.eloket.accounts.oidc.options import ENDPOINTS
from collective.eloket.accounts.oidc.provider import Provider
from collective.eloket.accounts.oidc.provider_errors import AddressRefusedError
from collective.eloket.accounts.oidc.provider_errors import AnswerMalformedError
from collective.eloket.accounts.oidc.provider_errors import DiscoveryIssuerError
from collective.eloket.accounts.oidc.provider_errors import ProviderBrokenError
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from typing import ClassVar
from urllib.parse import urlencode

import threading
import time


#: OpenID Connect Discovery 1.0, section 4.
WELL_KNOWN = "/.well-known/openid-configuration"
KEPT = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Metadata:
    """The addresses of a provider; all may be called.

    ``names_itself``: it says ``iss`` in each answer (RFC 9207, section 3).
    """

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    userinfo_endpoint: str | None
    end_session_endpoint: str | None
    names_itself: bool = False


class Shelf:
    """What providers published, in this process's memory, by class name.

    A PAS plugin's ``type(self)`` is a wrapper made anew per access, so a shelf on the
    plugin would always be empty.
    """

    _lock: ClassVar[threading.Lock] = threading.Lock()
    _kept: ClassVar[dict[tuple[str, ...], tuple[float, Any]]] = {}

    @classmethod
    def get(cls, key: tuple[str, ...], fetch: Callable[[], Any]) -> Any:
        """Return what is kept under ``key``; fetched when there is none, or too old."""
        with Shelf._lock:
            until, value = Shelf._kept.get(key, (0.0, None))
        if time.monotonic() < until:
            return value
        return Shelf.put(key, fetch())

    @classmethod
    def put(cls, key: tuple[str, ...], value: Any) -> Any:
        """Keep a value for an hour, and return it."""
        with Shelf._lock:
            Shelf._kept[key] = (time.monotonic() + KEPT.total_seconds(), value)
        return value

    @classmethod
    def clear(cls) -> None:
        """Forget all, as when settings change."""
        with Shelf._lock:
            Shelf._kept.clear()


def metadata(provider: Provider) -> Metadata:
    """Return the provider's addresses: as set by hand, else as it publishes them.

    Calls the network at most once an hour.
    """
    settings = provider.settings
    if settings["endpoints"]:
        found = {name: settings.endpoint(name) for name in ENDPOINTS}
        return Metadata(provider.issuer, **found, names_itself=settings["iss_required"])
    key = ("metadata", provider.issuer, discovery_url(provider), flags_of(provider))
    return Shelf.get(key, lambda: fetch_metadata(provider))


def flags_of(provider: Provider) -> str:
    """Return what else decides how a discovery document is read."""
    return f"{provider.allow_private} {provider.settings['iss_required']}"


def discovery_url(provider: Provider) -> str:
    """Return where the provider tells its addresses."""
    return provider.settings["discovery_url"] or (
        provider.issuer.rstrip("/") + WELL_KNOWN
    )


def fetch_metadata(provider: Provider) -> Metadata:
    """Fetch the discovery document.

    :raises DiscoveryIssuerError: it is another issuer's; equal to the last slash.
    :raises AnswerMalformedError: an address we need is missing.
    :raises AddressRefusedError: we may not call an address in it.
    """
    body = fetch(discovery_url(provider), provider)
    if body.get("issuer") != provider.issuer:
        raise DiscoveryIssuerError
    announced = body.get("authorization_response_iss_parameter_supported") is True
    return Metadata(
        issuer=provider.issuer,
        authorization_endpoint=needed(body, "authorization_endpoint", provider),
        token_endpoint=needed(body, "token_endpoint", provider),
        jwks_uri=needed(body, "jwks_uri", provider),
        userinfo_endpoint=optional(body, "userinfo_endpoint", provider),
        end_session_endpoint=optional(body, "end_session_endpoint", provider),
        names_itself=announced or provider.settings["iss_required"],
    )


def fetch(address: str, provider: Provider) -> Mapping[str, Any]:
    """Fetch a published JSON object."""
    reply = transport.call("GET", address, provider.allow_private)
    if reply.status != 200:
        raise ProviderBrokenError(str(reply.status))
    return reply.body


def needed(body: Mapping[str, Any], name: str, provider: Provider) -> str:
    """Return an address that must be there."""
    address = optional(body, name, provider)
    if address is None:
        raise AnswerMalformedError(name)
    return address


def optional(body: Mapping[str, Any], name: str, provider: Provider) -> str | None:
    """Return an address that may be there; only one that we may call."""
    address = body.get(name)
    if address is None:
        return None
    if not may_call(address, provider.allow_private):
        raise AddressRefusedError(name)
    return address


def with_parameters(address: str, parameters: Mapping[str, str]) -> str:
    """Return the address with parameters; it may have some already."""
    return f"{address}{'&' if '?' in address else '?'}{urlencode(parameters)}"
