"""How long does the index alone take? Run on a zope.conf of its own.

python -m tests.bench.city_storage zope.conf out.json
"""

from pathlib import Path
from tests.bench.city import FAR
from tests.bench.city import p95_ms
from tests.bench.city import ROWS
from tests.bench.opened import open_root

import json
import sys


GROUP = "bevolking"


def main(conf: str, out: str) -> None:
    """Measure the first page, one far behind, and the counts; write milliseconds."""
    root = open_root(conf)
    from collective.eloket.cases.index import get_index
    from collective.eloket.cases.model import Choice
    from collective.eloket.cases.model import OPEN_STATES
    from tests.bench.load import orders_of
    from zope.component.hooks import setSite

    setSite(root["gemeente"])
    index = get_index()
    person = orders_of(root["gemeente"]["e-loket"])[0].applicant

    open_ones = Choice((GROUP,), OPEN_STATES)

    def tasks(after=None):
        return index.chosen(open_ones, after, ROWS)

    def own(after=None):
        return index.of_person(person, after, ROWS)

    found = {}
    for name, read in (("tasks", tasks), ("own cases", own)):
        cursor = None
        for _page in range(FAR - 1):
            cursor = read(cursor).cursor
        found[f"{name} 1"] = p95_ms(read)
        found[f"{name} {FAR}"] = p95_ms(lambda read=read, at=cursor: read(at))
    found["counts"] = p95_ms(lambda: index.count(GROUP))
    found["own count"] = p95_ms(lambda: index.asked_by(person))
    Path(out).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
