"""Lets the sessions of a bench's citizens begin now; run on a zope.conf of its own.

python -m tests.bench.renew zope.conf citizens.json tokens.json

After an hour of loading those of the beginning have ended.
"""

from pathlib import Path
from tests.bench.opened import open_root
from tests.bench.prepare import tokens_of

import json
import sys


def main(conf: str, citizens: str, tokens: str) -> None:
    """Write a new token of each citizen."""
    open_root(conf)
    found = tokens_of(json.loads(Path(citizens).read_text()))
    Path(tokens).write_text(json.dumps(found), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
