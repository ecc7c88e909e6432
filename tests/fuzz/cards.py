"""Feeds changed card files to the parsers; only named refusals may come out.

``python -m tests.fuzz.cards [NUMBER [SEED]]``: so many inputs, 1,000,000 if not said;
another SEED makes others.
"""

from collections import Counter
from collections.abc import Callable
from collections.abc import Iterator
from collective.eloket.errors import CardError
from collective.eloket.identity.eid.content import read_content
from collective.eloket.identity.eid.dates import MONTHS
from collective.eloket.identity.eid.files import read_address
from collective.eloket.identity.eid.files import read_identity
from collective.eloket.identity.eid.tlv import parse_tlv
from collective.eloket.identity.eid.webeid import read_token
from collective.eloket.identity.eid.webeid import SUPPORTED_NAMES
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
    kind = chance.randint(0, 5)
    if kind == 0:
        return b""
    if kind == 1:
        return chance.randbytes(chance.choice((1, 4, 11, 20, 32, 48, 126, 130, 300)))
    if kind == 2:
        return "".join(chr(chance.randint(32, 0x2FF)) for _ in range(12)).encode()
    if kind == 3:
        return bytes(chance.choice(b"0123456789. ") for _ in range(11))
    if kind == 4:
        return day(chance).encode()
    return bytes_changed(old or b"x", chance)


def day(chance: Random) -> str:
    """Return a day that there may be, in words or in numbers, or a year."""
    number, month = chance.randint(0, 40), chance.choice([*MONTHS, "MUH"])
    year = chance.randint(0, 12_000)
    forms = (f"{year}", f"{number} {month} {year:04}", f"{number:02}.02.{year:04}")
    return chance.choice(forms)


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


def grown(data: bytes, chance: Random) -> bytes:
    """Let the file go on for long: zeros, itself, or a length that does not end."""
    more = chance.choice((bytes(chance.randint(1, 5000)), data * 40, b"\xff" * 4000))
    return data[: chance.randrange(len(data))] + more


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
    *(cut, made_of_nothing, grown),
)


def files(number: int, seed: int) -> Iterator[bytes]:
    """Return so many card files, always the same for a seed."""
    chance = Repeatable(seed)
    good = seeds()
    for _ in range(number):
        yield mutated(good, chance)


def tokens(number: int, seed: int) -> Iterator[str]:
    """Return so many answers of the extension, always the same for a seed."""
    chance = Repeatable(seed + 1)
    desktop = card("ec").answer(NONCE, ORIGIN)
    phone = desktop | {
        "format": "web-eid:1.1",
        "unverifiedSigningCertificate": desktop["unverifiedCertificate"],
        "supportedSignatureAlgorithms": [dict.fromkeys(SUPPORTED_NAMES, "x")],
    }
    for _ in range(number):
        good = chance.choice((desktop, phone))
        if chance.random() < 0.5:
            good = parts_changed(good, chance)
        data = json.dumps(good).encode()
        if chance.random() < 0.5:
            data = bytes_changed(data, chance)
        yield data.decode("latin-1")


def parts_changed(token: dict[str, object], chance: Random) -> object:
    """Put something else where a part of the answer is, or leave the answer out."""
    others = ("", "x", "=", "web-eid:2", "RS256", "A" * 9000, 7, None, [], [7], [{}])
    changed = token | {chance.choice([*token]): chance.choice(others)}
    return chance.choice((changed, changed, changed, [], {}))


def timed(call: Callable[[], object]) -> float:
    """Return the CPU seconds of a call in this thread; refusals by name are fine."""
    begun = time.thread_time()
    with contextlib.suppress(CardError):
        call()
    return time.thread_time() - begun


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


def run(number: int, seed: int = SEED) -> Result:
    """Feed so many files and a tenth as many tokens; anything unnamed is raised."""
    result = Result()
    aside = Result()
    for data in files(number, seed):
        first = functools.partial(feed, data, result)
        if is_slow(first, functools.partial(feed, data, aside)):
            result.slow.append(data)
    for text in tokens(number // 10, seed):
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
    number, seed, *_more = [*map(int, sys.argv[1:]), 1_000_000, SEED][:2]
    result = run(number, seed)
    say(f"{result.inputs} files, {number // 10} tokens, seed {seed}")
    say(f"past the tags: {result.share:.0%}, accepted: {result.accepted}")
    for code, times in result.refusals.most_common():
        say(f"{times:>9} {code}")
    say(f"slower than {SLOWEST_SECONDS} s: {len(result.slow)}")
    return 1 if result.slow or result.share < 0.25 else 0


if __name__ == "__main__":
    sys.exit(main())
