"""A code that is mailed and typed on the page; there is no link to click in the mail.

It lies in the side store as a keyed hash, with what it opens sealed beside it. Few
tries, a short life, one use.
"""

from collective.eloket.accounts.errors import TooManyCodesError
from collective.eloket.accounts.errors import WrongCodeError
from collective.eloket.clock import utcnow
from collective.eloket.ephemeral.service import side_store
from collective.eloket.limits import service as limits
from collective.eloket.vault import service as vault
from datetime import timedelta

import hmac
import json
import secrets
import transaction


LENGTH = 8
LIFE = timedelta(minutes=15)
#: Wrong ones after which the code is gone: 5 of 10**8.
MOST_TRIES = 5

#: To one address, whoever asks: a mailbox is not to be flooded.
MAILED = limits.Limit(
    kind="mailed-codes",
    window=timedelta(hours=1),
    record="collective.eloket.accounts.codes",
    error=TooManyCodesError,
)


def begin(kind: str, key: str, opens: dict) -> str:
    """Return a new code for ``key``, which opens ``opens``; an older one is gone.

    ``key`` is a keyed hash, ``opens`` of JSON's kinds. Mail the code to nobody but the
    address that it is to prove.
    """
    code = f"{secrets.randbelow(10**LENGTH):0{LENGTH}}"
    until = utcnow() + LIFE
    kept = {
        "hash": hash_of(kind, key, code),
        "opens": opens,
        "until": until.timestamp(),
    }
    _put(kind, key, _sealed(kind, key, kept), LIFE)
    return code


def count_mail(email: str) -> None:
    """Count a code that is mailed to an address.

    :raises TooManyCodesError: too many in an hour.
    """
    limits.spend_key(MAILED, vault.blind("mailed-codes", email.casefold()))


def find(kind: str, key: str) -> dict | None:
    """Return what waits for its code there, or None."""
    kept = _opened(kind, key, side_store().get(kind, key))
    return None if kept is None else kept["opens"]


def take(kind: str, key: str, typed: str) -> dict:
    """Return what the code opens, once; it is there again if the request fails.

    :raises WrongCodeError: not the code, or there is none (any more).
    """
    if side_store().count(f"{kind}-tries", key, LIFE) > MOST_TRIES:
        side_store().delete(kind, key)
    sealed = side_store().get(kind, key)
    kept = _opened(kind, key, sealed)
    # nobody learns from the time it takes whether there is a code
    expected = kept["hash"] if kept else hash_of(kind, key, "none")
    found = hash_of(kind, key, "".join(typed.split()))
    if not hmac.compare_digest(expected, found) or not side_store().take(kind, key):
        raise WrongCodeError
    _put_back_unless_committed(kind, key, sealed, kept["until"])
    return kept["opens"]


def forget(kind: str, key: str) -> None:
    """Let nothing wait there any more."""
    side_store().delete(kind, key)


def hash_of(kind: str, key: str, code: str) -> str:
    """Return what is kept of a code; it tells nothing without the key ring."""
    return vault.blind(f"code-{kind}", f"{key}:{code}")


def _put_back_unless_committed(
    kind: str, key: str, sealed: bytes, until: float
) -> None:
    def put_back(committed: bool) -> None:
        left = timedelta(seconds=until - utcnow().timestamp())
        if not committed and left > timedelta():
            _put(kind, key, sealed, left)

    current = transaction.get()
    current.addAfterCommitHook(put_back)
    current.addAfterAbortHook(put_back, (False,))


def _put(kind: str, key: str, sealed: bytes, life: timedelta) -> None:
    side_store().put(kind, key, sealed, life)


def _sealed(kind: str, key: str, kept: dict) -> bytes:
    return vault.seal(json.dumps(kept).encode(), _context(kind, key))


def _opened(kind: str, key: str, sealed: bytes | None) -> dict | None:
    if sealed is None:
        return None
    return json.loads(vault.open_sealed(sealed, _context(kind, key)))


def _context(kind: str, key: str) -> str:
    # what waits for one purpose, or one browser, opens nothing for another
    return f"{kind}:{key}"


def shown(code: str) -> str:
    """Return the code as people read it: in two halves."""
    half = len(code) // 2
    return f"{code[:half]} {code[half:]}"
