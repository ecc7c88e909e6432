"""What do our own checks of a card cost, beside the bare signatures?

Bare are the library's calls that check a signature, with the key that they need.
Reading certificates and files, base64 and all rules are our own. Nobody is asked about
revocation.
"""

from collections.abc import Callable
from collections.abc import Iterator
from collective.eloket.identity.eid import certificates
from collective.eloket.identity.eid import chain
from collective.eloket.identity.eid import register
from collective.eloket.identity.eid.content import read_content
from collective.eloket.identity.eid.files import read_address
from collective.eloket.identity.eid.files import read_identity
from collective.eloket.identity.eid.keys import PublicKey
from collective.eloket.identity.eid.verify import verify_content
from collective.eloket.identity.eid.verify import verify_presence
from collective.eloket.identity.eid.webeid import read_token
from contextlib import contextmanager
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from eloket_sandbox.cards.card import address_file
from eloket_sandbox.cards.card import identity_file
from tests.bench.figure import Figure
from tests.identity.eid import house

import functools
import time


#: So many runs; what the signatures cost is measured within each.
RUNS = 2400


#: Where the library takes a key out of a certificate, or checks a signature.
PLACES = (
    (certificates, "key_of"),
    (chain, "_is_issued_by"),
    (register, "is_signed"),
)


class Bare:
    """A clock that runs only while the library is at work."""

    def __init__(self) -> None:
        self.ns = 0

    def timed(self, call: Callable) -> Callable:
        """Return the call, with the clock running."""

        def measured(*arguments):
            begun = time.thread_time_ns()
            try:
                return call(*arguments)
            finally:
                self.ns += time.thread_time_ns() - begun

        return measured

    @contextmanager
    def clocked(self) -> Iterator[None]:
        """Let the clock run at each of these places."""
        before = [getattr(*place) for place in PLACES]
        for place, call in zip(PLACES, before, strict=True):
            setattr(*place, self.timed(call))
        try:
            yield
        finally:
            for place, call in zip(PLACES, before, strict=True):
                setattr(*place, call)


class TimedKey:
    """A key whose signatures are clocked; stands in for the one of a token."""

    def __init__(self, key: PublicKey, bare: Bare) -> None:
        self.key_size = key.key_size
        self.verify = bare.timed(key.verify)


class TimedCurve(TimedKey):
    """See TimedKey."""


class TimedRsa(TimedKey):
    """See TimedKey."""


EllipticCurvePublicKey.register(TimedCurve)
RSAPublicKey.register(TimedRsa)


def own_us(call: Callable[[Bare], object], runs: int) -> tuple[float, float]:
    """Return the CPU microseconds of our own in the best run, and of a whole run.

    The best: a signature on a curve takes ten times as long as all of ours, and
    whoever else works on the machine makes what comes after it slower, never faster.
    """
    bare, found = Bare(), []
    with bare.clocked():
        for _ in range(runs + 1):
            bare.ns = 0
            whole = timed(functools.partial(call, bare))
            found.append((whole - bare.ns / 1000, whole))
    return min(found)


def timed(call: Callable[[], object]) -> float:
    """Return the CPU microseconds of one call of this thread."""
    begun = time.thread_time_ns()
    call()
    return (time.thread_time_ns() - begun) / 1000


def figures(runs: int = RUNS) -> list[Figure]:
    """Return all figures about cards."""
    return [
        files_parsed(runs),
        *(
            figure(f"{name}, own time, {generation}", make(generation), bar, runs)
            for generation in house.GENERATIONS
            for name, make, bar in (
                ("card verified", whole_card, 150),
                ("web eID answer", answer, 100),
            )
        ),
    ]


def files_parsed(runs: int) -> Figure:
    """Measure how long identity and address take to read."""
    identity, address = identity_file(house.NOOR), address_file(house.NOOR)
    cost, _whole = own_us(
        lambda _bare: (read_identity(identity), read_address(address)), runs
    )
    return Figure("card files parsed", cost, 25, "us", "identity and address")


def figure(name: str, call: Callable[[Bare], object], bar: float, runs: int) -> Figure:
    """Measure a check beside its bare signatures."""
    own, whole = own_us(call, runs)
    return Figure(name, own, bar, "us", f"of {whole:.0f} us with the signatures")


def whole_card(generation: str) -> Callable[[Bare], object]:
    """Return the verification of a card's files."""
    card, checks = house.card(generation), house.verifier(generation)
    sent = card.content()
    return lambda _bare: verify_content(read_content(sent), checks, house.NOW)


def answer(generation: str) -> Callable[[Bare], object]:
    """Return the check of a card's answer."""
    card, checks = house.card(generation), house.verifier(generation)
    sent = card.answer(house.NONCE, house.ORIGIN)
    kind = TimedRsa if generation == "rsa" else TimedCurve

    def check(bare: Bare) -> None:
        token = read_token(sent)
        key = kind(token.certificate.key, bare)
        object.__setattr__(token.certificate, "key", key)
        verify_presence(token, house.NONCE, checks, house.NOW)

    return check
