"""A card reader in software: reads files, asks for the PIN code, counts the tries."""

from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field
from eloket_sandbox.cards.card import Card
from eloket_sandbox.cards.people import SAMPLES
from eloket_sandbox.cards.wallet import Wallet
from threading import Lock

import hmac


#: Of every card here.
PIN = "1234"
#: A real card closes itself after three wrong codes.
TRIES = 3

#: Bits of ``idflags`` → the files they ask for (Fedict/fts-beidconnect, general.h).
#: Bit 4 is the photo, which these cards do not have.
FILES: Mapping[int, tuple[str, ...]] = {
    1: ("id",),
    2: ("addr",),
    8: ("idsig", "addrsig", "rrncert"),
    16: ("authcert", "cacert", "rootcert"),
    32: ("authcert",),
    128: ("cacert",),
    256: ("rootcert",),
}


class WrongPinError(Exception):
    """The PIN code was not right; ``left`` tries remain, 0: the card is blocked."""

    def __init__(self, left: int) -> None:
        super().__init__(left)
        self.left = left


@dataclass
class Reader:
    """Reads the cards of a wallet; tries are counted per chip, for all browsers."""

    wallet: Wallet
    _tries: dict[str, int] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def find(self, id: str) -> Card | None:
        """Return the card of that id, or None."""
        return self.wallet.cards.get(id)

    def read(self, id: str, flags: int) -> dict[str, str]:
        """Return the files that the flags ask for, in base64; needs no PIN code."""
        content = self.wallet.cards[id].content()
        wanted = [name for bit, names in FILES.items() if flags & bit for name in names]
        return {name: content[name] for name in wanted}

    def answer(self, id: str, pin: str, nonce: str, origin: str) -> dict[str, str]:
        """Return the Web eID token by which the card signs the nonce for the origin.

        :raises WrongPinError: it was not the code, or the card is blocked.
        """
        self.check_pin(id, pin)
        return self.wallet.cards[id].answer(nonce, origin)

    def check_pin(self, id: str, pin: str) -> None:
        """:raises WrongPinError: it was not the code, or the card is blocked."""
        chip = chip_of(id)
        with self._lock:
            left = self._tries.get(chip, TRIES)
            if left and hmac.compare_digest(pin.encode(), PIN.encode()):
                self._tries[chip] = TRIES
                return
            self._tries[chip] = max(0, left - 1)
            raise WrongPinError(self._tries[chip])

    def unblock(self, id: str) -> None:
        """Give a card its tries back, as the counter does."""
        with self._lock:
            self._tries.pop(chip_of(id), None)


def chip_of(id: str) -> str:
    """Return the card whose chip this is."""
    return SAMPLES[id].same_as or id
