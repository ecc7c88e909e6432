"""Are we ready ourselves? Asks nobody."""

from collections.abc import Iterator
from collective.eloket.accounts.oidc import environment
from collective.eloket.accounts.oidc.errors import SecretLostError
from collective.eloket.accounts.oidc.errors import SecretMissingError
from collective.eloket.accounts.oidc.errors import SecretUnusableError
from collective.eloket.accounts.oidc.ownkeys import read_keys
from collective.eloket.accounts.oidc.plugin import EloketOIDCPlugin
from collective.eloket.accounts.oidc.probe.model import Finding
from collective.eloket.accounts.oidc.probe.words import found
from collective.eloket.errors import ProviderError


def look_at_ourselves(plugin: EloketOIDCPlugin) -> Iterator[Finding]:
    """Yield what there is to say of our address, secret and keys."""
    yield own_address(f"{plugin.absolute_url()}/callback")
    if plugin.settings().has_secret:
        yield secret(plugin)
    if plugin.settings().has_keys:
        yield own_keys(plugin)


def own_address(address: str) -> Finding:
    """Look at the address that citizens come back to; providers register it."""
    is_https = address.startswith("https://")
    return found("own_https" if is_https else "own_http", address=address)


def secret(plugin: EloketOIDCPlugin) -> Finding:
    """Look for the client secret; it is opened and forgotten."""
    variable = environment.variable(environment.CLIENT, plugin.getId())
    try:
        plugin.open_secret()
        given = environment.client_secret(plugin.getId()) is not None
    except SecretUnusableError as error:
        return found("secret_unusable", reason=error)
    except SecretMissingError:
        return found("secret_missing", variable=variable)
    except SecretLostError:
        return found("secret_lost")
    return found("secret_given" if given else "secret_kept", variable=variable)


def own_keys(plugin: EloketOIDCPlugin) -> Finding:
    """Look for our own keys; they are opened and forgotten."""
    variable = environment.variable(environment.JWKS, plugin.getId())
    try:
        read_keys(plugin.open_keys())
    except ProviderError:
        return found("keys_ours_missing", variable=variable)
    return found("keys_ours")
