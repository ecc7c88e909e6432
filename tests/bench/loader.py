"""Makes many cases quickly: like submitted ones in every field, without mail and audit.

The first case of an order is made by the function that a submission calls. The others
are filled and sealed by the same functions, and take over what workflow and events made
of the first one; only an own id and own times are given to each. They are written in
the order in which they lie, and their rows go into the index at the end: written as
they come, a million cases would write each leaf of each tree a hundred times.
"""

from Acquisition import aq_base
from collections.abc import Iterable
from collections.abc import Iterator
from collective.eloket.accounts import service as accounts
from collective.eloket.cases.content import DocumentRequest
from collective.eloket.cases.dossier import seal_dossier
from collective.eloket.cases.figures import month_of
from collective.eloket.cases.index import get_index
from collective.eloket.cases.model import Row
from collective.eloket.cases.model import WORKFLOW_ID
from collective.eloket.cases.reference import draw_reference
from collective.eloket.cases.service import store_of
from collective.eloket.cases.store import PARTITIONS
from collective.eloket.cases.submission import fill_case
from collective.eloket.cases.submission import make_case
from collective.eloket.cases.trees import shard_of
from collective.eloket.cases.workflow import make_step
from collective.eloket.catalogue.model import CaseOrder
from collective.eloket.clock import utcnow
from collective.eloket.http.desk import get_desk
from collective.eloket.interfaces import ICaseStore
from DateTime import DateTime
from datetime import datetime
from datetime import timedelta
from itertools import islice
from Persistence.mapping import PersistentMapping
from plone import api
from uuid import uuid4

import transaction


#: Cases per commit, and rows: a row is small, and its leaf takes more of them later.
BATCH = 10_000
ROWS = 200_000

#: Attributes that each case has of its own; all others are those of the first one.
UUID = "_plone.uuid"
OWN = frozenset({"id", UUID, "workflow_history", "_eloket_row", "_sealed", "_files"})


class Maker:
    """Makes the cases of one order like the first one, which took the real road.

    ``ended``: the applicant withdrew it.
    """

    def __init__(
        self, store: ICaseStore, order: CaseOrder, ended: bool = False
    ) -> None:
        self._store = store
        self._order = order
        self._name = accounts.display_name(order.applicant)
        case = make_case(store, order, self._name, utcnow())
        if ended:
            withdraw(case)
        first = vars(aq_base(case))
        self._shared = {name: first[name] for name in first.keys() - OWN}
        self._steps = first["workflow_history"][WORKFLOW_ID]

    def make(self, reference: str, moment: datetime) -> Row:
        """Make a case that was sent at that moment; return its row for the index."""
        case = DocumentRequest.__new__(DocumentRequest)
        vars(case).update(self._shared)
        case.id = reference
        setattr(case, UUID, uuid4().hex)
        times = [
            DateTime((moment + timedelta(hours=number)).timestamp())
            for number in range(len(self._steps))
        ]
        case.creation_date, case.modification_date = times[0], times[-1]
        steps = (
            {**step, "time": time}
            for step, time in zip(self._steps, times, strict=True)
        )
        case.workflow_history = PersistentMapping({WORKFLOW_ID: tuple(steps)})
        fill_case(case, self._order, moment)
        seal_dossier(case, self._order, self._name)
        row = case.row()
        case._eloket_row = tuple(row)
        self._store._partition(reference)[reference] = case
        return row


def withdraw(case: DocumentRequest) -> None:
    """Let the applicant withdraw a case."""
    user = api.user.get(userid=case.applicant)
    with api.env.adopt_user(user=user):
        make_step(case, "withdraw", "")


def load(
    orders: list[CaseOrder],
    places: Iterable[tuple[int, datetime]],
    batch: int = BATCH,
    ended: bool = False,
) -> int:
    """Make a case of each order, and one per place: which order, sent when.

    ``ended``: each is withdrawn. Commits now and then. Returns how many were made.
    """
    store = store_of(get_desk(api.portal.get()))
    makers = [Maker(store, order, ended) for order in orders]
    transaction.commit()
    wanted = list(places)
    rows = []
    lie = in_order(store, len(wanted))
    for number, ((which, moment), reference) in enumerate(
        zip(wanted, lie, strict=True), start=1
    ):
        rows.append((reference, makers[which].make(reference, moment)))
        if number % batch == 0:
            transaction.commit()
            store._p_jar.cacheMinimize()
    transaction.commit()
    put_into_index(rows)
    return len(orders) + len(rows)


def in_order(store: ICaseStore, number: int) -> list[str]:
    """Return so many new references, in the order in which their cases lie."""
    taken = set(store.references())
    year = utcnow().year
    drawn: set[str] = set()
    while len(drawn) < number:
        reference = draw_reference(year)
        if reference not in taken:
            drawn.add(reference)
    return sorted(drawn, key=lambda each: (shard_of(each, PARTITIONS), each))


def put_into_index(rows: Iterable[tuple[str, Row]]) -> None:
    """Put rows into the index; commits now and then."""
    index = get_index()
    left: Iterator[tuple[str, Row]] = iter(rows)
    while part := list(islice(left, ROWS)):
        for reference, row in part:
            index.replace(reference, None, row)
            index.note_asked(reference, row, month_of(row.submitted_at))
        transaction.commit()
