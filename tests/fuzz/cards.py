"""Feeds changed card files to the parsers; only named refusals may come out.

``python -m tests.fuzz.cards [NUMBER]``: so many inputs, 1,000,000 if not said.
"""

from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from collective.eloket.errors import CardError
from collective.eloket.identity.eid.content import read_content
from collective.eloket.identity.eid.files import read_address
from collective.eloket.identity.eid.files import read_identity
from collective.eloket.identity.eid.tlv import parse_tlv
from collective.eloket.identity.eid.webeid import read_token
from dataclasses import dataclass
from dataclasses import field
from eloket_sandbox.cards.card import address_file
from eloket_sandbox.cards.card import field_of
from eloket_sandbox.cards.card import identity_file
from random import Random
from tests.bench.figure import say
from tests.identity.eid import specimens
from tests.identity.eid.house import card
from tests.identity.eid.house import NONCE
from tests.identity.eid.house import NOOR
from tests.identity.eid.house import ORIGIN

import contextlib
import functools
import json
import sys
import time


#: CPU time that one input may cost; a slower one is tried again before it counts.
SLOWEST_SECONDS = 0.010
TRIES = 3
SEED = 20_261_125

#: Bytes that mean something to a parser of tags and lengths.
ODD = (0, 1, 6, 7, 12, 0x7F, 0x80, 0x81, 0xFE, 0xFF)


class Repeatable(Random):
    """Chance that comes out the same each time; nothing here is secret."""


@dataclass
class Result:
    """What came of it."""

    inputs: int = 0
    past_tlv: int = 0
    accepted: int = 0
    slow: list[bytes] = field(default_factory=list)
    refusals: Counter = field(default_factory=Counter)

    @property
    def share(self) -> float:
        """Return which part of the card files passed the layer of tags."""
        return self.past_tlv / max(1, self.inputs)


def seeds() -> list[bytes]:
    """Return good files: our own, and the published ones if they are here."""
    found = [identity_file(NOOR), address_file(NOOR)]
    folder = specimens.MATERIAL
    names = ["card_nora2022_ec/identity.tlv", "card_nora2022_ec/address.tlv"]
    names += ["card_alicebert_v17_A/id.bin", "card_alicebert_v17_A/addr.bin"]
    names += [f"tlv/{path.name}" for path in sorted(folder.glob("tlv/*.tlv"))]
    return found + [(folder / n).read_bytes() for n in names if (folder / n).exists()]


def mutated(good: list[bytes], chance: Random) -> bytes:
    """Return a file with fields or bytes changed, or one made of nothing."""
    data = chance.choice(good)
    return chance.choice(MUTATIONS)(data, chance)


def fields_changed(data: bytes, chance: Random) -> bytes:
    """Change the fields and write the file anew: the tags are in order again."""
    found = dict(parse_tlv(data))
    for _ in range(chance.randint(1, 3)):
        tag = chance.choice([*found, chance.randint(1, 40)])
        found[tag] = value(found.get(tag, b""), chance)
    tags = [tag for tag in found if chance.random() > 0.05]
    return b"".join(field_of(tag, found[tag]) for tag in tags) + zeros(chance)


def value(old: bytes, chance: Random) -> bytes:
    """Return another value of a field."""
    kind = chance.randint(0, 4)
    if kind == 0:
        return b""
    if kind == 1:
        return chance.randbytes(chance.choice((1, 4, 11, 20, 32, 48, 126, 130, 300)))
    if kind == 2:
        return "".join(chr(chance.randint(32, 0x2FF)) for _ in range(12)).encode()
    if kind == 3:
        return bytes(chance.choice(b"0123456789. ") for _ in range(11))
    return bytes_changed(old or b"x", chance)


def bytes_changed(data: bytes, chance: Random) -> bytes:
    """Change single bytes."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        changed[chance.randrange(len(changed))] = chance.choice(
            (*ODD, chance.randint(0, 255))
        )
    return bytes(changed)


def cut(data: bytes, chance: Random) -> bytes:
    """Cut the file off, or write it behind itself."""
    at = chance.randrange(len(data))
    return chance.choice((data[:at], data[at:], data + data, data + data[:at]))


def made_of_nothing(_data: bytes, chance: Random) -> bytes:
    """Make tags and lengths at will."""
    return bytes(
        chance.choice((*ODD, chance.randint(0, 255)))
        for _ in range(chance.randint(0, 600))
    )


def zeros(chance: Random) -> bytes:
    """Return what may stand behind the fields."""
    return bytes(chance.choice((0, 0, 1, 80)))


MUTATIONS: tuple[Callable[[bytes, Random], bytes], ...] = (
    *(fields_changed, fields_changed, bytes_changed),
    *(cut, made_of_nothing),
)


def files(number: int) -> Iterator[bytes]:
    """Return so many card files, always the same."""
    chance = Repeatable(SEED)
    good = seeds()
    for _ in range(number):
        yield mutated(good, chance)


def tokens(number: int) -> Iterator[str]:
    """Return so many answers of the extension, always the same."""
    chance = Repeatable(SEED + 1)
    good = json.dumps(card("ec").answer(NONCE, ORIGIN)).encode()
    for _ in range(number):
        yield bytes_changed(good, chance).decode("latin-1")


def timed(call: Callable[[], object]) -> float:
    """Return the CPU seconds of a call; refusals by name are fine."""
    begun = time.process_time()
    with contextlib.suppress(CardError):
        call()
    return time.process_time() - begun


def feed(data: bytes, result: Result) -> None:
    """Give one file to both parsers."""
    result.inputs += 1
    try:
        parse_tlv(data)
        result.past_tlv += 1
    except CardError as error:
        result.refusals[error.code] += 1
        return
    for read in (read_identity, read_address):
        try:
            read(data)
            result.accepted += 1
        except CardError as error:
            result.refusals[error.code] += 1


def run(number: int) -> Result:
    """Feed so many files and a tenth as many tokens; anything unnamed is raised."""
    result = Result()
    aside = Result()
    for data in files(number):
        first = functools.partial(feed, data, result)
        if is_slow(first, functools.partial(feed, data, aside)):
            result.slow.append(data)
    for text in tokens(number // 10):
        read = functools.partial(read_token, text)
        if is_slow(read, read):
            result.slow.append(text.encode())
    for text in ("<eid/>", "[" * 9999, "\ud800", "1" * 9999):
        timed(functools.partial(read_content, {"id": text}))
        timed(functools.partial(read_token, text))
    return result


def is_slow(first: Callable[[], object], again: Callable[[], object]) -> bool:
    """Is it slow each time? A machine that does other things is no fault of ours."""
    if timed(first) <= SLOWEST_SECONDS:
        return False
    return all(timed(again) > SLOWEST_SECONDS for _ in range(TRIES))


def main() -> int:
    """Run, tell, and return 1 when something is wrong."""
    number = int(sys.argv[1]) if sys.argv[1:] else 1_000_000
    result = run(number)
    say(f"{result.inputs} files, {number // 10} tokens")
    say(f"past the tags: {result.share:.0%}, accepted: {result.accepted}")
    for code, times in result.refusals.most_common():
        say(f"{times:>9} {code}")
    say(f"slower than {SLOWEST_SECONDS} s: {len(result.slow)}")
    return 1 if result.slow or result.share < 0.25 else 0


if __name__ == "__main__":
    sys.exit(main())
