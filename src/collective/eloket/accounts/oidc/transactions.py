"""Which sign-in did this browser begin? Kept in its cookie, used once."""

from collective.eloket.accounts import cookies
from collective.eloket.accounts.oidc.model import LIFETIME
from collective.eloket.accounts.oidc.model import Transaction
from collective.eloket.ephemeral.service import side_store
from collective.eloket.vault.errors import SealError
from collective.eloket.vault.service import blind
from collective.eloket.vault.service import open_sealed
from collective.eloket.vault.service import seal
from datetime import datetime
from ZPublisher.HTTPRequest import HTTPRequest

import base64


KIND = "oidc-transaction"
PREFIX = "eloket-tx-"
#: So much of the state names the cookie: every tab has its own.
STATE_IN_NAME = 8
#: Of more tabs than this the oldest is forgotten: servers refuse long headers.
MOST_TABS = 6


def cookie_name(state: str) -> str:
    """Return the name of the cookie of one sign-in."""
    return f"{PREFIX}{state[:STATE_IN_NAME]}"


def context_of(provider_id: str, redirect_uri: str) -> str:
    """Return what is proven of a cookie: of which provider, on which site."""
    return f"{KIND}/{provider_id}/{redirect_uri}"


def encode(sealed: bytes) -> str:
    """Return the bytes as a cookie's value, which needs no quoting."""
    return base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()


def decode(text: str) -> bytes:
    """Return what ``encode`` took; ValueError for anything else."""
    padded = text + "=" * (-len(text) % 4)
    return base64.b64decode(padded, altchars=b"-_", validate=True)


def begin(request: HTTPRequest, transaction: Transaction, now: datetime) -> None:
    """Put the transaction in a cookie, and note in the side store that it is open."""
    forget_oldest(request, transaction)
    context = context_of(transaction.provider, transaction.redirect_uri)
    sealed = seal(transaction.to_bytes(), context)
    key = blind(KIND, transaction.state)
    side_store().put(KIND, key, b"open", LIFETIME, now)
    life = int(LIFETIME.total_seconds())
    cookies.write(request, cookie_name(transaction.state), encode(sealed), max_age=life)


def forget_oldest(request: HTTPRequest, transaction: Transaction) -> None:
    """Take cookies of older sign-ins away when there are many."""
    prefix = cookies.full_name(request, PREFIX)
    names = [name for name in request.cookies if name.startswith(prefix)]
    begun = {}
    for name in names if len(names) >= MOST_TABS else ():
        found = opened(
            request.cookies[name], transaction.provider, transaction.redirect_uri
        )
        begun[name.removeprefix(prefix)] = found.started.timestamp() if found else 0
    for ending in sorted(begun, key=begun.__getitem__)[: len(names) - MOST_TABS + 1]:
        cookies.drop(request, f"{PREFIX}{ending}")


def find(
    request: HTTPRequest, state: str, provider_id: str, redirect_uri: str
) -> Transaction | None:
    """Return what this browser's cookie for ``state`` holds, or None.

    None too when the cookie is another provider's, another site's, or not ours.
    """
    sent = cookies.read(request, cookie_name(state))
    return opened(sent, provider_id, redirect_uri)


def opened(sent: object, provider_id: str, redirect_uri: str) -> Transaction | None:
    """Return what is sealed in a cookie's value, or None."""
    if not isinstance(sent, str) or not sent:
        return None
    try:
        plain = open_sealed(decode(sent), context_of(provider_id, redirect_uri))
    except (ValueError, SealError):
        return None
    return Transaction.from_bytes(plain)


def take(transaction: Transaction, now: datetime) -> bool:
    """Use the transaction up; True for exactly one caller, over all processes."""
    return side_store().take(KIND, blind(KIND, transaction.state), now) is not None


def forget(request: HTTPRequest, transaction: Transaction) -> None:
    """Take the cookie away, after success."""
    cookies.drop(request, cookie_name(transaction.state))
