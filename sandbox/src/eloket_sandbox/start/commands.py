"""`eloket-start`: start everything, say where it is, stop everything."""

from collections.abc import Mapping
from collections.abc import Sequence
from collective.eloket.vault.commands import write_new_ring
from eloket_sandbox.sealing.authorities import write_seal_files
from eloket_sandbox.start.answers import NoAnswerError
from eloket_sandbox.start.answers import wait_for
from eloket_sandbox.start.cards import prepare_cards
from eloket_sandbox.start.configs import PathTooLongError
from eloket_sandbox.start.folder import AlreadyRunningError
from eloket_sandbox.start.folder import DataFolder
from eloket_sandbox.start.folder import OtherLayoutError
from eloket_sandbox.start.one_machine import OneMachine
from eloket_sandbox.start.one_machine import RefusedError
from eloket_sandbox.start.plan import Options
from eloket_sandbox.start.plan import process_environment
from eloket_sandbox.start.plan import read_options
from eloket_sandbox.start.ports import PortTakenError
from eloket_sandbox.start.processes import Family
from eloket_sandbox.start.processes import ProcessEndedError
from eloket_sandbox.start.processes import stop_on_signals
from eloket_sandbox.start.registers import prepare_registers
from eloket_sandbox.start.report import say
from eloket_sandbox.start.report import write_facts
from eloket_sandbox.start.site import staff_passwords

import os
import sys
import time


LAST_LINES = 15


def main(
    arguments: Sequence[str] | None = None, house: OneMachine | None = None
) -> int:
    """Start, wait for Ctrl-C and stop; 1 when it could not start or a part died."""
    stop_on_signals()
    env = dict(os.environ)
    house = house or OneMachine()
    options = read_options(arguments, env, house.data)
    try:
        with DataFolder(options.data).locked():
            run(options, env, house)
    except AlreadyRunningError as error:
        return refuse(f"An e-loket runs on {options.data} already (process {error}).")
    except PortTakenError as error:
        return refuse(
            f"Port {error} is taken by another program. Stop it, or choose another: "
            f"make {house.name} PORT=8090 SANDBOX_PORT=8091"
        )
    except PathTooLongError as error:
        return refuse(f"{error} is too long a name for a socket; use another folder.")
    except OtherLayoutError:
        return refuse(
            f"The data in {options.data} are from another version of this software. "
            "`make clean-data` drops them, so that the next start begins anew."
        )
    except RefusedError as error:
        return refuse(str(error))
    except KeyboardInterrupt:
        say("stopped")
    return 0


def refuse(reason: str) -> int:
    """Say why not."""
    sys.stderr.write(f"{reason}\n")
    return 1


def run(options: Options, env: Mapping[str, str], house: OneMachine) -> None:
    """Start all processes and stay until Ctrl-C or a death; then stop all.

    :raises RefusedError: a process died, or did not answer.
    :raises OtherLayoutError: the data are not this version's.
    """
    began = time.monotonic()
    folder = house.folder(options.data)
    folder.make()
    folder.check_layout()
    plan = house.plan(options, env)
    if not plan.keys.exists():
        write_new_ring(plan.keys)
    staff_passwords(plan.folder)
    prepare_cards(plan)
    write_seal_files(plan.folder / "sandbox")
    prepare_registers(plan)
    house.write(plan)
    family = house.family(plan.folder, process_environment(plan, env))
    try:
        house.start(plan, family, env)
        address = wait_until_ready(house.addresses(plan), family)
        say(house.welcome(plan, address, env))
        if options.json:
            write_facts(options.json, plan, family, address, env)
        say(f"ready ({time.monotonic() - began:.0f} s)")
        family.watch()
    except ProcessEndedError as error:
        raise RefusedError(obituary(plan.folder, error)) from None
    except NoAnswerError as error:
        raise RefusedError(f"{error}; see the logs in {plan.folder / 'log'}") from None
    finally:
        family.stop()


def wait_until_ready(addresses: Sequence[str], family: Family) -> str:
    """Wait for all that listens; return the last one, the address to begin at.

    :raises NoAnswerError: it took too long.
    :raises ProcessEndedError: a process ended.
    """
    for address in addresses:
        wait_for(address, family.check_all_run)
    return addresses[-1]


def obituary(folder: DataFolder, error: ProcessEndedError) -> str:
    """Return which process ended, where its log is, and what it said last."""
    log = folder.log(error.name)
    last = log.read_text(encoding="utf-8", errors="replace").splitlines()[-LAST_LINES:]
    quoted = "\n".join(f"  | {line}" for line in last)
    return (
        f"'{error.name}' ended (status {error.status}), so all was stopped.\n"
        f"Its log: {log}\n{quoted}"
    )


if __name__ == "__main__":
    sys.exit(main())
