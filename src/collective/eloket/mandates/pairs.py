"""Two numbers that a clerk typed: of a child, and of a parent."""

from collective.eloket.accounts.keys import number_keys
from collective.eloket.identity.numbers import NationalNumber
from collective.eloket.mandates import store
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pair:
    """A child's and a parent's number, as a clerk typed them."""

    child: NationalNumber
    parent: NationalNumber

    @property
    def keys(self) -> list[str]:
        """All under which a shut-out of the two may lie now; the first is written."""
        return [
            store.pair_key(child, parent)
            for child in number_keys(self.child)
            for parent in number_keys(self.parent)
        ]

    @property
    def numbers(self) -> dict[str, str]:
        """The keyed hashes of both, to key the shut-out anew: see ``reindexing``."""
        child, parent = number_keys(self.child)[0], number_keys(self.parent)[0]
        return {"child": child, "parent": parent}
