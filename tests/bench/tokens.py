"""A token that is signed, and encrypted for us: our reading beside bare joserfc.

Bare is what opens and verifies it and reads its claims, with the keys at hand, and
looks at nothing else.
"""

from collections.abc import Callable
from collective.eloket.accounts.oidc import idtoken
from collective.eloket.accounts.oidc import published
from collective.eloket.accounts.oidc.discovery import metadata
from collective.eloket.accounts.oidc.discovery import Shelf
from collective.eloket.accounts.oidc.model import Ask
from collective.eloket.accounts.oidc.model import Tokens
from collective.eloket.accounts.oidc.model import Transaction
from collective.eloket.clock import utcnow
from joserfc import jwe
from joserfc import jws
from tests.accounts.oidc import provider as fake
from tests.accounts.oidc.people import CALLBACK
from tests.accounts.oidc.people import itsme
from tests.bench.figure import Figure

import functools
import json
import statistics
import time


#: Ours over bare, at most.
BAR = 1.5
PAIRS = 300


def figures(pairs: int = PAIRS) -> list[Figure]:
    """Compare both, turn by turn."""
    ours, bare = readers()
    found = [(timed(ours), timed(bare)) for _number in range(pairs + 10)][10:]
    mine, theirs = (statistics.median(side) for side in zip(*found, strict=True))
    return [
        Figure(
            "nested token beside bare joserfc",
            mine / theirs,
            BAR,
            "x",
            f"all checks {mine:.0f}, bare {theirs:.0f} us",
        )
    ]


def timed(call: Callable[[], object]) -> float:
    """Return the CPU microseconds of one call of this thread."""
    begun = time.thread_time_ns()
    call()
    return (time.thread_time_ns() - begun) / 1000


def readers() -> tuple[Callable[[], object], Callable[[], object]]:
    """Return our reading of a token with all checks, and the bare one."""
    provider = itsme(endpoints=ENDPOINTS)
    acr = tuple(provider.means)
    transaction = Transaction.begin(provider.id, CALLBACK, Ask(), acr, utcnow())
    row = fake.RSA.as_dict(private=False)
    Shelf.put(("keys", metadata(provider).jwks_uri), [published.read_key(row)])
    token = fake.encrypt(fake.sign(claims(transaction)))
    ours = functools.partial(
        idtoken.verified_claims,
        Tokens("access", token),
        transaction,
        provider,
        utcnow(),
    )
    return ours, functools.partial(read_bare, token)


#: Set by hand, so that nothing is asked for.
ENDPOINTS = {
    name: f"{fake.ISSUER}/{name}"
    for name in ("authorization", "token", "userinfo", "jwks", "end_session")
}


def claims(transaction: Transaction) -> dict:
    """Return what a provider says of a good sign-in."""
    now = int(time.time())
    return {
        "iss": fake.ISSUER,
        "sub": "person-1",
        "aud": fake.CLIENT_ID,
        "exp": now + 300,
        "iat": now,
        "auth_time": now,
        "nonce": transaction.nonce,
        "acr": transaction.acr[0],
    }


def read_bare(token: str) -> dict:
    """Open the token, verify what is inside, and read the claims."""
    inside = jwe.decrypt_compact(token, fake.OUR_ENCRYPTION, registry=OPENS).plaintext
    signed = jws.deserialize_compact(inside.decode(), fake.RSA, registry=VERIFIES)
    return json.loads(signed.payload)


OPENS = jwe.JWERegistry(
    algorithms=["RSA-OAEP-256", "A128CBC-HS256"], strict_check_header=False
)
VERIFIES = jws.JWSRegistry(algorithms=["RS256"], strict_check_header=False)
