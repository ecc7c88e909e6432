"""A database that forgets what a test wrote, and remembers what it has read.

The layer of plone.testing makes a new database for each test: each reads all of the
site from the storage again, and unpickles it, before it does anything. Here one serves
all tests; what a test committed is dropped at its end, and only the objects that it
changed are read again.
"""

from collective.eloket.testing import FUNCTIONAL_TESTING
from plone.app.testing.layers import PloneTestLifecycle
from plone.testing import zope
from ZODB.DB import DB
from ZODB.DemoStorage import DemoStorage
from ZODB.MappingStorage import MappingStorage
from zope.globalrequest import setRequest

import shutil
import transaction
import Zope2


#: Objects that a connection keeps: all of a site.
CACHED = 30_000


class RewindingStorage(DemoStorage):
    """Keeps changes against a base until they are dropped."""

    def rewind(self) -> set[bytes]:
        """Drop all changes; return the ids of the objects that had some."""
        changed = {record.oid for each in self.changes.iterator() for record in each}
        if self._temporary_blobs():
            shutil.rmtree(self._temporary_blobs(), ignore_errors=True)
        self.changes = MappingStorage()
        self._copy_methods_from_changes(self.changes)
        return changed

    def _temporary_blobs(self) -> str:
        """Return the folder of files that were committed; empty when there is none."""
        files = getattr(self.changes, "fshelper", None)
        return files.base_dir if files else ""


def rewind(database: DB) -> None:
    """Let all connections of the database forget what was committed to it."""
    changed = database.storage.rewind()
    database._mvcc_storage.invalidate(database.lastTransaction(), changed)


class ZopeRewinding(zope.FunctionalTesting):
    """Functional tests on one database."""

    def setUp(self):
        """Open the database."""
        super().setUp()
        storage = RewindingStorage(name="FunctionalTest", base=self["zodbDB"].storage)
        # the base is of another layer
        storage.close_base_on_close = False
        self.kept = DB(storage, cache_size=CACHED)

    def tearDown(self):
        """Close it."""
        self.kept.close()
        super().tearDown()

    def testSetUp(self):
        """Offer the database, and a request at its root."""
        self["zodbDB"] = self.kept
        server = {"SERVER_NAME": self["host"], "SERVER_PORT": str(self["port"])}
        self["app"] = app = zope.addRequestContainer(Zope2.app(), environ=server)
        self["request"] = request = app.REQUEST
        request["PARENTS"] = [app]
        setRequest(request)
        transaction.begin()

    def testTearDown(self):
        """Drop what was written."""
        transaction.abort()
        setRequest(None)
        app = self["app"]
        app.REQUEST.close()
        app._p_jar.close()
        for name in ("app", "request", "zodbDB"):
            del self[name]
        rewind(self.kept)


class RewindingTesting(PloneTestLifecycle, ZopeRewinding):
    """Functional tests in a Plone site, on one database."""


REWINDING_TESTING = RewindingTesting(
    bases=FUNCTIONAL_TESTING.__bases__, name="EloketLayer:Rewinding"
)
