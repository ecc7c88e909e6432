"""Which secrets of a provider does the environment hold? They go before the vault."""

from collective.eloket.accounts.oidc.errors import SecretUnusableError
from collective.eloket.settings import secret
from collective.eloket.settings import SecretUnreadableError


#: How the variables with client secrets begin.
CLIENT = "ELOKET_SECRET_"
#: Our own keys for a provider: a private JWK set (RFC 7517), as JSON.
JWKS = "ELOKET_JWKS_"


def variable(prefix: str, provider_id: str) -> str:
    """Return the variable of a provider: ``my-acm`` → ``ELOKET_SECRET_MY_ACM``.

    Ids have no underscore, so no two of them share a variable.
    """
    return prefix + provider_id.upper().replace("-", "_")


def client_secret(provider_id: str) -> str | None:
    """Return the client secret that the environment gives; None when it gives none.

    :raises SecretUnusableError: it gives one that cannot be used.
    """
    name = variable(CLIENT, provider_id)
    try:
        found = secret(name)
    except SecretUnreadableError as error:
        raise SecretUnusableError(str(error)) from None
    if found is not None and not found.isprintable():
        raise SecretUnusableError(f"{name}: more than one line of text")
    return found


def gives_keys(provider_id: str) -> bool:
    """Does the environment give our own keys for it, be they usable or not?"""
    try:
        return own_keys(provider_id) is not None
    except SecretUnusableError:
        return True


def own_keys(provider_id: str) -> str | None:
    """Return the private JWK set that the environment gives; None: it gives none.

    :raises SecretUnusableError: it gives one that cannot be read.
    """
    try:
        return secret(variable(JWKS, provider_id))
    except SecretUnreadableError as error:
        raise SecretUnusableError(str(error)) from None
