"""All cards and authorities of the sandbox: made at the first start, then kept."""

from dataclasses import dataclass
from dataclasses import field
from dataclasses import replace
from datetime import datetime
from datetime import time
from datetime import UTC
from eloket_sandbox.cards.authorities import foreigners_of
from eloket_sandbox.cards.authorities import Holder
from eloket_sandbox.cards.authorities import issue
from eloket_sandbox.cards.authorities import new_key
from eloket_sandbox.cards.authorities import new_pki
from eloket_sandbox.cards.authorities import person_wish
from eloket_sandbox.cards.authorities import Pki
from eloket_sandbox.cards.card import Card
from eloket_sandbox.cards.card import new_card
from eloket_sandbox.cards.keeping import card_from_json
from eloket_sandbox.cards.keeping import card_to_json
from eloket_sandbox.cards.keeping import pki_from_json
from eloket_sandbox.cards.keeping import pki_to_json
from eloket_sandbox.cards.people import Sample
from eloket_sandbox.cards.people import SAMPLES
from eloket_sandbox.files import read_json
from eloket_sandbox.files import write_json
from pathlib import Path
from typing import Any

import hashlib
import json


GENERATIONS = ("rsa", "ec")
FOREIGNERS = "ec-foreigners"
#: Authorities per kind of card; cards of foreigners are of the newer generation.
BRANCHES = (*GENERATIONS, FOREIGNERS)
#: Under the sandbox's address.
OCSP_PATH = "/pki/ocsp"
FILE = "cards.json"


@dataclass(frozen=True)
class Wallet:
    """The authorities per branch, and the cards by the id of their sample."""

    pkis: dict[str, Pki] = field(repr=False)
    cards: dict[str, Card] = field(repr=False)


def crl_path(branch: str, issuer: str) -> str:
    """Return where the list of an authority is: ``root`` or ``citizens``."""
    return f"/pki/{branch}/{issuer}.crl"


def wallet_of(folder: Path, address: str) -> Wallet:
    """Return the wallet of a folder; made anew when it is not for this address.

    Certificates name the sandbox's address, because there they are asked about.
    """
    kept = read_json(folder / FILE)
    mark = {"address": address, "samples": fingerprint()}
    if kept is None or kept["for"] != mark:
        wallet = new_wallet(address)
        write_json(folder / FILE, {"for": mark, **to_json(wallet)})
        return wallet
    return Wallet(
        {name: pki_from_json(found) for name, found in kept["pkis"].items()},
        {id: card_from_json(id, found) for id, found in kept["cards"].items()},
    )


def fingerprint() -> str:
    """Return a mark that changes with what is to be on the cards."""
    told = [repr(sample) + sample.data.number for sample in SAMPLES.values()]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def to_json(wallet: Wallet) -> dict[str, Any]:
    """Return a wallet as plain values."""
    return {
        "pkis": {name: pki_to_json(pki) for name, pki in wallet.pkis.items()},
        "cards": {id: card_to_json(card) for id, card in wallet.cards.items()},
    }


def new_wallet(address: str) -> Wallet:
    """Return new authorities and cards."""
    pkis = {name: pki_at(address, name) for name in GENERATIONS}
    pkis |= {FOREIGNERS: foreigners_of(pkis["ec"])}
    pkis = {
        name: replace(pki, crl=address + crl_path(name, "citizens"))
        for name, pki in pkis.items()
    }
    cards: dict[str, Card] = {}
    for sample in SAMPLES.values():
        chip = cards.get(sample.same_as or "")
        cards[sample.id] = card_of(sample, pkis[sample.branch], chip)
    return Wallet(pkis, cards)


def pki_at(address: str, generation: str) -> Pki:
    """Return new authorities; they name the list of their root at this address."""
    of_root = address + crl_path(generation, "root")
    return new_pki(generation, address + OCSP_PATH, of_root)


def card_of(sample: Sample, pki: Pki, chip: Card | None) -> Card:
    """Return a new card, or an old chip with other files on it."""
    holder = chip.authentication if chip else authentication(sample, pki)
    made = new_card(sample.data, pki, holder)
    return replace(made, signing=chip.signing) if chip else made


def authentication(sample: Sample, pki: Pki) -> Holder:
    """Return the key that answers; its certificate ends when the card does."""
    until = datetime.combine(sample.data.valid_until, time(23, 59), UTC)
    since = datetime.combine(sample.data.valid_from, time(), UTC)
    wish = person_wish(
        sample.data,
        policies=(sample.policy,),
        begins=max(since, pki.citizens.certificate.not_valid_before_utc),
        ends=until,
        ocsp=pki.ocsp,
        crl=pki.crl,
    )
    return issue(wish, new_key(pki.generation), pki.citizens)
