"""Inside the measured Zope: adds rows to the audit, or tells what the vault takes.

Loaded by site.zcml; asleep until a header wakes it. Nothing of it is in the product.
"""

from collective.eloket.http.audited import tell_viewed
from collective.eloket.http.session import current_session
from collective.eloket.vault import service as vault
from threading import local

import time


#: Header with the number of rows that a request adds to the audit.
ROWS = "X-Bench-Rows"
#: With this header the answer says what the vault took, in milliseconds of CPU.
VAULT = "X-Bench-Vault"

_spent = local()


def add_rows(event) -> None:
    """Record so many views of the citizen's own data, as a page would."""
    wanted = event.request.getHeader(ROWS)
    for _number in range(int(wanted or 0)):
        user = current_session(event.request).user_id
        tell_viewed(event.request, subject=user, action="bench.view", object="bench")


def begin(event) -> None:
    """Begin to count what the vault takes; from the first time on it is wrapped."""
    if event.request.getHeader(VAULT):
        if not isinstance(vault._vault, Timed):
            vault.use(Timed(vault._vault))
        _spent.seconds, _spent.depth = 0.0, 0


def end(event) -> None:
    """Say what it took."""
    if event.request.getHeader(VAULT):
        told = f"{1000 * _spent.seconds:.4f}"
        event.request.response.setHeader(VAULT, told)


class Timed:
    """The vault, or a person's; each call from outside adds to what was spent."""

    def __init__(self, inner) -> None:
        self._inner = inner

    def __getattr__(self, name: str):
        found = getattr(self._inner, name)
        return timed(found) if callable(found) else found


def timed(call):
    """Return the call with a clock around it; what it returns is wrapped if need be."""

    def run(*arguments, **more):
        if not hasattr(_spent, "depth"):
            return call(*arguments, **more)
        _spent.depth += 1
        began = time.thread_time()
        try:
            found = call(*arguments, **more)
        finally:
            _spent.depth -= 1
            if not _spent.depth:
                _spent.seconds += time.thread_time() - began
        return Timed(found) if hasattr(found, "seal_json") else found

    return run
