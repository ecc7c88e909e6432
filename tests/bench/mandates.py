"""May this person do that for this organisation? Asked among a million, cold.

Our own code on a database of its own, without a site around it: what stands in for the
site has its annotations and its citizens, and the register of enterprises is in memory.
"""

from collections.abc import Iterator
from collective.eloket.accounts.interfaces import ICapacities
from collective.eloket.accounts.interfaces import IStatingProviders
from collective.eloket.accounts.store import Citizen
from collective.eloket.accounts.store import CitizenStore
from collective.eloket.clock import utcnow
from collective.eloket.identity.levels import AssuranceLevel
from collective.eloket.identity.organisations import OrganisationNumber
from collective.eloket.interfaces import ICurrentSession
from collective.eloket.mandates.capacities import Capacities
from collective.eloket.mandates.enterprises import service
from collective.eloket.mandates.enterprises import store
from collective.eloket.mandates.enterprises.asking import today
from collective.eloket.mandates.enterprises.interfaces import IEnterpriseRegister
from collective.eloket.mandates.enterprises.model import Organisation
from collective.eloket.mandates.rights.builtin import LOCAL_MANAGER
from collective.eloket.mandates.rights.builtin import MAIN_ACCESS_MANAGER
from collective.eloket.mandates.rights.store import BOOK
from collective.eloket.mandates.rights.written import as_text
from collective.eloket.mandates.service import As
from collective.eloket.parameters.store import ANNOTATION as PERSONS
from collective.eloket.parameters.store import PersonRecords
from contextlib import contextmanager
from pathlib import Path
from tests.bench.figure import Figure
from tests.bench.stated import BAKERY
from tests.bench.stated import choosing
from tests.bench.stated import CLAIM
from tests.bench.stated import keys
from tests.bench.stated import OTHER
from tests.bench.stated import PERSON
from tests.bench.stated import Provider
from tests.bench.stated import STATED
from tests.bench.stated import stated_session
from tests.bench.stated import Stating
from tests.mandates.rights.house import application
from tests.mandates.rights.house import right
from types import SimpleNamespace
from unittest import mock
from ZODB.DB import DB
from ZODB.FileStorage import FileStorage
from zope.annotation.interfaces import IAnnotations
from zope.component import getGlobalSiteManager
from zope.interface import implementer

import secrets
import statistics
import time
import transaction


NUMBER = 1_000_000
QUESTIONS = 1000
#: Bars of issue 7.
MOST_MS, MOST_OBJECTS = 2.0, 3


@implementer(IEnterpriseRegister)
class Register:
    """A register in memory: every organisation is an enterprise."""

    def find(self, number: OrganisationNumber) -> Organisation:
        """See IEnterpriseRegister."""
        return Organisation(number, "Bakkerij", "EA")

    def represented_by(self, _number) -> list:
        """See IEnterpriseRegister."""
        return []


class Folder(dict):
    """Finds what it holds by name, as folders of Zope do."""

    _getOb = dict.__getitem__


class Site(Folder):
    """Stands in for the site of one connection."""

    def __init__(self, root) -> None:
        plugin = SimpleNamespace(store=root["citizens"])
        super().__init__(acl_users=Folder(eloket_citizens=plugin))
        self._annotations = root["annotations"]

    def __conform__(self, wanted):
        """Have annotations."""
        return self._annotations if wanted is IAnnotations else None


def figures(folder: Path, number: int, questions: int = QUESTIONS) -> Iterator[Figure]:
    """Load so many holdings, and ask."""
    database = DB(FileStorage(str(folder / "mandates.fs")), cache_size=2000)
    try:
        with database.transaction() as connection:
            load(connection.root(), number)
        connection = database.open()
        root = connection.root()
        with asked(root), keys(folder):
            given = As(PERSON, AssuranceLevel.HIGH, "itsme", "citizen")
            rights = (MAIN_ACCESS_MANAGER, LOCAL_MANAGER)
            yield from measured(connection, number, questions, given, rights)
            rights, word = (OTHER, STATED), ", by claim"
            session = stated_session()
            yield from measured(connection, number, questions, session, rights, word)
            yield from choosing(connection, number, questions)
        transaction.abort()
        connection.close()
    finally:
        database.close()


def load(root, number: int) -> None:
    """Let a citizen hold a right, among so many that others hold."""
    citizen = Citizen(PERSON, utcnow())
    citizen.number_key = secrets.token_urlsafe(32)
    root["citizens"] = CitizenStore()
    root["citizens"].add(citizen)
    held = store.Held()
    row = (secrets.token_urlsafe(9), LOCAL_MANAGER, (), today().isoformat(), None)
    rows = ((*row, False),)
    for _count in range(number - 1):
        held[f"{secrets.token_urlsafe(32)}{store.BETWEEN}{BAKERY.code}"] = rows
    held[f"{citizen.number_key}{store.BETWEEN}{BAKERY.code}"] = rows
    text = as_text(
        [application(claim=CLAIM, rights=tuple(map(right, (STATED, OTHER))))]
    )
    records = {PERSONS: PersonRecords()}
    root["annotations"] = {store.HELD: held, BOOK: text, **records}
    root["provider"] = Provider()


@contextmanager
def asked(root):
    """Let our code find the stand-in for the site, and the register."""
    sites = getGlobalSiteManager()
    ours = (
        (Register(), IEnterpriseRegister),
        (Stating(root), IStatingProviders),
        (Capacities(), ICapacities),
    )
    site = Site(root)
    before = [(sites.queryUtility(seam), seam) for _utility, seam in ours]
    for utility, seam in ours:
        sites.registerUtility(utility, seam)
    try:
        with mock.patch("plone.api.portal.get", lambda: site):
            yield
    finally:
        for utility, seam in ours:
            sites.unregisterUtility(utility, seam)
        # this process may have been our product as well: tests go on in it
        for utility, seam in before:
            if utility is not None:
                sites.registerUtility(utility, seam)


def measured(
    connection,
    number: int,
    questions: int,
    session: ICurrentSession,
    rights: tuple[str, str],
    word: str = "",
) -> Iterator[Figure]:
    """Ask again and again, each time with nothing but the citizen in memory.

    ``rights``: one that the session has not, and one that it has.
    """
    took, waited, loads, stores = [], [], [], []
    for count in range(questions):
        connection.cacheMinimize()
        # what every request of a signed-in citizen has loaded already
        citizens = connection.root()["citizens"]
        assert citizens.find(PERSON).closed is None
        connection.root()["annotations"]
        connection.getTransferCounts(True)
        right = rights[count % 2]
        began, began_cpu = time.perf_counter(), time.process_time()
        may = service.may_do(session, BAKERY, right, hold=True)
        took.append((time.process_time() - began_cpu) * 1000)
        waited.append((time.perf_counter() - began) * 1000)
        assert may is (right == rights[1])
        found = connection.getTransferCounts(True)
        loads.append(found[0])
        stores.append(found[1] + len(connection._registered_objects))
    detail = f"among {number:,}, cold; wall {statistics.median(waited):.2f} ms"
    slow = statistics.quantiles(took, n=20)[-1]
    name = f"may they do that{word}, CPU, slowest 5 %"
    yield Figure(name, slow, MOST_MS, "ms", detail)
    yield Figure("… objects loaded", max(loads), MOST_OBJECTS, "", detail)
    yield Figure("… written", max(stores), 0, "", detail)
