"""Accounts are found by the new key of the ring ``blind``, one after the other.

What a hash stands for need not be known; see ``vault.index``. Each account changes in
one transaction with all look-ups, so it is found at every moment, by the one hash or
the other. What is done already is not written again.
"""

from BTrees.OOBTree import OOBTree
from collections.abc import Iterator
from collective.eloket.accounts.registry import citizen_store
from collective.eloket.accounts.store import Account
from collective.eloket.accounts.store import CitizenStore
from collective.eloket.vault import service as vault
from itertools import islice


#: Accounts that change in one transaction.
BATCH = 100


def parts() -> Iterator[tuple[str, list[str]]]:
    """Yield what ``reindex`` takes: the name of a tree, and some of its keys.

    Others may change the trees in between.
    """
    for name in ("citizens", "members", "unlinked"):
        tree = getattr(citizen_store(), name)
        part = list(islice(tree.keys(), BATCH))
        while part:
            yield name, part
            part = list(islice(tree.keys(part[-1], excludemin=True), BATCH))


def reindex(name: str, part: list[str]) -> None:
    """Bring a part to the new key, in the caller's transaction; safe to run twice."""
    store = citizen_store()
    tree = getattr(store, name)
    for key in part:
        if name == "unlinked":
            move(tree, key)
        elif key in tree:
            lift_account(store, tree[key])


def lift_account(store: CitizenStore, account: Account) -> None:
    """Let one account be found by today's hashes."""
    links = tuple((move(store.by_subject, key), *rest) for key, *rest in account.links)
    _set(account, "links", links)
    old = tuple(move(store.by_number, key) for key in account.old_numbers)
    _set(account, "old_numbers", old)
    if account.number_key is not None:
        _set(account, "number_key", move(store.by_number, account.number_key))
    login = getattr(account, "login_key", None)
    if login is not None:
        _set(account, "login_key", move(store.by_login, login))


def _set(account: Account, name: str, value: object) -> None:
    if getattr(account, name) != value:
        setattr(account, name, value)


def move(tree: OOBTree, key: str) -> str:
    """Let what lies under a hash lie under today's; return that one."""
    new = vault.lifted(key)
    if new != key and key in tree:
        tree[new] = tree.pop(key)
    return new
