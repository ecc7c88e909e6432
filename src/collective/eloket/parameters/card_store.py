"""What is kept of the cards that a person's values came from."""

from collective.eloket.parameters import store
from collective.eloket.vault import service as vault
from dataclasses import dataclass
from dataclasses import replace
from datetime import date
from typing import Any


#: Proofs and replaced addresses of so many reads are kept.
MOST = 50


@dataclass(frozen=True, slots=True)
class CardRecord:
    """The newest card, the address that counts, and what both replaced.

    ``valid_from``: first day of the newest card; ``superseded``: hashes of addresses
    that were replaced; ``proofs``: the newest last.
    """

    valid_from: date | None = None
    address_hash: str | None = None
    superseded: tuple[str, ...] = ()
    proofs: tuple[dict[str, Any], ...] = ()

    def with_proof(self, proof: dict[str, Any]) -> "CardRecord":
        """Return the record with one more proof."""
        return replace(self, proofs=(*self.proofs, proof)[-MOST:])

    def with_card(self, valid_from: date, address_hash: str) -> "CardRecord":
        """Return the record with a card and its address, which replaces the former."""
        replaced = self.superseded
        if self.address_hash not in (None, address_hash):
            replaced = (*replaced, self.address_hash)[-MOST:]
        return replace(
            self,
            valid_from=valid_from,
            address_hash=address_hash,
            superseded=replaced,
        )

    def with_decided(self, address_hash: str) -> "CardRecord":
        """Return the record with a replaced address as the one that counts again."""
        before = (
            () if self.address_hash in (None, address_hash) else (self.address_hash,)
        )
        others = tuple(one for one in self.superseded if one != address_hash)
        return replace(
            self, address_hash=address_hash, superseded=(*others, *before)[-MOST:]
        )

    @property
    def last_read(self) -> str | None:
        """When a card was last read, ISO 8601 in UTC, or None."""
        return self.proofs[-1]["at"] if self.proofs else None

    @property
    def last_clerk(self) -> str | None:
        """User id of the clerk who read it at the counter, None: the citizen did."""
        return self.proofs[-1].get("clerk") if self.proofs else None

    @property
    def at_the_counter(self) -> frozenset[str]:
        """Ids of the proofs that clerks made at the counter."""
        return frozenset(proof["id"] for proof in self.proofs if proof.get("clerk"))


def read(person_id: str) -> CardRecord | None:
    """Return what is kept of a person's cards, or None.

    :raises PersonForgottenError: the person was erased.
    """
    record = store.records().get(person_id)
    if record is None or record.card is None:
        return None
    found = vault.for_person(person_id).open_json(record.card, _context(person_id))
    first = found["valid_from"]
    return CardRecord(
        valid_from=None if first is None else date.fromisoformat(first),
        address_hash=found["address_hash"],
        superseded=tuple(found["superseded"]),
        proofs=tuple(found["proofs"]),
    )


def write(person_id: str, card: CardRecord) -> None:
    """Keep it; the person has a record already."""
    stored = {
        "valid_from": card.valid_from and card.valid_from.isoformat(),
        "address_hash": card.address_hash,
        "superseded": list(card.superseded),
        "proofs": list(card.proofs),
    }
    sealed = vault.for_person(person_id).seal_json(stored, _context(person_id))
    store.records()[person_id].card = sealed


def _context(person_id: str) -> str:
    return f"parameters-card:{person_id}"
