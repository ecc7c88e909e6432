"""The parts of a cluster; all of it runs in tests/cluster/long_run.py."""

from eloket_sandbox.cluster import family as families
from eloket_sandbox.cluster import nginx
from eloket_sandbox.cluster import postgresql
from eloket_sandbox.cluster.family import RestartingFamily
from eloket_sandbox.cluster.house import Cluster
from eloket_sandbox.cluster.plan import ClusterFolder
from eloket_sandbox.cluster.plan import make_cluster_plan
from eloket_sandbox.start.folder import DataFolder
from eloket_sandbox.start.one_machine import RefusedError
from eloket_sandbox.start.plan import read_options
from eloket_sandbox.start.processes import ProcessEndedError
from pathlib import Path
from tests.sandbox.test_processes import family as plain_family
from tests.sandbox.test_processes import python
from threading import Thread

import os
import pytest
import signal
import subprocess
import time


__all__ = ["plain_family"]

PRODUCTION = Path(__file__).parents[2] / "production"
LASTING = ["sleep", "60"]


@pytest.fixture
def folder(tmp_path):
    found = ClusterFolder(tmp_path)
    DataFolder.make(found)
    for name in ("postgresql", "nodes", "nginx"):
        (tmp_path / name).mkdir()
    return found


@pytest.fixture
def plan(folder):
    arguments = ["--data", str(folder.path), "--port", "0", "--sandbox-port", "0"]
    return make_cluster_plan(read_options(arguments, {}), {})


def test_every_process_has_a_port_of_its_own_and_keeps_it(plan, folder):
    ports = {plan.port, plan.sandbox_port, plan.mail_port, plan.database_port}
    assert len(ports | set(plan.nodes)) == 6
    arguments = ["--data", str(folder.path), "--port", "0", "--sandbox-port", "0"]
    again = make_cluster_plan(read_options(arguments, {}), {})
    assert again == plan


def test_zodb_and_side_store_are_two_databases_of_one_server(plan):
    assert plan.side_store.endswith(f":{plan.database_port}/eloket_side")
    assert plan.zodb.endswith(f":{plan.database_port}/eloket")
    assert plan.zodb.startswith("postgresql://")
    # RelStorage adds words to it
    assert plan.dsn.startswith("dbname='eloket' ")


def test_a_side_store_that_was_given_is_taken(folder):
    given = {"ELOKET_SIDE_STORE": "postgresql://elsewhere/side"}
    arguments = ["--data", str(folder.path), "--port", "0", "--sandbox-port", "0"]
    plan = make_cluster_plan(read_options(arguments, given), given)
    assert plan.side_store == given["ELOKET_SIDE_STORE"]


def test_nginx_takes_what_is_written_for_it(plan):
    nginx.write_conf(plan, PRODUCTION)
    done = subprocess.run(
        [*nginx.command(plan), "-t"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    written = (plan.folder / "nginx.conf").read_text()
    assert all(f"127.0.0.1:{port} " in written for port in plan.nodes)
    assert f"listen 127.0.0.1:{plan.port};" in written
    listeners = [line for line in written.splitlines() if "listen " in line]
    assert all("127.0.0.1:" in line or "[::1]:" in line for line in listeners)


@pytest.mark.parametrize("module", [postgresql, nginx], ids=["postgresql", "nginx"])
def test_what_is_missing_is_said_with_the_line_to_run(
    folder, module, monkeypatch, tmp_path
):
    monkeypatch.setattr(postgresql, "PROGRAMS", tmp_path)
    if module is nginx:
        monkeypatch.setattr(postgresql, "programs", lambda: tmp_path)
        monkeypatch.setattr(nginx, "PATH", str(tmp_path))
    with pytest.raises(RefusedError, match="apt-get install"):
        Cluster(PRODUCTION).plan(read_options(["--data", str(folder.path)], {}), {})


def test_the_newest_server_is_taken(monkeypatch, tmp_path):
    for version in ("9.6", "15", "17"):
        (tmp_path / version / "bin").mkdir(parents=True)
        (tmp_path / version / "bin" / "initdb").touch()
    monkeypatch.setattr(postgresql, "PROGRAMS", tmp_path)
    assert postgresql.programs() == tmp_path / "17" / "bin"


@pytest.fixture
def family(plain_family):
    found = RestartingFamily(plain_family.folder, plain_family.env)
    yield found
    found.stop()


def test_a_zope_that_dies_is_started_again_and_the_others_go_on(family, capsys):
    zope = family.start("zope1", LASTING).process
    worker = family.start("worker1", LASTING).process
    database = family.start("postgresql", LASTING).process
    ended = []

    def watch() -> None:
        with pytest.raises(ProcessEndedError) as error:
            family.watch()
        ended.append(error.value.name)

    watching = Thread(target=watch)
    watching.start()
    os.kill(zope.pid, signal.SIGKILL)
    end = time.monotonic() + 20
    while not any(
        one.name == "zope1" and one.process is not zope for one in list(family.children)
    ):
        assert time.monotonic() < end
    assert worker.poll() is None
    os.kill(database.pid, signal.SIGKILL)
    watching.join(20)
    assert ended == ["postgresql"]
    assert "zope1 ended" in capsys.readouterr().out


def test_one_that_dies_again_and_again_stops_all(family, monkeypatch):
    monkeypatch.setattr(families, "MOST_TIMES", 2)
    family.start("worker1", python("raise SystemExit(3)"))
    with pytest.raises(ProcessEndedError):
        family.watch()
