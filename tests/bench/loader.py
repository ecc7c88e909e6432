"""Makes many cases quickly: as submitted ones are made, without their mail and audit.

It calls the same function as a submission does, so that a loaded case is like a
submitted one in every field; only what leaves after a commit is left out.
"""

from collections.abc import Iterable
from collective.eloket.accounts import service as accounts
from collective.eloket.cases.service import store_of
from collective.eloket.cases.submission import make_case
from collective.eloket.catalogue.model import CaseOrder
from collective.eloket.clock import utcnow
from collective.eloket.http.desk import get_desk
from plone import api

import transaction


#: Cases per commit: large enough to be quick, small enough for memory.
BATCH = 1000


def load(orders: Iterable[CaseOrder], batch: int = BATCH) -> int:
    """Make a case of each order; commits now and then. Returns how many."""
    store = store_of(get_desk(api.portal.get()))
    number = 0
    for number, order in enumerate(orders, start=1):
        make_case(store, order, accounts.display_name(order.applicant), utcnow())
        if number % batch == 0:
            transaction.commit()
            store._p_jar.cacheMinimize()
    transaction.commit()
    return number
