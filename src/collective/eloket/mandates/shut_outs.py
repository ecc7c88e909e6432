"""Which parents are shut out from which child: sealed facts under keyed hashes."""

from collections.abc import Iterable
from collective.eloket.mandates import store
from collective.eloket.vault import service as vault
from dataclasses import dataclass
from dataclasses import field
from datetime import datetime

import json


@dataclass(frozen=True, slots=True)
class ShutOut:
    """Why a parent was shut out, by which clerk, and when (aware, UTC)."""

    reason: str = field(repr=False)
    clerk: str
    at: datetime


def kept(keys: Iterable[str]) -> list[str]:
    """Return those of the keys under which there is a shut-out."""
    tree = store.tree(store.SHUT_OUTS)
    return [key for key in keys if key in tree]


def put(key: str, facts: dict[str, str]) -> None:
    """Keep a shut-out, sealed for its place: reason, clerk, at, and both numbers.

    The numbers are keyed hashes, so that it can be keyed anew: see ``reindexing``.
    """
    sealed = vault.seal(json.dumps(facts).encode(), _context(key))
    store.tree(store.SHUT_OUTS)[key] = sealed


def read(key: str) -> dict[str, str]:
    """Return the facts of a shut-out."""
    sealed = store.tree(store.SHUT_OUTS)[key]
    return json.loads(vault.open_sealed(sealed, _context(key)))


def opened(key: str) -> ShutOut:
    """Return what is kept of a shut-out; the key names nobody."""
    said = read(key)
    return ShutOut(said["reason"], said["clerk"], datetime.fromisoformat(said["at"]))


def drop(keys: Iterable[str]) -> None:
    """Let go of shut-outs."""
    for key in keys:
        del store.tree(store.SHUT_OUTS)[key]


def _context(key: str) -> str:
    return f"shut-out:{key}"
