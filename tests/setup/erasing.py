"""The command `eloket-erase` on an open database, and what may happen meanwhile."""

from collective.eloket.ephemeral.errors import SideStoreError
from collective.eloket.ephemeral.interfaces import ISideStore
from collective.eloket.interfaces import IRoomData
from collective.eloket.setup import commands
from ZODB.serialize import referencesf
from ZODB.utils import load_current
from ZODB.utils import z64
from zope.interface import implementer

import json
import transaction


NOTHING = {
    "outbox": 0,
    "parameters": 0,
    "accounts": 0,
    "mandates": 0,
    "enterprises": 0,
    "self_registration": 0,
    "cases": 0,
    "documents": 0,
    "documents-post": 0,
    "documents-counter": 0,
    "rights": 0,
}


def erase(portal, folder, yes=True, site=None):
    """Run the command as its console script does; return its exit status."""
    path = site or "/".join(portal.getPhysicalPath())
    arguments = ["zope.conf", "--site", path, "--export", str(folder)]
    if yes:
        arguments.append("--yes-erase-everything")
    transaction.commit()
    options = commands.parser().parse_args(arguments)
    return commands.run(portal.getPhysicalRoot(), options)


def read(folder, *names):
    """Return a JSON file of an export."""
    return json.loads(folder.joinpath(*names).read_text(encoding="utf-8"))


def reachable(site) -> bytes:
    """Return the stored state of everything that the database still leads to."""
    storage = site._p_jar.db().storage
    seen, ahead, states = set(), [z64], []
    while ahead:
        oid = ahead.pop()
        if oid not in seen:
            seen.add(oid)
            state, _serial = load_current(storage, oid)
            states.append(state)
            referencesf(state, ahead)
    return b"".join(states)


@implementer(IRoomData)
class Disturber:
    """Keeps nothing, and does something in the middle of the export."""

    order = 1

    def __init__(self, act):
        self.act = act

    def count(self, site):
        return 0

    def person_ids(self, site):
        return ()

    def export(self, site):
        self.act(site)
        return ()

    def erase(self, site):
        """There is nothing to let go of."""


@implementer(ISideStore)
class DyingStore:
    """A side store that goes away when the first key is to be erased."""

    def __init__(self, store):
        self._store = store

    def __getattr__(self, name):
        return getattr(self._store, name)

    def erase(self, kind, key):
        raise SideStoreError("gone")


def write_beside(site):
    """Commit something from another connection, as a Zope would that still runs."""
    manager = transaction.TransactionManager()
    connection = site._p_jar.db().open(manager)
    connection.root()["disturbed"] = True
    manager.commit()
    connection.close()


def break_off(_site):
    """As Ctrl-C does."""
    raise KeyboardInterrupt
