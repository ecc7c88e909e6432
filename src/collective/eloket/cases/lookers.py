"""Which clerks look at a case right now? Known for some minutes, in the side store."""

from collective.eloket.ephemeral.service import side_store
from datetime import datetime
from datetime import timedelta

import json


#: Kind of the side store's entries; the key is the reference.
LOOKING = "case-looking"
#: Who opened it longer ago looks no more.
WHILE = timedelta(minutes=5)


def note_look(reference: str, clerk: str, now: datetime) -> list[tuple[str, datetime]]:
    """Note that this clerk looks, and return which others do and since when.

    A hint for people, no lock: of two who come at the same moment one may not be told.
    """
    store = side_store()
    kept = store.get(LOOKING, reference, now)
    since = json.loads(bytes(kept)) if kept is not None else {}
    edge = (now - WHILE).timestamp()
    others = {user: at for user, at in since.items() if at > edge and user != clerk}
    seen = others | {clerk: now.timestamp()}
    store.put(LOOKING, reference, json.dumps(seen).encode(), WHILE, now)
    found = sorted(others.items(), key=lambda one: one[1])
    return [(user, datetime.fromtimestamp(at, now.tzinfo)) for user, at in found]
