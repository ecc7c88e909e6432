"""What was taken back is taken back again in a restored site; nobody is told."""

from collective.eloket.mandates import family
from collective.eloket.mandates import shut_outs
from collective.eloket.mandates import store
from collective.eloket.vault.errors import PersonForgottenError
from datetime import datetime


def end_again(person_id: str, mandate_id: str, state: str, at: datetime) -> bool:
    """Let a mandate be what it was; empty: there is none. False when it is so already.

    The clerk's reason was lost. Writes the ZODB.
    """
    kept = store.find(person_id, mandate_id)
    if kept is None or kept.state == state:
        return False
    if not state:
        store.remove(person_id, mandate_id)
        return True
    kept.state = state
    store.tree(store.WAITING_ONES).pop(store.key_of(person_id, mandate_id), None)
    try:
        child = family.opened(person_id, mandate_id, kept).child
        kept.sealed = family.seal(person_id, mandate_id, child, at, "")
    except PersonForgottenError:
        # erased since: what is sealed opens for nobody
        return True
    return True


def shut_out_again(
    clerk: str, child: str, parent: str, reason: str, at: datetime
) -> bool:
    """Let a parent be shut out from a child; False when they are already.

    ``child`` and ``parent`` are keyed hashes of numbers by today's key.
    """
    key = store.pair_key(child, parent)
    if shut_outs.kept([key]):
        return False
    store.make_trees()
    facts = {"reason": reason, "clerk": clerk, "at": at.isoformat()}
    shut_outs.put(key, facts | {"child": child, "parent": parent})
    return True
