"""Brings a bench's site to a number of cases; run on a zope.conf of its own.

python -m tests.bench.load zope.conf 1000000
python -m tests.bench.load zope.conf 1200000 --city
"""

from collections.abc import Iterator
from datetime import datetime
from datetime import timedelta
from itertools import count
from itertools import islice
from tests.bench.opened import open_root

import sys


#: The first citizen has about so many, whatever the number of all.
OWN_CASES = 30
#: Further documents, each with a group of its own.
DOCUMENTS = 8
#: So many citizens have cases.
CITIZENS = 40
#: A city's: cases of the first citizen, open ones of the clerk's group, all open ones.
CITY_OWN, CITY_GROUP, CITY_OPEN = 1000, 5000, 60_000
#: Cases are spread over so many seconds before now.
SPREAD = 365 * 24 * 3600
#: Seconds between two of them; no divisor of SPREAD, so all differ.
STRIDE = 7919 * 61


def main(conf: str, wanted: int, *options: str) -> None:
    """Make as many cases as are missing, and commit."""
    root = open_root(conf)
    from collective.eloket.cases.service import store_of
    from collective.eloket.http.desk import get_desk
    from tests.bench import loader
    from zope.component.hooks import setSite

    setSite(root["gemeente"])
    desk = get_desk(root["gemeente"])
    if "--city" in options:
        return load_city(desk, wanted)
    there = sum(1 for _reference in store_of(desk).references())
    orders = orders_of(desk)
    # each order makes a case by itself
    missing = wanted - there - len(orders)
    loader.load(orders, islice(places(there, len(orders)), max(0, missing)))


def load_city(desk, wanted: int) -> None:
    """Make a city's cases: the first CITY_OWN by themselves, then all others.

    The first citizen has CITY_OWN, all open and of the clerk's group; most of the
    others have ended.
    """
    from collective.eloket.cases.service import store_of
    from tests.bench import loader

    def make(orders: list, number: int, ended: bool = False) -> None:
        # each order makes a case by itself
        rest = range(max(0, number - len(orders)))
        spread = ((n % len(orders), moment_of(n)) for n in rest)
        loader.load(orders, spread, ended=ended)

    if next(iter(store_of(desk).references()), None) is None:
        make(orders_of(desk)[:1], min(CITY_OWN, wanted))
    if wanted <= CITY_OWN:
        return
    orders = orders_of(desk)
    documents = DOCUMENTS + 1
    others = orders[documents:]
    group = others[::documents]
    elsewhere = [order for n, order in enumerate(others) if n % documents]
    make(group, min(CITY_GROUP, wanted // 240) - CITY_OWN)
    make(elsewhere, min(CITY_OPEN, wanted // 20) - CITY_GROUP)
    make(others, wanted - min(CITY_OPEN, wanted // 20), ended=True)


def orders_of(desk) -> list:
    """Return an order per document and citizen, those of the first citizen first."""
    from collective.eloket.accounts.registry import citizen_store
    from collective.eloket.catalogue.orders import order_of
    from collective.eloket.catalogue.orders import Sent
    from tests.bench.submits import ANSWERS
    from tests.catalogue.house import session_of

    documents = [desk["bench"], *further_documents(desk)]
    store = citizen_store()
    citizens = sorted(
        (store.find(user_id) for user_id in store.citizens),
        key=lambda citizen: (citizen.created, citizen.id),
    )
    sent = Sent(ANSWERS, None, "bench", "nl")
    return [
        order_of(document, session_of(citizen), sent)
        for citizen in citizens[:CITIZENS]
        for document in documents
    ]


def places(there: int, orders: int) -> Iterator[tuple[int, datetime]]:
    """Yield which order and when, without end; few of the first citizen."""
    documents = DOCUMENTS + 1
    for number in count(there):
        moment = moment_of(number)
        if there == 0 and number < OWN_CASES:
            yield number % documents, moment
        else:
            yield documents + number % (orders - documents), moment


def moment_of(number: int) -> datetime:
    """Return when the case of that number was sent; all differ for long."""
    from collective.eloket.clock import utcnow

    return utcnow() - timedelta(seconds=number * STRIDE % SPREAD)


def further_documents(desk) -> list:
    """Return documents that other groups handle; makes those that are missing."""
    from plone import api

    found = []
    for number in range(DOCUMENTS):
        name = f"bench-{number}"
        if name not in desk:
            document = api.content.create(desk, "OnlineDocument", name, title=name)
            document.clerk_group = name
            document.legal_basis = "Wet van 19 juli 1991"
            document.number_authorisation = "Wet van 8 augustus 1983, art. 5"
            document.reindexObject()
            api.content.transition(document, "publish")
        found.append(desk[name])
    return found


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), *sys.argv[3:])
