"""PostgreSQL, two Zopes, two workers, nginx in front, and the outside world."""

from collections.abc import Mapping
from eloket_sandbox.cluster import nginx
from eloket_sandbox.cluster import postgresql
from eloket_sandbox.cluster.family import RestartingFamily
from eloket_sandbox.cluster.plan import ClusterFolder
from eloket_sandbox.cluster.plan import ClusterPlan
from eloket_sandbox.cluster.plan import make_cluster_plan
from eloket_sandbox.cluster.plan import WORKERS
from eloket_sandbox.files import write_private
from eloket_sandbox.start.configs import SITE_ZCML
from eloket_sandbox.start.one_machine import OneMachine
from eloket_sandbox.start.one_machine import prepare_once
from eloket_sandbox.start.one_machine import PROGRAMS
from eloket_sandbox.start.one_machine import RefusedError
from eloket_sandbox.start.one_machine import start_sandbox
from eloket_sandbox.start.plan import Options
from eloket_sandbox.start.plan import SITE
from eloket_sandbox.start.processes import Family
from eloket_sandbox.start.report import say
from eloket_sandbox.start.report import welcome
from pathlib import Path


#: The files that production uses too.
PRODUCTION = Path("production")


class Cluster(OneMachine):
    """See OneMachine."""

    name = "start-cluster"
    data = Path("var/cluster")
    folder = ClusterFolder
    family = RestartingFamily

    def __init__(self, production: Path = PRODUCTION) -> None:
        self.production = production.absolute()

    def plan(self, options: Options, env: Mapping[str, str]) -> ClusterPlan:
        """See OneMachine.

        :raises RefusedError: PostgreSQL or nginx are missing.
        """
        try:
            postgresql.programs()
            nginx.program()
        except (postgresql.PostgreSQLMissingError, nginx.NginxMissingError) as error:
            raise RefusedError(str(error)) from None
        return make_cluster_plan(options, env)

    def write(self, plan: ClusterPlan) -> None:
        """See OneMachine; what production says is used as it lies there."""
        etc = plan.folder / "instance" / "etc"
        etc.mkdir(exist_ok=True)
        write_private(etc / "site.zcml", SITE_ZCML)
        nginx.write_conf(plan, self.production)

    def start(self, plan: ClusterPlan, family: Family, env: Mapping[str, str]) -> None:
        """See OneMachine."""
        say("Starting PostgreSQL and the outside world ...")
        start_database(plan, family)
        start_sandbox(plan, family)
        conf = self.production / "zope.conf"
        prepare_once(plan, family, env, conf, **variables(plan, "command"))
        say("Starting two Zopes, two workers and nginx ...")
        ini = str(self.production / "zope.ini")
        for number, port in enumerate(plan.nodes, 1):
            zope = [str(PROGRAMS / "runwsgi"), ini, f"address=127.0.0.1:{port}"]
            name = f"zope{number}"
            family.start(name, zope, **variables(plan, name))
        for number in range(1, WORKERS + 1) if plan.worker else ():
            name = f"worker{number}"
            worker = [str(PROGRAMS / "eloket-worker"), str(conf)]
            family.start(name, worker, **variables(plan, name))
        family.start("nginx", nginx.command(plan))

    def addresses(self, plan: ClusterPlan) -> list[str]:
        """See OneMachine."""
        nodes = [f"http://127.0.0.1:{port}/{SITE}" for port in plan.nodes]
        return [f"{plan.sandbox}/", *nodes, plan.desk]

    def welcome(self, plan: ClusterPlan, address: str, env: Mapping[str, str]) -> str:
        """See OneMachine."""
        nodes = ", ".join(f"http://localhost:{port}" for port in plan.nodes)
        return (
            f"{welcome(plan, address, env)}\n"
            f"  nginx shares the work among {nodes};\n"
            "  kill one of them, or a worker: the others go on, and it comes again.\n"
        )


def start_database(plan: ClusterPlan, family: Family) -> None:
    """Start PostgreSQL, with the databases of ZODB and side store.

    :raises RefusedError: it cannot keep its data there, or does not answer.
    """
    password = plan.folder / "database-password"
    try:
        if not plan.folder.database.exists():
            secret = plan.folder / "postgresql" / "secret"
            secret.write_text(password.read_text(encoding="utf-8"), encoding="utf-8")
            secret.chmod(0o644)
            postgresql.initialise(plan.data, secret)
            secret.unlink()
        family.start("postgresql", postgresql.server(plan.data, plan.database_port))
        postgresql.make_databases(
            plan.database_port,
            password.read_text(encoding="utf-8").strip(),
            family.check_all_run,
        )
    except postgresql.PostgreSQLMissingError as error:
        raise RefusedError(str(error)) from None


def variables(plan: ClusterPlan, process: str) -> dict[str, str]:
    """Return what production's files read from the environment of a process."""
    nodes = plan.folder / "nodes"
    (nodes / process).mkdir(exist_ok=True)
    return {
        "ELOKET_CONF": str(plan.folder / "instance"),
        "ELOKET_HOME": str(nodes),
        "ELOKET_PROCESS": process,
        "ELOKET_DSN": plan.dsn,
        "ELOKET_ZODB": plan.zodb,
    }
