"""`python -m eloket_sandbox.cluster` is what `make start-cluster` runs."""

from eloket_sandbox.cluster.house import Cluster
from eloket_sandbox.start.commands import main

import sys


if __name__ == "__main__":
    sys.exit(main(house=Cluster()))
