"""Numbered places where a crash hurts most; the tests kill a process at each."""

from collective.eloket.settings import environment

import os
import signal


#: 1 put: written, not committed. 2 claimed: a worker has it in hands, nothing is done.
#: 3 performed: done outside (the mail left), not marked. 4 marked: taken off the queue,
#: not committed. 5 committed: all is done, the claim is still there.
STEPS = ("put", "claimed", "performed", "marked", "committed")

#: Name of the step at which a process of the sandbox kills itself.
VARIABLE = "ELOKET_KILL_AT"


def pass_step(name: str) -> None:
    """Go on; in the sandbox, die here when the tests say so."""
    if os.environ.get(VARIABLE) == name and environment().sandbox:
        os.kill(os.getpid(), signal.SIGKILL)
