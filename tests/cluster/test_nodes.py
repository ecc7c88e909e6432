"""Two Zopes and nginx share the work; all of a cluster runs in long_run.py."""

from collective.eloket.vault.commands import write_new_ring
from contextlib import suppress
from eloket_sandbox.cluster import nginx
from eloket_sandbox.cluster.plan import ClusterFolder
from eloket_sandbox.cluster.plan import ClusterPlan
from pathlib import Path
from tests.environ import without_ours
from tests.postgresql import free_port
from tests.started import until

import os
import pytest
import requests
import secrets
import signal
import subprocess
import sys


ROOT = Path(__file__).parents[2]
PRODUCTION = ROOT / "production"
PASSWORD = "wolken boven het veld 7"  # noqa: S105
#: Of the form that every new document gets.
ANSWERS = {
    "given_names": "Noor",
    "family_name": "Voorbeeld",
    "national_number": "85.07.30-033.28",
    "remark": "Om te huren",
}


class Nodes:
    """A running pair with nginx in front; all are killed at the end."""

    def __init__(self, folder: Path, postgresql) -> None:
        ports = [free_port() for _number in range(3)]
        self.front, self.first, self.second = (
            f"http://127.0.0.1:{port}/gemeente" for port in ports
        )
        keys = folder / "keys.json"
        write_new_ring(keys)
        (folder / "zope1").mkdir()
        variables = {
            "ELOKET_CONF": str(PRODUCTION),
            "ELOKET_HOME": str(folder),
            "ELOKET_PROCESS": "zope1",
            "ELOKET_DSN": postgresql.dsn(postgresql.new_database()),
            "ELOKET_SIDE_STORE": postgresql.address(postgresql.new_database()),
            "ELOKET_KEYS": str(keys),
            "ELOKET_SANDBOX": "1",
            "PYTHONWARNINGS": "ignore",
        }
        command = [sys.executable, "-m", "tests.cluster.nodes"]
        self.log = folder / "log"
        with self.log.open("wb") as file:
            self.parent = subprocess.Popen(
                [*command, PRODUCTION / "zope.conf", *map(str, ports[1:])],
                cwd=ROOT,
                env=without_ours() | variables,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=file,
                text=True,
            )
        self.proxy = self._proxy(folder, ports)
        said = self.parent.stdout.readline()
        assert said, self.log.read_text()[-2000:]
        self.pids = [int(pid) for pid in said.split()]
        for address in (self.first, self.second, self.front):
            until(lambda address=address: answers(address), f"{address} answers")

    def _proxy(self, folder: Path, ports: list[int]) -> subprocess.Popen:
        (folder / "nginx").mkdir()
        plan = ClusterPlan(
            folder=ClusterFolder(folder),
            port=ports[0],
            nodes=tuple(ports[1:]),
            sandbox_port=0,
            mail_port=0,
            keys=folder,
            side_store="",
            trust=folder,
            worker=False,
        )
        nginx.write_conf(plan, PRODUCTION)
        return subprocess.Popen(nginx.command(plan), stderr=subprocess.DEVNULL)

    def kill(self, pid: int) -> None:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)

    def end(self) -> None:
        for pid in self.pids:
            self.kill(pid)
        for process in (self.parent, self.proxy):
            process.kill()
            process.wait()


def answers(address: str) -> bool:
    """Does it live? A page of the site would be made by each node, for nothing."""
    live = f"{address}/@@eloket-health/live"
    with suppress(requests.ConnectionError):
        return requests.get(live, timeout=30).status_code == 200
    return False


@pytest.fixture(scope="module")
def nodes(tmp_path_factory, postgresql):
    found = Nodes(tmp_path_factory.mktemp("nodes"), postgresql)
    yield found
    found.end()


@pytest.fixture(scope="module")
def citizen(nodes):
    """A program of somebody who registered at the first node."""
    browser = requests.Session()
    browser.headers.update({"Accept": "application/json", "Origin": origin(nodes)})
    csrf = browser.get(f"{nodes.first}/@eloket-session").json()["csrf"]
    answer = browser.post(
        f"{nodes.first}/@eloket-registration",
        json={"username": "noor", "password": PASSWORD, "email": "noor@b.example"},
        headers={"X-CSRF-TOKEN": csrf},
    )
    assert answer.status_code in (200, 201), answer.text
    program = requests.Session()
    program.headers.update(
        {
            "Accept": "application/json",
            "Authorization": f"Bearer {answer.json()['token']}",
        }
    )
    return program


def origin(nodes) -> str:
    return nodes.first.rpartition("/")[0]


def submit(citizen, node: str, key: str | None = None) -> str:
    """Send a request, as a program does: once more with the same key after a 502.

    nginx sends nothing twice that a Zope may have got before it died.
    """
    headers = {"Idempotency-Key": key or secrets.token_hex(8)}
    address = f"{node}/e-loket/uittreksel/@eloket-cases"
    for _try in range(3):
        answer = citizen.post(address, json={"answers": ANSWERS}, headers=headers)
        if answer.status_code != 502:
            break
    assert answer.status_code == 201, answer.text
    return answer.json()["reference"]


def own(citizen, node: str) -> set[str]:
    answer = citizen.get(f"{node}/@eloket-cases")
    assert answer.status_code == 200, answer.text
    return {one["reference"] for one in answer.json()["items"]}


def test_a_sign_in_at_one_node_holds_at_the_other(nodes, citizen):
    asked = [nodes.first, nodes.second, nodes.front]
    users = {citizen.get(f"{one}/@eloket-session").json()["user_id"] for one in asked}
    assert len(users) == 1 and None not in users


def test_a_request_at_one_node_is_seen_at_the_other_at_once(nodes, citizen):
    for there, here in [(nodes.second, nodes.first), (nodes.first, nodes.second)] * 3:
        assert submit(citizen, there) in own(citizen, here)


def test_a_request_that_is_sent_again_to_the_other_node_is_one(nodes, citizen):
    assert submit(citizen, nodes.first, "same") == submit(citizen, nodes.second, "same")


def test_only_the_proxy_says_where_somebody_is(nodes):
    """As it stands there, X-Forwarded-For made this a call from elsewhere."""
    metrics = "@@eloket-metrics"
    assert requests.get(f"{nodes.second}/{metrics}", timeout=30).status_code == 200
    assert requests.get(f"{nodes.front}/{metrics}", timeout=30).status_code == 404


def test_a_node_that_is_killed_stops_nobody(nodes, citizen):
    nodes.kill(nodes.pids[0])
    for _number in range(10):
        assert submit(citizen, nodes.front) in own(citizen, nodes.front)
    assert not answers(nodes.first)
