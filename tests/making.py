"""`eloket-start` that makes the example municipality, and ends before anybody sees it.

python -m tests.making --data FOLDER --port 0 --sandbox-port 0
"""

from eloket_sandbox.start.answers import wait_for
from eloket_sandbox.start.commands import main
from eloket_sandbox.start.one_machine import OneMachine
from eloket_sandbox.start.plan import Plan
from eloket_sandbox.start.processes import Family

import sys


class Making(OneMachine):
    """The part of a start that makes data: database, outside world and site."""

    def start_desk(self, plan: Plan, family: Family) -> None:
        """End as by Ctrl-C once the outside world has written its keys too."""
        wait_for(f"{plan.sandbox}/", family.check_all_run)
        raise KeyboardInterrupt


if __name__ == "__main__":
    sys.exit(main(house=Making()))
