"""Families are found by the new key of the ring ``blind``.

A shut-out lies under the hash of two hashes. Before accounts change it is put under
the new ones too, and the former is let go of once all accounts have changed: a parent
who was shut out is so at every moment. All of it is safe to run twice.
"""

from collective.eloket.mandates import shut_outs
from collective.eloket.mandates import store
from collective.eloket.vault import service as vault


def copy_shut_outs() -> int:
    """Put each shut-out under the new hashes too, in the caller's transaction.

    Returns how many cannot be, because an early version did not keep what they are of.
    """
    tree, stuck = store.tree(store.SHUT_OUTS), 0
    for key in list(tree):
        new, facts = _today(key)
        stuck += "child" not in facts
        if new not in tree:
            shut_outs.put(new, facts)
    return stuck


def drop_old_shut_outs() -> None:
    """Let go of shut-outs under former hashes, once all accounts have changed."""
    tree = store.tree(store.SHUT_OUTS)
    shut_outs.drop(key for key in list(tree) if _today(key)[0] != key)


def lift_children() -> None:
    """Let children that were registered be found by today's hashes."""
    holders = store.tree(store.HOLDERS)
    for entry in list(holders):
        child_key, between, person_id = entry.partition(store.BETWEEN)
        new = f"{vault.lifted(child_key)}{between}{person_id}"
        if new != entry:
            holders.remove(entry)
            holders.insert(new)
    for kept in store.tree(store.MANDATES).values():
        new = vault.lifted(kept.child_key)
        if new != kept.child_key:
            kept.child_key = new


def _today(key: str) -> tuple[str, dict[str, str]]:
    """Return where a shut-out lies by today's key, and its facts as they are then."""
    facts = shut_outs.read(key)
    if "child" not in facts:
        return key, facts
    numbers = {name: vault.lifted(facts[name]) for name in ("child", "parent")}
    return store.pair_key(numbers["child"], numbers["parent"]), facts | numbers
