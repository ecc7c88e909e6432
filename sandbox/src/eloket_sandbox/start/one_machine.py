"""What `make start` runs: ZEO, the outside world, one Zope and one worker."""

from collections.abc import Mapping
from eloket_sandbox.start.configs import write_configs
from eloket_sandbox.start.folder import DataFolder
from eloket_sandbox.start.plan import make_plan
from eloket_sandbox.start.plan import Options
from eloket_sandbox.start.plan import Plan
from eloket_sandbox.start.processes import Family
from eloket_sandbox.start.report import say
from eloket_sandbox.start.report import welcome
from eloket_sandbox.start.site import is_prepared
from eloket_sandbox.start.site import remember_prepared
from pathlib import Path

import sys


#: Where the programs of this environment are.
PROGRAMS = Path(sys.executable).parent


class RefusedError(Exception):
    """The e-loket does not start, or stopped; the text says why, in plain words."""


class OneMachine:
    """A way to run the e-loket; another one changes what is different there."""

    name = "start"
    data = Path("var")
    folder: type[DataFolder] = DataFolder
    family: type[Family] = Family

    def plan(self, options: Options, env: Mapping[str, str]) -> Plan:
        """Return what this start will do; see make_plan."""
        return make_plan(options, env)

    def write(self, plan: Plan) -> None:
        """Write the configuration files.

        :raises PathTooLongError: the data folder lies too deep.
        """
        write_configs(plan)

    def start(self, plan: Plan, family: Family, env: Mapping[str, str]) -> None:
        """Start the processes in the order in which they need each other.

        :raises ProcessEndedError: one of them ended.
        """
        folder = plan.folder
        say("Starting the database and the outside world ...")
        zeo = [str(PROGRAMS / "runzeo"), "-C", str(folder / "zeo.conf")]
        family.start("zeo", zeo)
        start_sandbox(plan, family)
        prepare_once(plan, family, env, folder / "zope-worker.conf")
        self.start_desk(plan, family)

    def start_desk(self, plan: Plan, family: Family) -> None:
        """Start what serves the site that is made."""
        folder = plan.folder
        say("Starting the e-loket ...")
        family.start("zope", [str(PROGRAMS / "runwsgi"), str(folder / "zope.ini")])
        if plan.worker:
            worker = [str(PROGRAMS / "eloket-worker"), str(folder / "zope-worker.conf")]
            family.start("worker", worker)

    def addresses(self, plan: Plan) -> list[str]:
        """Return what must answer before people are told that it is ready."""
        return [f"{plan.sandbox}/", plan.desk]

    def welcome(self, plan: Plan, address: str, env: Mapping[str, str]) -> str:
        """Return what people are told."""
        return welcome(plan, address, env)


def start_sandbox(plan: Plan, family: Family) -> None:
    """Start the outside world."""
    sandbox = [
        *(sys.executable, "-m", "eloket_sandbox.serve"),
        *("--folder", str(plan.folder / "sandbox"), "--port", str(plan.sandbox_port)),
        *("--mail-port", str(plan.mail_port), "--eloket", plan.desk),
    ]
    family.start("sandbox", sandbox)


def prepare_once(
    plan: Plan, family: Family, env: Mapping[str, str], conf: Path, **extra: str
) -> None:
    """Make the site, or bring its addresses up to date, when that was not done yet.

    :raises ProcessEndedError: it failed.
    """
    if is_prepared(plan, env):
        return
    say("Making the example municipality ...")
    command = [
        *(sys.executable, "-m", "eloket_sandbox.municipality.commands"),
        *(str(conf), "--data", str(plan.folder.path)),
        *("--issuer", plan.issuer, "--mail-port", str(plan.mail_port)),
        *("--origin", plan.eloket, "--sandbox", plan.sandbox),
    ]
    family.run("prepare", command, **extra)
    remember_prepared(plan, env)
