"""Brings the stock form's SaveData to a number of rows; on a zope.conf of its own.

python -m tests.bench.load_peer zope.conf 100000
"""

from tests.bench.opened import open_root
from tests.bench.submits import ANSWERS

import sys
import transaction


#: The action of the peer's form, see ``prepare.py``.
ACTION = "save"
#: Rows that one transaction keeps.
AT_ONCE = 5000
ROW = {
    "given_names": "Noor",
    "family_name": "Voorbeeld",
    "national_number": "85073003328",
    "remark": ANSWERS["remark"],
}


def main(conf: str, wanted: int) -> None:
    """Add as many rows as are missing, as easyform does, and commit."""
    root = open_root(conf)
    from collective.easyform.api import get_actions
    from zope.component.hooks import setSite

    setSite(root["stock"])
    saver = get_actions(root["stock"]["form"])[ACTION]
    for number in range(len(saver._storage), wanted):
        saver.addDataRow(dict(ROW))
        if number % AT_ONCE == 0:
            transaction.commit()
    transaction.commit()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
